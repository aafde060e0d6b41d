"""Several tasks in one request."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from videoagent_contracts.api import TaskBatchItem, TaskBatchRequest, TaskBatchResponse, TaskCreateRequest
from videoagent_contracts.errors import StorageException, VideoAgentException
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import JsonBytes
from videoagent_gateway.api.bodies import body_schema, json_body, validated
from videoagent_gateway.api.problems import document_of
from videoagent_gateway.api.tasks import IDEMPOTENCY_PARAMETER, idempotency_key

router = APIRouter(prefix="/tasks", tags=["tasks"])


class Batch(BaseModel):
    """A batch whose tasks have not been looked at: each is read, and refused, by itself."""

    model_config = ConfigDict(extra="forbid")

    tasks: list[Any] = Field(min_length=1, max_length=100)


@router.post(
    "/batch",
    status_code=207,
    response_model=TaskBatchResponse,
    openapi_extra=body_schema(TaskBatchRequest) | IDEMPOTENCY_PARAMETER,
)
async def create_tasks(
    request: Request, context: TheContext, caller: TheCaller, body: Annotated[Batch, Depends(json_body(Batch))]
) -> Response:
    """Accept up to 100 tasks, each by itself: one result per task, in order. A key covers each task of the batch."""
    key = idempotency_key(request)
    items: list[TaskBatchItem] = []
    away: StorageException | None = None
    for index, document in enumerate(body.tasks):
        try:
            wanted = validated(TaskCreateRequest, document)
            if away is not None:
                raise away  # what has just been waited for in vain is not waited for a hundred times
            created = await context.creating.create(wanted, caller, key and f"batch {index} {key}")
            items.append(TaskBatchItem(index=index, status=201, task=created.response))
        except VideoAgentException as error:
            away = error if isinstance(error, StorageException) else away
            items.append(TaskBatchItem(index=index, status=error.status, error=document_of(request.scope, error)))
    return JsonBytes(TaskBatchResponse(items=items).model_dump_json(exclude_none=True), 207)
