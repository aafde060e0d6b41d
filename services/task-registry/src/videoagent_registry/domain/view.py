"""The public state of a task."""

from datetime import datetime

from videoagent_contracts.enums import StepKind
from videoagent_contracts.film import Film, Picture, Segment, Shot
from videoagent_contracts.options import TaskSpec
from videoagent_contracts.status import ShotView, StepView, TaskView
from videoagent_registry.domain.crediting import credits_of
from videoagent_registry.domain.progress import message, stage
from videoagent_registry.domain.record import StepRecord, TaskRecord

FORGOTTEN_TOPIC = "(deleted)"


def task_view(record: TaskRecord, now: datetime) -> TaskView:
    """Build the public state. Nothing is validated: every part comes from validated messages."""
    if record.removed:
        return _remains(record)
    storyboard, story = record.storyboard, record.story
    titled = storyboard or story
    look = record.look
    return TaskView.model_construct(
        task_id=record.task_id,
        user_id=record.user_id,
        spec=record.spec,
        status=record.status,
        stage=stage(record),
        progress=record.progress,
        message=message(record),
        waiting=record.wait.reason if record.wait is not None else None,
        eta_s=record.eta_s,
        run=record.run,
        title=titled.title if titled else None,
        language=titled.language if titled else look.language if look else record.spec.options.language,
        steps={name: step_view(step) for name, step in record.steps.items()},
        shots=_shots(record),
        storyboard=storyboard,
        film=_told(record.output(StepKind.COMPOSE, Film)),
        earlier_film=_earlier_film(record),
        error=record.error,
        warnings=_warnings(record),
        degraded=record.degraded,
        credits=credits_of(record),
        cost_usd=round(record.cost_usd, 6),
        created_at=record.created_at,
        updated_at=record.updated_at,
        started_at=record.started_at,
        finished_at=record.finished_at,
    )


def step_view(step: StepRecord) -> StepView:
    """Return the public state of one step."""
    if step.memo.step is None:
        step.memo.step = _step_view(step)
    return step.memo.step


def _step_view(step: StepRecord) -> StepView:
    output = step.output
    return StepView.model_construct(
        step_id=step.step_id,
        kind=step.kind,
        status=step.status,
        attempt=step.attempt,
        fraction=1.0 if step.done else step.fraction,
        started_at=step.started_at,
        finished_at=step.finished_at,
        provider=output.provider if output is not None else step.provider,
        cost_usd=output.cost_usd if output is not None else 0.0,
        error=step.error,
        reused=step.reused,
    )


def _shots(record: TaskRecord) -> tuple[ShotView, ...]:
    storyboard = record.storyboard
    if storyboard is None:
        return ()
    return tuple(_shot_view(record, index, shot) for index, shot in enumerate(storyboard.shots))


def _shot_view(record: TaskRecord, index: int, shot: Shot) -> ShotView:
    image, video = record.steps.get(f"image:{index}"), record.steps.get(f"video:{index}")
    if video is not None and video.memo.shot is not None and video.memo.shot[0] is image:
        return video.memo.shot[1]
    picture = image.output if image is not None and isinstance(image.output, Picture) else None
    segment = video.output if video is not None and isinstance(video.output, Segment) else None
    view = ShotView.model_construct(
        index=index,
        kind=shot.kind,
        narration=shot.narration,
        heading=shot.heading,
        picture=picture.picture if picture else None,
        clip=segment.body if segment else None,
        duration=round(segment.frames / segment.fps, 3) if segment else None,
    )
    if video is not None:
        video.memo.shot = (image, view)
    return view


def _earlier_film(record: TaskRecord) -> Film | None:
    """Return the film that stands until a change of it is finished: it is set aside, and its files stay."""
    compose = record.steps.get(StepKind.COMPOSE.value)
    kept = compose.kept if compose is not None else None
    return _told(kept.output) if kept is not None and isinstance(kept.output, Film) else None


def _told(film: Film | None) -> Film | None:
    """Leave out what is the composer's own: it would be said again with every status."""
    return film.model_copy(update={"parts": ()}) if film is not None and film.parts else film


def _warnings(record: TaskRecord) -> tuple[str, ...]:
    said = dict.fromkeys(record.warnings)
    for step in record.steps.values():
        if step.output is not None:
            said.update(dict.fromkeys(step.output.warnings))
    return tuple(said)


def _remains(record: TaskRecord) -> TaskView:
    """Say whose the deleted task was, and nothing of what its user wrote."""
    return TaskView.model_construct(
        task_id=record.task_id,
        user_id=record.user_id,
        spec=TaskSpec(topic=FORGOTTEN_TOPIC, priority=record.spec.priority),
        status=record.status,
        progress=record.progress,
        run=record.run,
        created_at=record.created_at,
        updated_at=record.updated_at,
        started_at=record.started_at,
        finished_at=record.finished_at,
    )
