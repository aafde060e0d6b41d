"""The web page and its files."""

import mimetypes
from pathlib import Path

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse

router = APIRouter(include_in_schema=False)
_FOLDER = Path(__file__).parent.parent / "page"
_FILES = {path.name: path for path in _FOLDER.iterdir() if path.suffix in (".html", ".css", ".js", ".svg")}


def page_policy(media_origin: str) -> str:
    """Allow the page its own files, the gateway's sockets, and media from the object store's public address."""
    return (
        f"default-src 'self'; img-src 'self' data: blob: {media_origin}; media-src 'self' blob: {media_origin}; "
        f"connect-src 'self' {media_origin}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
        "form-action 'self'"
    )


@router.get("/")
async def index(request: Request) -> Response:
    """The page."""
    return _file("index.html", request)


@router.get("/favicon.ico")
async def icon(request: Request) -> Response:
    """The icon, for browsers that ask without being told."""
    return _file("icon.svg", request)


@router.get("/static/{name}")
async def static_file(name: str, request: Request) -> Response:
    """One of the page's files."""
    return _file(name, request)


def _file(name: str, request: Request) -> Response:
    path = _FILES.get(name)
    if path is None:
        raise HTTPException(404)
    policy = page_policy(request.app.state.context.media_origin)
    headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache"}
    return FileResponse(path, media_type=mimetypes.guess_type(path.name)[0], headers=headers)
