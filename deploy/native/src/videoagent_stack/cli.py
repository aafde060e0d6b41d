"""The command line: `python -m videoagent_stack setup|up|down|status|env|url|logs|clean`."""

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict

from videoagent_stack.backend import chosen_backend, current_backend
from videoagent_stack.errors import StackError
from videoagent_stack.layout import StackLayout
from videoagent_stack.native import NativeStack
from videoagent_stack.settings import StackSettings
from videoagent_stack.stack import MAIN

Command = Callable[[argparse.Namespace, StackLayout, StackSettings], None]


def main() -> int:
    """Runs one command; expected failures are a message and exit status 1."""
    arguments = _parser().parse_args()
    command: Command = arguments.run
    try:
        command(arguments, StackLayout(arguments.name), StackSettings())
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has had enough, as `head` has; Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except StackError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="videoagent_stack", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, run: Command, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text)
        command.add_argument("--name", default=MAIN, help="which stack (default: %(default)s)")
        command.set_defaults(run=run)
        return command

    add("setup", _setup, "fetch and build what is missing")
    starting = add("up", _up, "start everything and return when it is healthy")
    starting.add_argument("--servers-only", action="store_true", help="without the services")
    add("down", _down, "stop everything")
    add("status", _status, "one JSON object per line and process")
    add("env", _env, "settings by which a service finds the native servers, as shell assignments")
    add("url", _url, "address of the gateway")
    logs = add("logs", _logs, "show the end of the logs and follow them")
    logs.add_argument("process", nargs="*", help="which processes (default: all)")
    logs.add_argument("--no-follow", action="store_true", help="only show the end")
    add("clean", _clean, "stop everything and remove its data")
    return parser


def _setup(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    chosen_backend(layout, settings).setup()


def _up(arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    started = time.monotonic()
    stack = chosen_backend(layout, settings)
    stack.up(services=not arguments.servers_only)
    where = "" if arguments.servers_only else f", gateway on {stack.gateway_url}"
    print(f"stack {layout.name} is healthy after {time.monotonic() - started:.1f} s{where}", file=sys.stderr)


def _down(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    current_backend(layout, settings).down()


def _status(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    for process in current_backend(layout, settings).status():
        print(json.dumps(asdict(process)))


def _env(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    for name, value in NativeStack(layout, settings).environment().items():
        print(f"{name}={value}")


def _url(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    print(current_backend(layout, settings).gateway_url)


def _logs(arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    current_backend(layout, settings).show_logs(arguments.process, follow=not arguments.no_follow)


def _clean(_arguments: argparse.Namespace, layout: StackLayout, settings: StackSettings) -> None:
    current_backend(layout, settings).clean()
