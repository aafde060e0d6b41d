"""Webhook addresses that can be refused at once, without asking the name service."""

from videoagent_gateway.ports import AddressCheck
from videoagent_runtime.address_guard import AddressGuard, AddressRefusedError


def webhook_address_check(allowed_hosts: str) -> AddressCheck:
    """Make a check that says what is wrong with an address, None when nothing is known to be.

    The hosts that are let through though private come in the notifier's form: separated by commas or spaces.

    What a name resolves to is judged by the notifier, at the time of each delivery.
    """
    guard = AddressGuard(allowed_hosts.replace(",", " ").split())

    def problem(url: str) -> str | None:
        try:
            guard.check_url(url)
        except AddressRefusedError as error:
            return str(error)
        return None

    return problem
