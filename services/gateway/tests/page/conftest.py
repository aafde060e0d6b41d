"""The page in a browser, on a gateway whose world is in memory."""

import asyncio
import itertools
import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import pytest
import uvicorn
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect

from videoagent_gateway.main import web_options
from videoagent_gateway.settings import GatewayGroup

_PATIENCE_S = 30.0
_LOOK_S = 0.02
_BROWSER = shutil.which("chromium") or shutil.which("google-chrome") or shutil.which("chromium-browser")
_FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
          "--disable-background-networking", "--remote-debugging-port=0")  # fmt: skip


class ServedWorld(Protocol):
    """What is needed of the gateway in memory."""

    app: FastAPI
    settings: GatewayGroup


class Tab:
    """One tab, driven over the browser's own protocol (DevTools).

    Args:
        connection: To the browser.
        address: Of the gateway.
    """

    def __init__(self, connection: ClientConnection, address: str) -> None:
        self.address = address
        self.faults: list[str] = []
        self._connection = connection
        self._session: str | None = None
        self._numbers = itertools.count(1)
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}

    async def begin(self) -> None:
        """Make a tab that shares nothing with others, and is closed with its connection."""
        context = (await self.send("Target.createBrowserContext", disposeOnDetach=True))["browserContextId"]
        target = await self.send("Target.createTarget", url="about:blank", browserContextId=context)
        attached = await self.send("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        await self.send("Runtime.enable")
        await self.send("Page.enable")

    async def listen(self) -> None:
        """Take answers, and note what the page's scripts failed at."""
        async for text in self._connection:
            message = json.loads(text)
            if message.get("method") == "Runtime.exceptionThrown":
                self.faults.append(message["params"]["exceptionDetails"]["exception"].get("description", ""))
            answer = self._answers.pop(message.get("id", 0), None)
            if answer is not None and not answer.done():
                answer.set_result(message)

    async def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give one order of the protocol and return its result."""
        number = next(self._numbers)
        answer = self._answers[number] = asyncio.get_running_loop().create_future()
        session = {} if self._session is None else {"sessionId": self._session}
        await self._connection.send(json.dumps({"id": number, "method": method, "params": parameters, **session}))
        message = await asyncio.wait_for(answer, _PATIENCE_S)
        assert "error" not in message, message
        result: dict[str, Any] = message["result"]
        return result

    async def open(self, path: str = "/") -> None:
        """Go to a page of the gateway, and wait until it follows what happens there."""
        await self.send("Page.navigate", url=self.address + path)
        await self.until("document.querySelector('#link-state')?.dataset.state === 'live'")

    async def run(self, script: str) -> Any:
        """Evaluate an expression in the page; a promise is awaited."""
        done = await self.send("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    async def until(self, script: str) -> None:
        """Wait until an expression is true."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            if await self.run(f"Boolean({script})"):
                return
            await asyncio.sleep(_LOOK_S)
        raise AssertionError(f"never true: {script}")

    async def type(self, text: str) -> None:
        """Put text where the focus is, as a keyboard would."""
        await self.send("Input.insertText", text=text)


@pytest.fixture(scope="package")
def browser_address() -> Iterator[str]:
    """A browser for all tests of this folder."""
    if _BROWSER is None:
        pytest.skip("no Chromium or Chrome here")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        command = [_BROWSER, *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            yield _address(Path(folder) / "DevToolsActivePort")
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE_S)


def _address(told: Path) -> str:
    deadline = time.monotonic() + _PATIENCE_S
    while time.monotonic() < deadline:
        with suppress(FileNotFoundError):
            lines = told.read_text().split()
            if len(lines) == 2:
                return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(_LOOK_S)
    raise AssertionError("the browser does not start")


@asynccontextmanager
async def _served(world: ServedWorld) -> AsyncIterator[str]:
    listening = socket.create_server(("127.0.0.1", 0))
    options = web_options(world.settings)
    server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_level="warning", **options))
    serving = asyncio.create_task(server.serve([listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = server.force_exit = True
        await serving


@pytest.fixture
async def tab(browser_address: str, world: ServedWorld) -> AsyncIterator[Tab]:
    """A tab on a gateway in memory; its scripts must not have failed in the end."""
    async with _served(world) as address, connect(browser_address, max_size=None) as connection:
        tab = Tab(connection, address)
        listening = asyncio.create_task(tab.listen())
        await tab.begin()
        yield tab
        faults = list(tab.faults)
        await tab.send("Page.navigate", url="about:blank")
        listening.cancel()
        assert faults == []
