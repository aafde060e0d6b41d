"""The choice among those who wait: priorities, ageing, fairness, and that nobody starves."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_contracts.enums import Priority
from videoagent_registry.domain.admission import Ask, Order, Queue

NOW = datetime(2026, 1, 1, tzinfo=UTC)
ORDER = Order(ageing=timedelta(minutes=30), oldest_share=4)


def ask(task_id: str, user: str = "u", priority: Priority = Priority.NORMAL, waited_s: float = 0) -> Ask:
    return Ask(task_id, user, priority, NOW - timedelta(seconds=waited_s), 1000)


def queue_of(*asks: Ask) -> Queue:
    queue = Queue()
    for each in asks:
        queue.add(each)
    return queue


def chosen(
    queue: Queue, places: int, *, running: dict[str, int] | None = None, room: dict[str, int] | None = None
) -> list[str]:
    limit = room or {}
    picks = queue.choose(NOW, places, running or {}, lambda each: limit.get(each.user_id, 1000), ORDER)
    return [each.task_id for each in picks]


class Installation:
    """A crowded installation: films take a minute each, and a freed place is given at once."""

    def __init__(self, places: int, quota: int = 1000) -> None:
        self.queue = Queue()
        self.places = places
        self.quota = quota
        self.now = NOW
        self.turn = 0
        self.began: dict[str, datetime] = {}

    def create(self, task_id: str, user: str, priority: Priority) -> None:
        self.queue.add(Ask(task_id, user, priority, self.now, self.quota))

    def minute(self) -> None:
        self.now += timedelta(minutes=1)
        picks = self.queue.choose(self.now, self.places, {}, lambda each: self.quota, ORDER, self.turn)
        self.turn += len(picks)
        for each in picks:
            self.queue.remove(each.task_id)
            self.began[each.task_id] = self.now


def test_ten_thousand_tasks_of_mixed_priorities_urgent_ones_overtake_and_none_starves() -> None:
    """10,000 wait already, and now and then somebody asks for an urgent film, which must not wait for them."""
    installation = Installation(places=20)
    priorities = list(Priority)
    for number in range(10_000):
        installation.create(f"t{number}", f"user-{number % 7}", priorities[number % 4])
    urgent: dict[str, datetime] = {}
    for minute in range(700):
        if minute % 5 == 0:
            installation.create(f"urgent-{minute}", "somebody", Priority.URGENT)
            urgent[f"urgent-{minute}"] = installation.now
        installation.minute()
    assert len(installation.queue) == 0
    assert len(installation.began) == 10_000 + len(urgent)
    waits = [installation.began[name] - since for name, since in urgent.items()]
    assert max(waits) <= timedelta(minutes=2)
    first = list(installation.began)[:1000]
    ranks = Counter(priorities[int(name[1:]) % 4] for name in first if name.startswith("t"))
    assert ranks[Priority.URGENT] > 700
    assert ranks[Priority.LOW] > 0, "the oldest have their share whatever their priority"


def test_a_flood_of_urgent_tasks_does_not_starve_a_low_one() -> None:
    installation = Installation(places=4)
    installation.create("low", "patient", Priority.LOW)
    for minute in range(50):
        for number in range(10):
            installation.create(f"u{minute}-{number}", "pushy", Priority.URGENT)
        installation.minute()
    assert installation.began["low"] - NOW <= timedelta(minutes=1)


def test_a_thousand_tasks_of_one_user_do_not_hold_up_another_one() -> None:
    installation = Installation(places=5)
    for number in range(1000):
        installation.create(f"many-{number}", "busy", Priority.NORMAL)
    for _ in range(3):
        installation.minute()
    installation.create("single", "other", Priority.NORMAL)
    installation.minute()
    assert installation.began["single"] == installation.now


def test_higher_priority_first_then_who_has_fewest_then_who_waits_longest() -> None:
    queue = queue_of(
        ask("low", "a", Priority.LOW, 60),
        ask("normal", "a", Priority.NORMAL, 50),
        ask("high", "a", Priority.HIGH, 40),
        ask("urgent", "a", Priority.URGENT, 30),
    )
    assert chosen(queue, 3) == ["urgent", "high", "normal"]
    equals = queue_of(ask("a1", "a", waited_s=9), ask("a2", "a", waited_s=8), ask("b1", "b", waited_s=1))
    assert chosen(equals, 2, running={"a": 1}) == ["b1", "a1"]


def test_ageing_lifts_a_task_up_to_urgent_and_not_above() -> None:
    aged = queue_of(ask("old", "a", Priority.LOW, 2 * 1800), ask("young", "b", Priority.NORMAL, 1))
    assert chosen(aged, 1) == ["old"]
    tie = queue_of(ask("very old", "a", Priority.LOW, 100 * 1800), ask("urgent", "a", Priority.URGENT, 1))
    assert chosen(tie, 1) == ["urgent"]


def test_a_user_without_room_is_passed_over_and_the_others_go_on() -> None:
    queue = queue_of(*(ask(f"a{n}", "a", Priority.URGENT, 100 - n) for n in range(9)), ask("b", "b", Priority.LOW, 1))
    assert chosen(queue, 9, room={"a": 2}) == ["a0", "a1", "b"]


def test_about_how_many_wait_before_a_task() -> None:
    queue = queue_of(
        ask("h", "a", Priority.HIGH), ask("n1", "b", waited_s=9), ask("n2", "a"), ask("l", "a", Priority.LOW)
    )
    assert queue.ahead(ask("n2", "a"), of_user=False) == 2
    assert queue.ahead(ask("n2", "a"), of_user=True) == 1
    queue.remove("h")
    assert queue.ahead(ask("n2", "a"), of_user=False) == 1


asks = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(list(Priority)), st.integers(0, 20_000)), min_size=1, max_size=60
)


@settings(max_examples=150, deadline=None)
@given(asks, st.integers(0, 70), st.integers(0, 9), st.randoms(use_true_random=False))
def test_the_choice_is_deterministic_fills_all_places_and_keeps_every_quota(
    drawn: list[tuple[int, Priority, int]], places: int, quota: int, random: object
) -> None:
    made = [ask(f"t{n}", f"u{user}", priority, waited) for n, (user, priority, waited) in enumerate(drawn)]
    room = {f"u{user}": quota for user in range(5)}
    first = chosen(queue_of(*made), places, room=room)
    random.shuffle(made)  # type: ignore[attr-defined]
    assert chosen(queue_of(*made), places, room=room) == first
    per_user = Counter(each.user_id for each in made if each.task_id in first)
    assert len(set(first)) == len(first)
    assert all(count <= quota for count in per_user.values())
    wanted = Counter(each.user_id for each in made)
    assert len(first) == min(places, sum(min(quota, count) for count in wanted.values()))


@settings(max_examples=150, deadline=None)
@given(asks)
def test_nobody_of_the_same_user_and_priority_is_overtaken_by_a_younger_one(
    drawn: list[tuple[int, Priority, int]],
) -> None:
    made = {f"t{n}": ask(f"t{n}", f"u{user}", priority, waited) for n, (user, priority, waited) in enumerate(drawn)}
    order = [made[name] for name in chosen(queue_of(*made.values()), len(made))]
    for index, each in enumerate(order):
        for later in order[index + 1 :]:
            if (later.user_id, later.priority) == (each.user_id, each.priority):
                assert (each.since, each.task_id) < (later.since, later.task_id)
