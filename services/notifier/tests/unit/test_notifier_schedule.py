"""Which webhook comes next. Told the time, so without waiting."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_notifier.ports import Pending
from videoagent_notifier.schedule import Schedule

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def item(task: str, order: int, *, host: str = "h", due: datetime = NOW, attempts: int = 0) -> Pending:
    return Pending(f"{task}-{order}", task, order, 0, host, due, attempts)


def popped(schedule: Schedule, now: datetime = NOW) -> list[Pending]:
    found = []
    while (each := schedule.pop(now)) is not None:
        found.append(each)
    return found


def test_next_waits_while_one_is_at_work() -> None:
    schedule = Schedule(8, 8)
    schedule.add([item("t", 2), item("t", 1)])
    (first,) = popped(schedule)
    assert first.order == 1
    schedule.settle(first, None, well=True)
    assert [each.order for each in popped(schedule)] == [2]


def test_failed_one_holds_back_the_rest_for_three_tries_only() -> None:
    """A webhook that its receiver refuses for good must not hold up the end of its task for hours."""
    schedule, now, order = Schedule(8, 8), NOW, []
    schedule.add([item("t", 1), item("t", 2)])
    for _ in range(5):
        (each,) = popped(schedule, now)
        order.append(each.order)
        now += SECOND
        schedule.settle(each, now + SECOND if each.order == 1 else None, well=True)
        now += SECOND
    assert order == [1, 1, 1, 2, 1]


def test_ordered_one_goes_before_all_others_and_only_once() -> None:
    schedule = Schedule(8, 8)
    later = NOW + timedelta(hours=1)
    schedule.add([item("t", 1, due=later), item("t", 2), item("t", 3)])
    assert popped(schedule) == []
    schedule.put_first(replace(item("t", 3), manual=True))
    (each,) = popped(schedule)
    assert each.order == 3
    schedule.settle(each, None, well=True)
    assert popped(schedule) == []
    assert [each.order for each in popped(schedule, later)] == [1]


def test_ordered_while_at_work_it_is_tried_again() -> None:
    schedule = Schedule(8, 8)
    schedule.add([item("t", 1)])
    (each,) = popped(schedule)
    schedule.put_first(replace(each, manual=True))
    assert schedule.is_replaced(each)
    schedule.settle(each, None, well=True)
    (again,) = popped(schedule)
    assert again.manual
    assert not schedule.is_replaced(again)


def test_host_in_trouble_gets_one_turn_and_all_of_them_half() -> None:
    schedule = Schedule(8, 4)
    bad = [item(f"{host}{n}", 1, host=host) for host in ("a", "b", "c", "d", "e", "f") for n in range(4)]
    for each in bad[::4] * 3:  # three failures each
        one = replace(each, task_id=each.task_id + "before", id=each.id + "before")
        schedule.add([one])
        assert popped(schedule) == [one]
        schedule.settle(one, None, well=False)
    schedule.add(bad)
    started = popped(schedule)
    assert [each.host for each in started] == ["a", "b", "c", "d"]
    schedule.add([item(f"good{n}", 1, host="good") for n in range(9)])
    assert len(popped(schedule)) == 4
    schedule.settle(started[0], None, well=True)
    assert {each.host for each in popped(schedule)} == {"a", "e"}


def test_dropped_while_waiting_for_its_host_is_not_tried() -> None:
    schedule = Schedule(8, 1)
    schedule.add([item("t", 1), item("u", 1), item("v", 1)])
    (first,) = popped(schedule)
    schedule.forget_task("u")
    schedule.settle(first, None, well=True)
    assert [each.task_id for each in popped(schedule)] == ["v"]
    schedule.drop_partitions([0])
    assert len(schedule) == 0


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_every_webhook_has_its_turn_whatever_happens(data: st.DataObject) -> None:
    """Any order of arrivals, failures and orders: within the limits, one per task, and all are done in the end."""
    per_host, now = 2, NOW
    schedule = Schedule(6, per_host)
    hosts = ("a", "b", "c")
    items = [item(f"t{n % 4}", n, host=hosts[n % 4 % 3]) for n in range(data.draw(st.integers(1, 16)))]
    waiting, at_work, done = list(items), list[Pending](), set[str]()
    actions = st.lists(st.sampled_from(["add", "pop", "settle", "order", "time"]), max_size=80)
    for action in data.draw(actions):
        if action == "add" and waiting:
            schedule.add([waiting.pop()])
        elif action == "order" and at_work:
            schedule.put_first(replace(at_work[0], manual=True, due=now))
        elif action == "settle" and at_work:
            each = at_work.pop(data.draw(st.integers(0, len(at_work) - 1)))
            fails = data.draw(st.booleans())
            if not fails:
                done.add(each.id)
            schedule.settle(each, now + SECOND if fails else None, well=data.draw(st.booleans()))
        elif action == "time":
            now += SECOND
        elif (popped_one := schedule.pop(now)) is not None:
            at_work.append(popped_one)
        assert len({each.task_id for each in at_work}) == len(at_work)
        assert all(sum(each.host == host for each in at_work) <= per_host for host in hosts)
    schedule.add(waiting)
    for _ in range(200):
        now += SECOND
        at_work += popped(schedule, now)
        if not at_work:
            break
        for each in at_work:
            done.add(each.id)
            schedule.settle(each, None, well=True)
        at_work.clear()
    assert len(schedule) == 0
    assert done == {each.id for each in items}


def test_hurried_ones_come_now_and_in_order() -> None:
    schedule = Schedule(8, 8)
    later = NOW + timedelta(hours=1)
    schedule.add([item("t", 1), item("t", 2, due=later, attempts=3), item("t", 3, due=later), item("u", 1, due=later)])
    (first,) = popped(schedule)
    schedule.hurry("t", NOW)
    schedule.settle(first, None, well=True)
    orders = []
    while each := schedule.pop(NOW):
        orders.append(each.order)
        schedule.settle(each, None, well=True)
    assert orders == [2, 3]
