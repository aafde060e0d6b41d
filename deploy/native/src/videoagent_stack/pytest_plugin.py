"""Session fixtures that run the real servers for tests marked `stack` or `e2e`."""

from collections.abc import Iterator

import pytest

from videoagent_stack.info import StackInfo, running
from videoagent_stack.lifecycle import up


@pytest.fixture(scope="session")
def servers() -> Iterator[StackInfo]:
    """Kafka, the document store and MinIO of the stack `test`, started once for the whole session."""
    with running(services=False) as info:
        yield info


@pytest.fixture(scope="session")
def stack(servers: StackInfo) -> StackInfo:
    """The same servers with all services running on them."""
    up(servers.stack.layout, servers.stack.settings)
    return servers
