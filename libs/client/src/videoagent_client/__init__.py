"""Python client and the ``videoagent`` command."""

from videoagent_client.client import VideoAgent
from videoagent_client.errors import ApiError

__all__ = ["ApiError", "VideoAgent"]
