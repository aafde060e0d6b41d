"""Administration: removing what is old or belongs to nothing."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from videoagent_contracts.admin import CleanUpRequest, CleanUpResponse
from videoagent_gateway.api.access import TheAdmin, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.bodies import body_schema, json_body

router = APIRouter(prefix="/admin/clean-up", tags=["admin"])


@router.post(
    "",
    response_model=CleanUpResponse,
    responses={202: {"model": CleanUpResponse, "description": "Under way: ask again by `run_id`"}},
    openapi_extra=body_schema(CleanUpRequest, required=False),
)
async def clean_up(
    context: TheContext,
    _admin: TheAdmin,
    body: Annotated[CleanUpRequest, Depends(json_body(CleanUpRequest, optional=True))],
) -> Response:
    """Find tasks that are long over, media and uploads that belong to nothing; remove them unless the run is dry."""
    run = await context.cleaning.order(body)
    return answer(run, 200 if run.done else 202)


@router.get("/{run_id}", response_model=CleanUpResponse)
async def get_clean_up(run_id: str, context: TheContext, _admin: TheAdmin) -> Response:
    """Tell what came of a run: one of the last hundred that this replica has heard of."""
    return answer(context.cleaning.run(run_id))
