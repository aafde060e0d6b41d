"""Every message version has a schema and a golden example, and both are kept."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from videoagent_contracts.codec import UnreadableMessageError, cloudevents_headers, decode, encode
from videoagent_contracts.commands import RerunStep, RetryTask
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.errors import ErrorCode
from videoagent_contracts.publication.compatibility import breaking_changes
from videoagent_contracts.publication.files import EXAMPLES, SCHEMAS, file_name, schema_of
from videoagent_contracts.topics import MESSAGES, TOPICS

KEYS = sorted(MESSAGES)


@pytest.mark.parametrize(("type_name", "version"), KEYS)
def test_committed_schema_is_the_one_that_the_code_has(type_name: str, version: int) -> None:
    committed = json.loads((SCHEMAS / file_name(type_name, version)).read_text())
    current = schema_of(MESSAGES[type_name, version])
    assert breaking_changes(committed, current) == []
    assert committed == current, "run python -m videoagent_contracts.publication"


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_golden_example_is_read_by_todays_code(path: Path) -> None:
    raw = path.read_bytes()
    envelope = decode(raw)
    assert file_name(envelope.type, envelope.version) == path.name
    assert decode(encode(envelope)) == envelope
    schema = json.loads((SCHEMAS / path.name).read_text())
    jsonschema.Draft202012Validator(schema).validate(json.loads(raw))


def test_every_message_has_a_golden_example() -> None:
    wanted = {file_name(*key) for key in MESSAGES}
    assert wanted <= {path.name for path in EXAMPLES.glob("*.json")}


def test_an_unknown_field_is_ignored_and_an_unknown_version_is_not_read() -> None:
    document = json.loads(next(iter(sorted(EXAMPLES.glob("task.create.*")))).read_bytes())
    later = decode(json.dumps({**document, "added_later": 1}).encode())
    assert later.type == "task.create"
    with pytest.raises(UnreadableMessageError, match="version 99"):
        decode(json.dumps({**document, "version": 99}).encode())


MAPS = frozenset({"metadata", "steps", "captions", "providers", "media", "below_attempt", "extra_options", "found"})
"""Fields whose keys are data: a new one there is no new field."""


def _grown(value: Any, name: str = "") -> Any:
    """What a later version might say: one more field in every object."""
    if isinstance(value, dict):
        grown = {key: _grown(item, key) for key, item in value.items()}
        return grown if name in MAPS else {**grown, "added_later": 1}
    return [_grown(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda path: path.stem)
def test_a_later_versions_message_is_read_for_what_it_has(path: Path) -> None:
    """In a rolling upgrade today's services read what tomorrow's write."""
    document = json.loads(path.read_bytes())
    later = decode(json.dumps(_grown(document)).encode())
    assert (later.type, later.task_id) == (document["type"], document["task_id"])
    assert set(document["payload"]) <= set(later.payload.model_dump(mode="json"))


def test_an_error_code_of_a_later_version_is_an_internal_error() -> None:
    document = json.loads((EXAMPLES / "step.failed.v1.json").read_bytes())
    document["payload"]["error"]["code"] = "added_later"
    error = decode(json.dumps(document).encode()).payload.error
    assert error.code is ErrorCode.INTERNAL
    assert error.detail == document["payload"]["error"]["detail"]


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"type":1}', b"[" * 100_000])
def test_what_is_no_message_is_refused_with_one_error(raw: bytes) -> None:
    with pytest.raises(UnreadableMessageError):
        decode(raw)


def test_topic_that_does_not_carry_a_message_refuses_it() -> None:
    raw = (EXAMPLES / "task.create.v1.json").read_bytes()
    status = next(topic for topic in TOPICS if topic.name == "videoagent.task.status")
    with pytest.raises(UnreadableMessageError):
        decode(raw, status.messages)


def test_headers_carry_the_cloudevents_attributes() -> None:
    envelope = decode((EXAMPLES / "step.run.image.v1.json").read_bytes())
    headers = cloudevents_headers(envelope)
    assert headers["ce_type"] == "step.run.image.v1"
    assert headers["ce_subject"] == f"{envelope.task_id}/image:0"


def test_a_message_of_a_kind_known_only_at_run_time_is_written_whole() -> None:
    for payload in (RetryTask(from_step="image:1"), RerunStep(step_id="image:1")):
        envelope = Envelope[Message].of(payload, task_id="t", producer="test")
        assert decode(encode(envelope)).payload == payload
