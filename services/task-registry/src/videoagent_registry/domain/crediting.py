"""Whose work is in a film: what every step says that it borrowed."""

from collections.abc import Iterable, Iterator

from videoagent_contracts.film import Credit, Credited
from videoagent_registry.domain.record import TaskRecord

_FONTS = "Fonts"
_ORDER = ("Text", "Pictures", "Voice", "Music", _FONTS)
"""What a film shows and says comes before how it is set."""


def credits_of(record: TaskRecord) -> tuple[Credit, ...]:
    """Return all credits, each once, by what they are for; those of the words as the storyboard keeps them.

    Pictures and captions are set in some of the same fonts: of one licence these are one credit.
    """
    storyboard, story = record.storyboard, record.story
    found = dict.fromkeys(storyboard.credits if storyboard else story.credits if story else ())
    for step in record.steps.values():
        if isinstance(step.output, Credited):
            found.update(dict.fromkeys(step.output.credits))
    found = dict.fromkeys(_with_fonts_together(found))
    return tuple(sorted(found, key=lambda credit: _ORDER.index(credit.what) if credit.what in _ORDER else len(_ORDER)))


def _with_fonts_together(found: Iterable[Credit]) -> Iterator[Credit]:
    names: dict[str, dict[str, None]] = {}
    for credit in found:
        if credit.what == _FONTS:
            names.setdefault(credit.licence, {}).update(dict.fromkeys(credit.source.split(", ")))
        else:
            yield credit
    for licence, listed in names.items():
        yield Credit(what=_FONTS, source=", ".join(listed), licence=licence)
