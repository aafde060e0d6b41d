"""RFC 9457 problem details for everything that goes wrong."""

from collections.abc import Mapping, MutableMapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import iter_route_contexts
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match

from videoagent_contracts.api import ErrorResponse, FieldError
from videoagent_contracts.errors import ErrorCode, VideoAgentException
from videoagent_gateway.domain.wording import field_errors

MEDIA_TYPE = "application/problem+json"
_RETRY_AFTER_S = 3
_CODES = {
    400: ErrorCode.MALFORMED_JSON,
    401: ErrorCode.UNAUTHENTICATED,
    403: ErrorCode.FORBIDDEN,
    404: ErrorCode.NOT_FOUND,
    405: ErrorCode.METHOD_NOT_ALLOWED,
    413: ErrorCode.BODY_TOO_LARGE,
    415: ErrorCode.UNSUPPORTED_MEDIA_TYPE,
    429: ErrorCode.RATE_LIMITED,
    503: ErrorCode.UNAVAILABLE,
}
_TITLES = {
    ErrorCode.TASK_NOT_FOUND: "No such task",
    ErrorCode.STEP_NOT_FOUND: "No such step",
    ErrorCode.DELIVERY_NOT_FOUND: "No such delivery",
    ErrorCode.TASK_STATE: "Not in this state",
    ErrorCode.VALIDATION: "Not valid",
    ErrorCode.MALFORMED_JSON: "Not JSON",
    ErrorCode.IDEMPOTENCY_CONFLICT: "Idempotency key used before",
    ErrorCode.STORYBOARD_CHANGED: "Changed meanwhile",
}
Scope = MutableMapping[str, Any]


def problem(
    scope: Scope,
    status: int,
    code: ErrorCode,
    detail: str,
    *,
    retryable: bool = False,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Make the answer."""
    body = document(scope, status, code, detail, retryable=retryable, errors=errors)
    return Response(body.model_dump_json(exclude_none=True), status, headers, MEDIA_TYPE)


def document(
    scope: Scope,
    status: int,
    code: ErrorCode,
    detail: str,
    *,
    retryable: bool = False,
    errors: Sequence[Mapping[str, str]] = (),
) -> ErrorResponse:
    """Tell what is wrong with the request of this scope, or with a part of it."""
    return ErrorResponse(
        type=f"urn:videoagent:problem:{code}",
        title=_TITLES.get(code, HTTPStatus(status).phrase),
        status=status,
        detail=detail,
        instance=scope["path"],
        code=code,
        retryable=retryable,
        request_id=scope.get("state", {}).get("request_id", ""),
        errors=[FieldError(**error) for error in errors] or None,
    )


def install_problem_handlers(app: FastAPI) -> None:
    """Give every error the one shape."""

    @app.exception_handler(VideoAgentException)
    async def expected(request: Request, error: VideoAgentException) -> Response:
        return problem_of(request.scope, error)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        errors = field_errors(error.errors(), skip=1)
        return problem(request.scope, 422, ErrorCode.VALIDATION, _summary(errors), errors=errors)

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        detail = str(error.detail)
        if error.status_code == 404:
            detail = "there is nothing at this address"
        if error.status_code == 405:
            allowed = allowed_methods(app, request.scope)
            headers["Allow"] = ", ".join(allowed)
            method = "HEAD" if hasattr(request.state, "head") else request.method
            detail = f"{method} is not possible here; {', '.join(allowed)} is"
        code = _CODES.get(error.status_code, ErrorCode.INTERNAL)
        return problem(request.scope, error.status_code, code, detail, headers=headers)


def problem_of(scope: Scope, error: VideoAgentException) -> Response:
    """Tell an expected error."""
    headers = {}
    if error.status in (429, 503):
        headers["Retry-After"] = str(max(1, round(error.retry_after_s or _RETRY_AFTER_S)))
    detail = _summary(error.errors) if error.errors else error.detail
    return problem(
        scope, error.status, error.code, detail, retryable=error.retryable, errors=error.errors, headers=headers
    )


def document_of(scope: Scope, error: VideoAgentException) -> ErrorResponse:
    """Tell an expected error as a part of an answer."""
    detail = _summary(error.errors) if error.errors else error.detail
    return document(scope, error.status, error.code, detail, retryable=error.retryable, errors=error.errors)


def allowed_methods(app: FastAPI, scope: Scope) -> list[str]:
    """Return all methods that are answered at this path; none where there is nothing."""
    # What has an address of its own is not also the task (or key) that its name could be the id of.
    own = [route.methods or () for route in iter_route_contexts(app.routes) if route.path == scope["path"]]
    asked = {"type": "http", "path": scope["path"], "root_path": scope.get("root_path", ""), "headers": []}
    found = [
        method
        for method in ("GET", "POST", "PUT", "DELETE")
        if any(method in methods for methods in own)
        or (not own and any(route.matches({**asked, "method": method})[0] is Match.FULL for route in app.routes))
    ]
    if "GET" in found:
        found.insert(1, "HEAD")
    return [*found, "OPTIONS"] if found else []


def _summary(errors: Sequence[Mapping[str, str]]) -> str:
    first = f"{errors[0]['field']}: {errors[0]['message']}"
    return first if len(errors) == 1 else f"{first} (and {len(errors) - 1} more)"
