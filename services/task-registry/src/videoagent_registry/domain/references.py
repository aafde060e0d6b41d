"""Which pictures are made after which: the first of a subject, and of the film at all, before the later ones.

Nobody waits unless an agent asks, as only agents know whether a model takes pictures. A first picture after which none
can be made is done without. Waiting for one never stops a film, which needs all of its pictures anyway; and each waits
for earlier ones only, so that they never wait for each other.
"""

from collections.abc import Mapping

from videoagent_contracts.enums import ShotKind, StepKind, StepStatus
from videoagent_contracts.film import Picture, Reference, Shot
from videoagent_contracts.ids import step_id
from videoagent_registry.domain.record import StepRecord, TaskRecord

STYLE = ""
"""Name of the reference that tells the film's style; the others have their subject's."""


def given(record: TaskRecord, shot: int) -> tuple[Reference, ...]:
    """Return the references of a shot's picture that have been chosen: its subject's first, then the style's."""
    found: dict[str, Reference] = {}
    for name in _names(record, shot):
        reference = record.references.get(name)
        if reference is not None:
            found.setdefault(reference.picture.sha256, reference)
    return tuple(found.values())


def follow(record: TaskRecord, step: StepRecord) -> bool:
    """Whether a picture step that asks for references would get any that it has not yet, or learn that it cannot."""
    return not step.after_references and bool(_missing(record, step))


def awaits_reference(record: TaskRecord, step: StepRecord) -> bool:
    """Whether a step has asked for references, and one of them may still be made."""
    waits = step.after_references and step.status is not StepStatus.SUCCEEDED
    return waits and any(not first.done for first in _missing(record, step).values())


def chosen(record: TaskRecord, step: StepRecord) -> Mapping[str, Reference]:
    """Return by name the references that are to be chosen for a step that has asked for them."""
    new: dict[str, Reference] = {}
    for name, first in _missing(record, step).items():
        picture, subject = first.output, _subject(record, first)
        if isinstance(picture, Picture) and picture.reference:
            new[name] = Reference(picture=picture.picture, subject=subject)
    return new


def lost(record: TaskRecord, step: StepRecord) -> str:
    """Say why references that a step has asked for cannot be had; empty: they can, or it has not asked.

    Nothing is lost where the first picture came out as it was to be: somebody wanted it from a provider whose
    pictures cannot be references.
    """
    if not step.after_references:
        return ""
    worse = {entry.step_id for entry in record.degraded}
    missing = {first.step_id: first for first in _missing(record, step).values() if first.done}
    told = (f"{name} was made by {_maker(first)}" for name, first in missing.items() if name in worse)
    return "; ".join(f"{each}, after which no other picture can be made" for each in told)


def _missing(record: TaskRecord, step: StepRecord) -> dict[str, StepRecord]:
    """Return by name the steps that make the references which are not chosen yet; a first picture needs none."""
    if step.kind is not StepKind.IMAGE or step.shot is None:
        return {}
    firsts = {name: _first(record, name) for name in _names(record, step.shot) if name not in record.references}
    return {name: first for name, first in firsts.items() if first is not None and first.step_id != step.step_id}


def _names(record: TaskRecord, index: int) -> tuple[str, ...]:
    storyboard = record.storyboard
    if storyboard is None or not _is_scenery(storyboard.shots[index]):
        return ()
    return tuple(dict.fromkeys((_key(storyboard.shots[index].subject), STYLE)))


def _first(record: TaskRecord, name: str) -> StepRecord | None:
    """Return the step of the first picture in the film that shows a subject, or of the first at all."""
    shots = record.storyboard.shots if record.storyboard is not None else ()
    for index, shot in enumerate(shots):
        if _is_scenery(shot) and name in (STYLE, _key(shot.subject)):
            return record.steps.get(step_id(StepKind.IMAGE, index))
    return None


def _is_scenery(shot: Shot) -> bool:
    """Whether a model may draw it: words are set by code, and the user's own is shown as it is."""
    return shot.kind is ShotKind.SCENE and shot.media is None


def _key(subject: str) -> str:
    return " ".join(subject.casefold().split())


def _subject(record: TaskRecord, first: StepRecord) -> str:
    storyboard = record.storyboard
    return "" if storyboard is None or first.shot is None else storyboard.shots[first.shot].subject


def _maker(step: StepRecord) -> str:
    return step.output.provider if step.output is not None else "nobody"
