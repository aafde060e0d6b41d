"""``python -m videoagent_agent_story`` runs the agent; with ``prepare`` it only fills the cache and ends."""

import sys

from videoagent_agent_story.main import fill_cache, main

if __name__ == "__main__":
    if sys.argv[1:] == ["prepare"]:
        fill_cache()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_story [prepare]")
    else:
        main()
