import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts, context_for
from videoagent_runtime.agent.worker_pool import WorkerPool

STEP = "compose"


@pytest.fixture
def artifacts(tmp_path: Path) -> FolderArtifacts:
    return FolderArtifacts(tmp_path / "objects")


@pytest.fixture
def make_context(tmp_path: Path, artifacts: FolderArtifacts) -> Callable[..., AgentContext]:
    """Make contexts whose folders have names that a shell would trip over."""
    made = itertools.count(1)

    def make(provider: str | None = None, pool: WorkerPool | None = None) -> AgentContext:
        workdir = tmp_path / f"it's work, {next(made)}"
        return context_for(STEP, workdir, artifacts, provider=provider, pool=pool)

    return make
