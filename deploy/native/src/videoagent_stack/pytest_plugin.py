"""Session fixtures that run the real servers for tests marked `stack` or `e2e`, and the order of the tests."""

import os
from collections.abc import Iterator

import pytest

from videoagent_stack.info import StackInfo, running
from videoagent_stack.layout import PROJECT_ROOT
from videoagent_stack.lifecycle import up
from videoagent_stack.stack import TEST

STACK_NAME = os.environ.get("VIDEOAGENT_TEST_STACK", TEST)
"""Another name, such as ``test-b``, keeps test runs of one checkout apart that are side by side."""
STORE_PROMISES = PROJECT_ROOT / "tests" / "stack" / "test_stack_store.py"


@pytest.fixture(scope="session")
def servers() -> Iterator[StackInfo]:
    """Kafka, the document store and MinIO of the tests' stack, started once for the whole session."""
    with running(STACK_NAME, services=False) as info:
        yield info


@pytest.fixture(scope="session")
def stack(servers: StackInfo) -> StackInfo:
    """The same servers with all services running on them."""
    up(servers.stack.layout, servers.stack.settings)
    return servers


# Last, since folders add their markers in hooks of the same name.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts what fails fast first, and the store's promises before all that rests on them."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    if item.path == STORE_PROMISES:
        return 1
    if item.get_closest_marker("e2e"):
        return 3
    return 2 if item.get_closest_marker("stack") or item.get_closest_marker("docker") else 0
