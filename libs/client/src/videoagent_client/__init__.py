"""Python client and the videoagent command."""
