"""Administration: API keys."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from videoagent_contracts.keys import KeyCreatedResponse, KeyCreateRequest, KeyListResponse
from videoagent_gateway.api.access import TheAdmin, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.bodies import body_schema, json_body

router = APIRouter(prefix="/admin/keys", tags=["admin"])


@router.post("", status_code=201, response_model=KeyCreatedResponse, openapi_extra=body_schema(KeyCreateRequest))
async def create_key(
    context: TheContext, caller: TheAdmin, body: Annotated[KeyCreateRequest, Depends(json_body(KeyCreateRequest))]
) -> Response:
    """Make a key. This answer is the only place where it can be read. The first one ends the open mode."""
    return answer(await context.access.keys.create(body, by=caller.user_id), 201)


@router.get("", response_model=KeyListResponse)
async def list_keys(context: TheContext, _caller: TheAdmin) -> Response:
    """List all keys, newest first, without what it takes to use them."""
    return answer(KeyListResponse(items=await context.access.keys.list()))


@router.delete("/{key_id}", status_code=204, response_model=None)
async def revoke_key(key_id: str, context: TheContext, caller: TheAdmin) -> Response:
    """End a key: on this replica at once, on every other within seconds, open sockets included."""
    await context.access.revoke(key_id, by=caller.user_id)
    return Response(status_code=204)
