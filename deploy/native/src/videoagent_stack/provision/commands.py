"""Running a build tool with its output as progress."""

import hashlib
import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from videoagent_stack.errors import BuildError

LINES_SHOWN = 25
TOOL_SECONDS = 3_600


def run_tool(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
) -> None:
    """Runs a tool to its end, at most an hour, and hands every line of its output to `on_line`.

    Raises:
        BuildError: It failed or took too long; the text ends with the last lines of its output.
    """
    tail: deque[str] = deque(maxlen=LINES_SHOWN)
    with subprocess.Popen(  # noqa: S603 - tools found by us, no shell
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        watchdog = threading.Timer(TOOL_SECONDS, process.kill)
        watchdog.start()
        try:
            for line in process.stdout or ():
                tail.append(line.rstrip())
                if on_line is not None:
                    on_line(line.rstrip())
        except BaseException:
            process.kill()
            raise
        finally:
            watchdog.cancel()
    if process.returncode != 0:
        output = "\n".join(tail)
        raise BuildError(f"`{' '.join(command)}` failed ({process.returncode}):\n{output}")


def content_digest(files: Iterable[Path]) -> str:
    """Short hash over the names and contents of the files that decide what is built."""
    hasher = hashlib.sha256()
    for path in files:
        hasher.update(path.name.encode() + b"\0" + path.read_bytes())
    return hasher.hexdigest()[:12]
