"""``python -m videoagent_notifier``."""

import sys

from videoagent_runtime.imports import uncollected

with uncollected():
    from videoagent_notifier.main import main

main(sys.argv[1:])
