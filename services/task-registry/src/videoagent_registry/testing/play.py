"""One task played through in memory, without any shell around the pure core."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from videoagent_contracts.codec import AnyEnvelope
from videoagent_contracts.envelope import Message
from videoagent_contracts.steps import RunStep
from videoagent_registry.domain.decide import decide
from videoagent_registry.domain.decision import Decision
from videoagent_registry.domain.events import Admitted, Event
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.publication import publications
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.testing.messages import command, create_command, report, success


class Play:
    """One task played through in memory: events in, decisions and requests out.

    Attributes:
        record: The newest state.
        history: All decisions so far.
        requests: Requests that nobody has answered yet.
        now: The time; every event takes 5 ms.
        crowded: Whether tasks that ask for a place have to wait for ``Admitted``.
    """

    def __init__(self, task_id: str = "task-1", policies: Policies | None = None, **options: Any) -> None:
        self.task_id = task_id
        self.policies = policies or Policies()
        self.crowded = False
        self.now = datetime(2026, 1, 1, tzinfo=UTC)
        self.history: list[Decision] = []
        self.requests: list[AnyEnvelope] = []
        self._record: TaskRecord | None = None
        self.apply(create_command(task_id, **options))

    @property
    def record(self) -> TaskRecord:
        """The newest state."""
        if self._record is None:
            raise LookupError("nothing has been created")
        return self._record

    def resume(self, record: TaskRecord) -> None:
        """Go on with a task in another state, such as one read from a journal; nothing of it is out."""
        self._record = record
        self.task_id = record.task_id
        self.requests.clear()
        self.now = max(self.now, record.updated_at)

    def apply(self, event: Event) -> Decision | None:
        """Let an event happen and collect what it dispatches; unless it is crowded, who asks for a place gets it."""
        self.now += timedelta(milliseconds=5)
        decision = decide(self._record, event, self.now, self.policies)
        if decision is None:
            return None
        self._record = decision.record
        self.history.append(decision)
        said = publications(decision.record, decision.cause, decision.at, decision.outputs, self.policies)
        self.requests += [envelope for _, envelope, _ in said if isinstance(envelope.payload, RunStep)]
        if self.record.wait is None or self.crowded:
            return decision
        admitted = self.apply(Admitted(self.task_id, self.now))
        return replace(decision, outputs=decision.outputs + admitted.outputs) if admitted is not None else decision

    def give(self, payload: Message) -> Decision | None:
        """Give a command."""
        return self.apply(command(self.task_id, payload))

    def say(self, step_id: str, payload: Message) -> Decision | None:
        """Let the worker of the step's present attempt say something."""
        return self.apply(report(self.task_id, step_id, self.record.steps[step_id].attempt, payload))

    def take(self, step_id: str) -> AnyEnvelope:
        """Take the newest request of a step off the queue.

        Raises:
            LookupError: There is none.
        """
        for request in reversed(self.requests):
            if request.step_id == step_id:
                self.requests.remove(request)
                return request
        raise LookupError(f"no request for {step_id}")

    def work(self, *, until: str | None = None) -> None:
        """Let every request succeed, in order, until the queue is empty or holds nothing but ``until`` and the like."""
        while waiting := [request for request in self.requests if request.step_id != until]:
            self.requests.remove(waiting[0])
            self.apply(success(waiting[0]))


def run_to_end(task_id: str, **options: Any) -> Play:
    """Play a task in which everything succeeds."""
    play = Play(task_id, **options)
    play.work()
    return play
