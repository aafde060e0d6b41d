"""The local stack: real servers and all services under a supervisor, without Docker.

Tests use `running`, people use `python -m videoagent_stack` or the Makefile's targets.
"""

from videoagent_stack.info import StackInfo, running

__all__ = ["StackInfo", "running"]
