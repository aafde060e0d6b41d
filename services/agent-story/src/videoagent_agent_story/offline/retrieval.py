"""Which sentences belong to a topic, and how much."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from videoagent_agent_story.offline.articles import is_near_duplicate
from videoagent_agent_story.offline.index import Entry, Index, Sentence
from videoagent_agent_story.offline.language import fold, same_noun, singulars, spelt, words
from videoagent_agent_story.offline.topic import Subject, Topic

RELEVANCE_FLOOR = 4.5
"""Least score of a sentence from an article that the topic does not name; set on the fixed list of test topics."""
_DEFINITION, _OWN_SENTENCE, _OWN_DECAY = 10.0, 6.0, 0.35
_TERM_BONUS = 4.0
_PLACE = 5.0
_ANSWER = 2.0
_ON_WORDS = 4.0
"""Taken off a sentence that explains a word instead of the thing."""
_IS_A = re.compile(r"\b(?:is|was|are|were|est|était|sont|es|era|fue)\s(?:an?|une?|des|una?)\s([^,;:.]+)", re.IGNORECASE)
_KIND_WITHIN = 5
"""Words after "is a" among which the kind is named, before any preposition."""
_PREPOSITIONS = frozenset(
    "of in on at by with from for to de du des d en dans par pour del con por para que qui".split()  # noqa: SIM905 - as one reads them
)
_LONGEST_KIND = 3
_EXAMPLE_WORDS = 14
_COMPOUND = re.compile(r"\w+(?:[-‐]\w+)+")


@dataclass(frozen=True)
class Candidate:
    """A sentence that may be told.

    Attributes:
        sentence: The sentence.
        entry: Its article.
        score: How well it belongs to the topic.
        subject: Index of the subject in ``Topic.subjects`` that it tells of.
        leans: Whether it makes sense only right after the article's previous sentence.
        own: Whether its article is the subject's own.
        beside: Whether its article is one that stands beside the topic, told where there is too little on that.
    """

    sentence: Sentence
    entry: Entry
    score: float
    subject: int
    leans: bool
    own: bool
    beside: bool = False


def gather(topic: Topic, index: Index) -> list[Candidate]:
    """Return all sentences that belong to the topic, near duplicates left out, by subject and article, in order."""
    return _Gatherer(topic, index).gather()


@dataclass(frozen=True)
class _Names:
    """Words that name a subject: with their accents as far as the article's title tells these, else without."""

    spelt: set[str]
    folded: set[str]


