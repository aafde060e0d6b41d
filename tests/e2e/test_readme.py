"""The examples of the README run as they stand."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from videoagent_stack import StackInfo

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
SHELL = next(block for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "curl" in block)


def _here(text: str, stack: StackInfo) -> str:
    host = stack.gateway_url.removeprefix("http://")
    assert "127.0.0.1:8000" in text
    return text.replace("127.0.0.1:8000", host)


def test_curl_journey(stack: StackInfo) -> None:
    script = "set -eu\n" + _here(SHELL, stack)
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert '"url":"http' in done.stdout
    assert '"status":"cancelled"' in done.stdout
    assert "problem" not in done.stdout


@pytest.mark.parametrize("number", range(len(PYTHON)))
def test_websocket_client(stack: StackInfo, number: int) -> None:
    program = _here(PYTHON[number], stack)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[0] in {"task_completed", "pong"}
