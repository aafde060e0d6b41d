"""One attempt of a step as it was asked for, and the messages that answer it."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.enums import StepKind
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.errors import AgentExecutionException, TaskError, VideoAgentException
from videoagent_contracts.steps import AnyRunStep, StepFailed, StepHeartbeat, StepReleased, StepStarted, StepSucceeded
from videoagent_contracts.topics import agent_service

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "videoagent step results")


class InvalidRequestError(ValueError):
    """A request without step or attempt: its sender is wrong, and it goes to the dead letters."""


@dataclass(frozen=True)
class StepRequest:
    """A request, taken apart. ``id`` names the attempt everywhere: ``{task}/{step}/{attempt}``."""

    envelope: AnyEnvelope
    kind: StepKind
    command: AnyRunStep
    step_id: str
    attempt: int

    @classmethod
    def of(cls, envelope: AnyEnvelope, kind: StepKind) -> "StepRequest":
        """Read a request.

        Raises:
            InvalidRequestError: It names no step or no attempt.
        """
        if envelope.step_id is None or envelope.attempt is None:
            raise InvalidRequestError("a request needs step_id and attempt")
        return cls(envelope, kind, envelope.payload, envelope.step_id, envelope.attempt)

    @property
    def id(self) -> str:
        return f"{self.task_id}/{self.step_id}/{self.attempt}"

    @property
    def task_id(self) -> str:
        return self.envelope.task_id

    @property
    def deadline(self) -> datetime:
        return self.command.deadline

    def cut_off(self, begun: datetime) -> datetime:
        """When an attempt that begins now is given up by the registry."""
        limit = self.command.limit_s
        return self.deadline if limit is None else min(self.deadline, begun + timedelta(seconds=limit))

    def started(self, worker: str) -> AnyEnvelope:
        return self._answer(StepStarted(worker=worker), "started")

    def heartbeat(self, worker: str, fraction: float | None, message: str) -> AnyEnvelope:
        return self._answer(StepHeartbeat(worker=worker, fraction=fraction, message=message[:500]), None)

    def succeeded(
        self, worker: str, output: dict[str, Any], duration_s: float, spent_usd: float | None = None
    ) -> AnyEnvelope:
        payload = StepSucceeded(
            worker=worker, kind=self.kind, output=output, duration_s=duration_s, spent_usd=spent_usd
        )
        return self._answer(payload, "result")

    def failed(self, worker: str, error: VideoAgentException, spent_usd: float | None = None) -> AnyEnvelope:
        return self._answer(StepFailed(worker=worker, error=self.task_error(error), spent_usd=spent_usd), "result")

    def released(
        self,
        worker: str,
        reason: str,
        spent_usd: float | None = None,
        *,
        needs_usd: float | None = None,
        needs_references: bool = False,
    ) -> AnyEnvelope:
        payload = StepReleased(
            worker=worker,
            reason=reason,
            spent_usd=spent_usd,
            needs_usd=needs_usd,
            needs_references=needs_references,
        )
        return self._answer(payload, f"released/{worker}")

    def task_error(self, error: VideoAgentException) -> TaskError:
        return TaskError(
            code=error.code,
            stage=self.kind.value,
            step_id=self.step_id,
            detail=error.detail,
            provider=getattr(error, "provider", None),
            retryable=error.retryable,
            attempts=self.attempt,
            retry_after_s=error.retry_after_s,
        )

    def _answer(self, payload: Message, purpose: str | None) -> AnyEnvelope:
        """Answer; with a purpose the message id is derived, so that saying it again is the same message."""
        identity = str(uuid.uuid5(_NAMESPACE, f"{self.id}/{purpose}")) if purpose else None
        return Envelope.of(
            payload,
            task_id=self.task_id,
            step_id=self.step_id,
            attempt=self.attempt,
            producer=agent_service(self.kind),
            cause=self.envelope,
            message_id=identity,
        )


def unexpected(error: BaseException) -> AgentExecutionException:
    """What a bug in an agent becomes. The log has the stack; users get the kind of error only."""
    return AgentExecutionException(f"the agent failed unexpectedly ({type(error).__name__})")
