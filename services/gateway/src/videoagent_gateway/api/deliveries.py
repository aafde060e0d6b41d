"""Webhook deliveries: what became of each, and one more try."""

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from videoagent_contracts.api import DeliveryListResponse, DeliveryResponse
from videoagent_gateway.api.access import TheCaller, TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.api.bodies import NoFields, json_body

router = APIRouter(tags=["webhooks"])


@router.get("/tasks/{task_id}/deliveries", response_model=DeliveryListResponse)
async def get_deliveries(task_id: str, context: TheContext, caller: TheCaller) -> Response:
    """Tell every try of every webhook of a task: when, what was answered, and when the next one is due."""
    items = await context.deliveries.of_task(task_id, caller)
    return answer(DeliveryListResponse(task_id=task_id, items=items))


@router.post("/deliveries/{delivery_id}/redeliver", status_code=202, response_model=DeliveryResponse)
async def redeliver(
    delivery_id: str,
    context: TheContext,
    caller: TheCaller,
    _body: Annotated[NoFields, Depends(json_body(NoFields, optional=True))],
) -> Response:
    """Try a webhook again now, under the same `webhook-id`, whatever became of it before."""
    return answer(await context.deliveries.redeliver(delivery_id, caller), 202)
