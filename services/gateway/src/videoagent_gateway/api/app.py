"""The ASGI application."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware

from videoagent_gateway.api import (
    batch,
    catalogue,
    clean_up,
    dead_letters,
    deliveries,
    docs,
    editing,
    events,
    health,
    keys,
    media,
    page,
    results,
    retention,
    sockets,
    tasks,
)
from videoagent_gateway.api.door import Door, cors_options
from videoagent_gateway.api.guard import Guard
from videoagent_gateway.api.problems import install_problem_handlers
from videoagent_gateway.api.queries import check_request
from videoagent_gateway.context import Context
from videoagent_gateway.domain.links import API

_DESCRIPTION = (
    "From a topic to a narrated, illustrated, subtitled video with music. Every error is an "
    "`application/problem+json` (RFC 9457) with a stable `code`. Times are UTC, durations seconds, sizes bytes."
)


def create_app(context: Context, asyncapi: Callable[[], dict[str, Any]]) -> FastAPI:
    """Put all routes together.

    Args:
        context: What they work with.
        asyncapi: Makes the event contract, asked when somebody first wants it: that takes a third of a second.
    """
    app = FastAPI(
        title="Video Agent",
        version=version("videoagent-gateway"),
        description=_DESCRIPTION,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.context = context
    app.state.settings = context.settings
    app.state.asyncapi = cache(asyncapi)
    for router in (
        batch.router,
        tasks.router,
        editing.router,
        results.router,
        deliveries.router,
        events.router,
        catalogue.router,
        dead_letters.router,
        clean_up.router,
        retention.router,
        media.router,
        keys.router,
    ):
        app.include_router(router, prefix=API, dependencies=[Depends(check_request)])
    for router in (health.router, sockets.router):
        app.include_router(router, prefix=API)
    app.include_router(health.router, include_in_schema=False)
    app.include_router(health.metrics_router)
    app.include_router(sockets.router, include_in_schema=False)
    app.include_router(docs.router)
    app.include_router(page.router)
    install_problem_handlers(app)
    docs.install_openapi(app)
    app.add_middleware(Guard, settings=context.settings, door=Door(context.access.authenticating))
    if context.settings.cors_origins:
        app.add_middleware(CORSMiddleware, **cors_options(context.settings))
    return app