class _Gatherer:
    def __init__(self, topic: Topic, index: Index) -> None:
        self.topic = topic
        self.index = index
        self.language = index.language
        self.own = {subject.entry.id for subject in topic.subjects}
        self._places = {
            qualifier.entry.id: (qualifier.phrase[-1], self.language.stems(qualifier.entry.subject)[-1])
            for qualifier in topic.qualifiers
            if qualifier.entry.subject in self.language.origins.values()
        }

    def gather(self) -> list[Candidate]:
        if not self.topic.subjects:
            return _without_duplicates(self._examples())
        places = [c for qualifier in self.topic.qualifiers for c in self._place(qualifier)]
        own = [c for number, subject in enumerate(self.topic.subjects) for c in self._own(number, subject)]
        related = [c for number, subject in enumerate(self.topic.subjects) for c in self._related(number, subject)]
        related.sort(key=lambda candidate: -candidate.score)
        return _without_duplicates([*own, *places, *related])

    def _examples(self) -> list[Candidate]:
        """Collect definitions of the kind "Mount Etna is an active volcano"; at least two, or none.

        Where there are too few, those that name several of it early: "Beekeeping is the keeping of bees".
        """
        kinds = self._definitions(_kind_at)
        found = kinds if len(kinds) > 1 else [*kinds, *self._definitions(_several_at)]
        return found if len(found) > 1 else []

    def _definitions(self, place: Callable[[str, Sequence[str]], int | None]) -> list[Candidate]:
        found: list[Candidate] = []
        for number, nouns in enumerate(self.topic.examples):
            for sentence in self._naming(nouns):
                entry = self.index.article(sentence.article)
                at = place(sentence.text, nouns)
                if sentence.position == 0 and entry.category not in self.language.people and at is not None:
                    found.append(Candidate(sentence, entry, _OWN_SENTENCE - 0.2 * at, number, leans=False, own=False))
        return sorted(found, key=lambda candidate: -candidate.score)

    def _naming(self, nouns: Sequence[str]) -> list[Sentence]:
        """Return the sentences with these nouns or their singulars, which may have stems of their own."""
        forms = {tuple(map(self.language.stem, form)) for form in product(*map(singulars, nouns[:_LONGEST_KIND]))}
        found = {sentence.id: sentence for form in sorted(forms) for sentence in self.index.containing([form])}
        return list(found.values())

    def _own(self, number: int, subject: Subject) -> Iterable[Candidate]:
        previous = -1
        for sentence in self.index.sentences(subject.entry.id):
            stems = self.language.stems(sentence.text)
            score = _DEFINITION if sentence.position == 0 else _OWN_SENTENCE - _OWN_DECAY * sentence.position
            score -= _ON_WORDS * fold(sentence.text).startswith(self.language.on_words)
            leans = sentence.position > 0 and (number > 0 or self._leans(sentence.text, subject, stems))
            unclear = fold(sentence.text).startswith(self.language.unclear)
            if unclear or (leans and sentence.position != previous + 1):
                continue
            previous = sentence.position
            yield Candidate(sentence, subject.entry, score + self._terms(stems, subject), number, leans, own=True)

    def _place(self, qualifier: Subject) -> Iterable[Candidate]:
        """Offer the definition of the place that an adjective of origin names ("Roman": ancient Rome)."""
        place = self._places.get(qualifier.entry.id)
        for sentence in self.index.sentences(qualifier.entry.id)[:1]:
            if place:
                yield Candidate(sentence, qualifier.entry, _PLACE, 0, leans=False, own=False)

    def _leans(self, text: str, subject: Subject, stems: list[str]) -> bool:
        opening = fold(text).lstrip("\"'«“ ")
        if opening.startswith(self.language.dependent_openings):
            return True
        return opening.startswith(self.language.quantifiers) and not holds(stems, subject.phrase)

    def _related(self, number: int, subject: Subject) -> Iterable[Candidate]:
        names = self._names(subject)
        mentioned = " ".join(s.text for s in self.index.sentences(subject.entry.id))
        mentioned_stems = f" {' '.join(self.language.stems(mentioned))} "
        proper = is_proper(subject.entry, mentioned)
        kind = set(self.language.content_stems(subject.entry.title)) - set(subject.phrase)
        for sentence in self.index.containing([subject.phrase]):
            if sentence.article in self.own:
                continue
            stems = self.language.stems(sentence.text)
            entry = self.index.article(sentence.article)
            if not self._stands_alone(sentence, entry, subject, stems) or not self._is_named(sentence.text, names):
                continue
            if not (proper or self._is_common(sentence.text, subject)) or self._is_compound(sentence.text, names):
                continue
            title = tuple(self.language.stems(entry.subject))
            if title == subject.phrase and entry.title != entry.subject:
                continue  # another thing of that name
            if proper and title != subject.phrase and holds(list(title), subject.phrase) and subject.length == 1:
                continue  # named after it, and another thing: the University of Tokyo
            if kind and entry.id not in self.own and kind.isdisjoint(stems):
                continue  # its name means several things, of which the sentence may mean another
            score = self._relation(sentence, entry, subject, stems, mentioned_stems)
            if score >= RELEVANCE_FLOOR:
                yield Candidate(sentence, entry, score, number, leans=False, own=False)

    def _stands_alone(self, sentence: Sentence, entry: Entry, subject: Subject, stems: list[str]) -> bool:
        """Whether a sentence is clear without the rest of its article: a later one names what the article is about."""
        if self._leans(sentence.text, subject, stems):
            return False
        return sentence.position == 0 or holds(stems, tuple(self.language.stems(entry.subject)))

    def _names(self, subject: Subject) -> _Names:
        """Return the words that name the subject: those of the article's title or of the topic with its stems."""
        title = {fold(word): word for word in spelt(subject.entry.subject)}
        named = {word for word in (*title, *self.topic.asked) if self.language.stem(word) in subject.phrase}
        return _Names({title[word] for word in named & title.keys()}, named - title.keys())

    def _is_named(self, text: str, names: _Names) -> bool:
        """Whether the text has one of the words itself; a common stem is not enough ("Titan" is not "Titanic")."""
        if not names.spelt and not names.folded:
            return True
        return _has(spelt(text), names.spelt) or _has(words(text), names.folded)

    def _is_compound(self, text: str, names: _Names) -> bool:
        """Whether the text has the words only as parts of others with a hyphen: a "porte-avions" is no airplane."""
        alone = _COMPOUND.sub(" ", text)
        return not self._is_named(alone, names)

    def _relation(self, sentence: Sentence, entry: Entry, subject: Subject, stems: list[str], mentioned: str) -> float:
        title = self.language.stems(entry.subject)
        others = self._terms(stems, subject)
        score = others + self._narrowed(stems) + _ANSWER * self._is_answer(entry, subject, stems)
        if not others and (len(self.topic.subjects) > 1 or self.topic.narrowed):
            return 0.0  # a part of what the topic asks for: rather shorter than astray
        if holds(title, subject.phrase):
            score += 3.0 if title[-len(subject.phrase) :] == list(subject.phrase) else 1.0
        if holds(self.language.stems(entry.description), subject.phrase):
            score += 1.0
        score += 1.5 * (sentence.position == 0) + 0.7 * holds(stems[:9], subject.phrase)
        score += 2.0 * (f" {' '.join(title)} " in mentioned)
        told = self.index.sentences(entry.id)
        score += 1.5 * sum(holds(self.language.stems(s.text), subject.phrase) for s in told) / len(told)
        if entry.category in self.language.people:
            score -= 1.5
        return score if sentence.position == 0 or others else score - 1.5

    def _terms(self, stems: list[str], subject: Subject) -> float:
        """Score what else of the topic a sentence names, beside the subject itself."""
        others = {stem: weight for stem, weight in self.topic.terms.items() if stem not in subject.phrase}
        total = sum(self.topic.terms.values())
        if not total:
            return 0.0
        named = set(stems) | {adjective for adjective, place in self._places.values() if place in stems}
        return _TERM_BONUS * sum(weight for stem, weight in others.items() if stem in named) / total

    def _is_answer(self, entry: Entry, subject: Subject, stems: list[str]) -> bool:
        """Whether a sentence of an article that the topic names has all that it asks: why the sky is blue."""
        named = any(qualifier.entry.id == entry.id for qualifier in self.topic.qualifiers)
        return named and set(self.topic.terms) <= {*stems, *subject.phrase}

    def _narrowed(self, stems: list[str]) -> float:
        return 2.0 * any(holds(stems, phrase) for phrase in self.topic.narrowed)

    def _is_common(self, text: str, subject: Subject) -> bool:
        """Whether a common noun is not part of somebody's name here ("Bee Gees", "Apple Records")."""
        for at, word in enumerate(text.split()):
            if at and word[:1].isupper() and self.language.stems(word)[:1] == list(subject.phrase[-1:]):
                return False
        return True


