"""Many idle WebSockets on one gateway: how many stay open, and what each costs in memory.

    python benchmarks/ws/idle.py --sockets 10000 --hold 70 --gateway http://127.0.0.1:8000 --pid <pid of the gateway>

The client speaks as much of RFC 6455 as it takes to stay connected (it answers pings), over plain sockets: a client
library would need more memory than the gateway. Both ends need a file descriptor per socket.
"""

import argparse
import asyncio
import base64
import json
import os
import resource
import time
from pathlib import Path
from urllib.parse import urlsplit

_AT_ONCE = 50
_HEADER_BYTES = 2
_PORTS_PER_ADDRESS = 20_000


def resident_kib(pid: int) -> int:
    """Memory of a process that is in RAM, in KiB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise SystemExit(f"process {pid} has no memory figures")


class Idle:
    """One connection that only listens and answers pings."""

    def __init__(self, host: str, port: int, number: int) -> None:
        self._host, self._port = host, port
        self._local = (f"127.0.0.{1 + number // _PORTS_PER_ADDRESS}", 0) if host == "127.0.0.1" else None
        self.messages = 0
        self.pings = 0
        self.open = False

    async def connect(self) -> None:
        self._reader, self._writer = await asyncio.open_connection(
            self._host, self._port, local_addr=self._local, limit=4096
        )
        key = base64.b64encode(os.urandom(16)).decode()
        self._writer.write(
            f"GET /ws/subscribe HTTP/1.1\r\nHost: {self._host}:{self._port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        head = await self._reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise ConnectionError(head.split(b"\r\n")[0].decode())
        self.open = True

    async def listen(self) -> None:
        """Read until the gateway hangs up."""
        try:
            while True:
                first, second = await self._reader.readexactly(_HEADER_BYTES)
                length = second & 0x7F
                if length == 126:
                    length = int.from_bytes(await self._reader.readexactly(2), "big")
                payload = await self._reader.readexactly(length)
                match first & 0x0F:
                    case 8:  # close
                        return
                    case 9:  # ping
                        self.pings += 1
                        self._writer.write(bytes([0x8A, 0x80 | len(payload), 0, 0, 0, 0]) + payload)
                    case 1:  # text
                        self.messages += 1
        except (OSError, asyncio.IncompleteReadError):
            return
        finally:
            self.open = False
            self._writer.close()


async def measure(options: argparse.Namespace) -> dict[str, float]:
    """Connect, wait, count."""
    address = urlsplit(options.gateway)
    sockets = [Idle(address.hostname or "127.0.0.1", address.port or 80, n) for n in range(options.sockets)]
    before = resident_kib(options.pid)
    began = time.monotonic()
    listening: list[asyncio.Task[None]] = []
    refused = 0
    for at in range(0, len(sockets), _AT_ONCE):
        some = sockets[at : at + _AT_ONCE]
        for found in await asyncio.gather(*(each.connect() for each in some), return_exceptions=True):
            refused += isinstance(found, BaseException)
        listening += [asyncio.create_task(each.listen()) for each in some if each.open]
    connected_s = time.monotonic() - began
    await asyncio.sleep(2)
    connected = resident_kib(options.pid)
    await asyncio.sleep(options.hold)
    stayed = sum(each.open for each in sockets)
    held = resident_kib(options.pid)
    for task in listening:
        task.cancel()
    return {
        "sockets": options.sockets,
        "refused": refused,
        "stayed": stayed,
        "connect_s": round(connected_s, 1),
        "hold_s": options.hold,
        "protocol_pings": sum(each.pings for each in sockets),
        "messages": sum(each.messages for each in sockets),
        "gateway_mib_before": round(before / 1024, 1),
        "gateway_mib_connected": round(connected / 1024, 1),
        "gateway_mib_after_hold": round(held / 1024, 1),
        "kib_per_socket": round((held - before) / max(1, stayed), 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gateway", default="http://127.0.0.1:8000")
    parser.add_argument("--pid", type=int, required=True, help="of the gateway, for its memory")
    parser.add_argument("--sockets", type=int, default=10_000)
    parser.add_argument("--hold", type=float, default=70.0, help="seconds to stay connected; silence ends at 60")
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    if options.sockets + 100 > most:
        raise SystemExit(f"{options.sockets} sockets need more than the {most} file descriptors that are allowed")
    print(json.dumps(asyncio.run(measure(options)), indent=2))


if __name__ == "__main__":
    main()
