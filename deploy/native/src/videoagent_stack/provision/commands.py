"""Running a build tool with its output as progress."""

import os
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path

from videoagent_stack.errors import BuildError

LINES_SHOWN = 25


def run_tool(
    command: list[str],
    folder: Path,
    environment: Mapping[str, str] | None = None,
    on_line: Callable[[str], None] | None = None,
    timeout_seconds: float = 3_600,
) -> str:
    """Runs a tool to its end and returns its last lines of output.

    Raises:
        BuildError: It failed or took too long; the text ends with the last lines of its output.
    """
    tail: deque[str] = deque(maxlen=LINES_SHOWN)
    process = subprocess.Popen(  # noqa: S603 - tools found by us, no shell
        command,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    watchdog = threading.Timer(timeout_seconds, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        for line in process.stdout:
            tail.append(line.rstrip())
            if on_line is not None:
                on_line(line.rstrip())
        code = process.wait()
    finally:
        watchdog.cancel()
        if process.poll() is None:
            process.kill()
            process.wait()
    output = "\n".join(tail)
    if code != 0:
        raise BuildError(f"`{' '.join(command)}` failed ({code}):\n{output}")
    return output
