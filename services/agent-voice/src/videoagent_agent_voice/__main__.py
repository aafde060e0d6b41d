"""``python -m videoagent_agent_voice`` runs the agent; with ``prepare`` it only fills the cache and ends."""

if __name__ == "__main__":
    # Worker processes import this module again; they need none of what follows.
    import sys

    if sys.argv[1:] == ["prepare"]:
        from videoagent_agent_voice.adapters import hibari, kokoro

        hibari.timed_model()
        kokoro.timed_model()
    elif sys.argv[1:]:
        sys.exit("usage: python -m videoagent_agent_voice [prepare]")
    else:
        from videoagent_runtime.imports import uncollected

        with uncollected():
            from videoagent_agent_voice.main import main

        main()
