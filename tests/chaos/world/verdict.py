"""What must hold of a system once it is calm again, whatever was done to it.

Every accepted task ended exactly once in each of its runs, in Kafka, in the history and on the sockets; nothing that
was accepted is missing and nothing else came to be; numbers have no gaps and progress never went back; every webhook
has one id and arrived; nobody has work left, holds a place or a claim that is waited for; media belongs to tasks; no
message was given up.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from tests.chaos.world import census
from tests.chaos.world.watcher import ENDS, Told
from tests.chaos.world.world import World

_CALM_S = 120.0
_HISTORIES = 12
_AT_WORK = {"queued", "running"}
_SPECIFIC = {
    "awaiting_review": "task.awaiting_review",
    "completed": "task.completed",
    "failed": "task.failed",
    "cancelled": "task.cancelled",
}


@dataclass
class Verdict:
    """Findings, of which there must be none, and figures.

    Attributes:
        lost: Accepted tasks that did not end as they should have.
        doubled: Ends, webhooks or attempts of which there was one too many.
        other: Everything else that should not be.
    """

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)

    @property
    def findings(self) -> list[str]:
        return [*self.lost, *self.doubled, *self.other]

    def assert_clean(self) -> None:
        findings = self.findings
        assert not findings, f"{len(findings)} findings:\n" + "\n".join(findings[:20])


async def judge(world: World) -> Verdict:
    """Wait for calm, then look at everything that has happened since the world began."""
    verdict = Verdict()
    await world.watcher.catch_up()
    for task_id in world.ledger.orders:
        _judge_task(world, task_id, verdict)
    verdict.other += [
        f"nobody ordered {task_id}" for task_id in world.watcher.tasks if task_id not in world.ledger.orders
    ]
    await _eventually(lambda: _webhooks_missing(world), "webhooks did not arrive", verdict.lost)
    _judge_webhooks(world, verdict)
    await _eventually(lambda: _lags(world), "consumers lag", verdict.other)
    await _eventually(lambda: _busy(world), "work is left", verdict.other)
    await _eventually(lambda: _places(world), "admission places are held", verdict.other)
    await _judge_claims(world, verdict)
    await _judge_media(world, verdict)
    await _judge_histories(world, verdict)
    await _eventually(lambda: _told_otherwise(world), "gateways and Kafka differ", verdict.lost)
    await _eventually(lambda: _unseen(world), "sockets lack events", verdict.lost)
    deleted = [order.task_id for order in world.ledger.orders.values() if order.delete_asked]
    verdict.doubled += world.follower.faults(deleted)
    _judge_attempts(world, verdict)
    found = await census.dead_letters(world.system)
    if found != world.poison:
        verdict.other.append(f"dead letters {found}, expected {world.poison}")
    told = [world.watcher.told(task_id) for task_id in world.ledger.orders]
    verdict.figures |= {
        "tasks": len(told),
        "events": sum(len(each.by_id) for each in told),
        "events said again": sum(each.repeats for each in told),
        "webhooks": len(world.receiver.got),
        "webhook calls": world.receiver.calls,
        "requests repeated by the client": world.ledger.refused,
        "sockets opened": world.follower.connections,
    }
    return verdict


def _judge_task(world: World, task_id: str, verdict: Verdict) -> None:
    order, told = world.ledger.orders[task_id], world.watcher.told(task_id)
    if not told.by_id:
        verdict.lost.append(f"{task_id} was accepted and never heard of")
        return
    if not told.over:
        verdict.lost.append(f"{task_id} has not ended: {told.last}")
    numbers = [said.seq for said in told.events]
    if len(numbers) != len(set(numbers)):
        twice = [seq for seq, count in Counter(numbers).items() if count > 1]
        verdict.doubled.append(f"{task_id}: two events have the numbers {twice}")
    if set(numbers) != set(range(1, max(numbers) + 1)):
        verdict.lost.append(f"{task_id}: numbers are missing: {sorted(set(range(1, max(numbers) + 1)) - set(numbers))}")
    if told.deleted and not order.delete_asked:
        verdict.lost.append(f"{task_id} was deleted, and nobody asked for it")
    if order.deleted and not told.deleted:
        verdict.other.append(f"{task_id} is still there, though its deletion was confirmed")
    at_work = [name for name, status in told.standing.items() if status in _AT_WORK]
    if told.over and not told.deleted and at_work:
        verdict.other.append(f"{task_id} has ended and its steps {at_work} have not")
    _judge_runs(task_id, told, verdict)
    ends = [said.event for said in told.events if said.event in ENDS]
    wanted = {"task_completed", "task_cancelled"} if order.cancelled else {"task_completed"}
    if order.stays_cancelled:
        wanted = {"task_cancelled"}
    if ends and ends[-1] not in wanted:
        verdict.lost.append(f"{task_id} ended with {ends[-1]}: {told.error}")


def _judge_runs(task_id: str, told: Told, verdict: Verdict) -> None:
    ends: Counter[int] = Counter()
    reached: dict[int, float] = {}
    for said in told.events:
        ends[said.run] += said.event in ENDS
        if said.progress < reached.get(said.run, 0.0):
            verdict.other.append(f"{task_id}: progress fell from {reached[said.run]} to {said.progress} at {said.seq}")
        reached[said.run] = said.progress
        if (said.progress == 100) != (said.status == "completed"):
            verdict.other.append(f"{task_id}: {said.progress} % while {said.status}")
    if any(count > 1 for count in ends.values()):
        verdict.doubled.append(f"{task_id}: ends by run {dict(ends)}")
    if told.over and any(count == 0 for count in ends.values()):
        verdict.lost.append(f"{task_id}: a run has no end: {dict(ends)}")


def expected_webhooks(world: World) -> set[tuple[str, str, int]]:
    """Return (task, event, seq) of every webhook that the changes of status call for; deleted tasks want none."""
    wanted: set[tuple[str, str, int]] = set()
    for order in world.ledger.orders.values():
        if not order.hooked or order.delete_asked:
            continue
        for said in world.watcher.told(order.task_id).statuses:
            if said.previous is None or said.previous == said.status:
                continue
            begins = said.status == "running" and said.previous != "awaiting_review"
            specific = "task.started" if begins else _SPECIFIC.get(said.status)
            wanted |= {(order.task_id, name, said.seq) for name in ("task.status_changed", specific) if name}
    return wanted


async def _webhooks_missing(world: World) -> list[str]:
    taken = {world.receiver.got[webhook_id] for webhook_id in world.receiver.taken}
    return [str(each) for each in expected_webhooks(world) - taken]


def _judge_webhooks(world: World, verdict: Verdict) -> None:
    ids = Counter(world.receiver.got.values())
    verdict.doubled += [f"{event} came under {count} ids" for event, count in ids.items() if count > 1]
    verdict.doubled += world.receiver.clashes


async def _lags(world: World) -> list[str]:
    return [f"{group}: {lag}" for group, lag in (await census.lags(world.system)).items()]


async def _busy(world: World) -> list[str]:
    """Return what agents and registries say that they still have to do."""
    found: list[str] = []
    signs = ("videoagent_slots_busy", "videoagent_steps_running", "videoagent_steps_waiting")
    for name in world.system.services:
        metrics = await world.system.metrics(name)
        found += [f"{name} {sample} {value}" for sample, value in metrics.items() if sample.startswith(signs) and value]
    return found


async def _places(world: World) -> list[str]:
    """Return the places of users that are taken, though nothing is at work."""
    return await census.documents(world.system, "registry", "slots")


async def _judge_claims(world: World, verdict: Verdict) -> None:
    """No attempt ran unclaimed, and none that is claimed still waits for a result: it has one, or was given up."""
    claims = await census.claims(world.system)
    verdict.other += [f"{name} ran without a claim" for name in _ran(world, "began") if name not in claims]
    for name, has_result in claims.items():
        step, _, attempt = name.rpartition("/")
        task_id, _, step_id = step.partition("/")
        told = world.watcher.told(task_id)
        if task_id not in world.ledger.orders:
            verdict.other.append(f"{name} is claimed of a task that nobody ordered")
        elif not has_result and not told.deleted and _waits_for(told, step_id, int(attempt)):
            verdict.other.append(f"the claim of {name} is stuck: its step is {told.standing[step_id]}")
    verdict.figures["claims"] = len(claims)


def _waits_for(told: Told, step_id: str, attempt: int) -> bool:
    return told.attempts.get(step_id) == attempt and told.standing[step_id] in _AT_WORK


def _ran(world: World, what: str) -> Counter[str]:
    """Count how often each attempt began or ended, by what the do-nothing agents noted."""
    notes = world.system.notes
    lines = [line.split(" ") for line in notes.read_text().splitlines()] if notes.exists() else []
    return Counter(name for name, noted, _ in lines if noted == what)


async def _judge_media(world: World, verdict: Verdict) -> None:
    alive = {task_id for task_id in world.ledger.orders if not world.watcher.told(task_id).deleted}
    keys = await census.media(world.system)
    if orphans := _orphans(keys, alive):
        # A worker that slept while its task was deleted has stored what it made: the clean-up is there to find it.
        await world.system.clean_up()
        keys = await census.media(world.system)
        verdict.figures["orphaned objects cleaned up"] = sum(orphans.values())
    verdict.other += [f"{count} orphaned objects of {owner}" for owner, count in _orphans(keys, alive).items()]
    films = {task_id: world.watcher.told(task_id).film for task_id in alive}
    verdict.lost += [f"the film of {task_id} is gone" for task_id, key in films.items() if key and key not in keys]
    verdict.figures["objects"] = len(keys)


def _orphans(keys: set[str], alive: set[str]) -> Counter[str]:
    owners = Counter(key.split("/")[1] for key in keys if key.startswith("tasks/"))
    return Counter({owner: count for owner, count in owners.items() if owner not in alive})


async def _judge_histories(world: World, verdict: Verdict) -> None:
    """Compare what the API tells of some tasks with what Kafka holds."""
    names = sorted(order.task_id for order in world.ledger.orders.values() if not order.delete_asked)
    for task_id in random.Random(len(names)).sample(names, min(_HISTORIES, len(names))):
        told = {said.seq for said in world.watcher.told(task_id).statuses}
        items = (await world.ledger.get(f"/tasks/{task_id}/events")).json()["items"]
        numbers = [item["seq"] for item in items]
        if numbers != sorted(set(numbers)):
            verdict.doubled.append(f"history of {task_id}: {numbers}")
        if not told <= set(numbers):
            verdict.lost.append(f"history of {task_id} lacks {sorted(told - set(numbers))}")


async def _told_otherwise(world: World) -> list[str]:
    """Return the tasks of which a gateway says something else than Kafka."""
    told = {name: world.watcher.told(name) for name in world.ledger.orders}
    wanted = {name: each.last.status for name, each in told.items() if each.last is not None and not each.deleted}
    found: list[str] = []
    for gateway in world.system.gateways:
        listed = await world.ledger.listed(gateway)
        found += [
            f"{gateway} says {listed.get(name)} of {name}, Kafka {wanted.get(name)}"
            for name in wanted.keys() | listed.keys()
            if listed.get(name) != wanted.get(name)
        ]
    return found


async def _unseen(world: World) -> list[str]:
    """Return statuses that a follower on a socket never saw."""
    found: list[str] = []
    for task_id, events in world.follower.seen.items():
        if world.ledger.orders[task_id].delete_asked:
            continue
        seen = {seq for seq, _ in events}
        missing = [said.seq for said in world.watcher.told(task_id).statuses if said.seq not in seen]
        if missing:
            found.append(f"socket: {task_id} missed {missing}")
    return found


def _judge_attempts(world: World, verdict: Verdict) -> None:
    began, ended = _ran(world, "began"), _ran(world, "ended")
    verdict.doubled += [f"attempt {name} ran {count} times" for name, count in began.items() if count > 1]
    steps = Counter(name.rpartition("/")[0] for name in ended)
    verdict.figures |= {
        "attempts": len(began),
        "steps done": len(steps),
        "steps done again after a loss": sum(count - 1 for count in steps.values()),
    }


async def _eventually(ask: Callable[[], Awaitable[list[str]]], what: str, into: list[str]) -> None:
    deadline = time.monotonic() + _CALM_S
    while problems := await ask():
        if time.monotonic() > deadline:
            into.append(f"{what}: {'; '.join(problems[:5])} ({len(problems)} in all)")
            return
        await asyncio.sleep(0.5)
