"""From a Pydantic model to the JSON Schema that servers take, and from a model's text back to an instance."""

import json
import re
from typing import Any

from pydantic import BaseModel, ValidationError

from videoagent_models.text import AnswerT

_KEPT = frozenset({"type", "description", "enum", "const", "items", "anyOf", "$ref", "$defs", "properties"})
_FENCE = re.compile(r"^\s*```[a-zA-Z]*\s*\n(.*?)\n?\s*```\s*$", re.DOTALL)
_THOUGHT = re.compile(r"^\s*<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)
"""What models that reason aloud say first, where their server does not take it out; it may hold drafts."""
_REPORTED_ERRORS = 12


class InvalidAnswerError(ValueError):
    """The text is no valid answer; ``args[0]`` tells the model what to mend."""


def strict_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the subset of JSON Schema that "strict" structured output understands.

    Every property is required, none may be added, and limits are left out: servers differ in the ones that
    they take, and the answer is validated against the whole model anyway.
    """
    schema: dict[str, Any] = _strict(model.model_json_schema())
    return schema


def _strict(node: Any) -> Any:
    if not isinstance(node, dict):
        return [_strict(entry) for entry in node] if isinstance(node, list) else node
    strict: dict[str, Any] = {}
    for key, value in node.items():
        if key in ("properties", "$defs"):
            strict[key] = {name: _strict(child) for name, child in value.items()}
        elif key in _KEPT:
            strict[key] = _strict(value)
    if strict.get("type") == "object":
        strict.setdefault("properties", {})
        strict["required"] = list(strict["properties"])
        strict["additionalProperties"] = False
    return strict


def instruction(model: type[BaseModel]) -> str:
    """Say in words what ``strict_schema`` says, for servers without structured output."""
    schema = json.dumps(strict_schema(model), ensure_ascii=False, separators=(",", ":"))
    return f"Answer with one JSON object and nothing else, no code fence. It must match this JSON Schema:\n{schema}"


def parse(text: str, model: type[AnswerT]) -> AnswerT:
    """Read an answer, with or without thoughts before, a code fence or words around its one JSON object.

    Raises:
        InvalidAnswerError: It is cut off, not JSON, or does not validate.
    """
    try:
        document = json.loads(_object_in(text))
    except (ValueError, RecursionError) as error:
        raise InvalidAnswerError("the answer is not one complete JSON object") from error
    try:
        return model.model_validate(document)
    except ValidationError as error:
        raise InvalidAnswerError(_problems(error)) from error


def _object_in(text: str) -> str:
    said = _THOUGHT.sub("", text)
    fenced = _FENCE.match(said)
    body = fenced[1] if fenced else said
    start, end = body.find("{"), body.rfind("}")
    if start < 0 or end < start:
        raise ValueError("no object")
    return body[start : end + 1]


def _problems(error: ValidationError) -> str:
    return "\n".join(
        f"- {'.'.join(map(str, problem['loc'])) or 'the object'}: {problem['msg']}"
        for problem in error.errors(include_url=False, include_input=False)[:_REPORTED_ERRORS]
    )
