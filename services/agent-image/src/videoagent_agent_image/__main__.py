"""``python -m videoagent_agent_image`` runs the agent; with ``prepare`` it only fills the cache and ends."""

import sys

from videoagent_agent_image.main import main
from videoagent_agent_image.prepare import prepare

if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        prepare()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_image [prepare]")
    else:
        main()
