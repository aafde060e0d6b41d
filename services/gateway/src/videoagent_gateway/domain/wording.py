"""What is wrong with a request, in words for whoever wrote it."""

from collections.abc import Iterable, Mapping
from typing import Any

_WORDS = {
    "missing": "is needed",
    "extra_forbidden": "is not known here",
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:.16g}",
    "less_than_equal": "must be at most {le:.16g}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have at least {min_length} entries",
    "too_long": "must have at most {max_length} entries",
    "enum": "must be {expected}",
    "literal_error": "must be {expected}",
}
"""By Pydantic's type of problem; others keep its words."""
_SINGULAR = {"at least 1 characters": "at least 1 character", "at least 1 entries": "at least 1 entry"}
_MEDIA = "media:[A-Za-z0-9_-]{1,64}"


def field_errors(problems: Iterable[Mapping[str, Any]], *, skip: int = 0) -> list[dict[str, str]]:
    """Tell Pydantic's errors by field name as the caller wrote it: ``options.fps``.

    A list of which an entry is wrong counts for Pydantic as too short, too; that would only mislead.

    Args:
        problems: Errors with their context.
        skip: How many parts of each place are not the caller's.
    """
    found = list(problems)
    above = {problem["loc"][:length] for problem in found for length in range(len(problem["loc"]))}
    return [
        {"field": _field(problem["loc"][skip:]), "message": words_of(problem)}
        for problem in found
        if problem["type"] != "too_short" or problem["loc"] not in above
    ]


def words_of(problem: Mapping[str, Any]) -> str:
    """Say one error of Pydantic's: what the field must be."""
    kind, context = problem["type"], problem.get("ctx", {})
    if kind == "string_pattern_mismatch" and _MEDIA in context["pattern"]:
        others = "auto, off or " if "auto" in context["pattern"] else ""
        return f"must be {others}media: and the id of an upload"
    if kind not in _WORDS:
        return str(problem["msg"]).removeprefix("Value error, ")
    words = _WORDS[kind].format(**context)
    for plural, singular in _SINGULAR.items():
        words = words.replace(plural, singular)
    return words


def _field(place: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in place if part != "[key]") or "body"
