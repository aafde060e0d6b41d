"""``python -m videoagent_agent_story`` runs the agent; with ``prepare`` it only fills the cache and ends."""

if __name__ == "__main__":
    # Worker processes import this module again; they need none of what follows.
    import sys

    if sys.argv[1:] == ["prepare"]:
        from videoagent_agent_story.main import fill_cache

        fill_cache()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_story [prepare]")
    else:
        from videoagent_runtime.imports import uncollected

        with uncollected():
            from videoagent_agent_story.main import main

        main()
