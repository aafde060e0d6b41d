"""The command line: `python -m videoagent_stack setup|up|down|status|env|url|logs|clean`."""

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict

from videoagent_stack.errors import StackError
from videoagent_stack.layout import StackLayout
from videoagent_stack.lifecycle import down, load_stack, up
from videoagent_stack.provision.assets import prepare_assets
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.servers import provision
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import MAIN, Stack
from videoagent_stack.status import status


def main() -> int:
    """Runs one command; expected failures are a message and exit status 1."""
    arguments = _parser().parse_args()
    command: Callable[[argparse.Namespace, StackSettings], None] = arguments.run
    try:
        command(arguments, StackSettings())
    except StackError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="videoagent_stack", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Callable[[argparse.Namespace, StackSettings], None], text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--name", default=MAIN, help="which stack (default: %(default)s)")
        command.set_defaults(run=run)
        return command

    add("setup", _setup, "fetch and build what is missing")
    starting = add("up", _up, "start everything and return when it is healthy")
    starting.add_argument("--servers-only", action="store_true", help="without the services")
    add("down", _down, "stop everything")
    add("status", _status, "one JSON object per line and process")
    add("env", _env, "settings of the services as shell assignments")
    add("url", _url, "address of the gateway")
    logs = add("logs", _logs, "show the end of the logs and follow them")
    logs.add_argument("process", nargs="*", help="which processes (default: all)")
    logs.add_argument("--no-follow", action="store_true", help="only show the end")
    add("clean", _clean, "stop everything and remove its data")
    return parser


def _setup(_arguments: argparse.Namespace, settings: StackSettings) -> None:
    cache = Cache(settings.cache_folder)
    with ThreadPoolExecutor(max_workers=2) as pool:
        servers = pool.submit(provision, cache)
        assets = pool.submit(prepare_assets, cache)
        servers.result()
        assets.result()


def _up(arguments: argparse.Namespace, settings: StackSettings) -> None:
    started = time.monotonic()
    stack = up(StackLayout(arguments.name), settings, services=not arguments.servers_only)
    where = "" if arguments.servers_only else f", gateway on {stack.gateway_url}"
    print(f"stack {arguments.name} is healthy after {time.monotonic() - started:.1f} s{where}", file=sys.stderr)


def _down(arguments: argparse.Namespace, _settings: StackSettings) -> None:
    down(StackLayout(arguments.name))


def _status(arguments: argparse.Namespace, settings: StackSettings) -> None:
    for process in status(StackLayout(arguments.name), settings):
        print(json.dumps(asdict(process)))


def _env(arguments: argparse.Namespace, settings: StackSettings) -> None:
    for name, value in _known_stack(arguments, settings).environment().items():
        print(f"{name}={value}")


def _url(arguments: argparse.Namespace, settings: StackSettings) -> None:
    print(_known_stack(arguments, settings).gateway_url)


def _known_stack(arguments: argparse.Namespace, settings: StackSettings) -> Stack:
    stack = load_stack(StackLayout(arguments.name), settings)
    if stack is None:
        raise StackError(f"stack {arguments.name} was never started")
    return stack


def _logs(arguments: argparse.Namespace, _settings: StackSettings) -> None:
    layout = StackLayout(arguments.name)
    names = arguments.process or sorted(path.stem for path in layout.logs.glob("*.log"))
    files = [str(layout.log_of(name)) for name in names if layout.log_of(name).exists()]
    if not files:
        raise StackError(f"stack {arguments.name} has no such logs under {layout.logs}")
    follow = [] if arguments.no_follow else ["-F"]
    tail = shutil.which("tail") or "tail"
    sys.stdout.flush()
    os.execv(tail, [tail, "-n", "20", *follow, *files])  # noqa: S606 - no shell, nothing left to do here


def _clean(arguments: argparse.Namespace, _settings: StackSettings) -> None:
    layout = StackLayout(arguments.name)
    down(layout)
    shutil.rmtree(layout.folder, ignore_errors=True)
    if layout.sockets.parent != layout.folder:
        shutil.rmtree(layout.sockets, ignore_errors=True)
