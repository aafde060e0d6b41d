"""Text as a voice reads it aloud, in any language."""

from videoagent_agent_voice.text import english, other_languages
from videoagent_agent_voice.text.aligned import Aligned
from videoagent_agent_voice.text.numbers import base_language


def for_reading(text: Aligned, language: str) -> Aligned:
    """Spell out what a voice of this BCP 47 language would read wrongly."""
    if base_language(language) == "en":
        return english.for_reading(text)
    return other_languages.for_reading(text, language)
