"""What runs inside a worker process around an agent's function. Imports little: every new process pays for it."""

from collections.abc import Callable
from typing import Any

from videoagent_contracts.errors import VideoAgentException

Failure = tuple[type[VideoAgentException], dict[str, Any]]


def guarded(function: Callable[..., Any], arguments: tuple[Any, ...]) -> tuple[Any, Failure | None]:
    """Call the function. Exceptions with keyword arguments do not survive pickling, so they travel as their state."""
    try:
        return function(*arguments), None
    except VideoAgentException as error:
        return None, (type(error), dict(error.__dict__))


def restored(failure: Failure) -> VideoAgentException:
    """The exception that ``guarded`` took apart."""
    kind, state = failure
    error = kind.__new__(kind, state.get("detail", ""))
    error.__dict__.update(state)
    return error
