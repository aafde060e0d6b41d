"""The agents' harness: take a request when a slot is free, claim it, acknowledge, then work in the background.

An agent's author writes ``run(request, context) -> result`` and calls ``run_agent``; the rest is here.
"""

from videoagent_runtime.agent.context import AgentContext
from videoagent_runtime.agent.entry import run_agent

__all__ = ["AgentContext", "run_agent"]
