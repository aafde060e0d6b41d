"""Messages to bytes and back, and the Kafka headers that go with them."""

from collections.abc import Iterable
from typing import Any

import pydantic_core
from pydantic import BaseModel, ConfigDict, ValidationError

from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.topics import MESSAGES

AnyEnvelope = Envelope[Any]
CONTENT_TYPE = "application/cloudevents+json"
_UNREADABLE_DETAIL_CHARACTERS = 500


class UnreadableMessageError(ValueError):
    """Bytes that are no message of this system: not JSON, wrong shape, unknown type or version."""


class _Head(BaseModel):
    model_config = ConfigDict(extra="ignore")

    type: str
    version: int


def encode(envelope: AnyEnvelope) -> bytes:
    """Serialise as UTF-8 JSON."""
    return envelope.model_dump_json(exclude_none=True).encode()


def decode(raw: bytes, expected: Iterable[type[Message]] | None = None) -> AnyEnvelope:
    """Read a message by its ``type`` and ``version``.

    Args:
        raw: What lay in the topic.
        expected: Payload classes that the topic carries; None: any known one.

    Raises:
        UnreadableMessageError: With what was wrong, free of the payload's content beyond field names.
    """
    try:
        document = pydantic_core.from_json(raw)
        head = _Head.model_validate(document)
        payload = MESSAGES.get((head.type, head.version))
        if payload is None or (expected is not None and payload not in tuple(expected)):
            raise UnreadableMessageError(  # noqa: TRY301 - one place tells all the ways of being unreadable
                f"message type {head.type!r} version {head.version} is not read here"
            )
        return Envelope[payload].model_validate(document)  # type: ignore[valid-type]
    except ValidationError as error:
        problems = "; ".join(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()[:5])
        raise UnreadableMessageError(problems[:_UNREADABLE_DETAIL_CHARACTERS]) from error
    except UnreadableMessageError:
        raise
    except (ValueError, RecursionError) as error:
        raise UnreadableMessageError(f"not JSON: {error}"[:_UNREADABLE_DETAIL_CHARACTERS]) from error


def cloudevents_headers(envelope: AnyEnvelope) -> dict[str, str]:
    """Return the CloudEvents 1.0 attributes (binary content mode of its Kafka binding)."""
    return {
        "ce_specversion": "1.0",
        "ce_id": envelope.id,
        "ce_type": f"{envelope.type}.v{envelope.version}",
        "ce_source": f"/videoagent/{envelope.producer}",
        "ce_subject": envelope.task_id if envelope.step_id is None else f"{envelope.task_id}/{envelope.step_id}",
        "ce_time": envelope.occurred_at.isoformat(),
        "content-type": CONTENT_TYPE,
    }
