"""What processes import at their start: each pays for it, and the first film of a start waits for all of them."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from videoagent_stack.layout import PROJECT_ROOT, StackLayout
from videoagent_stack.stack import MAIN

HARNESS = ("aiokafka", "faststream", "motor", "uvicorn")
"""Of the services' own work: none of it belongs into a process that draws, speaks or measures."""
STUDIO = ("av", "cv2", "numba", "numpy", "scipy", "skia")
"""Of drawing and sound: none of it belongs into a service that moves messages."""
IMPORTING = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
    found = sorted(set(sys.argv[1].split(",")) & sys.modules.keys())
    if found:
        sys.exit(f"{name} brings {', '.join(found)}")
"""


def test_worker_processes_import_nothing_of_the_harness() -> None:
    modules = sorted({module for path in _sources() for module in _modules_of_work(path)})
    assert len(modules) > 10, modules
    # A spawned process imports its parent's main module too, under another name.
    mains = sorted(f"{path.parent.name}.__main__" for path in _sources() if path.name == "__main__.py")
    agents = [name for name in mains if name.split(".")[0] in {module.split(".")[0] for module in modules}]
    _import_without(HARNESS, [*agents, *modules])


def test_services_that_move_messages_import_nothing_that_draws() -> None:
    _import_without(STUDIO, ["videoagent_gateway.main", "videoagent_registry.main", "videoagent_notifier.main"])


def _import_without(unwanted: Sequence[str], modules: Sequence[str]) -> None:
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(StackLayout(MAIN).bytecode)}
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, ",".join(unwanted), *modules],
        env={**os.environ, **compiled},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def _sources() -> Iterator[Path]:
    yield from (PROJECT_ROOT / "services").glob("*/src/**/*.py")


def _modules_of_work(path: Path) -> Iterator[str]:
    """Modules of the functions that this file hands to `in_process`."""
    tree = ast.parse(path.read_text())
    origins = {
        alias.asname or alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    own = ".".join(path.with_suffix("").parts[path.parts.index("src") + 1 :])
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "in_process":
            work = node.args[0]
            if isinstance(work, ast.Name):
                yield origins.get(work.id, own)
            elif isinstance(work, ast.Attribute) and isinstance(work.value, ast.Name):
                yield f"{origins[work.value.id]}.{work.value.id}"
