"""What can be said truly of any topic, in the topic's language: the writer's last resort."""

import json
from functools import lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from videoagent_models.speaking import base_language


class GenericLines(BaseModel):
    """Lines of one language, in order of telling; the last one ends the film."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    lines: tuple[str, ...]


@lru_cache(maxsize=1)
def generic_lines() -> dict[str, GenericLines]:
    """Return the lines by base language."""
    raw = json.loads(files(__package__).joinpath("generic_lines.json").read_text("utf-8"))
    return {language: GenericLines.model_validate(lines) for language, lines in raw.items()}


def lines_for(language: str) -> GenericLines | None:
    """Return the lines of a language; None when it has none."""
    return generic_lines().get(base_language(language))
