"""Which of the sentences are told, so that they fill the time and lead from one to the next."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from videoagent_agent_story.offline.definitions import briefer, labels
from videoagent_agent_story.offline.retrieval import Candidate
from videoagent_agent_story.offline.shortening import shortened

_RESOLUTION_S = 0.25
_OVERFILL = 1.01
_MOST_OVERFILL = 1.15
"""How much too long the shortest opening may be; beyond that nothing is told."""
_MOST_FOR_OPENING = 0.45
"""Share of the time above which the definition is offered in brief as well."""
_BRIEF_WORTH = 0.7
_MOST_SENTENCES = 130
_SHORTENED_WORTH = 0.9
_MISSING_TIME_COST = 0.4
"""What a second without speech costs, in units of a sentence's score: a fuller film beats one more short sentence."""


@dataclass(frozen=True)
class Told:
    """A sentence as it is told, perhaps without its last clause."""

    candidate: Candidate
    text: str
    seconds: float
    worth: float


Choice = tuple[Told, ...]


def select(candidates: Sequence[Candidate], seconds: float, time_of: Callable[[str], float]) -> list[Told]:
    """Choose the sentences worth most that fit into the time.

    The first definition is always among them, made brief where there is little time.
    A 0/1 knapsack over time: each sentence whole, without its last clause, or not at all; one that leans on its
    predecessor only together with it.

    Args:
        candidates: In order of telling, a subject's own sentences before related ones.
        seconds: Time to fill with speech.
        time_of: Speaking time of a text, in s.

    Returns:
        In order of telling; at most 1 % longer than ``seconds``, or 15 % when no opening fits.
    """
    groups = list(_groups(candidates[:_MOST_SENTENCES]))
    if not groups:
        return []
    slots = int(seconds * _OVERFILL / _RESOLUTION_S)
    empty: dict[int, tuple[float, Choice]] = {0: (0.0, ())}
    openings = list(_choices(groups[0], time_of))
    if min(map(_seconds, openings)) > _MOST_FOR_OPENING * seconds:
        openings += _brief(groups[0][0], briefer(groups[0][0].sentence.text), time_of)
    best = _extended(empty, openings, slots, optional=False)
    if not best:
        entry = groups[0][0].entry
        openings += _brief(groups[0][0], labels(entry.subject, entry.description), time_of)
        best = _extended(empty, openings, slots, optional=False)
    shortest = min(openings, key=_seconds)
    if not best:
        return list(shortest) if _seconds(shortest) <= _MOST_OVERFILL * seconds else []
    for group in groups[1:]:
        best = _extended(best, list(_choices(group, time_of)), slots, optional=True)
    _, told = max(
        best.values(), key=lambda state: state[0] - _MISSING_TIME_COST * max(0.0, seconds - _seconds(state[1]))
    )
    place = {candidate.sentence.id: at for at, candidate in enumerate(candidates)}
    return sorted(told, key=lambda sentence: place[sentence.candidate.sentence.id])


def _groups(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Put each sentence together with those that lean on it."""
    group: list[Candidate] = []
    for candidate in candidates:
        if group and not candidate.leans:
            yield group
            group = []
        group.append(candidate)
    if group:
        yield group


def _choices(group: list[Candidate], time_of: Callable[[str], float]) -> Iterator[Choice]:
    """Offer the group's beginnings, each with its last sentence whole or shortened."""
    before: Choice = ()
    for candidate in group:
        shorter = shortened(candidate.sentence.text)
        if shorter:
            yield (*before, Told(candidate, shorter, time_of(shorter), candidate.score * _SHORTENED_WORTH))
        text = candidate.sentence.text
        before = (*before, Told(candidate, text, time_of(text), candidate.score))
        yield before


def _brief(first: Candidate, texts: Sequence[str], time_of: Callable[[str], float]) -> Iterator[Choice]:
    for text in texts:
        yield (Told(first, text, time_of(text), first.score * _BRIEF_WORTH),)


def _extended(
    best: dict[int, tuple[float, Choice]], choices: list[Choice], slots: int, *, optional: bool
) -> dict[int, tuple[float, Choice]]:
    """Return the best choice for every amount of time, with one more group to choose from."""
    result = dict(best) if optional else {}
    for used, (worth, told) in best.items():
        for choice in choices:
            after = used + max(1, round(_seconds(choice) / _RESOLUTION_S))
            total = worth + sum(sentence.worth for sentence in choice)
            if after <= slots and (after not in result or result[after][0] < total):
                result[after] = (total, (*told, *choice))
    return result


def _seconds(choice: Choice) -> float:
    return sum(sentence.seconds for sentence in choice)
