"""Tasks: create, list, look at, steer, remove."""

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from videoagent_contracts.api import (
    ProgressUpdate,
    RetryRequest,
    TaskCreateRequest,
    TaskCreateResponse,
    TaskDetailResponse,
    TaskEstimateResponse,
    TaskListQuery,
    TaskListResponse,
    TaskResponse,
)
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import TaskValidationException
from videoagent_gateway.api.access import TheCaller, TheContext, caller_of, context_of
from videoagent_gateway.api.answers import JsonBytes, answer
from videoagent_gateway.api.bodies import NoFields, body_schema, json_body
from videoagent_gateway.domain.links import task_path
from videoagent_gateway.domain.presenting import detail_of
from videoagent_gateway.service.commanding import Outcome

router = APIRouter(prefix="/tasks", tags=["tasks"])
_NO_BODY = [Depends(json_body(NoFields, optional=True))]
_IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{1,255}")
IDEMPOTENCY_PARAMETER: dict[str, Any] = {
    "parameters": [
        {
            "name": "Idempotency-Key",
            "in": "header",
            "schema": {"type": "string", "maxLength": 255},
            "description": "The same key with the same body repeats the first answer for 24 h",
        }
    ]
}
UNDER_WAY: dict[int | str, dict[str, Any]] = {
    202: {"description": "The command is on its way, its effect was not seen within 5 s"}
}


@router.post(
    "",
    status_code=201,
    response_model=TaskCreateResponse,
    openapi_extra=body_schema(TaskCreateRequest) | IDEMPOTENCY_PARAMETER,
)
async def create_task(
    request: Request,
    context: TheContext,
    caller: TheCaller,
    body: Annotated[TaskCreateRequest, Depends(json_body(TaskCreateRequest))],
) -> Response:
    """Accept a topic. The task is readable at once, by every call."""
    created = await context.creating.create(body, caller, idempotency_key(request))
    headers = {"Location": task_path(created.response.task_id)}
    if created.replayed:
        headers["Idempotency-Replayed"] = "true"
    return answer(created.response, 201, headers)


@router.post("/estimate", response_model=TaskEstimateResponse, openapi_extra=body_schema(TaskCreateRequest))
async def estimate_task(
    context: TheContext, caller: TheCaller, body: Annotated[TaskCreateRequest, Depends(json_body(TaskCreateRequest))]
) -> Response:
    """Tell what a task would cost, its warnings and what is wrong with it. Nothing is made."""
    return answer(await context.creating.estimate(body, caller))


@router.get("", response_model=TaskListResponse)
async def list_tasks(request: Request, query: Annotated[TaskListQuery, Query()]) -> Response:
    """List tasks, newest first unless asked otherwise. `priority` sorts by rank; equal keys by task id."""
    context, caller = await context_of(request), await caller_of(request)  # asked for often: see check_request
    rows, total = context.reading.page(query, caller)
    items = b",".join([row.brief_json() for row in rows])
    tail = b'],"total":%d,"limit":%d,"offset":%d}' % (total, query.limit, query.offset)
    return JsonBytes(b'{"items":[' + items + tail)


@router.get("/{task_id}", response_model=TaskDetailResponse)
async def get_task(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Tell everything about a task: steps, shots with presigned pictures, artefacts, error, cost, timings."""
    row, view = await context.reading.whole(task_id, caller)
    return answer(await detail_of(view, row, context.addressing.link, utc_now(), context.catalogue.providers))


@router.get("/{task_id}/status", response_model=ProgressUpdate)
async def get_status(task_id: str, request: Request) -> Response:
    """Tell how far a task is; made to be asked often."""
    context, caller = await context_of(request), await caller_of(request)
    return JsonBytes((await context.reading.row(task_id, caller)).light_json())


@router.post("/{task_id}/cancel", response_model=TaskResponse, responses=UNDER_WAY, dependencies=_NO_BODY)
async def cancel_task(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Stop a task that is pending, running or awaiting review; its work stops within two seconds."""
    return _settled(await context.commanding.cancel(task_id, caller))


@router.post(
    "/{task_id}/retry",
    response_model=TaskResponse,
    responses=UNDER_WAY,
    openapi_extra=body_schema(RetryRequest, required=False),
)
async def retry_task(
    task_id: str,
    context: TheContext,
    caller: TheCaller,
    body: Annotated[RetryRequest, Depends(json_body(RetryRequest, optional=True))],
) -> Response:
    """Resume a failed or cancelled task: what is finished is not made again, but for `from_step` and what follows."""
    return _settled(await context.commanding.retry(task_id, caller, body.from_step))


@router.post("/{task_id}/approve", response_model=TaskResponse, responses=UNDER_WAY, dependencies=_NO_BODY)
async def approve_task(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Let a task that awaits review go on with its storyboard."""
    return _settled(await context.commanding.approve(task_id, caller))


@router.delete("/{task_id}", status_code=204, response_model=None, responses=UNDER_WAY)
async def delete_task(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Remove an ended task with its documents and media."""
    outcome = await context.commanding.delete(task_id, caller)
    return Response(status_code=204 if outcome.settled else 202)


def _settled(outcome: Outcome) -> Response:
    if outcome.row is None:
        return Response(status_code=202)
    return JsonBytes(outcome.row.brief_json(), 200 if outcome.settled else 202)


def idempotency_key(request: Request) -> str | None:
    """Return the caller's key, None where it gave none.

    Raises:
        TaskValidationException: It cannot be a key.
    """
    key = request.headers.get("idempotency-key")
    if key is None or _IDEMPOTENCY_KEY.fullmatch(key):
        return key
    message = "must have 1 to 255 visible ASCII characters"
    raise TaskValidationException(message, errors=[{"field": "Idempotency-Key", "message": message}])
