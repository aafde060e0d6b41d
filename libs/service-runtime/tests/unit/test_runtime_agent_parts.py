"""Programs, worker processes, scratch folders and the artefact cache of agents."""

import asyncio
import hashlib
import importlib
import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import (
    AgentExecutionException,
    ErrorCode,
    ModelProviderException,
    StorageException,
    VideoProcessingException,
)
from videoagent_runtime.agent.artifacts import CachedArtifacts
from videoagent_runtime.agent.processes import MAX_MEMORY_BYTES, run_program
from videoagent_runtime.agent.workdirs import WorkDirs
from videoagent_runtime.agent.worker_pool import WorkerPool
from videoagent_runtime.objects import ObjectStore


def _alive(pid: int) -> bool:
    """Whether a process runs; a zombie does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"


async def _number_in(path: Path) -> int:
    """Wait until a process has written its number whole."""
    async with asyncio.timeout(30):
        while not path.exists() or not path.read_text().strip():  # noqa: ASYNC110 - a process of its own
            await asyncio.sleep(0.02)
    return int(path.read_text())


async def _until_dead(pid: int) -> None:
    async with asyncio.timeout(30):
        while _alive(pid):  # noqa: ASYNC110 - a process of its own
            await asyncio.sleep(0.02)


async def test_program_gets_input_and_gives_output(tmp_path: Path) -> None:
    assert await run_program(["cat"], cwd=tmp_path, stdin=b"x" * 1_000_000) == b"x" * 1_000_000
    assert await run_program(["pwd"], cwd=tmp_path) == f"{tmp_path}\n".encode()


async def test_failure_tells_the_last_words_without_paths(tmp_path: Path) -> None:
    with pytest.raises(VideoProcessingException, match=r"exit code 3: bad in\.mp4") as caught:
        await run_program(["sh", "-c", f"echo bad {tmp_path}/in.mp4 >&2; exit 3"], cwd=tmp_path)
    assert caught.value.code is ErrorCode.RENDER_FAILED
    assert str(tmp_path) not in caught.value.detail


async def test_missing_program_is_told(tmp_path: Path) -> None:
    with pytest.raises(VideoProcessingException, match="not found"):
        await run_program(["no-such-program"], cwd=tmp_path)


async def test_programs_have_a_bounded_memory(tmp_path: Path) -> None:
    """A program that asks for more than its share fails by itself; the machine and the agent go on."""
    limits = await run_program(["sh", "-c", "ulimit -v; ulimit -c"], cwd=tmp_path)
    assert limits.decode().split() == [str(MAX_MEMORY_BYTES // 1024), "0"]
    bomb = [sys.executable, "-c", f"bytearray({MAX_MEMORY_BYTES})"]
    with pytest.raises(VideoProcessingException, match="MemoryError"):
        await run_program(bomb, cwd=tmp_path)


async def test_program_that_takes_too_long_is_killed_with_its_children(tmp_path: Path) -> None:
    script = "sleep 60 & echo $! > child; wait"
    with pytest.raises(VideoProcessingException) as caught:
        await run_program(["sh", "-c", script], cwd=tmp_path, timeout=timedelta(seconds=0.5))
    assert caught.value.code is ErrorCode.DEADLINE_EXCEEDED
    await _until_dead(int((tmp_path / "child").read_text()))


async def test_cancelled_program_is_killed(tmp_path: Path) -> None:
    running = asyncio.create_task(run_program(["sh", "-c", "echo $$ > pid; exec sleep 60"], cwd=tmp_path))
    pid = await _number_in(tmp_path / "pid")
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    await _until_dead(pid)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="uses prctl")
async def test_program_dies_with_a_killed_agent(tmp_path: Path) -> None:
    """After kill -9 of an agent its ffmpeg must not go on writing for nobody."""
    code = (
        "import asyncio, pathlib\n"
        "from videoagent_runtime.agent.processes import run_program\n"
        "asyncio.run(run_program(['sh', '-c', 'echo $$ > pid; exec sleep 60'], cwd=pathlib.Path('.')))\n"
    )
    agent = await asyncio.create_subprocess_exec(sys.executable, "-c", code, cwd=tmp_path)
    pid = await _number_in(tmp_path / "pid")
    assert _alive(pid)
    agent.kill()
    await agent.wait()
    await _until_dead(pid)


FUNCTIONS = """
import os, pathlib, time
from videoagent_contracts.errors import ErrorCode, ModelProviderException

def double(number):
    return 2 * number

def fail_as_provider():
    raise ModelProviderException("no", provider="p", code=ErrorCode.PROVIDER_REFUSED, retryable=False)

def sleep_long(path):
    pathlib.Path(path).write_text(str(os.getpid()))
    time.sleep(60)
"""


@pytest.fixture(name="functions")
def importable_functions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A module that worker processes can import, as an agent's is."""
    (tmp_path / "agent_functions.py").write_text(FUNCTIONS)
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("agent_functions")


async def test_worker_processes(tmp_path: Path, functions: ModuleType) -> None:
    pool = WorkerPool(1)
    try:
        assert await pool.run(functions.double, 21) == 42
        first = await pool.run(os.getpid)
        assert first == await pool.run(os.getpid) != os.getpid()
        with pytest.raises(ModelProviderException) as caught:
            await pool.run(functions.fail_as_provider)
        error = caught.value
        assert (error.provider, error.code, error.retryable) == ("p", ErrorCode.PROVIDER_REFUSED, False)

        running = asyncio.create_task(pool.run(functions.sleep_long, str(tmp_path / "pid")))
        pid = await _number_in(tmp_path / "pid")
        running.cancel()
        with pytest.raises(asyncio.CancelledError):
            await running
        await _until_dead(pid)
        assert await pool.run(functions.double, 2) == 4
    finally:
        pool.close()


