"""``python -m videoagent_agent_image`` runs the agent; with ``prepare`` it only fills the cache and ends."""

if __name__ == "__main__":
    # Worker processes import this module again; they need none of what follows.
    import sys

    if sys.argv[1:] == ["prepare"]:
        from videoagent_agent_image.prepare import prepare

        prepare()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_image [prepare]")
    else:
        from videoagent_runtime.imports import uncollected

        with uncollected():
            from videoagent_agent_image.main import main

        main()
