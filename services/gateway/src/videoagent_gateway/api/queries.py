"""Query parameters are taken literally: none unknown, none twice."""

from collections import Counter
from collections.abc import Mapping

from fastapi import Request
from fastapi.requests import HTTPConnection

from videoagent_contracts.admin import DeadLetterQuery
from videoagent_contracts.api import TaskListQuery
from videoagent_contracts.errors import TaskValidationException
from videoagent_gateway.api.access import needs_by_method

_KNOWN: Mapping[str, frozenset[str]] = {
    "list_tasks": frozenset(TaskListQuery.model_fields),
    "list_dead_letters": frozenset(DeadLetterQuery.model_fields),
    "get_events": frozenset({"ticket"}),
}
"""Names that a route knows, by the route's name; all others know none."""


async def check_request(request: Request) -> None:
    """Let in who may, with what is asked for properly.

    One dependency for both: FastAPI takes 50 µs for each, which is more than an answer from memory takes.
    """
    await needs_by_method(request)
    _check(request)


async def check_query(request: Request) -> None:
    """Refuse parameters that would be ignored.

    Raises:
        TaskValidationException: There are such; each is named.
    """
    _check(request)


def _check(request: Request) -> None:
    errors = query_errors(request, _KNOWN.get(request.scope["route"].name, frozenset()))
    if errors:
        raise TaskValidationException("the query is not valid", errors=errors)


def query_errors(connection: HTTPConnection, known: frozenset[str]) -> list[dict[str, str]]:
    """Name parameters that would be ignored: unknown ones, and all but the last of the same name."""
    given = connection.query_params.multi_items()
    return [
        {"field": name[:64], "message": "must be given once only" if name in known else "is not known here"}
        for name, count in Counter(name for name, _ in given).items()
        if count > 1 or name not in known
    ]