async def test_dead_worker_process_is_told_and_replaced(functions: ModuleType) -> None:
    """At work (out of memory) or idle: the call fails as retryable, and a later one works."""
    pool = WorkerPool(1)
    try:
        with pytest.raises(AgentExecutionException, match="died"):
            await pool.run(os._exit, 9)
        os.kill(await pool.run(os.getpid), signal.SIGKILL)
        async with asyncio.timeout(30):
            while True:
                try:
                    assert await pool.run(functions.double, 2) == 4
                except AgentExecutionException:
                    continue
                break
    finally:
        pool.close()


def test_work_folders_come_and_go(tmp_path: Path) -> None:
    dirs = WorkDirs(tmp_path, "worker-a")
    with dirs.attempt("task/image:3/1") as folder:
        (folder / "file").write_text("x")
        assert folder.is_dir()
    assert not folder.exists()
    dirs.close()
    assert list((tmp_path / "attempts").iterdir()) == []


def test_folders_of_dead_workers_are_swept_and_those_of_living_ones_not(tmp_path: Path) -> None:
    living = WorkDirs(tmp_path, "living")
    dead = WorkDirs(tmp_path, "dead")
    (tmp_path / "attempts" / "dead" / "left").write_text("x")
    dead._lock.close()  # what the kernel does when a process is killed
    mine = WorkDirs(tmp_path, "mine")
    assert mine.sweep() == 1
    assert sorted(path.name for path in (tmp_path / "attempts").iterdir()) == ["living", "mine"]
    living.close()
    mine.close()


class MemoryObjects:
    """Objects in a dict, counting reads."""

    def __init__(self) -> None:
        self.content: dict[str, bytes] = {}
        self.reads = 0

    async def get_file(self, ref: ArtifactRef, path: Path) -> None:
        self.reads += 1
        await asyncio.sleep(0.01)
        path.write_bytes(self.content[ref.key])

    async def put_file(self, path: Path, key: str, content_type: str) -> ArtifactRef:
        self.content[key] = path.read_bytes()
        return self.ref(key)

    async def stat(self, key: str) -> bytes | None:
        return self.content.get(key)

    def add(self, data: bytes, folder: str = "tasks/t/voice-1/") -> ArtifactRef:
        key = f"{folder}{hashlib.sha256(data).hexdigest()}.wav"
        self.content[key] = data
        return self.ref(key)

    def ref(self, key: str) -> ArtifactRef:
        data = self.content[key]
        digest = hashlib.sha256(data).hexdigest()
        return ArtifactRef(bucket="b", key=key, sha256=digest, size=len(data), content_type="audio/wav")


def _cache(objects: MemoryObjects, tmp_path: Path, limit: int) -> CachedArtifacts:
    return CachedArtifacts(lambda: objects, tmp_path / "cache", limit)  # type: ignore[arg-type,return-value]


async def test_artefact_is_fetched_once_for_all_who_want_it(tmp_path: Path) -> None:
    objects = MemoryObjects()
    ref = objects.add(b"sound")
    cache = _cache(objects, tmp_path, 1000)
    folders = [tmp_path / name for name in "abc"]
    for folder in folders:
        folder.mkdir()
    paths = await asyncio.gather(*(cache.fetch(ref, folder) for folder in folders))
    assert [path.read_bytes() for path in paths] == [b"sound"] * 3
    assert {path.suffix for path in paths} == {".wav"}
    assert objects.reads == 1


async def test_cache_stays_within_its_limit_and_running_steps_keep_their_files(tmp_path: Path) -> None:
    objects = MemoryObjects()
    cache = _cache(objects, tmp_path, 250)
    work = tmp_path / "work"
    work.mkdir()
    paths = []
    for number in range(4):
        paths.append(await cache.fetch(objects.add(bytes([number]) * 100), work))
        await asyncio.sleep(0.01)
    assert sum(path.stat().st_size for path in (tmp_path / "cache").iterdir()) <= 250
    assert [path.read_bytes()[:1] for path in paths] == [b"\0", b"\1", b"\2", b"\3"]


async def test_an_upload_that_was_deleted_does_not_come_from_the_cache(tmp_path: Path) -> None:
    """Its user deleted it while a storyboard was in review, and an earlier film had left a copy on the machine."""
    objects = MemoryObjects()
    cache = _cache(objects, tmp_path, 1000)
    earlier, later, other = (tmp_path / name for name in ("earlier", "later", "other"))
    for folder in (earlier, later, other):
        folder.mkdir()
    mine, theirs = (objects.add(b"sound", f"uploads/{who}/u/") for who in ("ann", "ben"))
    await cache.fetch(mine, earlier)
    del objects.content[mine.key]
    with pytest.raises(StorageException) as caught:
        await cache.fetch(mine, later)
    assert (caught.value.code, caught.value.retryable) == (ErrorCode.MEDIA_NOT_FOUND, False)
    assert (await cache.fetch(theirs, other)).read_bytes() == b"sound"
    assert objects.reads == 1


async def test_stored_artefact_is_named_by_its_content(tmp_path: Path) -> None:
    objects = MemoryObjects()
    path = tmp_path / "x.png"
    path.write_bytes(b"picture")
    ref = await _cache(objects, tmp_path, 0).store(path, "t", "image:3", "image/png")
    assert ref.key == f"tasks/t/image-3/{hashlib.sha256(b'picture').hexdigest()}.png"


def test_object_store_needs_keys() -> None:
    from videoagent_contracts.errors import ConfigurationException  # noqa: PLC0415
    from videoagent_runtime.settings import ObjectStoreSettings  # noqa: PLC0415

    with pytest.raises(ConfigurationException, match="ACCESS_KEY"):
        ObjectStore(ObjectStoreSettings())
