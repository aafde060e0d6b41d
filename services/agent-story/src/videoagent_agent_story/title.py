"""A film's title from its topic."""

import re

MAX_CHARACTERS = 72
_REQUEST = re.compile(
    r"^(?:please\s+)?(?:(?:can|could)\s+you\s+)?(?:make|create|generate|produce|show|give)\s+(?:me\s+)?(?:an?\s+|the\s+)?"
    r"(?:\w+\s+){0,2}?(?:video|film|movie|clip|documentary)\s+(?:about|on|of|explaining|showing)\s+",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[^\s.])[.!?…](?=\s+\S)|[。！？]|(?<=\S)\s*[:;]\s(?=.{40})")
_TRAILING = " .,;:…、。，-–—"


def title_of(topic: str) -> str:
    """Return a title of at most 72 characters in the topic's own words.

    "Make a video about …" is left out, a long topic ends after its first sentence or at a word's end, and the first
    letter becomes a capital. Never empty for a topic with a visible character.
    """
    title = " ".join(_REQUEST.sub("", topic.strip()).split()) or topic.strip()
    end = _SENTENCE_END.search(title)
    if len(title) > MAX_CHARACTERS and end and end.start() >= 3:
        title = title[: end.start() + (title[end.start()] in "!?！？")]
    if len(title) > MAX_CHARACTERS:
        title = _cut(title)
    title = title.rstrip(_TRAILING) or title
    return title[:1].upper() + title[1:]


def _cut(title: str) -> str:
    """Cut at a space where there is one in the second half, else (scripts without spaces) at the limit."""
    head = title[: MAX_CHARACTERS - 1]
    space = head.rfind(" ")
    return (head[:space] if space > MAX_CHARACTERS // 2 else head).rstrip(_TRAILING) + "…"
