"""What holds for every answer, also where the OpenAPI document says nothing: loaded by schemathesis, not by pytest."""

from typing import Any

import schemathesis

_PROBLEM = {"type", "title", "status", "detail", "instance", "code", "retryable", "request_id"}
_HEADERS = ("x-request-id", "content-security-policy", "x-content-type-options")


def _header(response: Any, name: str) -> str:
    return "".join(response.headers.get(name, []))


@schemathesis.check
def errors_are_problems(ctx: Any, response: Any, case: Any) -> None:
    """Every 4xx and 5xx is a problem document that repeats its status and its request id."""
    if response.status_code < 400 or case.method == "HEAD":
        return
    assert _header(response, "content-type") == "application/problem+json", "an error that is no problem document"
    document = response.json()
    assert document.keys() >= _PROBLEM, f"members are missing: {_PROBLEM - document.keys()}"
    assert document["status"] == response.status_code
    assert document["request_id"] == _header(response, "x-request-id")


@schemathesis.check
def standing_headers(ctx: Any, response: Any, case: Any) -> None:
    """Every answer carries an id and the headers that hold a browser back."""
    missing = [name for name in _HEADERS if not _header(response, name)]
    assert not missing, f"headers are missing: {missing}"
