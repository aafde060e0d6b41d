"""The gateway and the notifier agree on which private addresses webhooks may reach."""

import pytest

from videoagent_gateway.adapters.addresses import webhook_address_check
from videoagent_gateway.settings import GatewaySettings


@pytest.mark.parametrize("hosts", ["127.0.0.1", "10.0.0.1, 127.0.0.1", "hooks.internal 127.0.0.0/8"])
def test_hosts_are_read_in_the_notifiers_form(monkeypatch: pytest.MonkeyPatch, hosts: str) -> None:
    """One variable is read by both services, so one text must mean the same to both."""
    monkeypatch.setenv("VIDEOAGENT_NOTIFIER__ALLOWED_HOSTS", hosts)
    check = webhook_address_check(GatewaySettings().notifier.allowed_hosts)
    assert check("http://127.0.0.1:8099/hook") is None
    assert check("http://169.254.169.254/latest") is not None
