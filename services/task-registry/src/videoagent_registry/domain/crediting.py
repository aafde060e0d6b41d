"""Whose work is in a film: what every step says that it borrowed."""

from videoagent_contracts.film import Credit, Credited
from videoagent_registry.domain.record import TaskRecord

_ORDER = ("Text", "Pictures", "Voice", "Music", "Fonts")
"""What a film shows and says comes before how it is set."""


def credits_of(record: TaskRecord) -> tuple[Credit, ...]:
    """Return all credits, each once, by what they are for; those of the words as the storyboard keeps them."""
    storyboard, story = record.storyboard, record.story
    found = dict.fromkeys(storyboard.credits if storyboard else story.credits if story else ())
    for step in record.steps.values():
        if isinstance(step.output, Credited):
            found.update(dict.fromkeys(step.output.credits))
    return tuple(sorted(found, key=lambda credit: _ORDER.index(credit.what) if credit.what in _ORDER else len(_ORDER)))
