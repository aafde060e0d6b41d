"""What worker processes import: each new one pays for it, and the first film of a start waits for six of them."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from videoagent_stack.layout import PROJECT_ROOT

HARNESS = ("aiokafka", "faststream", "motor", "uvicorn")
"""Of the services' own work: none of it belongs into a process that draws, speaks or measures."""
IMPORTING = """
import importlib, sys
for name in sys.argv[2:]:
    importlib.import_module(name)
    found = sorted(set(sys.argv[1].split(",")) & sys.modules.keys())
    if found:
        sys.exit(f"{name} brings {', '.join(found)} into worker processes")
"""


def test_worker_processes_import_nothing_of_the_harness() -> None:
    modules = sorted({module for path in _sources() for module in _modules_of_work(path)})
    assert len(modules) > 10, modules
    # A spawned process imports its parent's main module too, under another name.
    mains = sorted(f"{path.parent.name}.__main__" for path in _sources() if path.name == "__main__.py")
    agents = [name for name in mains if name.split(".")[0] in {module.split(".")[0] for module in modules}]
    done = subprocess.run(
        [sys.executable, "-c", IMPORTING, ",".join(HARNESS), *agents, *modules],
        capture_output=True,
        text=True,
        timeout=60,
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
