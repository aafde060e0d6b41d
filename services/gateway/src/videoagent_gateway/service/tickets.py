"""Tickets for browsers' WebSockets."""

import secrets
from datetime import timedelta

LIFETIME = timedelta(minutes=1)


def new_ticket() -> tuple[str, timedelta]:
    """Return a ticket and how long it is good for."""
    return f"vat_{secrets.token_urlsafe(24)}", LIFETIME
