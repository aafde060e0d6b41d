"""What a topic is about: the articles that its words name, and the words around them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from videoagent_agent_story.offline.index import Entry, Index
from videoagent_agent_story.offline.language import ARTICLES, same_noun, singulars, words
from videoagent_agent_story.offline.meaning import NEED_CONTEXT, Meanings

_MARKUP = re.compile(r"<[/!?]?\w[^>]*>[\s\S]*|[{\[][\s\S]*[}\]]$")
"""A page's or program's source, which is no topic however many of its words are known."""
MAX_SUBJECTS = 6
_LONGEST_NAME = 6
_KNOWN_SHARE = 0.33
"""Part of the topic's weight (inverse document frequency) that known words must hold; under it the writer refuses."""
_HEAD_BONUS = 1.3
_KIND_WITHIN = 3
"""Words of an article's description, small ones aside, among which its kind is named."""
_OF = frozenset("of de d du des del".split())  # noqa: SIM905 - as one reads them
_EVERYDAY = 4.5
"""Weight under which a noun says little by itself: one sentence in ninety or more has it."""


@dataclass(frozen=True)
class Subject:
    """An article that the topic names.

    Attributes:
        entry: The article.
        phrase: Stems that stand for it in a sentence.
        start: Index of its first word in the topic.
        length: Number of words.
        weight: Inverse document frequency of the words that name it.
    """

    entry: Entry
    phrase: tuple[str, ...]
    start: int
    length: int
    weight: float


