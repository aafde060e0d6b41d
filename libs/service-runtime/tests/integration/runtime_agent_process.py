"""An agent in a process of its own, for tests: what it does is told by the request's ``extra_options``."""

import asyncio
import os
import signal
import time
from pathlib import Path

from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Music, MusicRequest
from videoagent_contracts.steps import AgentAnnounced, ProviderInfo
from videoagent_runtime.agent import AgentContext, run_agent
from videoagent_runtime.settings import AgentSettings, load_settings


class ScriptedSettings(AgentSettings):
    journal: Path


def spin(seconds: float) -> int:
    """CPU-bound work for a worker process."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        pass
    return os.getpid()


class ScriptedAgent:
    def __init__(self, settings: ScriptedSettings) -> None:
        self._journal = settings.journal

    def _write(self, context: AgentContext, what: str) -> None:
        with self._journal.open("a") as journal:
            journal.write(f"{context.task_id}/{context.attempt} {what} {time.time()}\n")

    async def run(self, request: MusicRequest, context: AgentContext) -> Music:
        self._write(context, "begin")
        try:
            await self._act(context)
        except asyncio.CancelledError:
            self._write(context, "stopped")
            raise
        audio = await context.store_bytes(context.task_id.encode(), "wav", "audio/wav")
        self._write(context, "end")
        return Music(audio=audio, duration=request.duration)

    async def _act(self, context: AgentContext) -> None:
        options = context.extra_options
        if options.get("fail") == "provider":
            raise ModelProviderException("no", provider="scripted", code=ErrorCode.PROVIDER_REFUSED, retryable=False)
        if options.get("fail") == "bug":
            raise KeyError("a bug")
        if "die" in options:
            os.kill(os.getpid(), signal.SIGKILL)
        if "program" in options:
            await context.run(["sleep", str(options["program"])])
        if "spin" in options:
            await context.in_process(spin, float(str(options["spin"])))
        seconds = float(str(options.get("sleep", 0)))
        for tenth in range(10):
            context.progress(tenth / 10, f"part {tenth}")
            await asyncio.sleep(seconds / 10)


def announce() -> AgentAnnounced:
    return AgentAnnounced(kind=StepKind.MUSIC, providers=(ProviderInfo(name="scripted", available=True),))


if __name__ == "__main__":
    settings = load_settings(ScriptedSettings)
    run_agent(StepKind.MUSIC, ScriptedAgent(settings).run, settings, announce)
