"""One attempt at work: run it, and turn however it ends into a message."""

import asyncio
import errno
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from enum import StrEnum
from typing import Any

import structlog
from pydantic import BaseModel

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import utc_now
from videoagent_contracts.errors import AgentExecutionException, ErrorCode, VideoAgentException
from videoagent_contracts.steps import STEP_OUTPUTS
from videoagent_runtime.agent.context import AgentContext, Progress
from videoagent_runtime.agent.handing_back import HandBackException
from videoagent_runtime.agent.ports import Artifacts
from videoagent_runtime.agent.purse import Purse
from videoagent_runtime.agent.request import StepRequest, unexpected
from videoagent_runtime.agent.workdirs import WorkDirs
from videoagent_runtime.agent.worker_pool import WorkerPool
from videoagent_runtime.telemetry import Telemetry

Run = Callable[[Any, AgentContext], Awaitable[BaseModel]]
_STOP_S = 5.0
_log = structlog.get_logger(__name__)


class End(StrEnum):
    """Why an attempt ended, or was made to end."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    DEADLINE = "deadline"
    RELEASED = "released"


class Attempt:
    """State of an attempt at work.

    Attributes:
        request: What was asked for.
        progress: The newest progress.
        began: Monotonic time of the claim, in seconds.
        outcome: How it ended; meaningful once it has.
    """

    def __init__(self, request: StepRequest, worker: str) -> None:
        self.request = request
        self.worker = worker
        self.progress = Progress()
        self.began = time.monotonic()
        self.outcome = End.FAILED
        self._told: End | None = None
        self._ended = asyncio.Event()
        self._run: asyncio.Future[BaseModel] | None = None
        self._context: AgentContext | None = None

    def end(self, why: End) -> None:
        """Make it end now; the first reason counts, and an attempt that is done already stays so."""
        if self._told is not None or (self._run is not None and self._run.done()):
            return
        self._told = why
        if self._context is not None:
            self._context.cancelled.set()
        if self._run is not None:
            self._run.cancel()

    def heartbeat(self) -> AnyEnvelope:
        return self.request.heartbeat(self.worker, self.progress.fraction, self.progress.message)

    async def work(self, run: Run, context: AgentContext) -> AnyEnvelope | None:
        """Run to the end and return what is to be published.

        None when cancelled: the registry knows already, and misses nothing unless money is set aside for the attempt.
        """
        context.reported = self.progress
        self._context = context
        if self._told is None:
            self._run = asyncio.ensure_future(run(self.request.command.input, context))
            left_s = (self.request.deadline - utc_now()).total_seconds()
            done, _ = await asyncio.wait({self._run}, timeout=max(0.0, left_s))
            if not done:
                self.end(End.DEADLINE)
                await asyncio.wait({self._run}, timeout=_STOP_S)
        return self._conclusion()

    def _conclusion(self) -> AnyEnvelope | None:
        if self._told is not None:
            return self._told_to_end(self._told)
        if self._run is None or not self._run.done() or self._run.cancelled():
            return self._failed(unexpected(asyncio.CancelledError()))
        error = self._run.exception()
        if error is not None:
            return self._failed(_expected(error))
        return self._succeeded(self._run.result())

    def _told_to_end(self, why: End) -> AnyEnvelope | None:
        self.outcome = why
        if self._run is not None and self._run.done() and not self._run.cancelled():
            self._run.exception()  # seen; how it fell while it was being stopped is of no interest
        if why is End.CANCELLED:
            return self._released("it was cancelled") if self.request.command.reserved_usd else None
        if why is End.RELEASED:
            return self._released("the worker stops")
        late = AgentExecutionException("the step took longer than it may", code=ErrorCode.DEADLINE_EXCEEDED)
        return self.request.failed(self.worker, late, self._charged)

    def _failed(self, error: VideoAgentException) -> AnyEnvelope:
        if isinstance(error, HandBackException):
            self.outcome = End.RELEASED
            return self._released(error.detail, needs_usd=error.needs_usd, needs_references=error.needs_references)
        if error.code is ErrorCode.DISK_FULL:
            # Not the step's fault: another worker may have room, or this one later.
            self.outcome = End.RELEASED
            return self._released(error.detail)
        self.outcome = End.FAILED
        return self.request.failed(self.worker, error, self._charged)

    def _released(self, reason: str, *, needs_usd: float | None = None, needs_references: bool = False) -> AnyEnvelope:
        return self.request.released(
            self.worker, reason, self._charged, needs_usd=needs_usd, needs_references=needs_references
        )

    @property
    def _charged(self) -> float:
        return self._context.purse.charged_usd if self._context is not None else 0.0

    def _succeeded(self, output: object) -> AnyEnvelope:
        expected = STEP_OUTPUTS[self.request.kind]
        if not isinstance(output, expected):
            wrong = AgentExecutionException(
                f"the agent returned {type(output).__name__} instead of {expected.__name__}", retryable=False
            )
            return self._failed(wrong)
        self.outcome = End.SUCCEEDED
        lost_usd = max(0.0, round(self._charged - output.cost_usd, 9))
        took_s = time.monotonic() - self.began
        return self.request.succeeded(self.worker, output.model_dump(mode="json"), took_s, lost_usd)


def _expected(error: BaseException) -> VideoAgentException:
    if isinstance(error, HandBackException):
        _log.info("step handed back", needs_usd=error.needs_usd, needs_references=error.needs_references)
        return error
    if isinstance(error, VideoAgentException):
        _log.warning("step failed", code=error.code, error=error.detail, retryable=error.retryable)
        return error
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        _log.error("disk full")
        return AgentExecutionException("the worker's disk is full", code=ErrorCode.DISK_FULL)
    _log.error("step failed unexpectedly", exc_info=error)
    return unexpected(error)


class AttemptRunner:
    """Gives an attempt its folder, its context, its trace span and its log context."""

    def __init__(
        self, run: Run, workdirs: WorkDirs, artifacts: Artifacts, pool: WorkerPool, telemetry: Telemetry
    ) -> None:
        self._run = run
        self._workdirs = workdirs
        self._artifacts = artifacts
        self._pool = pool
        self._telemetry = telemetry

    async def __call__(self, attempt: Attempt) -> AnyEnvelope | None:
        """Do the attempt and return what is to be published."""
        request = attempt.request
        command = request.command
        with ExitStack() as stack:
            stack.enter_context(
                structlog.contextvars.bound_contextvars(
                    task_id=request.task_id,
                    step_id=request.step_id,
                    attempt=request.attempt,
                    trace_id=f"{self._telemetry.trace_id(request.envelope):032x}",
                )
            )
            span = stack.enter_context(self._telemetry.consuming(request.envelope, f"step {request.kind}"))
            context = AgentContext(
                task_id=request.task_id,
                step_id=request.step_id,
                attempt=request.attempt,
                provider=command.provider,
                extra_options=command.extra_options,
                user_id=command.user_id,
                workdir=stack.enter_context(self._workdirs.attempt(request.id)),
                deadline=request.cut_off(utc_now()),
                artifacts=self._artifacts,
                pool=self._pool,
                purse=Purse(command.budget_usd, command.reserved_usd),
            )
            _log.info("step started")
            message = await attempt.work(self._run, context)
            span.set_attribute("videoagent.outcome", attempt.outcome)
            _log.info("step ended", outcome=attempt.outcome, duration_s=round(time.monotonic() - attempt.began, 3))
            return message
