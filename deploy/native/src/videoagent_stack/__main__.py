"""Entry point of `python -m videoagent_stack`."""

import sys

from videoagent_stack.cli import main

sys.exit(main())
