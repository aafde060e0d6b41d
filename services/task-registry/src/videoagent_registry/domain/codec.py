"""Journal entries as JSON text and back: what decisions changed, and what they said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, get_type_hints

import pydantic_core
from pydantic import TypeAdapter

from videoagent_contracts.enums import StepKind
from videoagent_contracts.steps import STEP_OUTPUTS, StepOutput
from videoagent_registry.domain.decision import (
    RECORD_FIELDS,
    Cancellation,
    Decision,
    Output,
    Progress,
    Removal,
    Request,
    Status,
)
from videoagent_registry.domain.record import Kept, StepRecord, TaskRecord

_OUTPUTS: Mapping[str, type[Output]] = {
    "request": Request,
    "cancel": Cancellation,
    "status": Status,
    "progress": Progress,
    "remove": Removal,
}
_OUTPUT_NAMES = {kind: name for name, kind in _OUTPUTS.items()}
_OUTPUT_ADAPTERS: Mapping[str, TypeAdapter[Output]] = {name: TypeAdapter(kind) for name, kind in _OUTPUTS.items()}
_TASK_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    name: TypeAdapter(hint) for name, hint in get_type_hints(TaskRecord).items() if name in RECORD_FIELDS
}
_STEP_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    name: TypeAdapter(hint)
    for name, hint in get_type_hints(StepRecord).items()
    if name not in ("output", "kept", "memo")
}
_KEPT_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    name: TypeAdapter(hint) for name, hint in get_type_hints(Kept).items() if name != "output"
}
_STEP_DEFAULTS = {each.name: each.default for each in fields(StepRecord) if each.init}


@dataclass(frozen=True, slots=True)
class Folded:
    """One decision read back: the state after it, and what it said."""

    record: TaskRecord
    cause: str
    at: datetime
    outputs: tuple[Output, ...]


def encode_decisions(decisions: Sequence[Decision]) -> str:
    """Write the decisions of one entry."""
    return pydantic_core.to_json([_decision(each) for each in decisions]).decode()


def fold_decisions(record: TaskRecord | None, version: int, body: str) -> list[Folded]:
    """Read one entry's decisions, each with the state after it.

    What a later version has written beside is passed over: in a rolling upgrade both versions take tasks over.

    Args:
        record: The state before the entry; None before the first one.
        version: The entry's number.
        body: What ``encode_decisions`` wrote.

    Raises:
        ValueError: The text is no entry of this task, or its first entry is missing.
    """
    folded = []
    for written in pydantic_core.from_json(body):
        changes = {
            name: _TASK_ADAPTERS[name].validate_python(value)
            for name, value in written["set"].items()
            if name in _TASK_ADAPTERS
        }
        base = TaskRecord(**changes) if record is None else replace(record, **changes)
        steps = _fold_steps(base.steps, written["steps"])
        record = replace(base, steps=steps, version=version)
        outputs = tuple(
            _OUTPUT_ADAPTERS[name].validate_python(value) for name, value in written["say"] if name in _OUTPUT_ADAPTERS
        )
        folded.append(Folded(record, written["cause"], datetime.fromisoformat(written["at"]), outputs))
    return folded


def _decision(decision: Decision) -> dict[str, Any]:
    record = decision.record
    return {
        "cause": decision.cause,
        "at": decision.at.isoformat(),
        "set": {name: getattr(record, name) for name in sorted(decision.fields)},
        "steps": {name: _step(record.steps.get(name)) for name in record.steps if name in decision.steps}
        | {name: None for name in decision.steps if name not in record.steps},
        "say": [(_OUTPUT_NAMES[type(output)], output) for output in decision.outputs],
    }


def _step(step: StepRecord | None) -> dict[str, Any] | None:
    if step is None:
        return None
    values = {name: getattr(step, name) for name in _STEP_DEFAULTS}
    return {name: value for name, value in values.items() if value != _STEP_DEFAULTS[name]}


def _fold_steps(steps: Mapping[str, StepRecord], written: Mapping[str, Any]) -> Mapping[str, StepRecord]:
    if not written:
        return steps
    folded = dict(steps)
    for name, values in written.items():
        if values is None:
            folded.pop(name, None)
        else:
            folded[name] = _read_step(values)
    return folded


def _read_step(values: Mapping[str, Any]) -> StepRecord:
    """Read a step; what its entry does not tell (a field newer than the entry, too) is as in a new step."""
    plain = {name: value for name, value in values.items() if name in _STEP_ADAPTERS}
    read = {name: _STEP_ADAPTERS[name].validate_python(value) for name, value in plain.items()}
    model, output, kept = STEP_OUTPUTS[StepKind(values["kind"])], values.get("output"), values.get("kept")
    return StepRecord(
        **read,
        output=None if output is None else model.model_validate(output),
        kept=None if kept is None else _read_kept(model, kept),
    )


def _read_kept(model: type[StepOutput], values: Mapping[str, Any]) -> Kept:
    read = {name: adapter.validate_python(values[name]) for name, adapter in _KEPT_ADAPTERS.items()}
    return Kept(output=model.model_validate(values["output"]), **read)
