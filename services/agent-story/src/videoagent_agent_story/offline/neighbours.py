"""What a film that was asked to be longer may tell beside its subject: articles that this one's own words lead to."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from videoagent_agent_story.offline.articles import is_near_duplicate
from videoagent_agent_story.offline.index import Entry, Index, Sentence
from videoagent_agent_story.offline.language import ARTICLES, fold, same_noun, words
from videoagent_agent_story.offline.retrieval import Candidate, holds, is_proper
from videoagent_agent_story.offline.topic import Subject, Topic

_MOST = 3
_LONGEST_NAME = 4
_LEAST_WEIGHT = 6.0
"""Inverse document frequency of a name under which it says too little: every article has water in it."""
_RARE = 5.0
_LEAST_SHARED = 20.0
"""Weight of the rare words that both articles must have in common, so that they speak of the same things."""
_LEAST_WORDS_SHARED = 3
_KIND_WITHIN = 16
"""Words of a definition that tell of which kind its subject is: that coffee is a drink leads to no drinks."""
_SCORE, _SCORE_OF_SECOND = 3.0, 1.5
_BEFORE = frozenset("of by during from in du de par pendant del por durante en".split())  # noqa: SIM905
"""Words before a name that tie what is defined to it: "an opera by", "a leading figure of"."""
_PRONOUNS = frozenset("it they he she its their his her il elle ils elles son sa ses leur leurs su sus".split())  # noqa: SIM905
_LOOKS_BACK_WITHIN = 12
"""Words among which a pronoun stands for what the sentence before is about."""
_PLACES = frozenset(("Geography", "Géographie", "Geografía"))
_NO_THINGS = frozenset(("Mathematics", "Mathématiques", "Matemáticas"))
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class _Neighbour:
    entry: Entry
    closeness: float
    after: int
    """Position of the subject's sentence that names it; -1: none does."""


def with_neighbours(candidates: Sequence[Candidate], topic: Topic, index: Index) -> list[Candidate]:
    """Return the candidates and, where they follow on, the beginnings of at most three neighbouring articles.

    A neighbour is named by a sentence of the subject's article, after which it is told, and shares rare words with it;
    or it is a work, a person or an event whose definition ties it to a subject of a proper name. A topic that asks for
    more than its subject has none: what is beside the subject would be further still from that.
    """
    if len(topic.subjects) != 1 or topic.narrowed or topic.qualifiers or not set(topic.asked) <= topic.named:
        return list(candidates)
    result = list(candidates)
    for neighbour in _Finder(topic.subjects[0], index).found({one.entry.id for one in candidates}):
        chapter = [one for one in _chapter(neighbour.entry, index) if not _is_told(one, result)]
        if chapter and chapter[0].sentence.position == 0:
            at = _place(result, neighbour.after)
            result[at:at] = chapter
    return result


