"""What the system is measured against, in an environment of its own: none of it is a dependency of the product."""

import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FOLDER = Path.home() / ".cache" / "videoagent" / "bench-peers"
PACKAGES = ("celery[redis]>=5.5,<6", "pymongo>=4.15,<5")


def python() -> Path:
    """Return a Python that has the peers' packages; they are installed the first time.

    Raises:
        SystemExit: They cannot be had.
    """
    found = FOLDER / "bin" / "python"
    if not (FOLDER / "bin" / "celery").exists():
        uv = Path(sys.executable).with_name("uv")
        for command in (("venv", "--clear", str(FOLDER)), ("pip", "install", "--python", str(found), *PACKAGES)):
            if subprocess.run([str(uv), "-q", *command], check=False).returncode:
                raise SystemExit("the peers' packages cannot be installed")
    return found


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def process(command: Sequence[str], log: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program for the length of the block."""
    with log.open("ab") as output:
        started = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(15)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextmanager
def redis() -> Iterator[str | None]:
    """Run a Redis server as it comes, and give its address; None where there is no such program."""
    program = shutil.which("redis-server")
    if program is None:
        yield None
        return
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="videoagent-redis-") as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
        with process(command, Path(folder) / "redis.log"):
            wait_for_port(port)
            yield f"redis://127.0.0.1:{port}/0"


def wait_for_port(port: int, patience_s: float = 60.0) -> None:
    """Return once somebody listens.

    Raises:
        SystemExit: Nobody does in time.
    """
    until = time.monotonic() + patience_s
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"nobody listens on port {port}")
