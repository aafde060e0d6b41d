"""``python -m videoagent_agent_style`` runs the agent."""

from videoagent_agent_style.main import main

if __name__ == "__main__":
    main()
