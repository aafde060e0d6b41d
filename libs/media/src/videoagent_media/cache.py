"""Where downloaded and prepared data is kept between runs."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def cache_dir(*parts: str) -> Path:
    """Return a folder of the cache, made if absent: ``$VIDEOAGENT_CACHE``, else ``~/.cache/videoagent``.

    Everything below it can be made again; removing it costs time only.
    """
    root = os.environ.get("VIDEOAGENT_CACHE")
    base = Path(root) if root else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "videoagent"
    folder = base.joinpath(*parts)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def filling(folder: Path) -> Iterator[Path]:
    """Give an empty scratch folder that becomes ``folder`` when the block ends without an error.

    The rename is atomic: a reader sees the whole folder or none. When two processes fill the same folder, the first
    to finish wins and the other's copy is dropped.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        yield scratch
        scratch.chmod(0o755)
        try:
            scratch.rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep every other process that asks the same for ``folder`` waiting until the block ends.

    For what is made from files that are removed afterwards: whoever waited finds it made.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / f".{folder.name}.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
