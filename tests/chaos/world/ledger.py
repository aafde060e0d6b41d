"""The user's side: orders tasks as a careful client does, and keeps a book of what was accepted."""

import asyncio
import itertools
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from videoagent_contracts.enums import TaskStatus

SMALL: dict[str, Any] = {"shots": 1, "duration": 4, "seed": 7}
"""Options of a task of eight steps."""
_AGAIN_S = 0.3
_ACCEPT_S = 600.0


@dataclass
class Order:
    """A task that was accepted with 201.

    Attributes:
        hooked: Whether webhooks were asked for.
        cancelled: Whether its cancellation was asked for, answered or not.
        stays_cancelled: Whether it was confirmed, and nobody asked for a retry.
        deleted: Whether its deletion was answered with 204.
        retry_asked: Whether a retry was asked for.
        delete_asked: Whether it was asked for at all.
    """

    task_id: str
    hooked: bool
    cancelled: bool = False
    stays_cancelled: bool = False
    retry_asked: bool = False
    delete_asked: bool = False
    deleted: bool = False


@dataclass
class Ledger:
    """Everything that was ordered.

    Attributes:
        gateways: Addresses, asked in turn.
        hook: Address for webhooks; None: tasks ask for none.
        orders: By task id.
        refused: Answers 503 and calls without an answer: what a client has to repeat.
    """

    gateways: Sequence[str]
    hook: str | None = None
    orders: dict[str, Order] = field(default_factory=dict)
    refused: int = 0

    def __post_init__(self) -> None:
        self._turn = itertools.cycle(self.gateways)
        self._client = httpx.AsyncClient(timeout=30)
        self._at_once = asyncio.Semaphore(8)

    async def order(
        self, count: int = 1, *, priority: str = "normal", hooked: bool = True, **options: Any
    ) -> list[str]:
        """Order tasks, side by side, each under a key of its own until it is accepted; return their ids."""
        return list(await asyncio.gather(*(self._order(priority, hooked, options) for _ in range(count))))

    async def order_batch(self, count: int, **options: Any) -> list[str]:
        """Order tasks by one call, repeated under its key until all of it is accepted; return their ids."""
        body = {"tasks": [self._body("normal", hooked=True, options=options) for _ in range(count)]}
        answer = await self._until_accepted("/tasks/batch", body, 207)
        items = answer.json()["items"]
        assert all(item["status"] == 201 for item in items), items
        return [self._note(item["task"]["task_id"], hooked=True) for item in items]

    async def cancel(self, task_id: str) -> int | None:
        """Ask for a cancellation once; return the answer's status, None when there was none."""
        self.orders[task_id].cancelled = True
        status = await self._once("POST", f"/tasks/{task_id}/cancel")
        self.orders[task_id].stays_cancelled = status == httpx.codes.OK and not self.orders[task_id].retry_asked
        return status

    async def retry(self, task_id: str) -> int | None:
        """Ask for a retry once."""
        self.orders[task_id].retry_asked = True
        self.orders[task_id].stays_cancelled = False
        return await self._once("POST", f"/tasks/{task_id}/retry")

    async def delete(self, task_id: str) -> int | None:
        """Ask for a deletion once."""
        self.orders[task_id].delete_asked = True
        status = await self._once("DELETE", f"/tasks/{task_id}")
        self.orders[task_id].deleted |= status in (204, 404)
        return status

    async def get(self, path: str, within_s: float = 60.0) -> httpx.Response:
        """Read from any gateway, again while none can answer."""
        deadline = time.monotonic() + within_s
        while True:
            try:
                answer = await self._client.get(f"{next(self._turn)}/api/v1{path}")
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 500:
                return answer
            assert time.monotonic() < deadline, f"GET {path}: {answer and answer.text[:300]}"
            await asyncio.sleep(_AGAIN_S)

    async def ended(self, task_id: str, within_s: float = 60.0) -> dict[str, Any]:
        """Read a task that has ended; a gateway may hear of the end a moment after others do."""
        deadline = time.monotonic() + within_s
        while True:
            task: dict[str, Any] = (await self.get(f"/tasks/{task_id}")).json()
            if TaskStatus(task["status"]).is_terminal:
                return task
            assert time.monotonic() < deadline, f"{task_id} is still told to be {task['status']}"
            await asyncio.sleep(_AGAIN_S)

    async def listed(self, gateway: str) -> dict[str, str]:
        """Return the status of every task that one gateway lists."""
        found: dict[str, str] = {}
        while True:
            answer = await self._client.get(f"{gateway}/api/v1/tasks", params={"limit": 100, "offset": len(found)})
            items = answer.raise_for_status().json()["items"]
            found |= {item["task_id"]: item["status"] for item in items}
            if not items:
                return found

    async def close(self) -> None:
        await self._client.aclose()

    async def _order(self, priority: str, hooked: bool, options: dict[str, Any]) -> str:
        async with self._at_once:
            answer = await self._until_accepted("/tasks", self._body(priority, hooked=hooked, options=options), 201)
        return self._note(answer.json()["task_id"], hooked=hooked)

    def _body(self, priority: str, *, hooked: bool, options: dict[str, Any]) -> dict[str, Any]:
        body = {"topic": f"Weather {uuid.uuid4()}", "priority": priority, "options": {**SMALL, **options}}
        return body | ({"webhook_url": self.hook} if hooked and self.hook else {})

    async def _until_accepted(self, path: str, body: dict[str, Any], accepted: int) -> httpx.Response:
        headers = {"Idempotency-Key": uuid.uuid4().hex}
        deadline = time.monotonic() + _ACCEPT_S
        while True:
            try:
                answer = await self._client.post(f"{next(self._turn)}/api/v1{path}", json=body, headers=headers)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code == accepted and not _partly_refused(answer):
                return answer
            on_its_way = answer is None or answer.status_code in (503, accepted, 409)
            problem = f"POST {path}: {answer and (answer.status_code, answer.text[:500])}"
            assert on_its_way, problem
            assert time.monotonic() < deadline, problem
            self.refused += 1
            await asyncio.sleep(_AGAIN_S)

    def _note(self, task_id: str, *, hooked: bool) -> str:
        self.orders.setdefault(task_id, Order(task_id, hooked and self.hook is not None))
        return task_id

    async def _once(self, method: str, path: str) -> int | None:
        try:
            answer = await self._client.request(method, f"{next(self._turn)}/api/v1{path}")
        except httpx.TransportError:
            self.refused += 1
            return None
        return answer.status_code


def _partly_refused(answer: httpx.Response) -> bool:
    return answer.status_code == 207 and any(item["status"] == 503 for item in answer.json()["items"])
