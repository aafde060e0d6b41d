"""What one OpenAI-compatible server understands of the protocol; found out by asking."""

from dataclasses import dataclass, replace

_SCHEMA_UNKNOWN = frozenset({400, 404, 415, 422, 501})
"""What servers answer to a ``response_format`` that they do not know."""


@dataclass(frozen=True)
class Dialect:
    """The richest request that may work.

    Attributes:
        schemas: Whether structured output (``response_format``) is asked for; else the schema stands in the prompt.
        length: Name of the limit on output tokens. Newer hosted models refuse ``max_tokens``.
        temperature: Whether it may be set. Reasoning models refuse it.
    """

    schemas: bool = True
    length: str = "max_tokens"
    temperature: bool = True

    def without(self, status: int, parameter: str) -> "Dialect | None":
        """Return a simpler dialect to try after an HTTP error that blames ``parameter``; None: it is no such error."""
        if status == 400 and parameter == "max_tokens" and self.length == "max_tokens":
            return replace(self, length="max_completion_tokens")
        if status == 400 and parameter == "temperature" and self.temperature:
            return replace(self, temperature=False)
        if status in _SCHEMA_UNKNOWN and self.schemas:
            return replace(self, schemas=False)
        return None
