"""Choosing TCP ports that stay ours."""

import random
import socket
from collections.abc import Iterator

LOWEST_PORT = 20_000
HIGHEST_PORT = 30_000
"""Below every usual ephemeral range: there, a client that keeps reconnecting to a server that is down can be
given the server's own port as its source port, and then the server cannot come back."""


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Tells whether a server could listen on the port now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def free_ports(taken: set[int]) -> Iterator[int]:
    """Yields distinct free ports, none of them in `taken`, from a random start on."""
    span = HIGHEST_PORT - LOWEST_PORT
    start = random.randrange(span)  # noqa: S311 - spreads stacks out, guards nothing
    for offset in range(span):
        port = LOWEST_PORT + (start + offset) % span
        if port not in taken and is_free(port):
            yield port
