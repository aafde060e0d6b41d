"""Webhook addresses that can be refused at once, without asking the name service."""

from collections.abc import Sequence

from videoagent_gateway.service.creating import AddressCheck
from videoagent_runtime.address_guard import AddressGuard, AddressRefusedError


def webhook_address_check(allowed_hosts: Sequence[str]) -> AddressCheck:
    """Make a check that says what is wrong with an address, None when nothing is known to be.

    What a name resolves to is judged by the notifier, at the time of each delivery.
    """
    guard = AddressGuard(allowed_hosts)

    def problem(url: str) -> str | None:
        try:
            guard.check_url(url)
        except AddressRefusedError as error:
            return str(error)
        return None

    return problem
