"""What all commands share: the gateway they talk to, and how they say what came of it."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Coroutine
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.console import Console
from rich.markup import escape

from videoagent_client.client import VideoAgent
from videoagent_client.errors import ApiError, GatewayUnreachableError

console = Console()
DEFAULT_GATEWAY = "http://127.0.0.1:8000"
Gateway = Annotated[str, typer.Option("--gateway", envvar="VIDEOAGENT_GATEWAY_URL", help="Address of the gateway.")]
Task = Annotated[str, typer.Argument(help="Id of the task.")]


def agent_at(gateway: str) -> VideoAgent:
    """Make a client; the API key, where one is needed, is in ``VIDEOAGENT_API_KEY``."""
    return VideoAgent(gateway, api_key=os.environ.get("VIDEOAGENT_API_KEY"))


def run(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a command; what went wrong is told in plain words, with exit status 2."""
    try:
        return asyncio.run(work)
    except (ApiError, GatewayUnreachableError) as error:
        console.print(f"[red]{escape(str(error))}[/]")
        raise typer.Exit(2) from error
    except KeyboardInterrupt:
        console.print("stopped watching; the film goes on being made")
        raise typer.Exit(130) from None


def ask(gateway: str, question: Callable[[VideoAgent], Awaitable[Any]]) -> Any:
    """Run one call against the gateway and return its answer."""

    async def work() -> Any:
        async with agent_at(gateway) as agent:
            return await question(agent)

    return run(work())


def show(model: BaseModel) -> None:
    """Print a whole answer as JSON."""
    console.print_json(model.model_dump_json())


def say(text: str) -> None:
    """Print text as it is."""
    console.print(text, soft_wrap=True, markup=False, highlight=False)
