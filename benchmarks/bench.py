"""What the benchmarks share: a system of their own on the real servers, and how figures are told."""

import json
import statistics
import tempfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

from tests.chaos.world.system import System

from videoagent_stack import StackInfo, running

STACK = "bench"
USUAL = {
    "VIDEOAGENT_KAFKA__SESSION_TIMEOUT": "30",
    "VIDEOAGENT_HEARTBEAT": "10",
    "VIDEOAGENT_REGISTRY__LEASE": "PT60S",
    "VIDEOAGENT_LOG__LEVEL": "warning",
    "VIDEOAGENT_GATEWAY__RATE_LIMIT": "0",
}
"""As in production, and not as hasty as the chaos suite; nobody is refused."""
NOTHING = {"chaos_ms": 0, "chaos_bytes": 0, "music": "off", "shots": 1, "duration": 5}
"""Options of a task whose agents do nothing: seven steps, one shot."""
STEPS = 7


def own_servers() -> AbstractContextManager[StackInfo]:
    """Run Kafka, the document store and MinIO for the length of a block; not to be entered within an event loop."""
    return running(STACK, services=False)


@asynccontextmanager
async def system(
    servers: StackInfo, *, idle: int = 1, registries: int = 1, gateways: int = 1, **changes: str
) -> AsyncIterator[System]:
    """Run a system with fresh names on servers of the benchmarks' own.

    Args:
        servers: Of the benchmarks' own, see :func:`own_servers`.
        idle: Processes of agents that do nothing; all kinds in each.
        registries: Replicas of the task-registry.
        gateways: Replicas of the gateway.
        changes: Settings, as environment variables.
    """
    with tempfile.TemporaryDirectory(prefix="videoagent-bench-") as folder:
        made = System.on(servers, Path(folder), **(USUAL | changes))
        try:
            if registries:
                made.add("task-registry", registries)
            made.add("gateway", gateways)
            if idle:
                made.add("agent-idle", idle)
            await made.ready()
            yield made
        finally:
            await made.close()


def quantiles_ms(seconds: Sequence[float]) -> dict[str, float]:
    """Return p50 and p99 in ms."""
    cuts = statistics.quantiles(seconds, n=100, method="inclusive")
    return {"p50_ms": round(cuts[49] * 1000, 1), "p99_ms": round(cuts[98] * 1000, 1)}


def tell(title: str, rows: Sequence[Mapping[str, Any]], file: Path | None) -> None:
    """Print a Markdown table and write the rows as JSON."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    print(f"\n### {title}\n")
    print("| " + " | ".join(names) + " |")
    print("| " + " | ".join("---" for _ in names) + " |")
    for row in rows:
        print("| " + " | ".join(str(row.get(name, "")) for name in names) + " |")
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"title": title, "rows": list(rows)}, indent=2) + "\n")
