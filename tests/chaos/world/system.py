"""One system: its services as processes of the tests, on the servers that all tests share, under names of its own."""

import asyncio
import shutil
import sys
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from tests.chaos.world.idle_agents import KINDS, NOTES
from tests.chaos.world.keeper import Kept

from videoagent_contracts.enums import StepKind
from videoagent_contracts.topics import agent_service
from videoagent_stack import StackInfo
from videoagent_stack.ports import free_ports
from videoagent_stack.services import SERVICES

ROOT = Path(__file__).resolve().parents[3]
MODULES = {service.name: service.module for service in SERVICES} | {
    "agent-idle": "tests.chaos.world.idle_agents",
    "registry-ahead": "tests.chaos.world.wrong_clock",
    "registry-behind": "tests.chaos.world.wrong_clock",
}
QUICK = {
    "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "6",
    "VIDEOAGENT_HEARTBEAT": "1",
    "VIDEOAGENT_GRACE": "4",
    "VIDEOAGENT_REGISTRY__LEASE": "PT5S",
    "VIDEOAGENT_NOTIFIER__INITIAL_BACKOFF": "0.2",
    "VIDEOAGENT_NOTIFIER__MAX_BACKOFF": "2",
    "VIDEOAGENT_NOTIFIER__ALLOWED_HOSTS": "127.0.0.1",
    "VIDEOAGENT_CONCURRENCY": "4",
    "VIDEOAGENT_LOG__LEVEL": "info",
}
"""Settings that make losses noticed within seconds instead of half a minute."""
READY_S = 240.0


@dataclass
class System:
    """Services of one system and where they are.

    Attributes:
        servers: Kafka, document store and object store.
        prefix: Before the names of topics, groups and databases.
        folder: Logs, notes and scratch files.
        environment: Of every service.
        services: By process name; `gateway`, `gateway-2` and so on.
        ports: Health ports (the gateway's: all of it) by process name.
    """

    servers: StackInfo
    prefix: str
    folder: Path
    environment: dict[str, str]
    services: dict[str, Kept] = field(default_factory=dict)
    ports: dict[str, int] = field(default_factory=dict)

    @classmethod
    def on(cls, servers: StackInfo, folder: Path, **changes: str) -> "System":
        """Lay out a system with fresh names; nothing runs yet."""
        prefix = f"chaos{uuid.uuid4().hex[:6]}"
        environment = {
            **servers.env(),
            **QUICK,
            "VIDEOAGENT_KAFKA__PREFIX": f"{prefix}.",
            "VIDEOAGENT_MONGO__DATABASE_PREFIX": f"{prefix}_",
            "VIDEOAGENT_OBJECT_STORE__BUCKET": f"{prefix}-media",
            NOTES: str(folder / "notes"),
            **changes,
        }
        return cls(servers, prefix, folder, environment)

    @property
    def notes(self) -> Path:
        """What the do-nothing agents noted."""
        return self.folder / "notes"

    @property
    def gateways(self) -> list[str]:
        """Addresses of all gateways."""
        return [f"http://127.0.0.1:{port}" for name, port in self.ports.items() if name.startswith("gateway")]

    def of(self, service: str) -> list[Kept]:
        """Return all replicas of a service."""
        return [kept for name, kept in self.services.items() if _service(name) == service]

    def add(self, service: str, replicas: int = 1, changes: Mapping[str, str] | None = None) -> None:
        """Add processes of a service and start them; further replicas are called ``notifier-2`` and so on."""
        ports = self._ports()
        for number in range(1, replicas + 1):
            name = service if number == 1 else f"{service}-{number}"
            port = next(ports)
            work = self.folder / "work" / name
            own = {
                "VIDEOAGENT_HEALTH__PORT": str(port),
                "VIDEOAGENT_GATEWAY__PORT": str(port),
                "VIDEOAGENT_WORK_DIR": str(work),
            }
            command = (sys.executable, "-m", MODULES[service])
            log = self.folder / f"{name}.log"
            self.services[name] = Kept(name, command, {**self.environment, **own, **(changes or {})}, ROOT, log)
            self.ports[name] = port
            self.services[name].start()

    def add_idle(self, replicas: int = 2, **changes: str) -> None:
        """Add agents that do nothing: one process for all kinds of steps, further ones for those of shots.

        Not all for all, since a process joins its groups one after the other, and each waits for a heartbeat of the
        members that are there.
        """
        self.add("agent-idle", replicas, changes)
        for kept in self.of("agent-idle")[1:]:
            kept.start(**{KINDS: "voice,image,video"})

    def add_agents(self, *kinds: StepKind, **changes: str) -> None:
        """Add real agents; of all kinds when none is named."""
        for kind in kinds or tuple(StepKind):
            self.add(agent_service(kind), changes=changes)

    async def remove(self, name: str) -> None:
        """Stop a process and forget it."""
        await self.services.pop(name).stop(within_s=20)
        del self.ports[name]

    async def ready(self, *names: str, within_s: float = READY_S) -> None:
        """Wait until these processes (all when none is named) say that they are ready.

        Raises:
            AssertionError: One does not in time; with the end of its log.
        """
        waiting = list(names or self.services)
        async with httpx.AsyncClient(timeout=5) as client:
            try:
                async with asyncio.timeout(within_s):
                    while waiting:
                        if await self._is_ready(client, waiting[0]):
                            waiting.pop(0)
                        else:
                            await asyncio.sleep(0.1)
            except TimeoutError:
                raise AssertionError(f"not ready: {waiting}\n{self.tail(waiting[0])}") from None

    async def restarted(self, name: str, starts: int, within_s: float = READY_S) -> None:
        """Wait until a process has been started more than ``starts`` times and is ready."""
        async with asyncio.timeout(within_s):
            while self.services[name].starts <= starts:  # noqa: ASYNC110 - it is told by nobody
                await asyncio.sleep(0.05)
        await self.ready(name, within_s=within_s)

    async def metrics(self, name: str) -> dict[str, float]:
        """Ask a process for its metrics: sample with labels, as text → value."""
        async with httpx.AsyncClient(timeout=10) as client:
            text = (await client.get(f"http://127.0.0.1:{self.ports[name]}/metrics")).text
        samples = (line.rpartition(" ") for line in text.splitlines() if line and not line.startswith("#"))
        return {sample: float(value) for sample, _, value in samples}

    async def clean_up(self) -> None:
        """Run the registry's clean-up as it runs by itself in the long run, with no media too young to be an orphan."""
        own = {"VIDEOAGENT_REGISTRY__ORPHAN_AGE": "PT0S"}
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "videoagent_registry.retention"),
            env={**self.environment, **own},
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert await process.wait() == 0

    def tail(self, name: str, lines: int = 30) -> str:
        """Return the end of a process's log."""
        log = self.services[name].log
        text = log.read_text(errors="replace").splitlines()[-lines:] if log.exists() else []
        return f"--- {name}\n" + "\n".join(line[:600] for line in text)

    async def close(self) -> None:
        """Stop all services."""
        await asyncio.gather(*(kept.stop(within_s=20) for kept in self.services.values()))
        shutil.rmtree(self.folder / "work", ignore_errors=True)

    async def _is_ready(self, client: httpx.AsyncClient, name: str) -> bool:
        try:
            return (await client.get(f"http://127.0.0.1:{self.ports[name]}/health/ready")).status_code == 200
        except httpx.HTTPError:
            return False

    def _ports(self) -> Iterator[int]:
        return free_ports(set(self.ports.values()) | set(self.servers.stack.state.ports.values()))


def _service(name: str) -> str:
    head, _, number = name.rpartition("-")
    return head if number.isdigit() else name
