"""What a new run takes over: an output is used again exactly when the step would now be given what it was made from."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from videoagent_contracts.enums import StepKind, StepStatus
from videoagent_contracts.film import ImageRequest, Music, MusicRequest, Warned
from videoagent_contracts.steps import StepInput, StepOutput
from videoagent_registry.domain.decision import Draft
from videoagent_registry.domain.inputs import build_input, wanted_provider
from videoagent_registry.domain.record import Kept, StepRecord, TaskRecord
from videoagent_registry.domain.timing import MUSIC_EXTRA_S

_NOTES = frozenset(Warned.model_fields) | {"reference"}
"""How an output came about, and what it may be used for; what is made from it does not depend on that."""
_OF_NO_EFFECT: Mapping[StepKind, Mapping[str, frozenset[str]]] = {
    StepKind.IMAGE: {
        "shot": frozenset({"camera", "transition", "duration"}),
        "": frozenset({"references", "references_follow", "references_lost"}),
    },
    StepKind.VIDEO: {"shot": frozenset({"transition", "duration", "subject"}), "": frozenset({"references"})},
    StepKind.MUSIC: {"": frozenset({"duration"})},
    StepKind.COMPOSE: {"": frozenset({"parts"})},
}
"""Fields of an input (of a part of it, or at its top) that do not shape the output, or that the input has elsewhere.

Of music it is enough that it lasts as long as is needed, see ``fits``. References stay the same as long as look and
subject do, which are compared; whether they could be had is no reason to make a picture again.
"""


def fingerprint(record: TaskRecord, step: StepRecord) -> str:
    """Return a digest of all in a step's input that shapes its output, and of the provider that the user named.

    Two steps of the same fingerprint make the same, or may at least stand for each other.

    Raises:
        LookupError, ValueError: The input cannot be built.
    """
    return _digest(build_input(record, step), step.kind, wanted_provider(record, step))


def keep(record: TaskRecord, step: StepRecord) -> Kept | None:
    """Set aside what a step has made, with the input that it was made from; what was set aside before stays so.

    A step that succeeded was made from what it would be given now: nothing that it builds on changes under it.
    So its fingerprint is taken only when a run begins anew, by today's rules, and costs nothing before.
    """
    if step.output is None:
        return step.kept
    try:
        made_from: str | None = fingerprint(record, step)
    except (LookupError, ValueError):
        made_from = None  # made under rules that no longer hold; it is made again, and stands until then
    told = tuple(entry for entry in record.degraded if entry.step_id == step.step_id)
    return Kept(step.output, made_from, step.provider, told, step.started_at, step.finished_at)


def fits(record: TaskRecord, step: StepRecord) -> bool:
    """Whether a step whose dependencies are done may take over what it keeps."""
    kept = step.kept
    if kept is None or kept.made_from is None:
        return False
    wanted = build_input(record, step)
    if kept.made_from != _digest(wanted, step.kind, wanted_provider(record, step)):
        return False
    if isinstance(wanted, MusicRequest) and isinstance(kept.output, Music):
        return kept.output.duration >= wanted.duration - MUSIC_EXTRA_S
    return True


def take_over(draft: Draft, step: StepRecord) -> StepRecord | None:
    """Give a step what it keeps, if that fits; None: it has to be made."""
    if step.kept is None or not fits(draft.record, step):
        return None
    kept = step.kept
    told = tuple(entry.model_copy(update={"step_id": step.step_id}) for entry in kept.degraded)
    if told:
        draft.set(degraded=(*draft.record.degraded, *told))
    return draft.step(
        step.step_id,
        status=StepStatus.SUCCEEDED,
        output=kept.output,
        kept=None,
        provider=kept.provider,
        started_at=kept.started_at,
        finished_at=kept.finished_at,
        fraction=1.0,
        due_at=None,
        error=None,
        reused=True,
    )


def is_same(kept: Kept | None, output: StepOutput) -> bool:
    """Whether a step has made again what it keeps."""
    return kept is not None and _plain(kept.output) == _plain(output)


def spoiled(kept: Kept | None) -> Kept | None:
    """Keep an output for reference only: the step is made again in any case."""
    return None if kept is None else replace(kept, made_from=None)


def _digest(wanted: StepInput, kind: StepKind, provider: str | None) -> str:
    values = _without_notes(wanted.model_dump(mode="json"))
    for part, names in _OF_NO_EFFECT.get(kind, {}).items():
        held = values[part] if part else values
        for name in names:
            del held[name]
    if isinstance(wanted, ImageRequest) and (wanted.shot.prompt or wanted.shot.media):
        del values["shot"]["narration"]  # the picture shows what it is told to, whatever is said over it
    text = json.dumps([values, provider], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _plain(output: StepOutput) -> Any:
    return _without_notes(output.model_dump(mode="json"))


def _without_notes(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _without_notes(each) for name, each in value.items() if name not in _NOTES}
    return [_without_notes(each) for each in value] if isinstance(value, list) else value
