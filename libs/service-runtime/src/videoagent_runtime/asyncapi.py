"""The event contract as an AsyncAPI 3.0 document, made from the topic cards that also make the topics."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic.json_schema import models_json_schema

from videoagent_contracts.codec import CONTENT_TYPE
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.topics import TOPICS, TopicCard

_SCHEMAS = "#/components/schemas/"
_HEADERS = {
    "ce_specversion": "CloudEvents version",
    "ce_id": "Message id; repeats of one message share it",
    "ce_type": "Message type and version",
    "ce_source": "Producing service",
    "ce_subject": "Task, or task and step",
    "ce_time": "When it happened (RFC 3339)",
    "content-type": "Media type of the value",
    "traceparent": "W3C trace context; the trace id is the correlation id",
}


def generate(
    *, title: str = "Video Agent events", version: str = "1.0.0", topics: Sequence[TopicCard] = TOPICS, host: str = ""
) -> dict[str, Any]:
    """Describe every topic, message and who sends and reads it.

    Args:
        title: Of the document.
        version: Of the contract.
        topics: The cards to describe.
        host: Kafka's address for the ``servers`` entry; empty: none is listed.
    """
    messages = _unique(message for topic in topics for message in topic.messages)
    _, definitions = models_json_schema(
        [(Envelope[message], "serialization") for message in messages],  # type: ignore[valid-type]
        ref_template=_SCHEMAS + "{model}",
    )
    document: dict[str, Any] = {
        "asyncapi": "3.0.0",
        "info": {
            "title": title,
            "version": version,
            "description": "Commands, step messages and statuses between the services. Every value is one JSON "
            "envelope; media travels as references into the object store.",
        },
        "defaultContentType": CONTENT_TYPE,
        "channels": {_channel_id(topic): _channel(topic) for topic in topics},
        "operations": {name: operation for topic in topics for name, operation in _operations(topic)},
        "components": {
            "messages": {_message_id(message): _message(message) for message in messages},
            "schemas": definitions.get("$defs", {}),
        },
    }
    if host:
        document["servers"] = {"kafka": {"host": host, "protocol": "kafka"}}
    return document


def _unique(messages: Iterable[type[Message]]) -> list[type[Message]]:
    return list(dict.fromkeys(messages))


def _message_id(message: type[Message]) -> str:
    return f"{message.TYPE}.v{message.VERSION}"


def _channel_id(topic: TopicCard) -> str:
    return topic.name.replace(".", "_")


def _channel(topic: TopicCard) -> dict[str, Any]:
    retention = "for ever" if topic.retention is None else f"{topic.retention.total_seconds() / 86_400:g} days"
    return {
        "address": topic.name,
        "title": topic.name,
        "description": f"{topic.description}. Owner: {topic.owner}. Key: {topic.key}. Kept {retention}"
        f"{', compacted' if topic.compacted else ''}. What nobody could handle goes to {topic.dead_letters}.",
        "messages": {
            _message_id(message): {"$ref": f"#/components/messages/{_message_id(message)}"}
            for message in topic.messages
        },
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {"cleanup.policy": ["compact" if topic.compacted else "delete"]}
                | ({"retention.ms": int(topic.retention.total_seconds() * 1000)} if topic.retention else {}),
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topic: TopicCard) -> Iterable[tuple[str, dict[str, Any]]]:
    for action, services in (("send", topic.producers), ("receive", topic.consumers)):
        for service in services:
            channel = _channel_id(topic)
            yield (
                f"{service}.{action}.{channel}",
                {
                    "action": action,
                    "channel": {"$ref": f"#/channels/{channel}"},
                    "summary": f"{service} {'writes to' if action == 'send' else 'reads'} {topic.name}",
                    "tags": [{"name": service}],
                    "messages": [
                        {"$ref": f"#/channels/{channel}/messages/{_message_id(message)}"} for message in topic.messages
                    ],
                },
            )


def _message(message: type[Message]) -> dict[str, Any]:
    return {
        "name": message.TYPE,
        "title": message.__name__,
        "summary": next(iter((message.__doc__ or "").strip().splitlines()), message.__name__),
        "contentType": CONTENT_TYPE,
        "headers": {
            "type": "object",
            "properties": {name: {"type": "string", "description": meaning} for name, meaning in _HEADERS.items()},
        },
        "payload": {"$ref": f"{_SCHEMAS}Envelope_{message.__name__}_"},
    }