class _Finder:
    def __init__(self, subject: Subject, index: Index) -> None:
        self.subject = subject
        self.index = index
        self.language = index.language
        self.own = index.sentences(subject.entry.id)
        self.stems = {stem for told in self.own for stem in self.language.content_stems(told.text)}

    def found(self, known: set[int]) -> list[_Neighbour]:
        """Return the closest neighbours, the closest first."""
        seen: dict[int, _Neighbour] = {}
        for one in (*self._named(), *self._tied()):
            if one.entry.id not in known and one.closeness:
                seen.setdefault(one.entry.id, one)
        return sorted(seen.values(), key=lambda one: -one.closeness)[:_MOST]

    def _named(self) -> Iterator[_Neighbour]:
        for sentence in self.own:
            spelt = _WORD.findall(sentence.text)
            folded, stems = [fold(word) for word in spelt], self.language.stems(sentence.text)
            if len(folded) != len(stems):
                continue
            at = 0
            while at < len(stems):
                lengths = range(min(_LONGEST_NAME, len(stems) - at), 0, -1)
                hits = ((length, self._entry(spelt, folded, stems, at, length)) for length in lengths)
                length, entry = next(((n, hit) for n, hit in hits if hit), (1, None))
                if entry and not (sentence.position == 0 and at < _KIND_WITHIN and self._is_kind(entry)):
                    yield _Neighbour(entry, self._closeness(entry, stems[at : at + length]), sentence.position)
                at += length

    def _entry(
        self, spelt: Sequence[str], folded: Sequence[str], stems: Sequence[str], at: int, length: int
    ) -> Entry | None:
        span = folded[at : at + length]
        small = self.language.function_words
        if (
            span[0] in small
            or span[-1] in small
            or sum(map(self.index.weight, stems[at : at + length])) < _LEAST_WEIGHT
        ):
            return None
        entries = self.index.named(stems[at : at + length])
        entry = next((one for one in entries if one.rank <= 1 and same_noun(one.word, span[-1])), None)
        if entry is None or entry.category in _NO_THINGS:
            return None
        # "Apple" is no apple: a name is a name's and a noun a noun's.
        return entry if at == 0 or is_proper(entry, self._text(entry)) == spelt[at + length - 1][0].isupper() else None

    def _is_kind(self, entry: Entry) -> bool:
        said = words(self.own[0].text)[:_KIND_WITHIN]
        return any(word in ARTICLES and same_noun(entry.word, noun) for word, noun in pairwise(said))

    def _closeness(self, entry: Entry, name: Sequence[str]) -> float:
        """Return how much two articles have in common; 0 where that is too little."""
        told = [self.language.stems(one.text) for one in self.index.sentences(entry.id)]
        shared = {stem for stems in told for stem in stems} & self.stems - {*name}
        rare = [weight for stem in shared if (weight := self.index.weight(stem)) > _RARE]
        mutual = any(holds(stems, self.subject.phrase) for stems in told)
        strange = entry.category in self.language.people or entry.category in _PLACES
        if sum(rare) < _LEAST_SHARED or not (mutual or (len(rare) >= _LEAST_WORDS_SHARED and not strange)):
            return 0.0
        return 0.0 if entry.category in _PLACES and not holds(told[0], self.subject.phrase) else sum(rare)

    def _tied(self) -> Iterator[_Neighbour]:
        name = tuple(self.language.stems(self.subject.entry.subject))
        if len(name) < 2 or not is_proper(self.subject.entry, self._text(self.subject.entry)):
            return
        for sentence in self.index.containing([name]):
            entry = self.index.article(sentence.article)
            if sentence.position or entry.category in _PLACES or holds(self.language.stems(entry.subject), name):
                continue
            at = self._at(sentence.text, name)
            if at is not None:
                told = self.index.sentences(entry.id)
                often = sum(holds(self.language.stems(one.text), self.subject.phrase) for one in told) / len(told)
                yield _Neighbour(entry, 10 * often + 10 / (1 + at), -1)

    def _at(self, text: str, name: Sequence[str]) -> int | None:
        """Return after how many words a sentence ties something to the name; None where it does not."""
        stems, folded = self.language.stems(text), words(text)
        for at in range(1, len(stems) - len(name) + 1):
            before = [word for word in folded[max(0, at - 2) : at] if word not in ARTICLES]
            if tuple(stems[at : at + len(name)]) == tuple(name) and before and before[-1] in _BEFORE:
                return at
        return None

    def _text(self, entry: Entry) -> str:
        return " ".join(one.text for one in self.index.sentences(entry.id))


def _chapter(entry: Entry, index: Index) -> Iterator[Candidate]:
    """Yield an article's definition and, where it goes on with the same thing, its next sentence."""
    definition, *others = index.sentences(entry.id)
    first = Candidate(definition, entry, _SCORE, 0, leans=False, own=False, beside=True)
    yield first
    if others and _goes_on(others[0], entry, index):
        yield replace(first, sentence=others[0], score=_SCORE_OF_SECOND, leans=True)


def _goes_on(second: Sentence, entry: Entry, index: Index) -> bool:
    """Whether an article's second sentence begins with what the definition is of, and not with something else."""
    told, plain = words(second.text), fold(second.text)
    if plain.startswith(index.language.unclear) or plain.startswith(index.language.on_words):
        return False
    name = tuple(index.language.stems(entry.subject))
    return told[0] in _PRONOUNS or holds(index.language.stems(second.text)[: len(name) + 2], name)


def _is_told(one: Candidate, candidates: Sequence[Candidate]) -> bool:
    return any(is_near_duplicate(one.sentence.text, other.sentence.text) for other in candidates)


def _place(candidates: Sequence[Candidate], position: int) -> int:
    """Return where a chapter goes: behind the sentence that names it and those that lean on that, else behind all."""
    own = [at for at, one in enumerate(candidates) if one.own]
    named = [at for at in own if candidates[at].sentence.position == position]
    at = (named or own)[-1] + 1 if own else len(candidates)
    while at < len(candidates) and (candidates[at].beside or _looks_back(candidates[at])):
        at += 1
    return at


def _looks_back(one: Candidate) -> bool:
    return one.leans or (one.own and not _PRONOUNS.isdisjoint(words(one.sentence.text)[:_LOOKS_BACK_WITHIN]))
