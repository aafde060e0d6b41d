"""Lists from memory: every order, every filter, pages that neither repeat nor skip."""

from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_contracts.api import TaskListQuery
from videoagent_contracts.enums import Priority, TaskStatus
from videoagent_gateway.domain.index import TaskIndex
from videoagent_gateway.domain.rows import TaskRow, dump_row, load_row

START = datetime(2026, 1, 1, tzinfo=UTC)


def row(number: int, **change: Any) -> TaskRow:
    values: dict[str, Any] = {
        "task_id": f"{number:04d}",
        "user_id": "local",
        "topic": f"Topic {number}",
        "style": None,
        "priority": Priority.NORMAL,
        "status": TaskStatus.RUNNING,
        "stage": None,
        "progress": 0.0,
        "message": "",
        "eta_s": None,
        "title": None,
        "error": None,
        "metadata": {},
        "run": 1,
        "created_at": START + timedelta(seconds=number),
        "updated_at": START + timedelta(seconds=number),
        "seq": 1,
        "status_seq": 1,
    }
    return TaskRow(**values | change)


def ids(index: TaskIndex, **query: Any) -> list[str]:
    return [found.task_id for found in index.page(TaskListQuery(**query))[0]]


def filled(*rows: TaskRow) -> TaskIndex:
    index = TaskIndex(1000)
    for one in rows:
        index.put(one)
    return index


def test_newest_come_first_unless_asked_otherwise() -> None:
    index = filled(row(2), row(3), row(1))
    assert ids(index) == ["0003", "0002", "0001"]
    assert ids(index, sort_order="asc") == ["0001", "0002", "0003"]


def test_priority_sorts_by_rank_and_not_by_name() -> None:
    index = filled(*(row(number, priority=priority) for number, priority in enumerate(Priority)))
    assert ids(index, sort_by="priority") == ["0003", "0002", "0001", "0000"]


def test_a_changed_task_moves_and_leaves_no_trace_behind() -> None:
    index = filled(row(1), row(2))
    index.put(row(1, status=TaskStatus.COMPLETED, progress=100.0, updated_at=START + timedelta(days=1)))
    assert ids(index, sort_by="updated_at") == ["0001", "0002"]
    assert ids(index, status="completed") == ["0001"]
    assert ids(index, status="running") == ["0002"]
    assert len(index) == 2


def test_words_are_found_in_any_order_and_case_and_script() -> None:
    index = filled(row(1, topic="The Life of HONEYBEES"), row(2, topic="蜜蜂的生活"), row(3, title="Honey"), row(4))
    assert ids(index, q="honeybees life") == ["0001"]
    assert ids(index, q="蜜蜂") == ["0002"]
    assert ids(index, q="honey", sort_order="asc") == ["0001", "0003"]


def test_beyond_its_limit_the_oldest_leave() -> None:
    index = TaskIndex(2)
    for number in (3, 1, 2):
        index.put(row(number))
    assert ids(index) == ["0003", "0002"]


def test_rows_survive_the_store() -> None:
    original = row(1, metadata={"a.b": "$c"}, title="Ünïcode", eta_s=3.5)
    again = load_row(dump_row(original))
    assert again == original
    assert again.folded == original.folded


ROWS = st.lists(
    st.tuples(
        st.integers(0, 30),
        st.sampled_from(list(Priority)),
        st.sampled_from(list(TaskStatus)),
        st.integers(0, 3),
        st.sampled_from(["ann", "bob"]),
    ),
    max_size=60,
)
QUERIES = st.builds(
    TaskListQuery,
    limit=st.integers(1, 100),
    offset=st.integers(0, 20),
    status=st.none() | st.sampled_from(list(TaskStatus)),
    priority=st.none() | st.sampled_from(list(Priority)),
    user_id=st.none() | st.sampled_from(["ann", "bob", "eve"]),
    q=st.none() | st.sampled_from(["topic", "1", "topic 2"]),
    sort_by=st.sampled_from(["created_at", "updated_at", "priority", "progress"]),
    sort_order=st.sampled_from(["asc", "desc"]),
)


@settings(max_examples=150, deadline=None)
@given(ROWS, QUERIES, st.sets(st.integers(0, 30)))
def test_the_index_tells_what_a_plain_scan_would(
    changes: list[tuple[int, Priority, TaskStatus, int, str]], query: TaskListQuery, removed: set[int]
) -> None:
    index, plain = TaskIndex(1000), {}
    for number, priority, status, step, user in changes:
        change = {"priority": priority, "status": status, "progress": float(step), "user_id": user}
        plain[number] = row(number, updated_at=START + timedelta(hours=step), **change)
        index.put(plain[number])
    for number in removed:
        plain.pop(number, None)
        index.remove(f"{number:04d}")

    def key(one: TaskRow) -> Any:
        return one.priority.rank if query.sort_by == "priority" else getattr(one, query.sort_by)

    expected = sorted(
        (
            one
            for one in plain.values()
            if query.status in (None, one.status)
            and query.priority in (None, one.priority)
            and query.user_id in (None, one.user_id)
            and all(word in one.folded for word in (query.q or "").split())
        ),
        key=lambda r: (key(r), r.task_id),
        reverse=query.sort_order == "desc",
    )
    found, total = index.page(query)
    assert total == len(expected)
    assert found == expected[query.offset : query.offset + query.limit]
