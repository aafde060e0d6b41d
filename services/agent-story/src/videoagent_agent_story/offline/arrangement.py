"""How a film begins and ends: with a striking sentence, and with one that lets it come to rest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from videoagent_agent_story.offline.language import Language, words
from videoagent_agent_story.offline.retrieval import Candidate
from videoagent_agent_story.offline.selection import Told

_STRIKING = re.compile(
    r"\b(?:(?:the|its?) (?:\w+ )?(?:most|first|only|largest|longest|oldest|highest|greatest|fastest|deepest|smallest|"
    r"biggest|strongest|tallest|hottest|last)|among the (?:most|largest|oldest)|one of the (?:most|\w+est)|never|"
    r"nobody|nothing|no other|unique|"
    r"(?:over|more than|up to|nearly|about) [\d]|million|billion|"
    r"l[ea]s? (?:\w+ )?plus|l[ea]s? premi\w+|l[ea]s? seule?s?|jamais|plus de \d|près de \d|millions|milliards|"
    r"(?:el|la|los|las) (?:\w+ )?más|(?:el|la) primer\w?|únic[oa]s?|nunca|más de \d|cerca de \d|millones)\b",
    re.IGNORECASE,
)
_RESTING = re.compile(
    r"\b(?:today|still|remains?|nowadays|modern|continues?|legacy|influen\w+|21st century|ever since|"
    r"around the world|worldwide|future|"
    r"aujourd|encore|toujours|reste|demeure|dans le monde entier|moderne|"
    r"hoy|actual\w*|sigue|todavía|aún|en todo el mundo|modern[oa]s?)\b",
    re.IGNORECASE,
)
_STRIKING_BONUS = 6.0
"""Score that makes a striking sentence worth telling in a short film wherever it stands in the article."""
_NAMED_WITHIN = 12
"""Words among which an opening names its subject, before any pronoun that may stand for it."""
_BEGUN_WITHIN = 4
_ONE_OF = re.compile(r"(?:as )?(?:one of|among|l'une? de|parmi|un[oa] de|entre) ", re.IGNORECASE)
_PRONOUNS = frozenset("it its they he she his her il elle ils elles ella ellos ellas".split())  # noqa: SIM905
_LEAST_FOR_ENDING = 3
"""Stretches from which on the last one is chosen: in fewer, the order of the article is all there is."""


def preferring_striking(candidates: Sequence[Candidate], language: Language) -> list[Candidate]:
    """Return the candidates with those worth more that could open the film."""
    return [
        replace(one, score=one.score + _STRIKING_BONUS) if _may_open(one, candidates[0], language) else one
        for one in candidates
    ]


def arranged(told: Sequence[Told], language: Language) -> list[Told]:
    """Put the most striking sentence before the definition, and at the end one of the subject's own.

    Sentences that lean on each other stay together, and none is put where it does not make sense alone. Without a
    fitting one the order stays as it is.
    """
    stretches = list(_stretches(told))
    first = told[0].candidate
    hooks = [
        each
        for each in stretches[1:]
        if len(each) == 1 and _may_open(each[0].candidate, first, language) and _STRIKING.search(each[0].text)
    ]
    hook = max(hooks, key=lambda each: len(_STRIKING.findall(each[0].text)), default=None)
    if hook:
        stretches.remove(hook)
        stretches.insert(0, hook)
    middle = stretches[2 if hook else 1 :]
    own = [each for each in middle if each[0].candidate.own]
    if len(stretches) >= _LEAST_FOR_ENDING and own:
        last = max(own, key=lambda each: (bool(_RESTING.search(each[-1].text)), middle.index(each)))
        stretches.remove(last)
        stretches.append(last)
    return [sentence for each in stretches for sentence in each]


def _may_open(one: Candidate, first: Candidate, language: Language) -> bool:
    """Whether a sentence of the film's main article stands alone, names its subject and strikes."""
    text = one.sentence.text
    if one.leans or one.sentence.position == 0 or one.entry.id != first.entry.id or not _STRIKING.search(text):
        return False
    name, told = language.content_stems(one.entry.subject), language.stems(text)[:_NAMED_WITHIN]
    if one.entry.category in language.people:
        name = name[-1:]
    if not name or not set(name) <= set(told) or not _PRONOUNS.isdisjoint(words(text)[: told.index(name[-1])]):
        return False
    # "The city" that comes before its name has been spoken of already.
    return min(told.index(stem) for stem in name) < _BEGUN_WITHIN or bool(_ONE_OF.match(text))


def _stretches(told: Sequence[Told]) -> Iterator[list[Told]]:
    stretch: list[Told] = []
    for sentence in told:
        if stretch and not sentence.candidate.leans:
            yield stretch
            stretch = []
        stretch.append(sentence)
    if stretch:
        yield stretch
