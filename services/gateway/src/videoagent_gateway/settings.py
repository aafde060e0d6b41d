"""All settings of the gateway."""

import ipaddress
from datetime import timedelta
from functools import lru_cache

from pydantic import Field

from videoagent_contracts.errors import ConfigurationException
from videoagent_runtime.settings import ServiceSettings, SettingsGroup


class GatewayGroup(SettingsGroup):
    host: str = Field("127.0.0.1", description="address to listen on")
    port: int = Field(8000, ge=0, le=65535, description="0: any free one")
    allow_open: bool = Field(False, description="serve without keys on an address that is not loopback")
    allowed_hosts: tuple[str, ...] = Field((), description="Host headers served beside the loopback names and `host`")
    max_body_bytes: int = Field(1024 * 1024, ge=1024, description="bytes of one request body")
    head_timeout: timedelta = Field(timedelta(seconds=15), description="for a request line and its headers to arrive")
    body_timeout: timedelta = Field(timedelta(seconds=30), description="for a request body to arrive")
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
    max_subscriptions: int = Field(10_000, ge=1, description="tasks that one socket may follow by name")


class WebhookGroup(SettingsGroup):
    """The one setting of the notifier that the gateway must agree with when it checks ``webhook_url``."""

    model_config = SettingsGroup.model_config | {"extra": "ignore"}

    allowed_hosts: str = Field("", description="hosts, addresses and networks that may be called though not public")


class GatewaySettings(ServiceSettings):
    gateway: GatewayGroup = GatewayGroup()
    notifier: WebhookGroup = WebhookGroup()


@lru_cache(maxsize=256)
def is_loopback(host: str) -> bool:
    """Whether only this machine can reach ``host``."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def refuse_open_door(settings: GatewayGroup) -> None:
    """Stop a gateway without keys from listening where others can reach it.

    Raises:
        ConfigurationException: The address is not loopback and nobody said that this is meant.
    """
    if is_loopback(settings.host) or settings.allow_open:
        return
    raise ConfigurationException(
        f"the gateway would listen on {settings.host} without API keys: everyone who reaches it could use it. "
        "Listen on 127.0.0.1, or set VIDEOAGENT_GATEWAY__ALLOW_OPEN=true when something in front of it keeps others out"
    )
