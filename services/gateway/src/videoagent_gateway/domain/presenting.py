"""Whole states as answers of the API."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from videoagent_contracts.api import (
    MediaLink,
    ShotResponse,
    TaskDetailResponse,
    TimingsResponse,
    WebhookResponse,
)
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import Film
from videoagent_contracts.ids import parse_step_id
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import ShotView, StepView, TaskView
from videoagent_gateway.domain.estimate import Catalogue, of_task
from videoagent_gateway.domain.rows import TaskRow

Signer = Callable[[ArtifactRef], Awaitable[MediaLink]]
_STEP_KINDS_IN_ORDER = ("style", "story", "storyboard", "voice", "image", "video", "music", "compose")


async def detail_of(
    view: TaskView, row: TaskRow, sign: Signer, now: datetime, catalogue: Catalogue
) -> TaskDetailResponse:
    """Tell everything public of a task. What moves with progress comes from the row, which is never older."""
    return TaskDetailResponse(
        **dict(row.brief()),
        options=view.spec.options.model_dump(mode="json", exclude_unset=True),
        language=view.language,
        steps=sorted(view.steps.values(), key=_step_order),
        shots=[await _shot(shot, sign) for shot in view.shots],
        artifacts=artifacts_of(view),
        warnings=list(view.warnings),
        degraded=list(view.degraded),
        credits=list(view.credits),
        cost_usd=view.cost_usd,
        estimate=of_task(view, catalogue),
        timings=_timings(view, now),
        run=row.run,
        eta_s=row.eta_s,
        seq=row.seq,
        webhook=_webhook(view.spec),
    )


def shown_film(view: TaskView) -> Film | None:
    """Return the film that is there to be seen: the newest that was finished."""
    return view.film or view.earlier_film


def artifacts_of(view: TaskView) -> dict[str, ArtifactRef]:
    """Name the finished files of a task."""
    film = shown_film(view)
    if film is None:
        return {}
    named = {"video": film.video, "thumbnail": film.thumbnail}
    if film.poster is not None:
        named["poster"] = film.poster
    if film.preview is not None:
        named["preview"] = film.preview
    if film.sprites is not None:
        named["sprites"] = film.sprites.image
    return named | {f"captions.{extension}": ref for extension, ref in sorted(film.captions.items())}


def _webhook(spec: TaskSpec) -> WebhookResponse | None:
    if spec.webhook_url is None:
        return None
    return WebhookResponse(
        url=spec.webhook_url, events=None if spec.webhook_events is None else list(spec.webhook_events)
    )


def _step_order(step: StepView) -> tuple[int, int]:
    kind, shot = parse_step_id(step.step_id)
    return _STEP_KINDS_IN_ORDER.index(kind.value), shot or 0


async def _shot(shot: ShotView, sign: Signer) -> ShotResponse:
    return ShotResponse(
        index=shot.index,
        kind=shot.kind.value,
        narration=shot.narration,
        heading=shot.heading,
        duration=shot.duration,
        picture=None if shot.picture is None else await sign(shot.picture),
        clip=None if shot.clip is None else await sign(shot.clip),
    )


def _timings(view: TaskView, now: datetime) -> TimingsResponse:
    elapsed = None
    if view.started_at is not None:
        elapsed = max(0.0, ((view.finished_at or now) - view.started_at).total_seconds())
    return TimingsResponse(started_at=view.started_at, finished_at=view.finished_at, elapsed_s=elapsed)
