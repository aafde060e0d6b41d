from collections.abc import Callable
from pathlib import Path

import pytest

from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.testing import FolderArtifacts, context_maker

STEP = "compose"


@pytest.fixture
def artifacts(tmp_path: Path) -> FolderArtifacts:
    return FolderArtifacts(tmp_path / "objects")


@pytest.fixture
def make_context(tmp_path: Path, artifacts: FolderArtifacts) -> Callable[..., AgentContext]:
    return context_maker(STEP, tmp_path, artifacts)