def _kind_at(text: str, nouns: Sequence[str]) -> int | None:
    """Return after how many words of "is a …" a sentence names the kind, in singular or plural; None: it does not.

    Neither adjectives ("a volcanic island") nor images ("the heart of the city") make a kind.
    """
    said = _IS_A.search(text)
    told = words(said[1])[: _KIND_WITHIN + len(nouns)] if said else []
    for at in range(len(told) - len(nouns) + 1):
        if told[at] in _PREPOSITIONS:
            return None
        if all(same_noun(word, noun) for word, noun in zip(told[at:], nouns, strict=False)):
            return at
    return None


def _several_at(text: str, nouns: Sequence[str]) -> int | None:
    """Return where a sentence names things in the plural, as the topic does; None: not early, or not at all.

    In the singular it may be an image: many a city is the heart or the star of something.
    """
    told = words(text)[:_EXAMPLE_WORDS]
    plural = len(nouns) == 1 and len(singulars(nouns[0])) > 1
    return told.index(nouns[0]) if plural and nouns[0] in told else None


def is_proper(entry: Entry, own_text: str) -> bool:
    """Whether an article is on a name: it never writes its last word small."""
    last = entry.subject.split()[-1]
    return last[:1].isupper() and last.lower() not in own_text.split()


def _has(told: Sequence[str], names: set[str]) -> bool:
    return any(same_noun(word, name) for word in told for name in names)


def holds(stems: list[str], phrase: tuple[str, ...]) -> bool:
    """Whether a sentence's stems have a phrase in them."""
    length = len(phrase)
    return any(tuple(stems[at : at + length]) == phrase for at in range(len(stems) - length + 1))


def _without_duplicates(candidates: list[Candidate]) -> list[Candidate]:
    kept: list[Candidate] = []
    for candidate in candidates:
        if not any(is_near_duplicate(candidate.sentence.text, other.sentence.text) for other in kept[-200:]):
            kept.append(candidate)
    return kept
