"""Addresses that have failed for days are left alone for a while. Pure."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "videoagent webhook endpoints")


@dataclass(frozen=True)
class EndpointHealth:
    """What is remembered of an endpoint; nothing while it is well.

    Attributes:
        failing_since: First failure after which nothing was delivered.
        disabled_until: Nothing is sent before this, but for redeliveries.
    """

    failing_since: datetime | None = None
    disabled_until: datetime | None = None

    def is_disabled(self, now: datetime) -> bool:
        return self.disabled_until is not None and now < self.disabled_until


WELL = EndpointHealth()


@dataclass(frozen=True)
class EndpointPolicy:
    """When an endpoint is disabled.

    Attributes:
        disable_after: Time of failures only.
        disabled_for: How long it is left alone; then a delivery may try, and one failure disables it again.
    """

    disable_after: timedelta
    disabled_for: timedelta

    def after(self, health: EndpointHealth, delivered: bool, now: datetime) -> EndpointHealth:
        """The endpoint's health after a try that was made."""
        if delivered:
            return WELL
        since = health.failing_since or now
        failing = now - since >= self.disable_after
        return EndpointHealth(since, now + self.disabled_for if failing else None)


def endpoint_of(user_id: str, url: str) -> str:
    """Id of an endpoint: one address without its query, of one user, so that nobody disables another's."""
    parts = urlsplit(url)
    return str(uuid.uuid5(_NAMESPACE, f"{user_id} {parts.scheme}://{parts.netloc.lower()}{parts.path}"))
