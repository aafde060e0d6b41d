"""Documents for people and programs: OpenAPI, AsyncAPI, and a page for each. No other host is asked for anything."""

import importlib.resources
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema
from starlette.responses import FileResponse, HTMLResponse, JSONResponse

from videoagent_contracts.admin import CleanUpRequest
from videoagent_contracts.api import (
    ErrorResponse,
    RetryRequest,
    StepRunRequest,
    TaskBatchRequest,
    TaskCreateRequest,
    WebhookPayload,
    WebSocketMessage,
)
from videoagent_contracts.errors import TaskNotFoundException
from videoagent_contracts.keys import KeyCreateRequest
from videoagent_contracts.media import MediaCreateRequest
from videoagent_gateway.api.problems import MEDIA_TYPE
from videoagent_gateway.domain.storyboard_edit import StoryboardEdit

router = APIRouter(prefix="/api", include_in_schema=False)
SWAGGER_FILES = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css"}
_CSP = {
    "Content-Security-Policy": "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
}
_KEYS = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "An API key, `va_…`"},
    "header": {"type": "apiKey", "in": "header", "name": "X-API-Key", "description": "The same key"},
}
"""How to show a key; an open gateway asks for none."""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="/static/icon.svg" type="image/svg+xml">
{head}
</head>
<body>
{body}
</body>
</html>
"""
_SWAGGER = """<div id="swagger-ui"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/static/docs.js"></script>"""
_EVENTS = """<header class="wrap top">
<a class="brand" href="/"><img src="/static/icon.svg" alt="" width="34" height="34">Video Agent</a>
<nav aria-label="Documentation"><a href="/api/docs">API</a></nav>
</header>
<main id="events" class="wrap contract"><h1>Events</h1></main>
<script type="module" src="/static/events.js"></script>"""


@router.get("/docs")
async def swagger_page() -> Response:
    """Swagger UI on this gateway's own OpenAPI document."""
    head = '<link rel="stylesheet" href="/api/docs/swagger-ui.css">'
    page = _PAGE.format(title="Video Agent API", head=head, body=_SWAGGER)
    return HTMLResponse(page, headers=_CSP)


@router.get("/docs/{name}")
async def swagger_file(name: str) -> Response:
    """Serve one of Swagger UI's files from the installed package."""
    if name not in SWAGGER_FILES:
        raise TaskNotFoundException("there is no such file")
    with importlib.resources.as_file(importlib.resources.files("fastapi_offline") / "static" / name) as path:
        return FileResponse(path, media_type=SWAGGER_FILES[name], headers={"Cache-Control": "max-age=86400", **_CSP})


@router.get("/asyncapi.json")
def asyncapi_document(request: Request) -> Response:
    """The event contract: every topic, who writes and reads it, and the schema of each message."""
    # Not a coroutine, so that the first request makes it in a thread, beside the event loop's work.
    return JSONResponse(request.app.state.asyncapi())


@router.get("/events")
async def events_page() -> Response:
    """The event contract for people."""
    head = "\n".join(f'<link rel="stylesheet" href="/static/{name}.css">' for name in ("base", "film", "events"))
    page = _PAGE.format(title="Video Agent events", head=head, body=_EVENTS)
    return HTMLResponse(page, headers=_CSP)


def install_openapi(app: FastAPI) -> None:
    """Make the OpenAPI document tell what really happens: every error is a problem, bodies have their schemas."""

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(
                title=app.title,
                version=app.version,
                description=app.description,
                routes=app.routes,
                tags=app.openapi_tags,
            )
            app.openapi_schema = _completed(document)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _completed(document: dict[str, Any]) -> dict[str, Any]:
    models = (
        TaskCreateRequest,
        TaskBatchRequest,
        RetryRequest,
        StepRunRequest,
        MediaCreateRequest,
        StoryboardEdit,
        CleanUpRequest,
        KeyCreateRequest,
        ErrorResponse,
        WebSocketMessage,
        WebhookPayload,
    )
    _, schemas = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    known = document.setdefault("components", {}).setdefault("schemas", {})
    known.update({name: schema for name, schema in schemas["$defs"].items() if name not in known})
    document["components"]["securitySchemes"] = _KEYS
    document["security"] = [{}, *({name: []} for name in _KEYS)]
    known.pop("HTTPValidationError", None)
    known.pop("ValidationError", None)
    problem = {
        "description": "What went wrong (RFC 9457)",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ErrorResponse"}}},
    }
    for path in document["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
            operation["responses"]["default"] = problem
    return document
