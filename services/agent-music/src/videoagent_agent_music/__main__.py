"""``python -m videoagent_agent_music`` runs the agent; with ``prepare`` it only fills the cache and ends."""

import sys

from videoagent_agent_music.adapters.soundfont import prepare
from videoagent_agent_music.main import main

if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        prepare()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_music [prepare]")
    else:
        main()
