"""Where a stack keeps its files."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

PACKAGE_FOLDER = Path(__file__).resolve().parent
NATIVE_FOLDER = PACKAGE_FOLDER.parents[1]
PROJECT_ROOT = PACKAGE_FOLDER.parents[3]

LONGEST_SOCKET_PATH = 100
"""Bytes; Unix socket addresses end at 104 (macOS) or 108 (Linux)."""
LONGEST_SOCKET_NAME = len("/supervisor.sock.4194304")
"""supervisord binds a name that ends with its pid, and links the final one to it."""


@dataclass(frozen=True)
class StackLayout:
    """Folders and files of the stack `name`, all under the project's ignored `.videoagent/`."""

    name: str
    root: Path = PROJECT_ROOT

    @property
    def folder(self) -> Path:
        return self.root / ".videoagent" / self.name

    @property
    def bytecode(self) -> Path:
        """Python's compiled modules; one folder for all stacks."""
        return self.root / ".videoagent" / "bytecode"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def logs(self) -> Path:
        return self.folder / "logs"

    @property
    def work(self) -> Path:
        """Scratch space of the services."""
        return self.folder / "work"

    @property
    def state_file(self) -> Path:
        return self.folder / "stack.json"

    @property
    def backend_file(self) -> Path:
        """Says whether the stack was last started natively or by compose."""
        return self.folder / "backend"

    @property
    def lock_file(self) -> Path:
        return self.folder / "lock"

    @property
    def supervisor_config(self) -> Path:
        return self.folder / "supervisord.conf"

    @property
    def supervisor_log(self) -> Path:
        return self.logs / "supervisord.log"

    @property
    def supervisor_pid_file(self) -> Path:
        return self.folder / "supervisord.pid"

    @property
    def sockets(self) -> Path:
        """Folder of Unix sockets; outside the project when its path is too long for a socket address."""
        preferred = self.folder / "run"
        if len(os.fsencode(preferred)) + LONGEST_SOCKET_NAME <= LONGEST_SOCKET_PATH:
            return preferred
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"videoagent-{os.getuid()}-{digest}"

    @property
    def supervisor_socket(self) -> Path:
        return self.sockets / "supervisor.sock"

    def log_of(self, process: str) -> Path:
        return self.logs / f"{process}.log"

    def create(self) -> None:
        """Makes all folders; sockets and state are for this user alone."""
        for folder in (self.folder, self.data, self.logs, self.work, self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
        self.sockets.chmod(0o700)
