"""Runs the whole test suite in two lanes, side by side on servers of their own: `make test`.

Tests of whole systems spend most of their time waiting for processes, and all others use one core; together they keep
two cores busy. The second lane's output follows when both are done.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

SYSTEMS = ("tests/e2e", "tests/chaos")
"""Whole systems at work, killed and stopped: they need servers that nobody else relies on."""
NOTHING_RAN = 5
"""pytest's exit code when no test was chosen."""


def main(arguments: Sequence[str]) -> int:
    """Run both lanes and return the exit code of the one that failed, else 0.

    Where the arguments name files, those alone are run, in one lane.
    """
    if any(Path(argument.partition("::")[0]).exists() for argument in arguments):
        return _pytest(arguments).wait()
    with tempfile.TemporaryFile() as output:
        systems = _pytest([*SYSTEMS, *arguments], stack="test-systems", output=output.fileno())
        others = _pytest([*(f"--ignore={folder}" for folder in SYSTEMS), *arguments])
        codes = [others.wait(), systems.wait()]
        output.seek(0)
        print("\n== Whole systems ==", flush=True)
        sys.stdout.buffer.write(output.read())
        sys.stdout.flush()
    if all(code == NOTHING_RAN for code in codes):
        return NOTHING_RAN
    return max(code for code in codes if code != NOTHING_RAN)


def _pytest(arguments: Sequence[str], stack: str = "test", output: int | None = None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *arguments],
        env={**os.environ, "VIDEOAGENT_TEST_STACK": stack},
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
