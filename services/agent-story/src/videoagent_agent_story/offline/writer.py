"""From a topic to a story in the encyclopaedia's own sentences."""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from videoagent_agent_story.beats import with_count
from videoagent_agent_story.offline.arrangement import arranged, preferring_striking
from videoagent_agent_story.offline.articles import LICENCE
from videoagent_agent_story.offline.foreign import confirmed, content, own_language
from videoagent_agent_story.offline.index import Entry, Index, prepare
from videoagent_agent_story.offline.language import Language, words
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.neighbours import with_neighbours
from videoagent_agent_story.offline.pictures import beats_of, divide
from videoagent_agent_story.offline.retrieval import Candidate, gather
from videoagent_agent_story.offline.selection import Told, select
from videoagent_agent_story.offline.topic import Topic, understand
from videoagent_agent_story.pauses import with_pauses
from videoagent_agent_story.plan import Plan
from videoagent_contracts.film import Beat, Credit, Story
from videoagent_models.speaking import base_language

_SHORT_FILM_S = 15.0
_WITH_LEAST_S = 24.0
_LONG_FILM_S = 40.0
"""Length from which on a film may tell of what stands beside its subject."""
_SPARE_BEATS = 2
_FILLED = 0.85
_WELL_FILLED = 0.7
_HARDLY_FILLED = 0.6
_MOST_LONGER = 0.1
"""Share of the film's length by which it may grow when the only sentences left are long ones."""


@dataclass(frozen=True)
class NotKnown:
    """Nothing can be told of the topic; ``words`` are the ones that no article has."""

    words: tuple[str, ...] = ()


def write(topic: str, frame: Plan, cache: Path) -> Story | NotKnown:
    """Write a story of sentences about the topic.

    Args:
        topic: As the user gave it.
        frame: Room for it.
        cache: Folder of the indexes; a missing one is built first, which takes seconds.
    """
    language = LANGUAGES.get(base_language(frame.language))
    if language is None:
        return NotKnown()
    with closing(Index(language, prepare(language, cache))) as index:
        understood = _understood(topic, index, cache)
        candidates = gather(understood, index)
        more = with_neighbours(candidates, understood, index) if frame.duration >= _LONG_FILM_S else candidates
    if not candidates:
        return NotKnown(understood.unknown)
    if frame.with_title:
        candidates, more = preferring_striking(candidates, language), preferring_striking(more, language)
    told = _selected(candidates, frame)
    if len(more) > len(candidates) and _seconds(told) < _FILLED * frame.speech_after_title:
        told = _selected(more, frame)
    if told and frame.with_title:
        told = arranged(told, language)
    return _story(frame, language, understood, told) if told else _title_alone(frame, candidates[0].entry)


def _understood(topic: str, index: Index, cache: Path) -> Topic:
    """Understand a topic, which may be in another language than the film."""
    code = own_language(topic, index.language)
    found = understand(topic, index)
    if code == index.language.code or any(one.length == len(words(topic)) for one in found.subjects):
        return found  # a name may be in any language
    named = content(topic, code)
    found = understand(named, index)
    own = LANGUAGES.get(code)
    if own is None:
        confirmed_ones = confirmed(found, index, None)
    else:
        with closing(Index(own, prepare(own, cache))) as other:
            confirmed_ones = confirmed(found, index, other)
    return confirmed_ones if confirmed_ones.subjects else Topic((), unknown=tuple(dict.fromkeys(words(named))))


def _selected(candidates: Sequence[Candidate], frame: Plan) -> list[Told]:
    """Choose the sentences; a film that would stay half silent may be somewhat longer than asked instead."""
    wanted = frame.speech_after_title
    told = select(candidates, wanted, frame.time_of)
    if not told or _seconds(told) >= _WELL_FILLED * wanted or frame.duration < _SHORT_FILM_S:
        return told
    more = select(candidates, wanted + _MOST_LONGER * frame.duration, frame.time_of)
    return min(told, more, key=lambda choice: abs(_seconds(choice) - wanted))


def _seconds(told: Sequence[Told]) -> float:
    return sum(sentence.seconds for sentence in told)


def _title_alone(frame: Plan, subject: Entry) -> Story:
    """Return the story of a film that is too short for a sentence."""
    beat = Beat(narration=frame.title, heading=subject.subject, description=subject.description)
    beats = with_count([beat], frame.beats + frame.with_credits if frame.exact else 1, frame.time_of)
    warning = (
        f"a film of {frame.duration:g} s is too short for a sentence on “{subject.subject}”: it has its title only"
    )
    return Story(title=frame.title, language=frame.language, beats=tuple(beats), warnings=(warning,))


def _story(frame: Plan, language: Language, topic: Topic, told: Sequence[Told]) -> Story:
    opening = [Beat(narration=frame.title, heading=frame.title, description=_main(told).description)]
    beats = [*(opening if frame.with_title else []), *beats_of(told, frame)]
    if frame.exact or len(beats) > frame.beats + _SPARE_BEATS:
        beats = with_count(beats, frame.beats, frame.time_of)
    elif frame.duration >= _WITH_LEAST_S:
        divide(beats, frame)
    if not frame.exact:
        beats = with_pauses(beats, frame)
    subject = _main(told)
    return Story(
        title=frame.title,
        subtitle=subject.description if set(words(frame.title)) == set(words(subject.subject)) else "",
        language=frame.language,
        beats=tuple(beats),
        credits=_credits(told, language),
        warnings=_warnings(topic, told, frame, language),
    )


def _main(told: Sequence[Told]) -> Entry:
    return told[0].candidate.entry


def _credits(told: Sequence[Told], language: Language) -> tuple[Credit, ...]:
    opening, ending = language.quotes
    titles = dict.fromkeys(sentence.candidate.entry.title for sentence in told)
    return tuple(
        Credit(what="Text", source=f"{language.source} — {opening}{title}{ending}", licence=LICENCE, note="shortened")
        for title in titles
    )


def _warnings(topic: Topic, told: Sequence[Told], frame: Plan, language: Language) -> tuple[str, ...]:
    stems = {stem for sentence in told for stem in language.stems(sentence.candidate.sentence.text)}
    silent_on = [word for word in topic.asked if language.stem(word) not in stems and word not in topic.named]
    warnings: list[str] = []
    if not topic.subjects:
        warnings.append("the built-in writer has no article on this topic and tells of examples that it does have")
    elif silent_on:
        listed = ", ".join(f"“{word}”" for word in silent_on[:8])
        warnings.append(f"the built-in writer found nothing on {listed} here: give a script, scenes or a text model")
    beside = list(dict.fromkeys(one.candidate.entry.subject for one in told if one.candidate.beside))
    if beside:
        listed = ", ".join(f"“{title}”" for title in beside)
        warnings.append(
            f"the built-in writer knows too little on this topic for {frame.duration:g} s: it adds {listed}"
        )
    seconds = _seconds(told)
    if frame.duration >= _SHORT_FILM_S and seconds < _HARDLY_FILLED * frame.speech_after_title:
        warnings.append(
            f"the built-in writer has only about {seconds:.0f} s of narration on this topic for a film of "
            f"{frame.duration:g} s, which may be shorter: a script, scenes or a text model give more"
        )
    return tuple(warnings)
