"""A user's own pictures, clips and sounds."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from videoagent_contracts.media import MediaCreateRequest, MediaListResponse, MediaResponse
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.bodies import body_schema, json_body
from videoagent_gateway.domain.links import API
from videoagent_gateway.domain.uploads import response

router = APIRouter(prefix="/media", tags=["media"])


@router.post("", status_code=201, response_model=MediaResponse, openapi_extra=body_schema(MediaCreateRequest))
async def create_media(
    context: TheContext, caller: TheCaller, body: Annotated[MediaCreateRequest, Depends(json_body(MediaCreateRequest))]
) -> Response:
    """Begin an upload: the answer's form takes the file. Then name it by its `reference` in a task's options."""
    made = await context.uploading.invite(body, caller)
    return answer(made, 201, {"Location": f"{API}/media/{made.media_id}"})


@router.get("", response_model=MediaListResponse)
async def list_media(context: TheContext, caller: TheCaller) -> Response:
    """List your uploads, newest first."""
    return answer(await context.uploading.of_caller(caller))


@router.get("/{media_id}", response_model=MediaResponse)
async def get_media(media_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Tell whether an upload has arrived, what it is and where; the first call after its arrival examines the file."""
    upload = await context.uploading.look(media_id, caller)
    file = None if upload.item is None else await context.addressing.link(upload.item.ref)
    return answer(response(upload, file=file))


@router.delete("/{media_id}", status_code=204, response_model=None)
async def delete_media(media_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Remove an upload. What was made from it stays; tasks that still need it fail with `media_not_found`."""
    await context.uploading.remove(media_id, caller)
    return Response(status_code=204)
