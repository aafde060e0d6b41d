"""Webhook addresses that can be refused at once, without asking the name service."""

from collections.abc import Sequence

from videoagent_gateway.service.creating import AddressCheck


def webhook_address_check(allowed_hosts: Sequence[str]) -> AddressCheck:
    """Make a check that says what is wrong with an address, None when nothing is known to be.

    The notifier checks again what a name resolves to, at the time of each delivery.
    """
    raise NotImplementedError
