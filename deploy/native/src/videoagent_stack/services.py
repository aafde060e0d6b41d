"""The services of the workspace and how each is started."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from videoagent_stack.health import check_http
from videoagent_stack.processes import ProcessSpec

GATEWAY = "gateway"
SHOT_RENDERER = "agent-video"
MOST_SHOTS_AT_ONCE = 4
"""Each takes up to half a gigabyte."""
READY_PATH = "/health/ready"


@dataclass(frozen=True)
class Service:
    """A service: its name everywhere, and the module that `python -m` runs."""

    name: str
    module: str

    @property
    def folder(self) -> str:
        return f"services/{self.name}"


SERVICES = (
    Service("task-registry", "videoagent_registry"),
    Service("agent-style", "videoagent_agent_style"),
    Service("agent-story", "videoagent_agent_story"),
    Service("agent-storyboard", "videoagent_agent_storyboard"),
    Service("agent-voice", "videoagent_agent_voice"),
    Service("agent-image", "videoagent_agent_image"),
    Service("agent-video", "videoagent_agent_video"),
    Service("agent-music", "videoagent_agent_music"),
    Service("composer", "videoagent_composer"),
    Service("notifier", "videoagent_notifier"),
    Service(GATEWAY, "videoagent_gateway"),
)


def process_names(replicas: Mapping[str, int]) -> tuple[tuple[str, Service], ...]:
    """Process names with their service; further replicas are called `agent-image-2` and so on."""
    return tuple(
        (service.name if number == 1 else f"{service.name}-{number}", service)
        for service in SERVICES
        for number in range(1, replicas.get(service.name, 1) + 1)
    )


def shots_at_once() -> int:
    """How many shots are rendered at once: one a core, up to four."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_SHOTS_AT_ONCE)


def service_process(name: str, service: Service, port: int, environment: Mapping[str, str]) -> ProcessSpec:
    """The supervised process of one service replica, listening on 127.0.0.1:`port`.

    The gateway serves its API there, every other service its health and metrics.
    """
    host = "127.0.0.1"
    if service.name == GATEWAY:
        host = environment.get("VIDEOAGENT_GATEWAY__HOST", host)
        own = {"VIDEOAGENT_GATEWAY__HOST": host, "VIDEOAGENT_GATEWAY__PORT": str(port)}
        # A wildcard address is one to listen on, not one to connect to.
        host = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    else:
        own = {"VIDEOAGENT_HEALTH__PORT": str(port)}
    if service.name == SHOT_RENDERER:
        # Its encoder uses one core, and at the end of a film nobody else has work for the others.
        own["VIDEOAGENT_CONCURRENCY"] = environment.get("VIDEOAGENT_CONCURRENCY", str(shots_at_once()))
    return ProcessSpec(
        name=name,
        group="services",
        command=(sys.executable, "-m", service.module),
        environment={**environment, **own},
        port=port,
        check=partial(check_http, host, port, READY_PATH),
        # Longer than the runtime's own grace period, so that it ends by itself.
        stop_seconds=45,
    )
