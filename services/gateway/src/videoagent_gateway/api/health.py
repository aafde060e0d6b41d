"""Health and metrics."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from videoagent_contracts.api import DependencyHealth, HealthResponse
from videoagent_gateway.api.access import TheContext
from videoagent_gateway.api.answers import answer
from videoagent_gateway.metrics import TASKS_KNOWN

router = APIRouter(tags=["health"])
metrics_router = APIRouter(tags=["health"])
_VERSION = version("videoagent-gateway")
_NOT_READY: dict[int | str, dict[str, Any]] = {
    503: {"model": HealthResponse, "description": "Something that is needed does not answer"}
}


@router.get("/health", response_model=HealthResponse)
async def get_health(context: TheContext) -> Response:
    """Tell how each dependency is. 200 also when some fail: `status` says `degraded` while reads still work."""
    _, checks = await context.ready()
    failing = [check for check in checks.values() if check.status != "ok"]
    status = "ok" if not failing else "failing" if len(failing) == len(checks) else "degraded"
    return answer(HealthResponse(status=status, version=_VERSION, dependencies=checks))


@router.get("/health/live", response_model=HealthResponse, responses=_NOT_READY)
async def get_live(context: TheContext) -> Response:
    """Say whether only a restart would help."""
    return _answer(*await context.live())


@router.get("/health/ready", response_model=HealthResponse, responses=_NOT_READY)
async def get_ready(context: TheContext) -> Response:
    """Say whether requests are welcome."""
    return _answer(*await context.ready())


@metrics_router.get("/metrics", response_class=Response)
async def get_metrics(context: TheContext) -> Response:
    """Metrics in Prometheus' text format."""
    TASKS_KNOWN.set(len(context.state.index))
    return Response(generate_latest(), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _answer(ok: bool, checks: dict[str, DependencyHealth]) -> Response:
    body = HealthResponse(status="ok" if ok else "failing", version=_VERSION, dependencies=checks)
    return answer(body, 200 if ok else 503)