@dataclass(frozen=True)
class Topic:
    """A topic understood.

    Attributes:
        subjects: What it is about, in its own order; empty when the writer does not know it.
        qualifiers: Articles that narrow the subjects down ("Swiss"); they are never profiled themselves.
        terms: Every content stem with its weight.
        unknown: Words that occur in no article.
        examples: Known nouns without an article, as words; told by articles that are about one of their kind.
        narrowed: Phrases ("swiss alp") that name a subject more closely than its own name does.
    """

    subjects: tuple[Subject, ...]
    qualifiers: tuple[Subject, ...] = ()
    terms: dict[str, float] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()
    narrowed: tuple[tuple[str, ...], ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    asked: tuple[str, ...] = ()
    """The topic's own content words, folded: what a sentence must name, not only share a stem with."""
    named: frozenset[str] = frozenset()
    """Those of them that are part of a subject's name."""


def understand(topic: str, index: Index) -> Topic:
    """Find the subjects of a topic; ``Topic.subjects`` is empty when too little of it is known."""
    if _MARKUP.match(topic.strip()):
        return Topic((), unknown=tuple(dict.fromkeys(words(topic))))
    return _Reader(topic, index).read()


class _Reader:
    def __init__(self, topic: str, index: Index) -> None:
        self.index = index
        self.language = index.language
        self.surface = [self._singular(word) for word in self._split_compounds(words(topic))]
        self.stems = self.language.stems(" ".join(self.surface))
        self.capitals = {word for token in topic.split() for word in words(token) if token[:1].isupper()}
        content = [word for word in self.surface if word not in self.language.function_words]
        subject_words = [word for word in content if word not in self.language.framing_words]
        self.content = set(subject_words or content)
        self.meanings = Meanings(index, self.surface, self.stems, self.content, self.capitals)

    def read(self) -> Topic:
        terms = {stem: self.index.weight(stem) for stem, word in self._words() if word in self.content}
        found = self._without_kinds(self._links())
        named = {self.stems[at] for subject in found for at in range(subject.start, subject.start + subject.length)}
        unknown = [word for stem, word in self._words() if word in self.content and not self._known(stem, word, named)]
        total = sum(terms.values())
        lost = sum(terms[stem] for stem, word in self._words() if word in unknown and stem in terms)
        topic = Topic((), terms=terms, unknown=tuple(dict.fromkeys(unknown)), asked=self._asked())
        if total <= 0 or total - lost < _KNOWN_SHARE * total:
            return topic
        if not found:
            return replace(topic, examples=self._phrases())
        subjects, qualifiers = self._roles(found)
        spans = (self.surface[subject.start : subject.start + subject.length] for subject in subjects)
        names = frozenset(word for span in spans for word in span)
        return replace(topic, subjects=subjects, qualifiers=qualifiers, narrowed=self._narrowed(subjects), named=names)

    def _asked(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for word in self.surface if word in self.content))

    def _phrases(self) -> tuple[tuple[str, ...], ...]:
        """Return each run of neighbouring content words as one phrase."""
        runs: list[list[str]] = [[]]
        for word in self.surface:
            if word in self.content:
                runs[-1].append(word)
            elif runs[-1]:
                runs.append([])
        return tuple(tuple(run) for run in runs if run)

    def _words(self) -> list[tuple[str, str]]:
        return list(zip(self.stems, self.surface, strict=True))

    def _known(self, stem: str, word: str, named: set[str]) -> bool:
        return stem in named or word in self.language.origins or self.index.frequency(stem) >= 2

    def _split_compounds(self, surface: Sequence[str]) -> list[str]:
        """Split a word of no article in two known nouns: "honeybees" into "honey" and "bees"."""
        return [part for word in surface for part in self._parts(word)]

    def _parts(self, word: str) -> list[str]:
        (stem,) = self.language.stems(word) or ("",)
        if len(word) < 7 or self.language.code != "en" or self.index.frequency(stem) >= 2:
            return [word]
        for cut in range(3, len(word) - 2):
            first, second = self.language.stems(word[:cut]), self.language.stems(word[cut:])
            if self.index.named(second) and self.index.containing([(*first, *second)], limit=1):
                return [word[:cut], word[cut:]]
        return [word]

    def _singular(self, word: str) -> str:
        """Return the singular that names an article, where the stems of both differ: "wolves", "peces", "chevaux"."""
        if self.index.named(self.language.stems(word)):
            return word
        named = (one for one in sorted(singulars(word) - {word}) if self.index.named(self.language.stems(one)))
        return next(named, word)

    def _links(self) -> list[Subject]:
        found: list[Subject] = []
        at = 0
        while at < len(self.stems):
            subject = next(filter(None, (self._link(at, n) for n in range(_LONGEST_NAME, 0, -1))), None)
            if subject is not None and not self._is_adjective(subject, found):
                found.append(subject)
            at += subject.length if subject else 1
        return found

    def _without_kinds(self, found: list[Subject]) -> list[Subject]:
        """Leave out what only says of which kind the subject beside it is: "the planet" after Mercury is no other one.

        "The island of Java" is about Java; "the capital of France" is not about France alone.
        """
        kinds: set[int] = set()
        for one, other in pairwise(found):
            between = set(self.surface[one.start + one.length : other.start])
            if between <= ARTICLES and self._is_kind(other, one, apart=bool(between)):
                kinds.add(other.start)
            elif between and between <= ARTICLES | _OF and self._is_kind(one, other, apart=True):
                kinds.add(one.start)
        return [subject for subject in found if subject.start not in kinds]

    def _is_kind(self, kind: Subject, subject: Subject, *, apart: bool) -> bool:
        entry, language = subject.entry, self.language
        bracket = entry.title.removeprefix(entry.subject)
        named = self.surface[subject.start] in self.capitals and apart
        said = language.content_stems(entry.description)[:_KIND_WITHIN] if named else []
        return entry.id != kind.entry.id and {*kind.phrase} <= {*language.stems(bracket), *said}

    def _is_adjective(self, subject: Subject, before: list[Subject]) -> bool:
        """Whether a single word only describes the unlinked noun before it, where adjectives follow."""
        if not self.language.head_first or subject.length > 1 or subject.start == 0:
            return False
        previous_ends = before[-1].start + before[-1].length if before else 0
        return self.surface[subject.start - 1] in self.content and previous_ends < subject.start

    def _link(self, at: int, length: int) -> Subject | None:
        span = self.surface[at : at + length]
        if len(span) < length or not self._may_be_named(span):
            return None
        entry = self.meanings.meant(at, length)
        if entry is not None and entry.rank and self._is_named_after_article(at, length):
            return None
        if entry is None or (length == 1 and (self._is_part_of_another(entry, at) or self._is_only_head(entry, at))):
            return None
        weight = sum(self.index.weight(stem) for stem in self.stems[at : at + length])
        return Subject(entry, self._phrase(entry, at, length), at, length, weight)

    def _is_named_after_article(self, at: int, length: int) -> bool:
        """Whether what follows a small word is an article's title: "l'eau" is water, whatever else is called so."""
        if length == 1 or self.surface[at] not in self.language.function_words:
            return False
        return any(entry.rank == 0 for entry in self.index.named(self.stems[at + 1 : at + length]))

    def _is_part_of_another(self, entry: Entry, at: int) -> bool:
        """Whether a word that is only part of somebody's name stands before a noun which that article never has."""
        following = self.stems[at + 1 : at + 2]
        if self.language.head_first or entry.rank == 0 or entry.category not in NEED_CONTEXT or not following:
            return False
        if self.surface[at + 1] in self.language.function_words:
            return False
        return not self.meanings.tells(entry, set(following))

    def _is_only_head(self, entry: Entry, at: int) -> bool:
        """Whether an everyday word has its meaning from the adjective after it: "sistema solar" is no system."""
        following = self.surface[at + 1 : at + 2]
        if not self.language.head_first or not following or following[0] not in self.content:
            return False
        if self.index.weight(self.stems[at]) > _EVERYDAY:
            return False
        told = (word for sentence in self.index.sentences(entry.id) for word in words(sentence.text))
        return following[0] not in self.language.origins and not any(same_noun(word, following[0]) for word in told)

    def _may_be_named(self, span: Sequence[str]) -> bool:
        if len(span) == len(self.surface):
            return True
        if len(span) == 1:
            return span[0] in self.content or span[0] in self.language.nouns
        return span[-1] not in self.language.function_words and not self.content.isdisjoint(span)

    def _phrase(self, entry: Entry, at: int, length: int) -> tuple[str, ...]:
        if length == 1 and self.meanings.is_adjective(self.surface[at]):
            return (
                (self.stems[at],)
                if self.surface[at] in self.language.origins
                else tuple(self.language.stems(entry.subject))
            )
        return tuple(self.stems[at : at + length])

    def _roles(self, found: list[Subject]) -> tuple[tuple[Subject, ...], tuple[Subject, ...]]:
        """Keep the weightiest of each run of neighbours: "cold brew coffee" is about coffee."""
        subjects: list[Subject] = []
        qualifiers: list[Subject] = []
        for run in _runs(found):
            main = self._main(run)
            for subject in run:
                kept = subject is main or self.surface[subject.start] in self.language.nouns
                (subjects if kept else qualifiers).append(subject)
        unique = {subject.entry.id: subject for subject in reversed(subjects)}
        heaviest = sorted(unique.values(), key=lambda subject: -subject.weight)[:MAX_SUBJECTS]
        return tuple(sorted(heaviest, key=lambda subject: subject.start)), tuple(qualifiers)

    def _main(self, run: list[Subject]) -> Subject:
        nouns = [s for s in run if self.surface[s.start] not in self.language.origins or s.length > 1] or run
        if self._head_first(run):
            return nouns[0]
        return max(nouns, key=lambda subject: subject.weight * (_HEAD_BONUS if subject is run[-1] else 1))

    def _head_first(self, run: list[Subject]) -> bool:
        """Whether the first of a run leads: always in some languages, else where the question's verb comes last."""
        if self.language.head_first:
            return True
        if run[-1].start + run[-1].length < len(self.surface):
            return False
        asked = bool(self.surface) and self.surface[0] in self.language.questions
        return asked and self.language.infinitive not in self.surface[1:2]

    def _narrowed(self, subjects: tuple[Subject, ...]) -> tuple[tuple[str, ...], ...]:
        phrases = []
        for subject in subjects:
            before = subject.start - 1
            if before >= 0 and (self.surface[before] in self.content or self.surface[before] in self.language.origins):
                phrases.append((self.stems[before], *subject.phrase))
        return tuple(phrases)


def _runs(found: list[Subject]) -> list[list[Subject]]:
    runs: list[list[Subject]] = []
    for subject in found:
        if runs and runs[-1][-1].start + runs[-1][-1].length == subject.start:
            runs[-1].append(subject)
        else:
            runs.append([subject])
    return runs
