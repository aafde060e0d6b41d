"""Administration: messages that nobody could read or handle."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from videoagent_contracts.admin import (
    DeadLetterDetailResponse,
    DeadLetterListResponse,
    DeadLetterQuery,
    DeadLetterResponse,
)
from videoagent_gateway.api.access import TheAdmin, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.bodies import NoFields, json_body

router = APIRouter(prefix="/admin/dead-letters", tags=["admin"])


@router.get("", response_model=DeadLetterListResponse)
async def list_dead_letters(
    context: TheContext, _admin: TheAdmin, query: Annotated[DeadLetterQuery, Query()]
) -> Response:
    """List dead letters, newest first; open ones unless asked otherwise."""
    found = await context.dead_letters.letters(query.topic, limit=query.limit, include_settled=query.settled)
    return answer(DeadLetterListResponse(items=[DeadLetterResponse.model_validate(letter) for letter in found]))


@router.get("/{letter_id}", response_model=DeadLetterDetailResponse)
async def get_dead_letter(letter_id: str, context: TheContext, _admin: TheAdmin) -> Response:
    """Tell all of one letter: cause, stack, headers, and the first 64 KiB of its payload."""
    return answer(DeadLetterDetailResponse.model_validate(await context.dead_letters.show(letter_id)))


@router.post("/{letter_id}/replay", response_model=DeadLetterDetailResponse)
async def replay_dead_letter(
    letter_id: str,
    context: TheContext,
    _admin: TheAdmin,
    _body: Annotated[NoFields, Depends(json_body(NoFields, optional=True))],
) -> Response:
    """Publish the message to its topic again. If it fails again, it comes back as a new letter."""
    return answer(DeadLetterDetailResponse.model_validate(await context.dead_letters.replay(letter_id)))


@router.delete("/{letter_id}", status_code=204, response_model=None)
async def discard_dead_letter(letter_id: str, context: TheContext, _admin: TheAdmin) -> Response:
    """Mark a letter as not to be replayed."""
    await context.dead_letters.discard(letter_id)
    return Response(status_code=204)
