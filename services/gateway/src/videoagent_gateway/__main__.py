"""``python -m videoagent_gateway``."""

from videoagent_gateway.main import main

main()
