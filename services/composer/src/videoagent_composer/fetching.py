"""Brings everything that a film is made of onto this machine."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from videoagent_composer.stills import evenly
from videoagent_composer.timeline import Timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import ComposeRequest
from videoagent_runtime.agent import AgentContext

_AT_ONCE = 8
_MOST_CANDIDATES = 8
"""Pictures that are looked at for the thumbnail."""


@dataclass(frozen=True)
class Ingredients:
    """Local files, by the sha256 of what they hold; pictures for the thumbnail apart."""

    files: dict[str, Path]
    candidates: tuple[Path, ...]

    def path(self, ref: ArtifactRef) -> Path:
        return self.files[ref.sha256]

    def maybe(self, ref: ArtifactRef | None) -> Path | None:
        return self.files[ref.sha256] if ref else None


async def fetch_all(request: ComposeRequest, film: Timeline, context: AgentContext) -> Ingredients:
    """Fetch segments, speech, music and the thumbnail's candidates, several at once, each only once."""
    pictures = _candidates(request)
    wanted: list[ArtifactRef] = [*film.bodies, *pictures]
    wanted += [ref for joint in film.joints for ref in (joint.tail, joint.head) if ref]
    wanted += [shot.speech.audio for shot in request.shots if shot.speech]
    wanted += [request.music.audio] if request.music else []
    slots = asyncio.Semaphore(_AT_ONCE)

    async def fetch(ref: ArtifactRef) -> tuple[str, Path]:
        async with slots:
            return ref.sha256, await context.fetch(ref)

    files = dict(await asyncio.gather(*(fetch(ref) for ref in _once(wanted))))
    return Ingredients(files, tuple(files[ref.sha256] for ref in pictures))


def _candidates(request: ComposeRequest) -> tuple[ArtifactRef, ...]:
    """Return scenes' pictures, evenly spread; else what other shots show, and credits when there is nothing else."""
    pictures = [picture.picture for picture in request.pictures]
    if len(pictures) == len(request.shots):
        shown = list(zip(pictures, [shot.shot.kind for shot in request.shots], strict=True))
        scenes = [ref for ref, kind in shown if kind is ShotKind.SCENE]
        pictures = scenes or [ref for ref, kind in shown if kind is not ShotKind.CREDITS] or pictures
    return evenly(pictures, _MOST_CANDIDATES)


def _once(refs: Iterable[ArtifactRef]) -> list[ArtifactRef]:
    return list({ref.sha256: ref for ref in refs}.values())
