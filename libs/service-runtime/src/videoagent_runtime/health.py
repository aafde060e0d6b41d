"""Health and metrics over HTTP: ``/health/live``, ``/health/ready``, ``/metrics``."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from videoagent_contracts.api import DependencyHealth

Check = Callable[[], Awaitable[None]]
_CHECK_S = 4.0


@dataclass(frozen=True)
class HealthReport:
    """Outcome of all checks."""

    ok: bool
    checks: dict[str, DependencyHealth]

    def response(self) -> JSONResponse:
        """200 or 503 with one entry per check."""
        body = {
            "status": "ok" if self.ok else "failing",
            "checks": {name: check.model_dump() for name, check in self.checks.items()},
        }
        return JSONResponse(body, 200 if self.ok else 503)


class Health:
    """The checks of one process. A check raises when the thing it looks at is not well."""

    def __init__(self) -> None:
        self._ready: dict[str, Check] = {}
        self._live: dict[str, Check] = {}
        self.started = asyncio.Event()
        """Set when the service consumes; it is not ready before, nor once it stops."""

    def add(self, name: str, check: Check) -> None:
        """Register something without which the service cannot work (readiness)."""
        self._ready[name] = check

    def add_live(self, name: str, check: Check) -> None:
        """Register something that only a restart mends (liveness)."""
        self._live[name] = check

    async def ready(self) -> HealthReport:
        report = await _run(self._ready | self._live)
        if self.started.is_set():
            return report
        return HealthReport(
            False, report.checks | {"service": DependencyHealth(status="failing", detail="not started")}
        )

    async def live(self) -> HealthReport:
        return await _run(self._live)

    def app(self) -> Starlette:
        """ASGI application with the three paths."""
        return Starlette(
            routes=[
                Route("/health/live", self._serve_live),
                Route("/health/ready", self._serve_ready),
                Route("/metrics", serve_metrics),
            ]
        )

    async def _serve_live(self, _request: Request) -> Response:
        return (await self.live()).response()

    async def _serve_ready(self, _request: Request) -> Response:
        return (await self.ready()).response()


async def serve_metrics(_request: Request) -> Response:
    """Prometheus text exposition of this process."""
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


async def _run(checks: dict[str, Check]) -> HealthReport:
    results = await asyncio.gather(*(_check(check) for check in checks.values()))
    named = dict(zip(checks, results, strict=True))
    return HealthReport(all(result.status == "ok" for result in results), named)


async def _check(check: Check) -> DependencyHealth:
    started = time.perf_counter()
    try:
        async with asyncio.timeout(_CHECK_S):
            await check()
    except Exception as error:
        detail = str(error) or type(error).__name__
        return DependencyHealth(status="failing", detail=detail, latency_ms=_since(started))
    return DependencyHealth(status="ok", latency_ms=_since(started))


def _since(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
