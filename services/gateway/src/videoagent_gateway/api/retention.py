"""Administration: what is kept how long."""

from fastapi import APIRouter, Response

from videoagent_contracts.admin import RetentionResponse
from videoagent_gateway.api.access import TheAdmin, TheContext
from videoagent_gateway.api.answers import answer

router = APIRouter(prefix="/admin/retention", tags=["admin"])


@router.get("", response_model=RetentionResponse)
async def get_retention(context: TheContext, _admin: TheAdmin) -> Response:
    """Tell what is kept how long, by the settings that this gateway was given; clean-up runs may be told otherwise."""
    return answer(context.retention)
