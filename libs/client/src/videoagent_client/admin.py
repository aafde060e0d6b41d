"""Calls for operators."""

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

from videoagent_contracts.admin import (
    CleanUpRequest,
    CleanUpResponse,
    DeadLetterDetailResponse,
    DeadLetterListResponse,
)
from videoagent_contracts.keys import KeyCreatedResponse, KeyCreateRequest, KeyListResponse

Call = Callable[..., Awaitable[Any]]


class Admin:
    """Every call needs a key of scope ``admin``, unless the gateway is open.

    Args:
        call: Sends a request and reads the answer as the model it is given first.
        send: Sends one whose answer has no body.
    """

    def __init__(self, call: Call, send: Call) -> None:
        self._call = call
        self._send = send

    async def keys(self) -> KeyListResponse:
        found: KeyListResponse = await self._call(KeyListResponse, "GET", "/admin/keys")
        return found

    async def create_key(self, request: KeyCreateRequest) -> KeyCreatedResponse:
        """Make a key; the answer is the only place where it can be read."""
        body = request.model_dump(mode="json", exclude_none=True)
        made: KeyCreatedResponse = await self._call(KeyCreatedResponse, "POST", "/admin/keys", json=body)
        return made

    async def revoke_key(self, key_id: str) -> None:
        await self._send("DELETE", f"/admin/keys/{quote(key_id, safe='')}")

    async def dead_letters(
        self, topic: str | None = None, *, limit: int = 50, settled: bool = False
    ) -> DeadLetterListResponse:
        """List messages that nobody could handle, newest first."""
        query = {"limit": limit, "settled": str(settled).lower()} | ({} if topic is None else {"topic": topic})
        found: DeadLetterListResponse = await self._call(
            DeadLetterListResponse, "GET", "/admin/dead-letters", params=query
        )
        return found

    async def dead_letter(self, letter_id: str) -> DeadLetterDetailResponse:
        letter: DeadLetterDetailResponse = await self._call(DeadLetterDetailResponse, "GET", _letter(letter_id))
        return letter

    async def replay_dead_letter(self, letter_id: str) -> DeadLetterDetailResponse:
        """Publish the message to its topic again."""
        path = f"{_letter(letter_id)}/replay"
        letter: DeadLetterDetailResponse = await self._call(DeadLetterDetailResponse, "POST", path)
        return letter

    async def discard_dead_letter(self, letter_id: str) -> None:
        await self._send("DELETE", _letter(letter_id))

    async def clean_up(self, request: CleanUpRequest) -> CleanUpResponse:
        """Start a run; where it takes long the answer is not ``done``, and ``clean_up_run`` tells more later."""
        body = request.model_dump(mode="json", exclude_none=True)
        run: CleanUpResponse = await self._call(CleanUpResponse, "POST", "/admin/clean-up", json=body)
        return run

    async def clean_up_run(self, run_id: str) -> CleanUpResponse:
        path = f"/admin/clean-up/{quote(run_id, safe='')}"
        run: CleanUpResponse = await self._call(CleanUpResponse, "GET", path)
        return run


def _letter(letter_id: str) -> str:
    return f"/admin/dead-letters/{quote(letter_id, safe='')}"
