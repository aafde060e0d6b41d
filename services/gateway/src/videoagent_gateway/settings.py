"""All settings of the gateway."""

import ipaddress
import re
from datetime import timedelta
from functools import lru_cache

from pydantic import Field, SecretStr, field_validator

from videoagent_contracts.admin import RetentionResponse
from videoagent_runtime.settings import Duration, ServiceSettings, SettingsGroup


class GatewayGroup(SettingsGroup):
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="0: any free one")
    allow_open: bool = Field(False, description="serve without keys on an address that is not loopback")
    require_keys: bool = Field(False, description="serve nobody without a key, on loopback too")
    admin_key: SecretStr | None = Field(None, description="a key with all scopes: any text, 20 characters or more")
    rate_limit: int = Field(1200, ge=0, description="requests a minute for keys that say nothing else; 0: any number")
    failures_limit: int = Field(30, ge=1, description="wrong keys a minute from one address before none is looked at")
    keys_checked_every: timedelta = Field(timedelta(seconds=1), description="after which a revoked key is noticed")
    keys_trusted_for: timedelta = Field(
        timedelta(minutes=10), description="for which known keys work while the document store is away"
    )
    ticket_lifetime: timedelta = Field(timedelta(minutes=1), description="for which a ticket can be used, once")
    cors_origins: tuple[str, ...] = Field((), description="web pages elsewhere that may call, as https://app.example")
    allowed_hosts: tuple[str, ...] = Field((), description="Host headers served beside the loopback names and `host`")
    max_body_bytes: int = Field(1024 * 1024, ge=1024, description="bytes of one request body")
    head_timeout: timedelta = Field(timedelta(seconds=15), description="for a request line and its headers to arrive")
    body_timeout: timedelta = Field(timedelta(seconds=30), description="for a request body to arrive")
    max_upload_bytes: int = Field(512 * 1024 * 1024, ge=1, description="bytes of one upload")
    max_uploads: int = Field(500, ge=0, description="uploads that one user may have")
    max_uploaded_bytes: int = Field(
        20 * 1024**3, ge=0, description="bytes that all uploads of one user may have together; 0: any number"
    )
    link_lifetime: timedelta = Field(timedelta(hours=6), description="for which presigned addresses work")
    idempotency_lifetime: timedelta = Field(timedelta(hours=24), description="for which an Idempotency-Key is kept")
    command_timeout: timedelta = Field(timedelta(seconds=5), description="to wait for the effect of a command")
    index_limit: int = Field(100_000, ge=1, description="tasks that lists know; older ones stay readable by id")
    view_limit: int = Field(300, ge=1, description="whole task states kept in memory")
    deferred_writes: timedelta = Field(
        timedelta(seconds=5), description="for which states between two changes of status wait to be stored"
    )
    ping_interval: timedelta = Field(timedelta(seconds=20), description="between pings on a WebSocket")
    silent_after: timedelta = Field(timedelta(seconds=60), description="after which a silent WebSocket is dropped")
    outbox_limit: int = Field(1000, ge=10, description="messages that wait for one slow reader before it is dropped")
    max_sockets: int = Field(
        1000, ge=0, description="WebSockets and event streams that one key may hold open on one replica; 0: any number"
    )
    max_subscriptions: int = Field(10_000, ge=1, description="tasks that one socket may follow by name")

    @field_validator("cors_origins")
    @classmethod
    def _origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        for origin in origins:
            if not re.fullmatch(r"https?://[a-z0-9.\[\]:-]+", origin):
                raise ValueError(f"{origin!r} is not scheme://host[:port] in lower case")
        return origins

    @field_validator("admin_key")
    @classmethod
    def _strong(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and not re.fullmatch(r"[\x21-\x7e]{20,200}", key.get_secret_value()):
            raise ValueError("must have 20 to 200 visible ASCII characters")
        return key


class WebhookGroup(SettingsGroup):
    """Settings of the notifier that the gateway must agree with (when it checks ``webhook_url``), and that it tells."""

    model_config = SettingsGroup.model_config | {"extra": "ignore"}

    allowed_hosts: str = Field("", description="hosts, addresses and networks that may be called though not public")
    keep: Duration = Field(timedelta(days=30), description="for which deliveries that have ended can be made again")


class RetentionGroup(SettingsGroup):
    """Settings of the task-registry that the gateway tells administrators; all services are given the same ones."""

    model_config = SettingsGroup.model_config | {"extra": "ignore"}

    retention: timedelta | None = Field(None, description="age at which finished tasks are removed; none: never")
    max_media_bytes: int | None = Field(None, description="of all media, before the oldest finished tasks are removed")
    retention_interval: timedelta = Field(timedelta(hours=1), description="between two clean-ups")
    orphan_age: timedelta = Field(timedelta(days=1), description="age from which media without a task is removed")
    upload_age: timedelta = Field(timedelta(days=7), description="age from which unused uploads are removed")


class GatewaySettings(ServiceSettings):
    gateway: GatewayGroup = GatewayGroup()
    notifier: WebhookGroup = WebhookGroup()
    registry: RetentionGroup = RetentionGroup()


def retention_of(settings: GatewaySettings) -> RetentionResponse:
    """Tell what is kept how long."""
    registry = settings.registry
    return RetentionResponse(
        finished_tasks_s=None if registry.retention is None else registry.retention.total_seconds(),
        max_media_bytes=registry.max_media_bytes,
        orphans_s=registry.orphan_age.total_seconds(),
        unused_uploads_s=registry.upload_age.total_seconds(),
        deliveries_s=settings.notifier.keep.total_seconds(),
        idempotency_keys_s=settings.gateway.idempotency_lifetime.total_seconds(),
        clean_up_every_s=registry.retention_interval.total_seconds(),
    )


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
