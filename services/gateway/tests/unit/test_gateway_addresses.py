"""Which private addresses webhooks may reach, as the notifier sees it; and for how long addresses of media work."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_gateway.adapters.addresses import webhook_address_check
from videoagent_gateway.service import addressing
from videoagent_gateway.service.addressing import Addressing
from videoagent_gateway.settings import GatewaySettings


@pytest.mark.parametrize("hosts", ["127.0.0.1", "10.0.0.1, 127.0.0.1", "hooks.internal 127.0.0.0/8"])
def test_hosts_are_read_in_the_notifiers_form(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    """One variable is read by both services, so one text must mean the same to both."""
    monkeypatch.setenv("VIDEOAGENT_NOTIFIER__ALLOWED_HOSTS", hosts)
    check = webhook_address_check(GatewaySettings().notifier.allowed_hosts)
    assert check("http://127.0.0.1:8099/hook") is None
    assert check("http://169.254.169.254/latest") is not None


async def test_an_address_works_for_half_of_its_time_at_least(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given again, so that players and caches know it again, but never shortly before it ends."""
    given: list[str] = []

    class Signing:
        async def link(self, ref: ArtifactRef, lifetime: timedelta, name: object = None) -> str:
            given.append(f"http://media.test/{ref.key}?{len(given)}")
            return given[-1]

    now = datetime(2026, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(addressing, "utc_now", lambda: now)
    media: Any = Signing()
    addresses = Addressing(media, timedelta(hours=6))
    ref = ArtifactRef(bucket="b", key="film.mp4", sha256="0" * 64, size=9, content_type="video/mp4")
    for _ in range(24):
        link = await addresses.link(ref)
        assert link.url == given[-1]
        assert timedelta(hours=3) <= link.expires_at - now <= timedelta(hours=6)
        now += timedelta(minutes=30)
    assert 3 <= len(given) <= 5
