"""``python -m videoagent_agent_storyboard`` runs the agent."""

from videoagent_agent_storyboard.main import main

if __name__ == "__main__":
    main()
