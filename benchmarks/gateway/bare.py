"""What FastAPI costs by itself, under the same server: a greeting, and events handed to everybody who listens.

    python -m benchmarks.gateway.bare PORT

``POST /say/{channel}`` hands its body to all sockets of ``/ws/{channel}``, whose text was made by whoever sent it.
"""

import asyncio
import sys
from collections import defaultdict

import uvicorn
import uvloop
from fastapi import FastAPI, Request, WebSocket

app = FastAPI()
listeners: dict[str, set[asyncio.Queue[str]]] = defaultdict(set)


@app.get("/hello")
async def hello() -> dict[str, str]:
    return {"hello": "world"}


@app.websocket("/ws/{channel}")
async def listen(socket: WebSocket, channel: str) -> None:
    await socket.accept()
    queue: asyncio.Queue[str] = asyncio.Queue()
    listeners[channel].add(queue)
    while True:
        await socket.send_text(await queue.get())


@app.post("/say/{channel}")
async def say(channel: str, request: Request) -> None:
    text = (await request.body()).decode()
    for queue in listeners[channel]:
        queue.put_nowait(text)


if __name__ == "__main__":
    config = uvicorn.Config(
        app, port=int(sys.argv[1]), ws="websockets-sansio", ws_per_message_deflate=False, access_log=False,
        log_level="warning",
    )  # fmt: skip
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(uvicorn.Server(config).serve())
