"""Reading request bodies: limited, UTF-8 JSON, and every problem told by its field."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

import pydantic_core
from fastapi import Request
from pydantic import BaseModel, ConfigDict, ValidationError

from videoagent_contracts.errors import TaskValidationException
from videoagent_gateway.domain.wording import field_errors
from videoagent_gateway.errors import (
    BodyTooLargeException,
    BodyTooSlowException,
    MalformedJsonException,
    UnsupportedMediaTypeException,
)


class NoFields(BaseModel):
    """Body of a call that needs none: absent, or an object without fields."""

    model_config = ConfigDict(extra="forbid")


_MOST_THROWN_AWAY = 32 * 1024 * 1024
"""Bytes of a body beyond its limit."""

ModelT = TypeVar("ModelT", bound=BaseModel)


async def read_body(request: Request, limit: int, patience: timedelta) -> bytes:
    """Read a body of at most ``limit`` bytes, whether or not it says how long it is.

    Some of a longer one is read and thrown away: who is hung up on while sending never sees why.

    Raises:
        BodyTooLargeException: It is longer.
        BodyTooSlowException: It did not arrive in time.
    """
    chunks, size = [], 0
    try:
        async with asyncio.timeout(patience.total_seconds()):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= limit:
                    chunks.append(chunk)
                elif size > limit + _MOST_THROWN_AWAY:
                    break
    except TimeoutError:
        if size <= limit:
            raise BodyTooSlowException(f"the body did not arrive within {patience.total_seconds():g} s") from None
    if size > limit:
        raise BodyTooLargeException(f"the body must have at most {limit} bytes")
    return b"".join(chunks)


def parse_json(raw: bytes) -> Any:
    """Read JSON strictly: UTF-8, no NaN, no lone surrogates, no name twice in an object, not nested without end.

    Raises:
        MalformedJsonException: It is none.
    """
    try:
        document = pydantic_core.from_json(raw, allow_inf_nan=False, cache_strings=False)
        json.loads(raw, object_pairs_hook=_names_once)  # after it: what is nested too deeply has been refused
    except (ValueError, RecursionError) as error:
        raise MalformedJsonException(f"the body is not JSON: {str(error)[:200]}") from error
    return document


def _names_once(pairs: list[tuple[str, Any]]) -> None:
    if len({name for name, _ in pairs}) < len(pairs):
        twice = next(name for name, count in Counter(name for name, _ in pairs).items() if count > 1)
        raise ValueError(f"the name {twice[:64]!r} stands twice in one object")


def require_json(request: Request) -> None:
    """Refuse bodies that do not say that they are JSON: a foreign page's form cannot say so.

    Raises:
        UnsupportedMediaTypeException: Another type or encoding was named, or none.
    """
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().casefold()
    if not re.fullmatch(r"application/([a-z0-9.-]+\+)?json", media_type):
        raise UnsupportedMediaTypeException("send JSON, with the header Content-Type: application/json")
    if request.headers.get("content-encoding", "identity").casefold() != "identity":
        raise UnsupportedMediaTypeException("send the body uncompressed")


def json_body(model: type[ModelT], *, optional: bool = False) -> Callable[[Request], Awaitable[ModelT]]:
    """Make a dependency that reads a body as ``model``; an optional body may be empty."""

    async def read(request: Request) -> ModelT:
        settings = request.app.state.settings
        raw = await read_body(request, settings.max_body_bytes, settings.body_timeout)
        if optional and not raw.strip():
            return model()
        require_json(request)
        return validated(model, parse_json(raw))

    return read


def validated(model: type[ModelT], document: Any) -> ModelT:
    """Read what was JSON as ``model``.

    Raises:
        TaskValidationException: It is none; each problem is told by its field.
    """
    try:
        return model.model_validate(document)
    except ValidationError as error:
        errors = field_errors(error.errors(include_url=False, include_input=False))
        raise TaskValidationException("the body is not valid", errors=errors) from error


def body_schema(model: type[BaseModel], *, required: bool = True) -> dict[str, Any]:
    """Describe such a body in the OpenAPI document."""
    schema = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {"requestBody": {"required": required, "content": {"application/json": {"schema": schema}}}}
