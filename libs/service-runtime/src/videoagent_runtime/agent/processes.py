"""Programs run by agents: never through a shell, in a process group of their own, ended with their step."""

import asyncio
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from videoagent_contracts.errors import ErrorCode, VideoProcessingException
from videoagent_runtime import lifeline

MAX_OUTPUT_BYTES = 256 * 1024 * 1024
MAX_MEMORY_BYTES = 8 * 1024**3
"""Of address space, which is several times what a program really fills: a file that blows up ends its reader only."""
_TAIL_BYTES = 8 * 1024
_TAIL_LINES = 8
_BLOCK = 64 * 1024


async def run_program(
    arguments: Sequence[str | Path],
    *,
    cwd: Path,
    stdin: bytes | None = None,
    timeout: timedelta | None = None,  # noqa: ASYNC109 - the process must be killed, not only left
) -> bytes:
    """Run a program to its end and return its standard output.

    Its whole process group is killed when the caller is cancelled or the time is over, and the program with this
    process. It gets :data:`MAX_MEMORY_BYTES`.

    Raises:
        VideoProcessingException: It failed (``render_failed``, with the last lines of its standard error) or took too
            long (``deadline_exceeded``).
    """
    name = Path(arguments[0]).name
    process = await asyncio.create_subprocess_exec(
        *_tied(arguments),
        cwd=cwd,
        stdin=asyncio.subprocess.PIPE if stdin is not None else asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    try:
        async with asyncio.timeout(timeout.total_seconds() if timeout else None):
            output, errors, _ = await asyncio.gather(
                _read_all(process.stdout, name), _read_tail(process.stderr), _feed(process.stdin, stdin)
            )
            code = await process.wait()
    except TimeoutError:
        raise VideoProcessingException(f"{name} took too long", code=ErrorCode.DEADLINE_EXCEEDED) from None
    finally:
        if process.returncode is None:
            await _kill(process)
    if code != 0:
        raise VideoProcessingException(f"{name} failed with exit code {code}: {_last_lines(errors, cwd)}")
    return output


def _tied(arguments: Sequence[str | Path]) -> list[str]:
    plain = [str(argument) for argument in arguments]
    if not sys.platform.startswith("linux"):
        return plain
    return [sys.executable, "-I", "-S", lifeline.__file__, str(os.getpid()), str(MAX_MEMORY_BYTES), *plain]


async def _kill(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await asyncio.shield(process.wait())


async def _read_all(stream: asyncio.StreamReader | None, name: str) -> bytes:
    output = bytearray()
    while stream is not None and (block := await stream.read(_BLOCK)):
        output += block
        if len(output) > MAX_OUTPUT_BYTES:
            raise VideoProcessingException(f"{name} wrote more than it should", retryable=False)
    return bytes(output)


async def _read_tail(stream: asyncio.StreamReader | None) -> bytes:
    tail = b""
    while stream is not None and (block := await stream.read(_BLOCK)):
        tail = (tail + block)[-_TAIL_BYTES:]
    return tail


async def _feed(stream: asyncio.StreamWriter | None, data: bytes | None) -> None:
    if stream is None or data is None:
        return
    with suppress(BrokenPipeError, ConnectionResetError):  # it stopped reading: its exit code tells why
        stream.write(data)
        await stream.drain()
    stream.close()


def _last_lines(errors: bytes, cwd: Path) -> str:
    """The end of standard error, without the paths of this machine."""
    lines = [line for line in errors.decode("utf-8", "replace").splitlines() if line.strip()]
    return "\n".join(lines[-_TAIL_LINES:]).replace(f"{cwd}/", "")
