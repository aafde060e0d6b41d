"""Dependencies of the routes: what they work with, who asks, and whether they may."""

from collections.abc import Awaitable, Callable
from typing import Annotated

from fastapi import Depends, Request
from fastapi.requests import HTTPConnection

from videoagent_contracts.errors import AuthenticationException, AuthorizationException
from videoagent_gateway.context import Context
from videoagent_gateway.domain.caller import Caller, Scope

_READING = frozenset({"GET", "HEAD"})


async def context_of(connection: HTTPConnection) -> Context:
    """Return what the application works with."""
    context: Context = connection.app.state.context
    return context


async def caller_of(connection: HTTPConnection) -> Caller:
    """Tell who asks.

    Raises:
        AuthenticationException: Nobody was let in by the door.
    """
    caller: Caller | None = connection.scope["state"].get("caller")
    if caller is None:
        raise AuthenticationException("show an API key")
    return caller


TheContext = Annotated[Context, Depends(context_of)]
TheCaller = Annotated[Caller, Depends(caller_of)]


def needs(scope: Scope) -> Callable[[Caller], Awaitable[Caller]]:
    """Make a dependency that lets nobody pass whose key lacks ``scope``, and tells who passed."""

    async def check(caller: TheCaller) -> Caller:
        require(caller, scope)
        return caller

    return check


async def needs_by_method(request: Request) -> None:
    """Require ``tasks:read`` of who reads, ``tasks:write`` of everybody else: what routes need unless they say more."""
    require(await caller_of(request), Scope.TASKS_READ if request.method in _READING else Scope.TASKS_WRITE)


def require(caller: Caller, scope: Scope) -> None:
    """Let pass, or not.

    Raises:
        AuthorizationException: The caller's key lacks the scope.
    """
    if not caller.may(scope):
        raise AuthorizationException(f"this key lacks the scope {scope}")


TheAdmin = Annotated[Caller, Depends(needs(Scope.ADMIN))]
TheReader = Annotated[Caller, Depends(needs(Scope.TASKS_READ))]
