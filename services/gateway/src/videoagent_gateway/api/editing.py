"""Changing what is planned or made: one step again, another storyboard."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from videoagent_contracts.api import StepRunRequest, TaskResponse
from videoagent_contracts.commands import StepOverrides
from videoagent_contracts.errors import TaskValidationException
from videoagent_contracts.film import Storyboard
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import JsonBytes, answer
from videoagent_gateway.api.bodies import body_schema, json_body
from videoagent_gateway.api.tasks import UNDER_WAY
from videoagent_gateway.domain.preconditions import entity_tag, versions_in
from videoagent_gateway.domain.storyboard_edit import StoryboardEdit

router = APIRouter(prefix="/tasks/{task_id}", tags=["tasks"])
_IF_MATCH_PARAMETER: dict[str, Any] = {
    "parameters": [
        {
            "name": "If-Match",
            "in": "header",
            "schema": {"type": "string"},
            "description": "`ETag` of the storyboard that this was made from; when another is there by now, 412",
        }
    ]
}


@router.post(
    "/steps/{step_id}/run",
    status_code=202,
    response_model=TaskResponse,
    openapi_extra=body_schema(StepRunRequest, required=False),
)
async def run_step(
    task_id: str,
    step_id: str,
    context: TheContext,
    caller: TheCaller,
    body: Annotated[StepRunRequest, Depends(json_body(StepRunRequest, optional=True))],
) -> Response:
    """Make one step of a task that is over again, with overrides if given, and what depends on it; the rest is reused.

    While a task awaits review, `style`, `story` and `storyboard` can be made again.
    """
    overrides = StepOverrides.model_validate(body.model_dump())
    outcome = await context.editing.run_step(task_id, caller, step_id, overrides)
    return Response(status_code=202) if outcome.row is None else JsonBytes(outcome.row.brief_json(), 202)


@router.put(
    "/storyboard",
    response_model=Storyboard,
    responses=UNDER_WAY,
    openapi_extra=body_schema(StoryboardEdit) | _IF_MATCH_PARAMETER,
)
async def put_storyboard(
    task_id: str,
    request: Request,
    context: TheContext,
    caller: TheCaller,
    body: Annotated[StoryboardEdit, Depends(json_body(StoryboardEdit))],
) -> Response:
    """Replace the storyboard of a task that awaits review, or of one that is over: then what has changed is made again.

    What tells how the storyboard came about (`credits`, `warnings`, `provider` …) stays as it is.
    """
    board, outcome = await context.editing.edit_storyboard(task_id, caller, body, _made_from(request))
    return answer(board, 200 if outcome.settled else 202, {"ETag": entity_tag(board)})


def _made_from(request: Request) -> frozenset[str] | None:
    given = request.headers.getlist("if-match")
    if not given:
        return None
    try:
        return versions_in(",".join(given))
    except ValueError as error:
        message = str(error)
        raise TaskValidationException(message, errors=[{"field": "If-Match", "message": message}]) from error
