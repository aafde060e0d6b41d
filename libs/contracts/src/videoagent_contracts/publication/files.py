"""Where the published files lie and how they are written."""

import json
from pathlib import Path

from videoagent_contracts.codec import AnyEnvelope, encode
from videoagent_contracts.envelope import Envelope, Message
from videoagent_contracts.publication.compatibility import Schema

_MEMBER = Path(__file__).resolve().parents[3]
SCHEMAS = _MEMBER / "schemas"
EXAMPLES = _MEMBER / "examples"


def file_name(type_name: str, version: int) -> str:
    """Name of a message version's files."""
    return f"{type_name}.v{version}.json"


def schema_of(message: type[Message]) -> Schema:
    """Return the JSON Schema of the enveloped message as it is on the wire."""
    schema: Schema = Envelope[message].model_json_schema(mode="validation")  # type: ignore[valid-type]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = f"{message.TYPE} v{message.VERSION}"
    return schema


def pretty(document: object) -> str:
    """Render as committed."""
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def example_text(example: AnyEnvelope) -> str:
    """Render an example as committed."""
    return pretty(json.loads(encode(example)))
