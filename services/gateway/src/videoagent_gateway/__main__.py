"""``python -m videoagent_gateway``."""

from videoagent_runtime.imports import uncollected

with uncollected():
    from videoagent_gateway.main import main

main()
