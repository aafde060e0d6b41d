"""The compatibility rules, each on the smallest schema that shows it."""

from typing import Any

import pytest

from videoagent_contracts.publication.compatibility import breaking_changes, unreadable_before


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "title": "M", "properties": properties, "required": list(required)}


TEXT = {"type": "string"}
NUMBER = {"type": "number"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_object(a=TEXT), _object(a=TEXT, b=NUMBER)),
        (_object(("a",), a=TEXT), _object(a=TEXT)),
        (_object(a=TEXT), _object(a={"anyOf": [TEXT, {"type": "null"}]})),
        (_object(a={"enum": ["x"]}), _object(a={"enum": ["x", "y"]})),
        (_object(a={"type": "string", "maxLength": 5}), _object(a={"type": "string", "maxLength": 9})),
    ],
)
def test_widening_is_allowed(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert breaking_changes(old, new) == []


def test_a_new_field_is_read_by_readers_of_before() -> None:
    assert unreadable_before(_object(a=TEXT), _object(a=TEXT, b=NUMBER)) == []
    assert unreadable_before(_object(a=TEXT), _object(("b",), a=TEXT, b=NUMBER)) == []
    codes = {"title": "ErrorCode", "type": "string"}
    assert unreadable_before(_object(a={**codes, "enum": ["x"]}), _object(a={**codes, "enum": ["x", "y"]})) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (_object(("a",), a=TEXT), _object(a=TEXT), "required"),
        (_object(a=TEXT), _object(a={"anyOf": [TEXT, {"type": "null"}]}), "no longer accepts null"),
        (_object(a={"enum": ["x"]}), _object(a={"enum": ["x", "y"]}), "fewer values"),
        (_object(a={"type": "string", "maxLength": 5}), _object(a={"type": "string", "maxLength": 9}), "maxLength"),
    ],
)
def test_what_readers_of_before_refuse_is_told(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert any(said in line for line in unreadable_before(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (_object(a=TEXT), _object(), "removed"),
        (_object(a=TEXT), _object(("a",), a=TEXT), "required"),
        (_object(a=TEXT), _object(a=NUMBER), "no longer accepts string"),
        (_object(a={"enum": ["x", "y"]}), _object(a={"enum": ["x"]}), "fewer values"),
        (_object(a=TEXT), _object(a={"type": "string", "maxLength": 5}), "maxLength"),
        (_object(a={"type": "array", "items": TEXT}), _object(a={"type": "array", "items": NUMBER}), "items"),
        (_object(a=TEXT), _object(a={"type": "string", "pattern": "^x$"}), "pattern"),
    ],
)
def test_narrowing_is_breaking(old: dict[str, Any], new: dict[str, Any], said: str) -> None:
    assert any(said in line for line in breaking_changes(old, new))


def test_references_are_followed() -> None:
    old = {"$defs": {"P": _object(a=TEXT)}, **_object(p={"$ref": "#/$defs/P"})}
    new = {"$defs": {"P": _object(a=NUMBER)}, **_object(p={"$ref": "#/$defs/P"})}
    assert breaking_changes(old, new) == ["/p/a: no longer accepts string"]
