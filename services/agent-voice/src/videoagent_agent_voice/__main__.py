"""``python -m videoagent_agent_voice`` runs the agent; with ``prepare`` it only fills the cache and ends."""

import sys

from videoagent_agent_voice.adapters.hibari import timed_model
from videoagent_agent_voice.main import main

if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        timed_model()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_voice [prepare]")
    else:
        main()
