"""From a topic to a story in the encyclopaedia's own sentences."""

import re
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from videoagent_agent_story.beats import halved, joined, with_count
from videoagent_agent_story.offline.arrangement import arranged, preferring_striking
from videoagent_agent_story.offline.articles import LICENCE
from videoagent_agent_story.offline.foreign import confirmed, content, own_language
from videoagent_agent_story.offline.index import Entry, Index, prepare
from videoagent_agent_story.offline.language import Language, words
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.retrieval import Candidate, gather
from videoagent_agent_story.offline.selection import Told, select
from videoagent_agent_story.offline.topic import Topic, understand
from videoagent_agent_story.plan import Plan
from videoagent_contracts.film import Beat, Credit, Story
from videoagent_models.sentences import split_sentences
from videoagent_models.speaking import base_language

_FULL_BEAT_S = 5.5
_SHORT_FILM_S = 15.0
_LONG_SENTENCE_S = 8.0
_LEAST_BEATS = 4
"""Pictures that a film of ``_WITH_LEAST_S`` and more has, the title's included, where its sentences can be divided."""
_WITH_LEAST_S = 24.0
_SHORTEST_DIVIDED_S = 5.0
_MOST_OFF_MIDDLE = 0.3
_CLAUSE = re.compile(
    r"(?<=[;:]) |(?<=,) (?=(?:with|which|where|while|whereas|but|making|including|stretching|because|although|who|"
    r"whose|(?:and|or) (?:the|an?|is|was|are|were|has|have|its|his|her|their|it|they|then|often|now)|avec|qui|dont|où|"
    r"mais|et (?:le|la|les|un|une|est|sont)|con|que|donde|pero|y (?:el|la|los|las|una?|es|son))\b)"
)
_PHRASE = re.compile(
    r"(?<=,) (?=[a-zà-ÿ\"“«])|"
    r" (?=(?:and (?:to|in|by|for)|designed|consisting|such as|while|because|that|which|who|where|whereas|"
    r"qui|dont|ainsi que|tandis que|et \w+(?:er|ir|re)|y (?:en|por|a|\w+(?:ar|er|ir))|donde|mientras|para)\b)"
)
"""Where a long sentence without a clause of its own may take breath."""
_ADJUNCT = re.compile(
    r" (?=(?:as (?:an?|the|protection|part)|against|during|throughout|after|before|since|until|"
    r"puis|pendant|après|avant|depuis|afin|ainsi|mediante|durante|después|antes|desde|además)\b)"
)
"""The same where there is neither clause nor phrase."""
_SPARE_BEATS = 2
_WELL_FILLED = 0.7
_HARDLY_FILLED = 0.6
_SLOW_S = 45.0
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
    if not candidates:
        return NotKnown(understood.unknown)
    if frame.with_title:
        candidates = preferring_striking(candidates, language)
    told = _selected(candidates, frame)
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
    beats = [*(opening if frame.with_title else []), *_beats(told, frame)]
    if frame.exact or len(beats) > frame.beats + _SPARE_BEATS:
        beats = with_count(beats, frame.beats, frame.time_of)
    elif frame.duration >= _WITH_LEAST_S:
        _divide(beats, frame)
        if _is_slow(told, frame):
            beats = _with_pauses(beats, frame.beats)
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


def _beats(told: Sequence[Told], frame: Plan) -> list[Beat]:
    """Put neighbouring sentences of one article into one beat while they are short together."""
    beats: list[Beat] = []
    articles: list[int] = []
    for entry, text in ((one.candidate.entry, text) for one in told for text in _clauses(one.text, frame)):
        beat = Beat(narration=text, heading=entry.subject, description=entry.description)
        together = joined(beats[-1], beat, frame.time_of) if beats and articles[-1] == entry.id else None
        if together and frame.time_of(together.narration) <= _FULL_BEAT_S:
            beats[-1] = together
        else:
            beats.append(beat)
            articles.append(entry.id)
    return beats


def _divide(beats: list[Beat], frame: Plan) -> None:
    """Give the longest beats a second picture while there are few."""
    while len(beats) < _LEAST_BEATS:
        by_length = sorted(range(len(beats)), key=lambda at: -frame.time_of(beats[at].narration))
        divided = ((at, _two(beats[at].narration, frame)) for at in by_length)
        at, parts = next(((at, parts) for at, parts in divided if len(parts) == 2), (0, []))
        if not parts:
            return
        beats[at : at + 1] = [beats[at].model_copy(update={"narration": part}) for part in parts]


def _is_slow(told: Sequence[Told], frame: Plan) -> bool:
    return frame.duration >= _SLOW_S and _seconds(told) < _HARDLY_FILLED * frame.speech_after_title


def _with_pauses(beats: Sequence[Beat], most: int) -> list[Beat]:
    """Let pictures without words follow sentences, so that none stands for very long where little is told.

    The last sentence stays the last.
    """
    spare = most - len(beats)
    result: list[Beat] = []
    for number, beat in enumerate(beats):
        result.append(beat)
        if spare > 0 and 0 < number < len(beats) - 1 and beat.narration.endswith((".", "!", "?", "…")):
            result.append(beat.model_copy(update={"narration": ""}))
            spare -= 1
    return result


def _two(text: str, frame: Plan) -> list[str]:
    """Return a text's two parts, of several sentences or a long one; the text alone if there are none."""
    sentences = split_sentences(text)
    if len(sentences) > 1:
        return list(halved(text, frame.time_of) or (text,))
    return _cut(text, frame) if frame.time_of(text) >= _SHORTEST_DIVIDED_S else [text]


def _clauses(text: str, frame: Plan) -> list[str]:
    """Give a long sentence several pictures, which change where a clause ends near the middle."""
    parts = _cut(text, frame) if frame.time_of(text) > _LONG_SENTENCE_S else [text]
    return [text] if len(parts) == 1 else [piece for part in parts for piece in _clauses(part, frame)]


def _cut(text: str, frame: Plan) -> list[str]:
    """Return both parts of a sentence that takes breath near its middle; the sentence if it does not."""
    whole = frame.time_of(text)
    for pattern in (_CLAUSE, _PHRASE, _ADJUNCT):
        shares = {cut.start(): frame.time_of(text[: cut.start()]) / whole for cut in pattern.finditer(text)}
        best = min(shares, key=lambda cut: abs(shares[cut] - 0.5), default=0)
        if best and abs(shares[best] - 0.5) <= _MOST_OFF_MIDDLE:
            return [text[:best].strip(), text[best:].strip()]
    return [text]


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
    seconds = _seconds(told)
    if frame.duration >= _SHORT_FILM_S and seconds < _HARDLY_FILLED * frame.speech_after_title:
        warnings.append(
            f"the built-in writer has only about {seconds:.0f} s of narration on this topic for a film of "
            f"{frame.duration:g} s: pictures stand longer; a script, scenes or a text model give more"
        )
    return tuple(warnings)
