"""Dependencies of the routes."""

from typing import Annotated

from fastapi import Depends, Request
from fastapi.requests import HTTPConnection

from videoagent_gateway.context import Context
from videoagent_gateway.service.caller import Caller

_OPEN = Caller()


async def context_of(connection: HTTPConnection) -> Context:
    """Return what the application works with."""
    context: Context = connection.app.state.context
    return context


async def caller_of(_request: Request) -> Caller:
    """Tell who asks: everybody is the one local user while the gateway is open."""
    return _OPEN


TheContext = Annotated[Context, Depends(context_of)]
TheCaller = Annotated[Caller, Depends(caller_of)]
