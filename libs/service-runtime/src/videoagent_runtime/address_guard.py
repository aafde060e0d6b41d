"""Which addresses a user may have this system call: the public internet, and what an operator allows.

A name may resolve to anything, and to something else a moment later. So an address is judged twice: the URL when it is
given (``check_url``), and every resolved address right before it is dialled (``addresses``), which is then the one
that is dialled. Nothing else keeps a webhook from reaching a cloud's metadata service or the database next door.
"""

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog

_log = structlog.get_logger(__name__)
Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_FORBIDDEN_SUFFIXES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "corp")
_FORBIDDEN_NETWORKS: tuple[Network, ...] = (
    ipaddress.ip_network("168.63.129.16/32"),  # Azure's platform address: public by number, private by use
    ipaddress.ip_network("192.0.0.0/24"),  # protocol assignments; Python before 3.11.10 takes most of it for public
    ipaddress.ip_network("192.88.99.0/24"),  # 6to4 relays
    ipaddress.ip_network("2001::/32"),  # Teredo
    ipaddress.ip_network("64:ff9b:1::/48"),  # local-use NAT64
    ipaddress.ip_network("fec0::/10"),  # site-local: deprecated, still routed in some places
    ipaddress.ip_network("3fff::/20"),  # documentation; unknown to Python before 3.14
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)
"""Third quarter of an IPv6 address whose last one is an IPv4 address to tunnel to (RFC 5214)."""
_MAX_HOST = 253


class AddressRefusedError(ValueError):
    """The address must not be called; the message says why, fit to be shown to the user."""


class UnresolvedError(AddressRefusedError):
    """The name has no address at the moment; it may have one later."""


@dataclass(frozen=True)
class Target:
    """A checked URL, taken apart. ``host`` is in ASCII and lower case, without a final dot."""

    scheme: str
    host: str
    port: int


class AddressGuard:
    """Judges URLs and addresses.

    Args:
        allowed: What an operator opens: host names (``hooks.example.org``, ``*.example.org``), addresses and networks
            (``10.1.0.0/16``). An allowed name may resolve to any address.

    Raises:
        ValueError: An entry is no host, address or network.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        names: list[str] = []
        networks: list[Network] = []
        for entry in allowed:
            try:
                networks.append(ipaddress.ip_network(entry.strip("[]"), strict=False))
            except ValueError:
                names.append(_ascii_host(entry.removeprefix("*")))
        self._names = tuple(names)
        self._networks = tuple(networks)

    def check_url(self, url: str) -> Target:
        """Judge what can be judged without the network.

        Raises:
            AddressRefusedError: Not http(s), has credentials, or names a forbidden or oddly written address.
        """
        try:
            parts = urlsplit(url)
            port = (443 if parts.scheme == "https" else 80) if parts.port is None else parts.port
            raw_host = parts.hostname or ""
        except ValueError as error:
            raise AddressRefusedError(f"is not a URL: {error}") from None
        if parts.scheme not in ("http", "https"):
            raise AddressRefusedError("must be an http or https URL")
        if port == 0:
            raise AddressRefusedError("must not name port 0")
        if parts.username is not None or parts.password is not None or "@" in parts.netloc:
            raise AddressRefusedError("must not carry credentials")
        if "\\" in url or any(char.isspace() for char in url):
            raise AddressRefusedError("must not contain spaces or backslashes")
        host = _ascii_host(raw_host)
        self._check_host(host)
        return Target(parts.scheme, host, port)

    async def addresses(self, host: str, port: int) -> list[str]:
        """Resolve a host and return its addresses, all of them permitted, in the resolver's order.

        Raises:
            AddressRefusedError: One of its addresses is forbidden.
            UnresolvedError: It has none.
        """
        name = _ascii_host(host)
        self._check_host(name)
        try:
            found = await asyncio.get_running_loop().getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnresolvedError(f"{name} does not resolve") from error
        addresses = list(dict.fromkeys(str(info[4][0]) for info in found))
        if not self._name_is_allowed(name):
            self._check_all(name, addresses)
        return addresses

    def _check_all(self, name: str, addresses: Iterable[str]) -> None:
        """Refuse a name without telling where it leads: that would let users ask this network's own name service."""
        for address in addresses:
            try:
                self.check_address(address)
            except AddressRefusedError:
                if name == address:
                    raise
                _log.warning("a name leads to an address that is not public", name=name, address=address)
                raise AddressRefusedError(f"{name} leads to an address that is not public") from None

    def check_address(self, address: str) -> None:
        """Judge one address.

        Raises:
            AddressRefusedError: It is not a public one, and not allowed.
        """
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            raise AddressRefusedError(f"{address} is not an address") from None
        if not self._is_permitted(parsed):
            raise AddressRefusedError(f"{address} is not a public address")

    def _check_host(self, host: str) -> None:
        if self._name_is_allowed(host):
            return
        literal = _literal(host)
        if literal is not None:
            self.check_address(str(literal))
        elif host in _FORBIDDEN_SUFFIXES or host.endswith(tuple(f".{suffix}" for suffix in _FORBIDDEN_SUFFIXES)):
            raise AddressRefusedError(f"{host} is a private name")
        elif "." not in host:
            raise AddressRefusedError(f"{host} is not a public name")

    def _name_is_allowed(self, host: str) -> bool:
        return any(host == name or (name.startswith(".") and host.endswith(name)) for name in self._names)

    def _is_permitted(self, address: Address) -> bool:
        if _within(address, self._networks):
            return True
        if _within(address, _FORBIDDEN_NETWORKS):
            return False
        inner = _embedded(address)
        if inner is not None:
            return self._is_permitted(inner)
        return address.is_global and not (
            address.is_multicast or address.is_reserved or address.is_unspecified or address.is_loopback
        )


def _within(address: Address, networks: Sequence[Network]) -> bool:
    return any(address.version == network.version and address in network for network in networks)


def _embedded(address: Address) -> Address | None:
    """The IPv4 address that an IPv6 one leads to."""
    if not isinstance(address, ipaddress.IPv6Address):
        return None
    if address in _NAT64 or (int(address) >> 32) & 0xFFFF_FFFF in _ISATAP:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour


def _literal(host: str) -> Address | None:
    """The address that a host is written as; None when it is a name.

    Raises:
        AddressRefusedError: It is a number in a form that programs read differently (``127.1``, ``0x7f.1``,
            ``2130706433``, ``0177.0.0.1``, zones).
    """
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    if ":" in host or "%" in host:
        raise AddressRefusedError("is an address in an unusual form")
    last = host.rsplit(".", 1)[-1]
    if last.isdigit() or last.startswith("0x"):  # the URL standard: a last label that is a number makes an IPv4 address
        raise AddressRefusedError("is an address in an unusual form")
    return None


def _ascii_host(host: str) -> str:
    """Lower-case ASCII form, which also folds full-width digits and dots.

    Raises:
        AddressRefusedError: It is no host name.
    """
    if ":" in host:
        return host.strip("[]").lower()
    leading = "." if host.startswith(".") else ""
    try:
        # Twice: the encoding makes plain dots of ideographic ones, and ``localhost。`` would end in one.
        name = host.strip(".").encode("idna").decode("ascii").lower().strip(".")
    except UnicodeError:
        raise AddressRefusedError("has no valid host name") from None
    if not name or len(name) > _MAX_HOST or any(not (char.isalnum() or char in "-._") for char in name):
        raise AddressRefusedError("has no valid host name")
    return leading + name
