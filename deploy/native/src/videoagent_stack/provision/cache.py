"""The cache folder: every version of a thing is made once, completely or not at all."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Cache:
    """Folders `<cache>/<thing>/<version>/`; a folder that exists is complete."""

    folder: Path

    def path(self, thing: str, version: str) -> Path:
        return self.folder.expanduser() / thing / version

    def has(self, thing: str, version: str) -> bool:
        return self.path(thing, version).is_dir()

    def ensure(self, thing: str, version: str, make: Callable[[Path], None]) -> Path:
        """Returns the folder, first letting `make` fill it when there is none.

        `make` fills a temporary folder beside it that is renamed when it returns. A second process that asks
        at the same time waits and finds the folder made.
        """
        final = self.path(thing, version)
        if final.is_dir():
            return final
        final.parent.mkdir(parents=True, exist_ok=True)
        with _locked(final.parent / f".{version}.lock"):
            if final.is_dir():
                return final
            unfinished = final.parent / f".{version}.unfinished"
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(final)
        return final


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
