"""Settings of the stack itself; the services' own settings merely pass through it."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def default_cache() -> Path:
    """The user's cache folder, by the XDG Base Directory Specification."""
    return Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "videoagent"


class StackSettings(BaseSettings):
    """How and where the local stack runs, from `VIDEOAGENT_STACK_*`."""

    model_config = SettingsConfigDict(env_prefix="VIDEOAGENT_STACK_", frozen=True, extra="ignore")

    cache_folder: Path = Field(
        default_factory=default_cache,
        validation_alias="VIDEOAGENT_CACHE",
        description="Where fetched and built servers are kept, by version",
    )
    backend: Literal["auto", "native", "compose"] = Field(
        default="auto",
        validation_alias="STACK",
        description="native processes, or containers where a Docker daemon answers",
    )
    startup_timeout: timedelta = Field(
        default=timedelta(seconds=180),
        description="Longest wait for one group of processes to become healthy",
    )
    kafka_port: int | None = Field(default=None, description="Fixed port; a free one when absent")
    mongo_port: int | None = Field(default=None, description="Fixed port; a free one when absent")
    minio_port: int | None = Field(default=None, description="Fixed port; a free one when absent")
    replicas: dict[str, int] = Field(
        default_factory=dict,
        description='Processes per service as JSON, `{"agent-image": 2}`; one where not named',
    )
    kafka_heap_mib: int = Field(default=512, ge=256, description="Largest Java heap of the broker, MiB")
