"""Accepting tasks: checked, made durable in Kafka, and readable before the answer leaves."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import pydantic_core
import structlog

from videoagent_contracts.api import CostEstimate, TaskCreateRequest, TaskCreateResponse, TaskEstimateResponse
from videoagent_contracts.commands import CreateTask
from videoagent_contracts.enums import TaskStatus
from videoagent_contracts.envelope import Envelope, utc_now
from videoagent_contracts.errors import StorageException, TaskValidationException
from videoagent_contracts.film import MediaItem
from videoagent_contracts.ids import uuid7
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.topics import GATEWAY
from videoagent_gateway.domain.caller import Caller
from videoagent_gateway.domain.creation import initial_view
from videoagent_gateway.domain.estimate import of_request
from videoagent_gateway.domain.film_length import length_errors
from videoagent_gateway.domain.links import task_links
from videoagent_gateway.domain.option_checks import unknown_option_errors, unknown_option_warnings
from videoagent_gateway.domain.rows import row_of
from videoagent_gateway.errors import IdempotencyConflictException
from videoagent_gateway.ports import AddressCheck, Claim, Claims, CommandBus, ReadModel, Stored
from videoagent_gateway.service.catalogue import Catalogue
from videoagent_gateway.service.tasks_state import TasksState
from videoagent_gateway.service.uploading import Uploading

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Created:
    response: TaskCreateResponse
    replayed: bool = False


class Creating:
    """Order matters: reach the store, produce the command, then add the task to the read model.

    Before the command is in Kafka nothing counts as accepted, and a claim of an idempotency key without a command is
    completed by whoever repeats the request. Afterwards the task will be made whatever happens, so a store that has
    gone meanwhile no longer turns it down: this replica has the task in memory, and the others hear the command.
    """

    def __init__(
        self,
        state: TasksState,
        bus: CommandBus,
        store: ReadModel,
        claims: Claims,
        catalogue: Catalogue,
        uploading: Uploading,
        *,
        address_problem: AddressCheck,
        key_lifetime: timedelta,
    ) -> None:
        self._state = state
        self._bus = bus
        self._store = store
        self._claims = claims
        self._catalogue = catalogue
        self._uploading = uploading
        self._address_problem = address_problem
        self._key_lifetime = key_lifetime

    async def create(self, request: TaskCreateRequest, caller: Caller, key: str | None = None) -> Created:
        """Accept a task, or repeat the answer that this idempotency key got before.

        Raises:
            TaskValidationException: It asks for what cannot be.
            IdempotencyConflictException: The key was used for another request.
            StorageException: It could not be made durable; nothing was accepted.
        """
        media, errors = await self._uploading.resolve(request, caller)
        try:
            self._refuse_impossible(request, errors)
        except TaskValidationException:
            # What could be done when the key was first used may be impossible by now; its answer stays the same.
            if key is None or not await self._is_claimed(request, caller, key):
                raise
        estimate = of_request(request.options, self._catalogue.providers)
        warnings = self._warnings(request, estimate)
        if key is not None:
            return await self._create_once(request, caller, key, warnings, estimate, media)
        await self._store.ping()
        task_id, now, told = uuid7(), utc_now(), (*warnings, *self._waits(caller))
        await self._send(request, caller, task_id, now, warnings, media)
        return Created(_response(task_id, now, told, estimate))

    async def estimate(self, request: TaskCreateRequest, caller: Caller) -> TaskEstimateResponse:
        """Tell what a task would cost, and what there is to say of it, without accepting it.

        Raises:
            TaskValidationException: It asks for what cannot be.
            StorageException: It names uploads, and they could not be looked for.
        """
        _, errors = await self._uploading.resolve(request, caller)
        self._refuse_impossible(request, errors)
        estimate = of_request(request.options, self._catalogue.providers)
        told = (*self._warnings(request, estimate), *self._waits(caller))
        return TaskEstimateResponse(warnings=list(told), estimate=estimate)

    def _warnings(self, request: TaskCreateRequest, estimate: CostEstimate | None) -> tuple[str, ...]:
        return (
            *unknown_option_warnings(request.options),
            *self._catalogue.warnings(request),
            *_budget_warnings(estimate, request.options.budget),
        )

    def _refuse_impossible(self, request: TaskCreateRequest, errors: list[dict[str, str]]) -> None:
        errors = unknown_option_errors(request.options) + errors + self._catalogue.errors(request)
        errors += length_errors(request.options)
        problem = self._address_problem(request.webhook_url) if request.webhook_url else None
        if problem:
            errors.append({"field": "webhook_url", "message": problem})
        if errors:
            raise TaskValidationException("the request asks for what cannot be", errors=errors)

    async def _create_once(
        self,
        request: TaskCreateRequest,
        caller: Caller,
        key: str,
        warnings: tuple[str, ...],
        estimate: CostEstimate | None,
        media: Mapping[str, MediaItem],
    ) -> Created:
        claim = Claim(
            key=_claim_key(caller, key),
            body_hash=_hash_of(request),
            task_id=uuid7(),
            created_at=utc_now(),
            warnings=(*warnings, *self._waits(caller)),
            estimate=estimate,
        )
        first = await self._claims.claim(claim)
        if first is not None and not self._is_current(first):
            await self._claims.release(first)
            first = await self._claims.claim(claim)
        if first is not None and first.body_hash != claim.body_hash:
            raise IdempotencyConflictException("this Idempotency-Key was used for another request")
        valid = first or claim
        answered = _response(valid.task_id, valid.created_at, valid.warnings, valid.estimate)
        if valid.sent:
            return Created(answered, replayed=True)
        await self._send(request, caller, valid.task_id, valid.created_at, warnings, media)
        await self._note_sent(valid.key)
        return Created(answered, replayed=first is not None)

    def _waits(self, caller: Caller) -> tuple[str, ...]:
        """Say that a task will wait; said to who makes it, and not kept, since it is true for a while only."""
        if caller.max_running is None or (live := self._state.index.live_of(caller.user_id)) < caller.max_running:
            return ()
        others = "1 task of yours runs or waits" if live == 1 else f"{live} tasks of yours run or wait"
        return (f"{others}, and {caller.max_running} may run at once: this one waits its turn",)

    async def _is_claimed(self, request: TaskCreateRequest, caller: Caller, key: str) -> bool:
        """Whether this very request came under this key before, and was found possible."""
        first = await self._claims.find(_claim_key(caller, key))
        return first is not None and self._is_current(first) and first.body_hash == _hash_of(request)

    def _is_current(self, claim: Claim) -> bool:
        return claim.created_at >= utc_now() - self._key_lifetime

    async def _note_sent(self, key: str) -> None:
        try:
            await self._claims.mark_sent(key)
        except StorageException as error:
            _log.warning("idempotency key stays open, a repeat will send the same command", error=error.detail)

    async def _send(
        self,
        request: TaskCreateRequest,
        caller: Caller,
        task_id: str,
        at: datetime,
        warnings: tuple[str, ...],
        media: Mapping[str, MediaItem],
    ) -> None:
        spec = TaskSpec.model_validate(dict(request))
        command = Envelope[CreateTask].of(
            CreateTask(
                user_id=caller.user_id,
                spec=spec,
                warnings=warnings,
                max_running=caller.max_running,
                media=dict(media),
            ),
            task_id=task_id,
            producer=GATEWAY,
            message_id=task_id,
            occurred_at=at,
        )
        await self._bus.send(command)
        view = initial_view(command)
        self._state.take_command(command)
        try:
            await self._store.add(Stored(row_of(view, 0), view))
        except StorageException as error:
            _log.warning("task accepted but not in the read model yet", task_id=task_id, error=error.detail)


def _response(
    task_id: str, at: datetime, warnings: tuple[str, ...], estimate: CostEstimate | None
) -> TaskCreateResponse:
    return TaskCreateResponse(
        task_id=task_id,
        status=TaskStatus.PENDING,
        created_at=at,
        links=task_links(task_id),
        warnings=list(warnings),
        estimate=estimate,
    )


def _budget_warnings(estimate: CostEstimate | None, budget: float | None) -> tuple[str, ...]:
    if estimate is None or budget is None or estimate.usd <= budget:
        return ()
    told = f"the film is expected to cost about {estimate.usd:.2f} USD, and its budget is {budget:.2f}"
    return (f"{told}: what it does not suffice for is made by cheaper providers, or fails",)


def _claim_key(caller: Caller, key: str) -> str:
    return hashlib.sha256(f"{caller.user_id}\n{key}".encode()).hexdigest()


def _hash_of(request: TaskCreateRequest) -> str:
    """Hash what was asked for, whatever the order of its fields."""
    document = request.model_dump(mode="json", exclude_unset=True)
    return hashlib.sha256(pydantic_core.to_json(_sorted(document))).hexdigest()


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {key: _sorted(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return [_sorted(item) for item in value]
    return value
