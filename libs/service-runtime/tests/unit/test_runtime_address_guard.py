"""Which addresses may be called."""

import socket
from typing import Any

import pytest

from videoagent_runtime.address_guard import AddressGuard, AddressRefusedError, Target, UnresolvedError

FORBIDDEN = [
    "http://127.0.0.1/",
    "http://127.8.9.1/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://100.100.100.200/",
    "http://168.63.129.16/",
    "http://0.0.0.0/",
    "http://0.1.2.3/",
    "http://100.64.0.1/",
    "http://192.0.0.1/",
    "http://192.0.0.8/",
    "http://192.0.0.170/",
    "http://192.88.99.1/",
    "http://198.18.0.1/",
    "http://198.19.255.255/",
    "http://203.0.113.9/",
    "http://239.255.255.250:1900/",
    "http://240.0.0.1/",
    "http://127.0.0.1./",
    "http://169.254.169.254.:80/",
    "http://255.255.255.255/",
    "http://224.0.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[::10.0.0.1]/",
    "http://[64:ff9b::a00:1]/",
    "http://[2002:a00:1::]/",
    "http://[2002:7f00:1::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[::ffff:0:127.0.0.1]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[64:ff9b:1::8.8.8.8]/",
    "http://[fec0::1]/",
    "http://[100::1]/",
    "http://[2001:db8::1]/",
    "http://[3fff::1]/",
    "http://[2606:4700::5efe:10.0.0.1]/",
    "http://[2606:4700::200:5efe:192.168.0.1]/",
    "http://[2001:0:53aa:64c:0:7fff:f5ff:fffe]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://db.localhost/",
    "http://printer.local/",
    "http://metadata.google.internal/",
    "http://mongo:27017/",
]
ODD = [
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://0177.0.0.1/",
    "http://0/",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[::1%25lo]/",
    "http://017700000001/",
    "http://0x7F.0x0.0x0.0x1/",
    "http://127.0.0.0x1/",
    "http://127.0.1/",
    "http://127.0.0.1.1/",
    "http://4294967297/",
    "http://127.0.0.01/",
    "http://1.1.1.1.0x7f000001/",
    "http://[v1.fe80::a]/",
    "http://１２７。０。０。１/",
    "http://①②⑦.⓪.⓪.①/",
]
WRONG = [
    "",
    "example.com",
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "http://",
    "http://user@example.com/",
    "http://user:word@example.com/",
    "http://example.com@127.0.0.1/",
    "http://example.com:99999/",
    "http://example.com:0/",
    "http://example.com:-1/",
    "http://example.com:٨٠/",
    "http://example.com:80a/",
    "http://@example.com/",
    "http://:@example.com/",
    "http://example.com%2f@127.0.0.1/",
    "http://exam\tple.com/",
    "http://127.0.0.1\n.example.com/",
    "http://xn--\u0000.com/",
    "http://./",
    "http://ｌｏｃａｌｈｏｓｔ/",
    "http://localhost。/",
    "http://db。internal/",
    "http://%6c%6f%63%61%6c%68%6f%73%74/",
    "http://127%2e0%2e0%2e1/",
    "http://exa mple.com/",
    "http://example.com\\@127.0.0.1/",
    "http://" + "a" * 300 + ".com/",
    "http://[::1/",
]


@pytest.mark.parametrize("url", [*FORBIDDEN, *ODD, *WRONG])
def test_refused(url: str) -> None:
    with pytest.raises(AddressRefusedError):
        AddressGuard().check_url(url)


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.com/hook?a=b", Target("https", "example.com", 443)),
        ("http://Example.COM.:8080/", Target("http", "example.com", 8080)),
        ("http://8.8.8.8/", Target("http", "8.8.8.8", 80)),
        ("https://[2606:4700::1111]:444/", Target("https", "2606:4700::1111", 444)),
        ("https://[2606:4700::5efe:8.8.8.8]/", Target("https", "2606:4700::5efe:8.8.8.8", 443)),
        ("https://xn--bcher-kva.example/", Target("https", "xn--bcher-kva.example", 443)),
        ("https://example。com/", Target("https", "example.com", 443)),
        ("https://bücher.example/", Target("https", "xn--bcher-kva.example", 443)),
    ],
)
def test_permitted(url: str, target: Target) -> None:
    assert AddressGuard().check_url(url) == target


def test_operator_opens_hosts_addresses_and_networks() -> None:
    guard = AddressGuard(["10.1.0.0/16", "hooks.internal", "*.corp.example", "127.0.0.1", "[::1]"])
    for url in (
        "http://10.1.2.3/",
        "http://hooks.internal/",
        "http://a.b.corp.example/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.1.0.1]/",
    ):
        guard.check_url(url)
    for url in ("http://10.2.0.1/", "http://other.internal/", "http://127.0.0.2/"):
        with pytest.raises(AddressRefusedError):
            guard.check_url(url)


def _resolving_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def resolve(_host: object, port: int, *_args: Any, **_options: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


async def test_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A public name may have a private address, alone or among public ones (rebinding)."""
    _resolving_to(monkeypatch, "93.184.216.34", "10.0.0.1")
    with pytest.raises(AddressRefusedError, match="leads to an address that is not public") as refused:
        await AddressGuard().addresses("example.com", 80)
    assert "10.0.0.1" not in str(refused.value), "users learn nothing of this network"


async def test_addresses_to_dial_are_returned(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving_to(monkeypatch, "93.184.216.34", "93.184.216.34", "93.184.216.35")
    assert await AddressGuard().addresses("example.com", 80) == ["93.184.216.34", "93.184.216.35"]


async def test_allowed_name_may_lead_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolving_to(monkeypatch, "10.0.0.1")
    assert await AddressGuard(["example.com"]).addresses("example.com", 80) == ["10.0.0.1"]


async def test_unknown_name_may_resolve_later(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any, **_options: Any) -> list[Any]:
        raise socket.gaierror("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    with pytest.raises(UnresolvedError):
        await AddressGuard().addresses("example.com", 80)
