"""Run the ``videoagent`` command as ``python -m videoagent_client``."""

from videoagent_client.cli import app

app()
