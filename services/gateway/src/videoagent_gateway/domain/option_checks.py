"""What the contract's own validation cannot know: names of this installation, and options nobody declares."""

import difflib
import math
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic_core import to_json

from videoagent_contracts.options import TaskOptions, has_control_characters, unknown_options

MAX_UNKNOWN_OPTIONS = 32
MAX_UNKNOWN_DEPTH = 8
MAX_UNKNOWN_TEXT = 4_000
MAX_UNKNOWN_BYTES = 16 * 1024
"""Of all unknown options as JSON: they are repeated in each of some forty messages of a task, and in its state."""
_INT64 = 2**63


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that somebody who wrote ``name`` most likely meant, if any is near."""
    by_folded = {candidate.casefold(): candidate for candidate in known}
    close = difflib.get_close_matches(name.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def unknown_option_warnings(options: TaskOptions) -> list[str]:
    """Warn about every option that no service of this version declares."""
    warnings = []
    for name in unknown_options(options):
        meant = nearest(name, TaskOptions.model_fields)
        hint = f"; did you mean {meant}?" if meant else f"; the nearest known options are {_closest_three(name)}"
        warnings.append(f"unknown option {name} is passed on to the agents as it is{hint}")
    return warnings


def _closest_three(name: str) -> str:
    known = list(TaskOptions.model_fields)
    close = difflib.get_close_matches(name.casefold(), known, n=3, cutoff=0.0)
    return ", ".join(close)


def unknown_option_errors(options: TaskOptions) -> list[dict[str, str]]:
    """Refuse unknown options that could not be stored or passed on: odd names, control characters, depth, size."""
    extra = unknown_options(options)
    if len(extra) > MAX_UNKNOWN_OPTIONS:
        return [_error("options", f"at most {MAX_UNKNOWN_OPTIONS} unknown options are passed on")]
    errors = []
    for name, value in extra.items():
        problem = _key_problem(name) or _value_problem(value, MAX_UNKNOWN_DEPTH)
        if problem:
            errors.append(_error(f"options.{name[:64]}", problem))
    return errors or _size_errors(extra)


def _size_errors(extra: Mapping[str, Any]) -> list[dict[str, str]]:
    sizes = {name: len(to_json({name: value})) for name, value in extra.items()}
    if sum(sizes.values()) <= MAX_UNKNOWN_BYTES:
        return []
    largest = max(sizes, key=lambda name: sizes[name])
    message = f"all unknown options together must have at most {MAX_UNKNOWN_BYTES} bytes as JSON; this is the largest"
    return [_error(f"options.{largest}", message)]


def _key_problem(key: str) -> str | None:
    if not key or len(key) > 64 or key.startswith("$") or "." in key or has_control_characters(key):
        return "names must have 1 to 64 characters, no control character and no dot, and not begin with $"
    return None


def _value_problem(value: Any, depth: int) -> str | None:
    if depth == 0:
        return f"must not be nested deeper than {MAX_UNKNOWN_DEPTH} levels"
    if isinstance(value, dict):
        keys = (_key_problem(key) for key in value)
        values = (_value_problem(item, depth - 1) for item in value.values())
        return next((problem for problem in (*keys, *values) if problem), None)
    if isinstance(value, list):
        return next((problem for item in value if (problem := _value_problem(item, depth - 1))), None)
    return _text_problem(value) if isinstance(value, str) else _number_problem(value)


def _number_problem(value: Any) -> str | None:
    if isinstance(value, int) and not -_INT64 <= value < _INT64:
        return "integers must fit 64 bits"
    if isinstance(value, float) and not math.isfinite(value):
        return "numbers must be finite"
    return None


def _text_problem(text: str) -> str | None:
    if len(text) > MAX_UNKNOWN_TEXT:
        return f"text must have at most {MAX_UNKNOWN_TEXT} characters"
    if has_control_characters(text, allowed="\n\r\t"):
        return "must not contain control characters other than line breaks and tabs"
    return None


def _error(field: str, message: str) -> dict[str, str]:
    return {"field": field, "message": message}
