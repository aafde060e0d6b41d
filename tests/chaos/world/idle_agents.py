"""All agents in one process, on the real harness, that make next to nothing: what is tested is everything around them.

Unknown options of a task tell them what to do: ``chaos_ms`` is how long a step takes, ``chaos_bytes`` how much it
writes (0: it stores nothing), ``chaos_kinds`` which kinds of steps take that long (all, when it is not given). Every
attempt that runs is noted in the file ``VIDEOAGENT_CHAOS_NOTES``.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from types import SimpleNamespace
from typing import Any, cast

from pydantic import BaseModel

from videoagent_contracts.enums import StepKind
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo, StepInput
from videoagent_registry.testing import sample_output
from videoagent_runtime.agent import AgentContext
from videoagent_runtime.agent.entry import agent_running
from videoagent_runtime.service import Runtime, run_service
from videoagent_runtime.settings import AgentSettings, load_settings

NOTES = "VIDEOAGENT_CHAOS_NOTES"
KINDS = "VIDEOAGENT_CHAOS_KINDS"
_USUAL_MS = 5
_USUAL_BYTES = 200
_MEDIA: dict[StepKind, tuple[str, ...]] = {
    StepKind.VOICE: ("audio",),
    StepKind.IMAGE: ("picture",),
    StepKind.VIDEO: ("body",),
    StepKind.MUSIC: ("audio",),
    StepKind.COMPOSE: ("video", "thumbnail"),
}
"""Which fields of a kind's output name an artefact."""


def note(context: AgentContext, what: str) -> None:
    """Add a line to the notes; a single short write to a file opened for appending is never torn."""
    line = f"{context.task_id}/{context.step_id}/{context.attempt} {what} {os.getpid()}\n"
    descriptor = os.open(os.environ[NOTES], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    try:
        os.write(descriptor, line.encode())
    finally:
        os.close(descriptor)


async def run(kind: StepKind, request: StepInput, context: AgentContext) -> BaseModel:
    """Store something tiny and claim that it is what was asked for."""
    note(context, "began")
    asked = kind.value in str(context.extra_options.get("chaos_kinds", kind.value)).split(",")
    await asyncio.sleep(float(str(context.extra_options.get("chaos_ms", _USUAL_MS))) / 1000 if asked else 0)
    command = cast("Any", SimpleNamespace(input=request))
    output: BaseModel = sample_output(kind, context.task_id, context.step_id, command)
    size = int(str(context.extra_options.get("chaos_bytes", _USUAL_BYTES)))
    for field in _MEDIA.get(kind, ()) if size else ():
        content = f"{context.task_id}/{context.step_id}/{field}".encode().ljust(size, b".")
        reference = await context.store_bytes(content, "bin", "application/octet-stream")
        output = output.model_copy(update={field: reference})
    note(context, "ended")
    return output


def announce(kind: StepKind) -> AgentAnnounced:
    """Offer one provider, so that the gateway takes requests."""
    return AgentAnnounced(kind=kind, providers=(ProviderInfo(name="builtin", available=True, is_default=True),))


@asynccontextmanager
async def idle_agents(runtime: Runtime, settings: AgentSettings) -> AsyncIterator[None]:
    """Run an agent of every kind in one service."""
    kinds = [StepKind(name) for name in os.environ.get(KINDS, ",".join(StepKind)).split(",")]
    async with AsyncExitStack() as stack:
        for kind in kinds:
            one = agent_running(runtime, kind, partial(run, kind), settings, partial(announce, kind))
            await stack.enter_async_context(one)
        yield


def main() -> None:
    settings = load_settings(AgentSettings)
    run_service("agent-idle", settings, lambda runtime: idle_agents(runtime, settings))


if __name__ == "__main__":
    main()
