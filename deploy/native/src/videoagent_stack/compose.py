"""The same stack in containers, where a Docker daemon answers: official images, one image of ours."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from videoagent_stack.errors import MissingToolError, StackError
from videoagent_stack.layout import PROJECT_ROOT, StackLayout
from videoagent_stack.services import SERVICES, shots_at_once
from videoagent_stack.stack import DEFAULT_GATEWAY_PORT, inherited_environment
from videoagent_stack.state import new_access_key, new_secret_key
from videoagent_stack.status import Health, ProcessStatus

COMPOSE_FILE = PROJECT_ROOT / "deploy" / "compose" / "compose.yaml"
SERVERS = ("kafka", "mongo", "minio")
DAEMON_SECONDS = 10
WAIT_SECONDS = 300
SET_BY_COMPOSE = ("VIDEOAGENT_GATEWAY__HOST", "VIDEOAGENT_GATEWAY__PORT", "VIDEOAGENT_CACHE", "VIDEOAGENT_STACK_")
"""Settings of the user's shell that mean this machine and not a container."""


def docker_answers() -> bool:
    """Tells whether there is a Docker daemon, and the compose plug-in to talk to it."""
    docker = shutil.which("docker")
    if docker is None:
        return False
    for command in (("info",), ("compose", "version")):
        try:
            done = subprocess.run(  # noqa: S603 - fixed arguments, no shell
                [docker, *command], capture_output=True, timeout=DAEMON_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        if done.returncode != 0:
            return False
    return True


class ComposeStack:
    """One compose project; `layout.folder` keeps its credentials and the user's settings."""

    def __init__(self, layout: StackLayout) -> None:
        self._layout = layout
        self._variables_file = layout.folder / "compose.env"
        self._settings_file = layout.folder / "services.env"

    @property
    def gateway_url(self) -> str:
        return f"http://127.0.0.1:{self._gateway_port()}"

    def images_can_be_had(self) -> bool:
        """Pulls the servers' images; False where the registry is out of reach."""
        self._write_files()
        return self._run("pull", "--quiet", *SERVERS, check=False).returncode == 0

    def setup(self) -> None:
        """Builds our image from what is in the working tree."""
        self._write_files()
        self._run("build")

    def up(self, services: bool = True) -> None:
        """Builds our image, starts everything and returns when all of it is healthy; idempotent.

        Raises:
            StackError: Something is not healthy in time; the text holds the end of its log.
        """
        self._write_files()
        options = ("--build", "--detach", "--wait", f"--wait-timeout={WAIT_SECONDS}")
        done = self._run("up", *options, *(() if services else SERVERS), check=False)
        if done.returncode != 0:
            sick = [process.name for process in self.status() if process.health != "healthy"]
            logs = self._capture("logs", "--no-color", "--tail=30", *sick) if sick else ""
            raise StackError(f"not healthy: {', '.join(sick) or 'see above'}\n{logs}")

    def down(self) -> None:
        """Stops everything; its data stays; idempotent."""
        if self._variables_file.exists():
            self._run("down", "--remove-orphans")

    def clean(self) -> None:
        """Stops everything and removes its data."""
        if self._variables_file.exists():
            self._run("down", "--remove-orphans", "--volumes")
        shutil.rmtree(self._layout.folder, ignore_errors=True)

    def status(self) -> list[ProcessStatus]:
        """The state of every container, also of those that do not exist yet."""
        names = (*SERVERS, *(service.name for service in SERVICES))
        if not self._variables_file.exists():
            return [_absent(name) for name in names]
        lines = self._capture("ps", "--all", "--format", "json").splitlines()
        containers = [json.loads(line) for line in lines if line.strip()]
        ids = [container["ID"] for container in containers]
        inspected = json.loads(self._docker_output("inspect", *ids)) if ids else []
        return container_status(names, containers, inspected)

    def show_logs(self, processes: Sequence[str], follow: bool) -> None:
        """Prints the end of the logs, and what comes, in place of this program."""
        command = self._command("logs", "--tail=20", *(("--follow",) if follow else ()), *processes)
        sys.stdout.flush()
        os.execvpe(command[0], command, self.environment())  # noqa: S606 - no shell

    def _gateway_port(self) -> str:
        return inherited_environment(self._layout).get("VIDEOAGENT_GATEWAY__PORT", str(DEFAULT_GATEWAY_PORT))

    def _write_files(self) -> None:
        self._layout.create()
        if not self._variables_file.exists():
            self._variables_file.touch(mode=0o600)
            self._variables_file.write_text(
                f"MINIO_ROOT_USER={new_access_key()}\nMINIO_ROOT_PASSWORD={new_secret_key()}\n"
            )
        self._settings_file.touch(mode=0o600)
        self._settings_file.write_text(settings_file(inherited_environment(self._layout)))

    def environment(self) -> dict[str, str]:
        """The variables that `compose.yaml` refers to, but for the credentials."""
        chosen = inherited_environment(self._layout).get("VIDEOAGENT_CONCURRENCY")
        return {
            **os.environ,
            "SHOTS_AT_ONCE": chosen or str(shots_at_once()),
            "COMPOSE_PROJECT_NAME": f"videoagent-{self._layout.name}",
            "GATEWAY_PORT": self._gateway_port(),
            "VIDEOAGENT_SERVICES_ENV": str(self._settings_file),
        }

    def _command(self, *arguments: str) -> list[str]:
        docker = shutil.which("docker")
        if docker is None:
            raise MissingToolError("`docker` is not on PATH: install Docker, or use STACK=native")
        files = ("--file", str(COMPOSE_FILE), "--env-file", str(self._variables_file))
        return [docker, "compose", *files, *arguments]

    def _run(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[bytes]:
        # Its progress goes to standard error, so that standard output stays for results.
        done = subprocess.run(  # noqa: S603 - no shell
            self._command(*arguments), env=self.environment(), stdout=sys.stderr, check=False
        )
        if check and done.returncode != 0:
            raise StackError(f"docker compose {' '.join(arguments)} failed ({done.returncode})")
        return done

    def _capture(self, *arguments: str) -> str:
        done = subprocess.run(  # noqa: S603 - no shell
            self._command(*arguments), env=self.environment(), capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise StackError(f"docker compose {' '.join(arguments)} failed:\n{done.stderr}")
        return done.stdout

    def _docker_output(self, *arguments: str) -> str:
        docker = self._command()[0]
        done = subprocess.run([docker, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode != 0:
            raise StackError(f"docker {arguments[0]} failed:\n{done.stderr}")
        return done.stdout


def settings_file(environment: dict[str, str]) -> str:
    """The user's `VIDEOAGENT_*` settings as an env file; single quotes keep compose from reading them."""
    chosen = {
        name: value.replace("'", "\\'")
        for name, value in sorted(environment.items())
        if name.startswith("VIDEOAGENT_") and not name.startswith(SET_BY_COMPOSE)
    }
    return "".join(f"{name}='{value}'\n" for name, value in chosen.items())


def container_status(
    names: Iterable[str], containers: list[dict[str, Any]], inspected: list[dict[str, Any]]
) -> list[ProcessStatus]:
    """Reads `docker compose ps` and `docker inspect`; a name without a container is stopped."""
    by_name = {container["Service"]: container for container in containers}
    details = {detail["Id"][:12]: detail for detail in inspected}
    return [_one(name, by_name[name], details) if name in by_name else _absent(name) for name in names]


def _absent(name: str) -> ProcessStatus:
    return ProcessStatus(name, None, None, "stopped", 0)


def _one(name: str, container: dict[str, Any], details: dict[str, dict[str, Any]]) -> ProcessStatus:
    detail = details.get(container["ID"][:12], {})
    published = [port["PublishedPort"] for port in container.get("Publishers") or () if port["PublishedPort"]]
    return ProcessStatus(
        name=name,
        pid=detail.get("State", {}).get("Pid") or None,
        port=published[0] if published else None,
        health=_health(container.get("State", ""), container.get("Health", "")),
        restarts=int(detail.get("RestartCount", 0)),
        detail=container.get("Status", ""),
    )


def _health(state: str, health: str) -> Health:
    if state not in {"running", "restarting"}:
        return "stopped"
    known: dict[str, Health] = {"healthy": "healthy", "starting": "starting", "unhealthy": "unhealthy"}
    return known.get(health, "starting" if state == "restarting" else "healthy")
