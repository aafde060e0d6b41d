"""Topics in another language than their film's: what they may be about in the film's language."""

import re
from dataclasses import replace
from functools import lru_cache

from videoagent_agent_story.offline.index import SURNAME, Entry, Index
from videoagent_agent_story.offline.language import Language, fold, words
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.topic import Topic

# Languages without articles, by words that carry no subject.
_WITHOUT_ARTICLES = {
    "de": "der die das des dem den ein eine einer eines und oder von vom mit für wie warum was ist sind im in zur "
    "zum über auf aus geschichte leben reise welt kurze erfindung entstehung funktioniert entstehen",
    "it": "il lo la i gli le l un una uno di del dello della dei degli delle e o con per come perché che è sono nel "
    "nella storia vita viaggio mondo breve nascita funziona",
    "pt": "o a os as um uma de do da dos das e ou com por para como porque que é são no na nos nas história vida "
    "viagem mundo breve origem funciona",
    "nl": "de het een van en of met voor hoe waarom wat is zijn in op aan geschiedenis leven reis wereld korte werkt",
}
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_ALIKE_LETTERS = 5
"""Words of related languages that begin with so many of the same letters are mostly the same word."""
_LEAST_LETTERS = 4
_SENTENCES = 4
_LEAST_SHARE = 0.12
"""Of the fewer words of two articles that must be the other's too if both tell of one thing."""
_FALSE_FRIENDS = frozenset("pain coin sucre sable damas martes country soul mesa grave chair four once red pan".split())  # noqa: SIM905
"""Words with an article in several languages, on different things."""


def own_language(topic: str, film: Language) -> str:
    """Return the language that a topic's small words are of: the film's unless there is better evidence of another."""
    found = words(topic)
    counts = {code: sum(word in known for word in found) for code, known in _small_words().items()}
    return max(counts, key=lambda code: (counts[code], code == film.code))


def content(topic: str, code: str) -> str:
    """Return a topic without the small words of its language."""
    small = _small_words()[code]
    return " ".join(token for token in _TOKEN.findall(topic) if fold(token) not in small)


def confirmed(topic: Topic, index: Index, own: Index | None) -> Topic:
    """Keep only subjects that are the same thing in the topic's own language.

    A "chat" is a talk in English and a cat in French: what is called the same must have an article of the same title
    there, or one that uses the same words.

    Args:
        topic: As it is understood in the film's language.
        index: The film's language's articles.
        own: The topic's language's; None: it has none, and the name alone must do.
    """
    # A last name tells whom only if nothing else is said that nobody knows: "The Eiffel Tower" is no person.
    subjects = tuple(each for each in topic.subjects if each.entry.rank < SURNAME or not topic.unknown)
    if own is not None:
        subjects = tuple(subject for subject in subjects if _is_same(subject.entry, index, own))
    return replace(topic, subjects=subjects, qualifiers=(), narrowed=(), examples=())


def _is_same(entry: Entry, index: Index, own: Index) -> bool:
    if fold(entry.subject) in _FALSE_FRIENDS:
        return False
    here = _about(entry, index)
    for other in own.named(own.language.stems(entry.subject)):
        if fold(other.title) == fold(entry.title):
            return True
        there = _about(other, own)
        if len(here & there) >= _LEAST_SHARE * min(len(here), len(there)) > 0:
            return True
    return False


def _about(entry: Entry, index: Index) -> frozenset[str]:
    """Return the beginnings of the words that an article begins with, its own name aside."""
    text = " ".join([entry.description, *(told.text for told in index.sentences(entry.id)[:_SENTENCES])])
    told = set(words(text)) - index.language.function_words - set(words(entry.subject))
    return frozenset(word[:_ALIKE_LETTERS] for word in told if len(word) >= _LEAST_LETTERS)


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    known = {code: language.function_words | language.framing_words for code, language in LANGUAGES.items()}
    return known | {code: frozenset(words(listed)) for code, listed in _WITHOUT_ARTICLES.items()}
