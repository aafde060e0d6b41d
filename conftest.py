"""Loads the fixtures `servers` and `stack` for every test of the workspace."""

pytest_plugins = ["videoagent_stack.pytest_plugin"]
