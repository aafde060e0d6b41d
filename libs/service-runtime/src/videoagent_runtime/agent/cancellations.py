"""What has been cancelled: a bounded memory, fed by the broadcast."""

from collections import OrderedDict
from datetime import datetime

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.steps import CancelSteps
from videoagent_runtime.agent.request import StepRequest


class Cancellations:
    """Remembers the newest cancellations.

    Args:
        capacity: Tasks and steps remembered, each; the oldest are forgotten (their results are ignored anyway).
    """

    def __init__(self, capacity: int = 10_000) -> None:
        self._capacity = capacity
        self._tasks: OrderedDict[str, datetime] = OrderedDict()
        self._fences: OrderedDict[tuple[str, str], int] = OrderedDict()

    def note(self, message: AnyEnvelope) -> None:
        """Take in one CancelSteps message."""
        cancel: CancelSteps = message.payload
        if not cancel.below_attempt:
            known = self._tasks.get(message.task_id)
            self._tasks[message.task_id] = message.occurred_at if known is None else max(known, message.occurred_at)
            self._tasks.move_to_end(message.task_id)
        for step_id, attempt in cancel.below_attempt.items():
            key = (message.task_id, step_id)
            self._fences[key] = max(self._fences.get(key, 0), attempt)
            self._fences.move_to_end(key)
        for memory in (self._tasks, self._fences):
            while len(memory) > self._capacity:
                memory.popitem(last=False)

    def covers(self, request: StepRequest) -> bool:
        """Whether the request was dispatched before its task was cancelled, or its attempt is out of date."""
        cancelled_at = self._tasks.get(request.task_id)
        if cancelled_at is not None and request.envelope.occurred_at <= cancelled_at:
            return True
        return request.attempt < self._fences.get((request.task_id, request.step_id), 0)
