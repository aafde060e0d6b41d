"""Tell whether messages written under one JSON Schema can still be read under another.

The rules are those of a reader that ignores unknown fields: adding an optional field is harmless; a field that
becomes required, changes its type, loses an accepted value or gets a tighter limit is not. A field that
disappears is breaking too, since yesterday's readers still look for it.
"""

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]
_TOLERANT = frozenset({"ErrorCode"})
"""Enums of which readers take a value that they do not know for another."""
_UPPER_LIMITS = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_LOWER_LIMITS = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")


def breaking_changes(old: Schema, new: Schema) -> list[str]:
    """Return one line per breaking change, empty when every old message can still be read."""
    return list(_compare("", _resolved(old, old), _resolved(new, new), old, new))


def unreadable_before(old: Schema, new: Schema) -> list[str]:
    """Return one line for everything that a message may say under ``new`` and a reader under ``old`` refuses.

    In a rolling upgrade yesterday's services read what today's write: a new value of an enum, another type, a higher
    limit, a field that may be missing now. A field that is new is none of these, since it is ignored.
    """
    found = _compare("", _resolved(new, new), _resolved(old, old), new, old)
    return [line for line in found if not line.endswith(": removed")]


def _resolved(schema: Schema, root: Schema) -> Schema:
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def _alternatives(schema: Schema, root: Schema) -> dict[str, Schema]:
    """Map each accepted kind of value (``string``, ``object:Look`` …) to its schema."""
    schema = _resolved(schema, root)
    if "anyOf" in schema:
        found: dict[str, Schema] = {}
        for option in schema["anyOf"]:
            found.update(_alternatives(option, root))
        return found
    kind = schema.get("type", "any")
    return {f"object:{schema.get('title', '')}" if kind == "object" and "properties" in schema else str(kind): schema}


def _compare(path: str, old: Schema, new: Schema, old_root: Schema, new_root: Schema) -> Iterator[str]:
    before, after = _alternatives(old, old_root), _alternatives(new, new_root)
    for kind, schema in before.items():
        if kind in after:
            yield from _compare_one(path, schema, after[kind], old_root, new_root)
        elif "any" not in after:
            yield f"{path or '/'}: no longer accepts {kind}"


def _compare_one(path: str, old: Schema, new: Schema, old_root: Schema, new_root: Schema) -> Iterator[str]:
    yield from _values(path, old, new)
    yield from _limits(path, old, new)
    properties = new.get("properties", {})
    for name in set(new.get("required", [])) - set(old.get("required", [])):
        yield f"{path}/{name}: became required"
    for name, schema in old.get("properties", {}).items():
        if name not in properties:
            yield f"{path}/{name}: removed"
        else:
            yield from _compare(f"{path}/{name}", schema, properties[name], old_root, new_root)
    for word in ("items", "additionalProperties"):
        if isinstance(old.get(word), dict) and isinstance(new.get(word), dict):
            yield from _compare(f"{path}/{word}", old[word], new[word], old_root, new_root)


def _values(path: str, old: Schema, new: Schema) -> Iterator[str]:
    def accepted(schema: Schema) -> set[str] | None:
        if "const" in schema:
            return {str(schema["const"])}
        return {str(value) for value in schema["enum"]} if "enum" in schema else None

    before, after = accepted(old), accepted(new)
    if new.get("title") in _TOLERANT:
        return
    if after is not None and (before is None or before - after):
        yield f"{path or '/'}: accepts fewer values than before"
    if new.get("pattern") != old.get("pattern") and "pattern" in new:
        yield f"{path or '/'}: another pattern than before"


def _limits(path: str, old: Schema, new: Schema) -> Iterator[str]:
    for name in _UPPER_LIMITS:
        if name in new and new[name] < old.get(name, float("inf")):
            yield f"{path or '/'}: {name} is lower than before"
    for name in _LOWER_LIMITS:
        if name in new and new[name] > old.get(name, float("-inf")):
            yield f"{path or '/'}: {name} is higher than before"
