"""WebSockets below the application: a short way for messages that are written once and sent to many."""

from functools import lru_cache

from starlette.websockets import WebSocket
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.frames import Frame, Opcode
from websockets.http11 import Request

from videoagent_gateway.live.outbox import SendNow

_STATE = "direct_protocol"


class DirectProtocol(WebSocketsSansIOProtocol):
    """Uvicorn's own makes a frame for each reader, and wakes a task for it; that is most of what a delivery costs."""

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["state"][_STATE] = self

    def send_now(self, text: str) -> bool:
        """Write a text to the socket without waiting; False: the peer is slow or going, nothing was written."""
        ready = self.handshake_complete and self.writable.is_set()
        if not ready or self.close_sent or self.disconnected or self.transport.is_closing():
            return False
        self.transport.write(_frame(text))
        return True


@lru_cache(maxsize=64)
def _frame(text: str) -> bytes:
    """Frame a text; those who are sent the same one after the other share it. Nothing is compressed here."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def short_way(socket: WebSocket) -> SendNow | None:
    """Return how to send at once on this socket, where the server can."""
    protocol = socket.scope.get("state", {}).get(_STATE)
    return protocol.send_now if isinstance(protocol, DirectProtocol) else None
