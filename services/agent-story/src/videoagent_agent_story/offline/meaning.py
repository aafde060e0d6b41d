"""Which of the articles of one name a topic means."""

import re
from collections.abc import Sequence
from dataclasses import replace

from videoagent_agent_story.offline.index import FORENAME, SURNAME, Entry, Index
from videoagent_agent_story.offline.language import ARTICLES, same_noun, words

_MOST_OF_A_NAME = 4
"""People of one first name among whom the best known is meant; of a commoner name nobody is."""
NEED_CONTEXT = frozenset(
    ("People", "Arts", "Mathematics", "Personnalités", "Arts et culture", "Mathématiques", "Personas", "Artes")
)
"""Categories of which an article with brackets in its title is linked only if other words of the topic confirm it."""
_SEVERAL_PEOPLE = re.compile(r"\b(?:group|band|troupe|duo|trio|groupe|grupo|banda)\b", re.IGNORECASE)


class Meanings:
    """Chooses among articles by what else the topic says.

    Args:
        surface: The topic's words, folded.
        stems: Their stems.
        content: Those of the words that carry a subject.
        capitals: Those that the topic begins with a capital.
    """

    def __init__(
        self, index: Index, surface: Sequence[str], stems: Sequence[str], content: set[str], capitals: set[str]
    ) -> None:
        self.index = index
        self.language = index.language
        self.surface = surface
        self.stems = stems
        self.content = content
        self.capitals = capitals

    def meant(self, at: int, length: int) -> Entry | None:
        """Return the article that the topic's words from ``at`` on mean; None when they are the name of none."""
        span, stems = self.surface[at : at + length], tuple(self.stems[at : at + length])
        entries = self._named(span, stems)
        hints = self._hints(at + length)
        surnames = [entry for entry in entries if entry.rank >= SURNAME]
        entries = [entry for entry in entries if entry.rank < SURNAME]
        if not entries and surnames and span[-1] in self.capitals:
            best = max(surnames, key=lambda entry: len(self.index.containing([tuple(self._stems_of(entry))])))
            return best if not hints or self._is_about(best, hints) else None
        best_of_all = self._best(entries, span)
        if hints and best_of_all is not None and not self._is_about(best_of_all, hints):
            other = best_of_all.rank and best_of_all.category in NEED_CONTEXT
            return self._longer(stems, hints) or (None if other else best_of_all)
        return best_of_all

    def is_adjective(self, word: str) -> bool:
        """Whether a word stands for another thing's or place's name."""
        return word in self.language.origins or word in self.language.nouns

    def tells(self, entry: Entry, stems: set[str]) -> bool:
        """Whether an article has one of these stems."""
        return any(not stems.isdisjoint(self.language.stems(told.text)) for told in self.index.sentences(entry.id))

    def _named(self, span: Sequence[str], stems: tuple[str, ...]) -> list[Entry]:
        if len(span) == 1 and self.is_adjective(span[0]):
            return self.index.named(self.language.stems({**self.language.origins, **self.language.nouns}[span[0]]))
        entries = self.index.named(stems) or self._persons(span, stems)
        return [entry for entry in entries if len(span) > 1 or self._is_same(span[0], entry)]

    def _is_same(self, word: str, entry: Entry) -> bool:
        if entry.rank == FORENAME:
            return True
        if entry.rank and _SEVERAL_PEOPLE.search(entry.description):
            return len(self.language.content_stems(entry.subject)) == 1  # no member is called as they all are
        return same_noun(word, entry.word) and (word == entry.word or entry.title not in self.language.singular)

    def _persons(self, span: Sequence[str], stems: tuple[str, ...]) -> list[Entry]:
        """Return who is meant by a first name alone, where the topic says nothing else: "Napoléon" is an emperor."""
        if set(span) != self.content or span[0] not in self.capitals:
            return []
        people = [entry for entry in self.index.beginning(stems) if entry.category in self.language.people]
        return [replace(entry, rank=FORENAME) for entry in people] if len(people) <= _MOST_OF_A_NAME else []

    def _hints(self, after: int) -> set[str]:
        """Return the stems of what is said of a name right behind it: "Mercury, the element", "Apple computers"."""
        start = after + (self.surface[after : after + 1] != [] and self.surface[after] in ARTICLES)
        found: set[str] = set()
        for word, stem in zip(self.surface[start:], self.stems[start:], strict=True):
            if word not in self.content:
                break
            found.add(stem)
        return found

    def _longer(self, stems: tuple[str, ...], hints: set[str]) -> Entry | None:
        """Return what is called so with a word more, and is what the topic says: "Apple Inc." makes computers."""
        others = [entry for entry in self.index.beginning(stems) if self._is_about(entry, hints)]
        return max(others, key=lambda entry: self._overlap(entry, hints), default=None)

    def _best(self, entries: list[Entry], span: Sequence[str]) -> Entry | None:
        around = set(self.stems) - set(self.language.stems(" ".join(span)))
        best = max(entries, key=lambda entry: self._closeness(entry, around, span), default=None)
        if best is not None and best.rank >= 2 and not self._fits(best, span):
            return None
        if (
            best is None
            or best.rank < 2
            or (len({entry.id for entry in entries}) == 1 and best.category not in NEED_CONTEXT)
        ):
            return best
        if len(span) == len(self.surface) and best.category not in NEED_CONTEXT:
            return best  # a name of several things and nothing else: the most basic of them
        return best if self._is_about(best, around) else None

    def _more(self, span: Sequence[str]) -> set[str]:
        """Return the stems of what the topic says beside a name."""
        told = self.content.difference(span, self.language.origins)
        return {stem for stem, word in zip(self.stems, self.surface, strict=True) if word in told}

    def _fits(self, entry: Entry, span: Sequence[str]) -> bool:
        """Whether an article with brackets in its title means what the topic does, as far as the topic says more."""
        more = self._more(span)
        return not more or self._is_about(entry, more)

    def _is_about(self, entry: Entry, stems: set[str]) -> bool:
        return bool(self._overlap(entry, stems)) or self.tells(entry, stems)

    def _closeness(self, entry: Entry, around: set[str], span: Sequence[str]) -> tuple[int, ...]:
        """Order articles of one name: context first, then the better name, then what most people mean by it."""
        exact = entry.word == span[-1]
        told = bool(entry.rank >= 2 and self.tells(entry, self._more(span)))
        own = len(set(words(entry.subject)).intersection(span))
        # "Uncategorized" is where the package keeps the thousand most vital articles.
        basic = 2 * (entry.title in self.language.commonest) + (entry.category == "Uncategorized")
        return self._overlap(entry, around), told, exact, -entry.rank, own, basic

    def _overlap(self, entry: Entry, around: set[str]) -> int:
        about = f"{entry.title} {entry.description}"
        return len(around.intersection(self.language.content_stems(about)))

    def _stems_of(self, entry: Entry) -> list[str]:
        return self.language.stems(entry.subject)
