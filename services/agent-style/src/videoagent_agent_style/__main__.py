"""``python -m videoagent_agent_style`` runs the agent."""

if __name__ == "__main__":
    # Worker processes import this module again; they need none of what follows.
    from videoagent_runtime.imports import uncollected

    with uncollected():
        from videoagent_agent_style.main import main

    main()
