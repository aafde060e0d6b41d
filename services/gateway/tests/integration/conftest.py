"""Gateways and a stand-in registry as processes on the real servers, apart from everybody else's."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

_REGISTRY = Path(__file__).with_name("gateway_fake_registry.py")
_START_S = 120.0


@dataclass
class Process:
    """One gateway (or the registry): started, killed, started again on the same port."""

    arguments: list[str]
    environment: dict[str, str]
    log: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = field(default=None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Process":
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.arguments], env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        return self

    def stop(self, with_signal: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        self.process.send_signal(with_signal)
        return self.process.wait(timeout=30)

    def wait_ready(self) -> "Process":
        deadline = time.monotonic() + _START_S
        while time.monotonic() < deadline:
            assert self.process is not None
            if self.process.poll() is not None:
                self.start()  # as its supervisor would: new topics, for example, may want their leaders first
            try:
                with urllib.request.urlopen(f"{self.url}/health/ready", timeout=5) as answer:
                    json.load(answer)
                    return self
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"not ready: {self.log.read_text()[-3000:]}")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def environment(servers: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A system of this module's own on the shared servers."""
    prefix = f"gw{uuid.uuid4().hex[:8]}"
    return {
        **os.environ,
        **servers.env(),
        "VIDEOAGENT_KAFKA__PREFIX": f"{prefix}.",
        "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "6",
        "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"{prefix}_",
        "VIDEOAGENT_OBJECT_STORE__BUCKET": f"{prefix}-media",
        "VIDEOAGENT_WORK_DIR": str(tmp_path_factory.mktemp("work")),
        "VIDEOAGENT_LOG__FORMAT": "console",
    }


@pytest.fixture(scope="module")
def start_gateway(
    environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Process]]:
    """Start one more gateway, with settings of its own if given."""
    logs, started = tmp_path_factory.mktemp("logs"), []

    def start(**settings: str) -> Process:
        port = free_port()
        own = {**environment, "VIDEOAGENT_GATEWAY__PORT": str(port), **settings}
        process = Process(["-m", "videoagent_gateway"], own, logs / f"gateway-{port}.log", port)
        started.append(process)
        return process.start()

    yield start
    for process in started:
        if process.process is not None and process.process.poll() is None:
            process.stop()


@pytest.fixture(scope="module")
def registry(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    port = free_port()
    own = {**environment, "VIDEOAGENT_HEALTH__PORT": str(port)}
    log = tmp_path_factory.mktemp("registry") / "registry.log"
    process = Process([str(_REGISTRY)], own, log, port).start().wait_ready()
    yield process
    process.stop()


@pytest.fixture(scope="module")
def replicas(start_gateway: Callable[..., Process], registry: Process) -> tuple[Process, Process]:
    """Two gateways side by side."""
    first, second = start_gateway(), start_gateway()
    return first.wait_ready(), second.wait_ready()
