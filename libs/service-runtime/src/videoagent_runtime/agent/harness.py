"""Claim, acknowledge, work.

Rebalances do not wait for handlers, so work done inside one is done twice on every scaling and rolling restart. Here a
handler only waits for a free slot (the back-pressure), claims the attempt and announces the start; the message is then
acknowledged, and the work goes on in the background. The attempt number fences everything that comes late.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import timedelta

import structlog

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import StorageException
from videoagent_runtime import metrics
from videoagent_runtime.agent.attempt import Attempt, End
from videoagent_runtime.agent.cancellations import Cancellations
from videoagent_runtime.agent.ports import Claim, ClaimStore, HarnessTimes, Reporter
from videoagent_runtime.agent.request import StepRequest
from videoagent_runtime.agent.room import Room
from videoagent_runtime.agent.slots import PrioritySlots
from videoagent_runtime.retry import Backoff, Stopping, until_stored, wait_or_stop

_LOOK_AGAIN_S = 0.25
_RECORD_TRIES = 3
_REMEMBERED_ENDS = 1000
_log = structlog.get_logger(__name__)


class Harness:
    """Runs attempts of one kind of step.

    Args:
        kind: The kind.
        worker_id: This process; unique for each start of it.
        concurrency: Attempts at work at once.
        work: Does one attempt and returns its result message, or None when there is nothing to say.
        claims: Where attempts are claimed.
        report: Publishes to the results topic.
        stopping: Set when the service is to stop.
        times: Heartbeat, grace and others.
        room: On the disk; without it no step is taken. None: nobody looks.
    """

    def __init__(
        self,
        kind: StepKind,
        worker_id: str,
        concurrency: int,
        work: Callable[[Attempt], Awaitable[AnyEnvelope | None]],
        claims: ClaimStore,
        report: Reporter,
        stopping: asyncio.Event,
        times: HarnessTimes | None = None,
        room: Room | None = None,
    ) -> None:
        self._kind = kind
        self._worker = worker_id
        self._concurrency = concurrency
        self._slots = PrioritySlots(concurrency)
        self._work = work
        self._claims = claims
        self._report = report
        self._stopping = stopping
        self._times = times or HarnessTimes()
        self._room = room
        self._cancellations = Cancellations()
        self._attempts: dict[str, Attempt] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: dict[str, None] = {}
        self._abandon = asyncio.Event()
        metrics.SLOTS.labels(kind).set(concurrency)
        metrics.SLOTS_BUSY.labels(kind).set_function(lambda: len(self._attempts))

    @property
    def running(self) -> int:
        """Attempts at work."""
        return len(self._attempts)

    async def handle(self, envelope: AnyEnvelope, *, high: bool = False) -> None:
        """Take one request: on return it may be acknowledged.

        Args:
            envelope: The request.
            high: Whether it waits in the line that goes first for a slot.

        Raises:
            InvalidRequestError: The request names no step or attempt.
            StorageException: The claims or Kafka are away; to be called again.
            Stopping: The service stops; the request is another worker's.
        """
        request = StepRequest.of(envelope, self._kind)
        if self._cancellations.covers(request):
            await self._give_back(request)
            self._dropped(request, "cancelled before it was taken")
            return
        await self._free_slot(high=high)
        try:
            if self._room is not None:
                await self._room.wait(self._stopping)
            accepted = await self._accept(request)
        except BaseException:
            self._slots.release()
            raise
        if accepted:
            self._start(request)
        else:
            self._slots.release()

    def cancel(self, message: AnyEnvelope) -> None:
        """Take in a CancelSteps message: what it covers ends at once, and is not taken later."""
        self._cancellations.note(message)
        for attempt in self._attempts.values():
            if self._cancellations.covers(attempt.request):
                attempt.end(End.CANCELLED)

    async def drain(self, grace: timedelta) -> None:
        """Finish what can be finished in ``grace``, hand the rest back. No request may be handled meanwhile."""
        if self._tasks:
            _log.info("finishing steps", running=len(self._tasks), grace_s=grace.total_seconds())
            await asyncio.wait(self._tasks, timeout=grace.total_seconds())
        for attempt in self._attempts.values():
            attempt.end(End.RELEASED)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=2 * self._times.stop.total_seconds())
        self._abandon.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1)

    async def _give_back(self, request: StepRequest) -> None:
        """Tell that a cancelled attempt will spend nothing; claiming it first sees to that."""
        if request.command.reserved_usd and await self._claims.claim(Claim(request.id, self._worker, utc_now())):
            await self._report(request.released(self._worker, "cancelled before it was taken", 0.0))

    async def _free_slot(self, *, high: bool) -> None:
        free = asyncio.ensure_future(self._slots.acquire(high=high))
        stop = asyncio.ensure_future(self._stopping.wait())
        taken = False
        try:
            await asyncio.wait({free, stop}, return_when=asyncio.FIRST_COMPLETED)
            taken = not self._stopping.is_set()
        finally:
            stop.cancel()
            if not taken and free.done():
                self._slots.release()
            elif not taken:
                free.cancel()
        if not taken:
            raise Stopping

    async def _accept(self, request: StepRequest) -> bool:
        """Claim and announce; False when there is nothing to do."""
        if request.deadline <= utc_now():
            await self._report(request.released(self._worker, "its deadline passed before a worker was free"))
            self._dropped(request, "deadline passed")
            return False
        if not await self._claims.claim(Claim(request.id, self._worker, utc_now())) and not await self._is_ours(
            request
        ):
            return False
        await self._report(request.started(self._worker))
        return True

    async def _is_ours(self, request: StepRequest) -> bool:
        """Settle a request whose attempt is claimed: True only when this process claimed it and has not begun.

        That is so when the claim's answer got lost, or the announcement failed, and the handler is called again.
        """
        claim = await self._existing(request)
        if claim.worker == self._worker and claim.result is None:
            if request.id in self._attempts or request.id in self._ended:
                self._dropped(request, "at work here")
                return False
            return True
        if claim.result is None and not claim.announced:
            claim = await self._look_until_abandoned(request, claim)
        if claim.result is not None:
            await self._report(claim.result)
            metrics.STEPS.labels(self._kind, "repeated").inc()
            _log.info("result published again", attempt_id=request.id)
        elif claim.announced:
            self._dropped(request, "another worker is at it")
        else:
            # Its worker died between claiming and announcing, so nobody misses its heartbeats: tell the registry.
            await self._report(request.released(self._worker, "claimed by a worker that never began"))
            self._dropped(request, "abandoned claim")
        return False

    async def _look_until_abandoned(self, request: StepRequest, claim: Claim) -> Claim:
        """Give the claiming worker time to begin. Bounded, whatever the clocks of two machines say."""
        age = utc_now() - claim.claimed_at
        patience = min(self._times.abandoned_after, self._times.abandoned_after - age)
        until = time.monotonic() + patience.total_seconds()
        while claim.result is None and not claim.announced and time.monotonic() < until:
            await wait_or_stop(self._stopping, _LOOK_AGAIN_S)
            claim = await self._existing(request)
        return claim

    async def _existing(self, request: StepRequest) -> Claim:
        claim = await self._claims.get(request.id)
        if claim is None:
            raise StorageException(f"the claim {request.id} exists and cannot be read")
        return claim

    def _start(self, request: StepRequest) -> None:
        attempt = Attempt(request, self._worker)
        self._attempts[request.id] = attempt
        if self._cancellations.covers(request):  # it came while the attempt was being claimed
            attempt.end(End.CANCELLED)
        task = asyncio.create_task(self._do(attempt), name=f"step {request.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _do(self, attempt: Attempt) -> None:
        request = attempt.request
        signs = asyncio.create_task(self._show_signs_of_life(attempt))
        try:
            result = await self._work(attempt)
            if result is not None:
                await self._conclude(attempt, result)
        except Exception:
            _log.exception("attempt could not be concluded", attempt_id=request.id)
        finally:
            signs.cancel()
            self._attempts.pop(request.id, None)
            self._ended[request.id] = None
            if len(self._ended) > _REMEMBERED_ENDS:
                self._ended.pop(next(iter(self._ended)))
            self._slots.release()
            metrics.STEPS.labels(self._kind, attempt.outcome).inc()
            metrics.STEP_SECONDS.labels(self._kind).observe(time.monotonic() - attempt.began)

    async def _conclude(self, attempt: Attempt, result: AnyEnvelope) -> None:
        """Record the result on the claim, then publish it. A release is not a result: the next attempt is another."""
        if attempt.outcome not in (End.RELEASED, End.CANCELLED):
            await self._record(attempt.request, result)
        try:
            await self._report_at_last(result)
        except Stopping:
            # Kafka is away and the process ends: the registry misses the heartbeats and dispatches the next attempt.
            _log.warning("result could not be published before the end", attempt_id=attempt.request.id)
        except StorageException as error:
            _log.exception("result cannot be published", attempt_id=attempt.request.id)
            await self._report_at_last(attempt.request.failed(self._worker, error))

    async def _record(self, request: StepRequest, result: AnyEnvelope) -> None:
        """Try to record; publishing without is safe, since a repeat has the same id and the attempt fences it."""
        backoff = Backoff()
        for failures in range(1, _RECORD_TRIES + 1):
            try:
                await self._claims.record(request.id, result)
            except StorageException as error:
                _log.warning("result not recorded", attempt_id=request.id, failures=failures, error=error.detail)
                await asyncio.sleep(backoff.delay(failures))
            else:
                return

    async def _report_at_last(self, result: AnyEnvelope) -> None:
        await until_stored(lambda: self._report(result), self._abandon)

    async def _show_signs_of_life(self, attempt: Attempt) -> None:
        """Send a heartbeat with the newest progress: when there is news, though not too often, and once a while."""
        announced = asyncio.create_task(self._mark_announced(attempt.request))
        try:
            while True:
                with suppress(TimeoutError):
                    await asyncio.wait_for(attempt.progress.changed.wait(), self._times.heartbeat.total_seconds())
                attempt.progress.changed.clear()
                with suppress(StorageException):  # lossy by contract
                    await self._report(attempt.heartbeat())
                await asyncio.sleep(self._times.progress.total_seconds())
        finally:
            announced.cancel()

    async def _mark_announced(self, request: StepRequest) -> None:
        await asyncio.sleep(self._times.announced_after.total_seconds())
        with suppress(StorageException):
            await self._claims.mark_announced(request.id)

    def _dropped(self, request: StepRequest, why: str) -> None:
        metrics.STEPS.labels(self._kind, "dropped").inc()
        _log.info("request dropped", attempt_id=request.id, why=why)
