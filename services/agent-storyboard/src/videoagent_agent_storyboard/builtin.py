"""The storyboard that needs no key: rules for kinds, cards, sets, moves and lengths."""

import hashlib
import random
from collections.abc import Sequence
from math import inf

from videoagent_agent_storyboard.cards import YEAR_STRENGTH, CardShot, card_for, year_card
from videoagent_agent_storyboard.keywords import keywords_for, title_words
from videoagent_agent_storyboard.moves import camera_moves, goes_on, transitions
from videoagent_agent_storyboard.recurring import with_subjects
from videoagent_agent_storyboard.sets import setting_for
from videoagent_agent_storyboard.timing import Timed, durations, misses, rests, total
from videoagent_contracts.enums import ShotKind, Transition
from videoagent_contracts.film import Beat, Card, Credit, Shot, Story, Storyboard, StoryboardRequest
from videoagent_contracts.steps import ProviderInfo
from videoagent_models.providers import BUILTIN
from videoagent_models.shot_time import (
    LEAD_IN_S,
    OVERLAP_S,
    SHORTEST_TITLE_S,
    SHORTEST_WITH_CREDITS_S,
    TAIL_S,
    credits_time,
)
from videoagent_models.speaking import base_language, speaking_time
from videoagent_models.workplace import Workplace

MAX_SHOTS = 60
_BETWEEN_CARDS = 2
"""Shots from one card to the next: two cards in a row read like slides."""
_LEAST_FOR_LAST_TITLE = 4
"""Beats from which on a film that knows nothing ends with its title."""
_SUBJECTS = 2
"""Keywords that say what the shot is about; the later ones only name what else is mentioned."""
LONGEST_S = {
    ShotKind.TITLE: 4.0,
    ShotKind.NUMBER: 7.0,
    ShotKind.QUOTE: 9.0,
    ShotKind.LIST: 9.0,
    ShotKind.TIMELINE: 9.0,
    ShotKind.MAP: 9.0,
}
"""What a card stands at most, in s: then it has been read, and longer words go with a scene."""
_HEADING, _PROMPT, _DESCRIPTION, _TITLE, _NARRATION = 3.0, 3.0, 2.0, 1.5, 1.0


def draw_up(request: StoryboardRequest) -> Storyboard:
    """Turn a story into shots: one for each beat, and an end card when there is something to credit.

    The same request gives the same storyboard.
    """
    story = request.story
    beats = story.beats[:MAX_SHOTS]
    with_credits = _has_end_card(request, len(beats))
    chance = random.Random(request.seed)  # noqa: S311 - variety, not secrecy
    shown = _cards(beats, request, sources=() if with_credits else story.credits)
    kinds = [card.kind if card else ShotKind.SCENE for card in shown]
    kinds += [ShotKind.CREDITS] * with_credits
    average = (request.duration or 8.0 * len(kinds)) / len(kinds)
    changes = transitions(beats, request.transition, average, chance, with_credits=with_credits)
    timed = [
        Timed(
            _speech(beat, card, request),
            _fixed(beat, following),
            change,
            goes_on=goes_on(beat, after) if after else False,
            longest=LONGEST_S[card.kind] if card and len(beats) > 1 else inf,
            rest=rest,
        )
        for beat, card, after, change, following, rest in zip(
            beats, shown, (*beats[1:], None), changes, (*changes[1:], Transition.CUT), _rests(request), strict=False
        )
    ]
    timed += [Timed(0.0, credits_time(request.duration), changes[-1])] * with_credits
    lengths = durations(timed, request.duration)
    moves = camera_moves(kinds, request.aspect_ratio, chance)
    shots = [_shot(request, beat, index, card) for index, (beat, card) in enumerate(zip(beats, shown, strict=True))]
    shots = with_subjects(shots, [shot.heading for shot in shots])
    shots += [_end_card(request, len(shots))] * with_credits
    return Storyboard(
        title=story.title,
        language=story.language,
        shots=tuple(
            shot.model_copy(update={"duration": length, "camera": move, "transition": change})
            for shot, length, move, change in zip(shots, lengths, moves, changes, strict=True)
        ),
        credits=story.credits,
        warnings=_warnings(request, timed, lengths),
    )


def _has_end_card(request: StoryboardRequest, beats: int) -> bool:
    if not request.story.credits or beats >= MAX_SHOTS:
        return False
    if request.shots is not None:
        return beats < request.shots
    return request.duration is None or request.duration >= SHORTEST_WITH_CREDITS_S


def _speech(beat: Beat, card: CardShot | None, request: StoryboardRequest) -> float:
    """Return a shot's time for speech, in s; a title that is spoken stands long enough to be read."""
    seconds = speaking_time(beat.narration, request.story.language, request.voice_speed)
    stands = _is_title(card) and len(request.story.beats) > 1
    return max(seconds, SHORTEST_TITLE_S) if seconds and stands else seconds


def _rests(request: StoryboardRequest) -> list[float]:
    """Return what each beat's shot may stand beyond its words, in s.

    As long as the film needs where its number of shots or its words are the user's own; these have no subject but
    what they say.
    """
    beats = request.story.beats[:MAX_SHOTS]
    bounded = rests([not beat.narration for beat in beats])
    return [inf if request.shots or not beat.heading else rest for beat, rest in zip(beats, bounded, strict=True)]


def _is_title(card: CardShot | None) -> bool:
    return card is not None and card.kind is ShotKind.TITLE


def _fixed(beat: Beat, following: Transition) -> float | None:
    """Return a shot's length for a scene's: the next shot's overlap comes on top, so that scenes add up to the film."""
    if beat.duration is None or following is Transition.CUT:
        return beat.duration
    return beat.duration + OVERLAP_S


def _cards(beats: Sequence[Beat], request: StoryboardRequest, sources: Sequence[Credit]) -> list[CardShot | None]:
    """Give the title its card, and others where they are called for and not too near to each other.

    A beat of the user's own for which they have said what the picture shows stays a scene.
    """
    shown: list[CardShot | None] = []
    last = 0  # the title is a card too
    mapped: set[str] = set()
    told: set[str] = set()  # subjects that a shot has shown: the next may as well be a year
    dated = False
    for index, beat in enumerate(beats):
        own = beat.media or (beat.prompt and not beat.heading)  # a model's beats have a subject too
        card = None if own else _short(card_for(beat), beat, request)
        if card is None and not own and not dated and beat.heading in told:
            card = _short(year_card(beat), beat, request)
        if card and (index - last < _BETWEEN_CARDS or (card.kind is ShotKind.MAP and beat.heading in mapped)):
            card = None
        if index == 0 or (index == len(request.story.beats) - 1 and _ends_with_title(request.story)):
            card = _title_card(request, beat, sources)
        elif card:
            last = index
            mapped.add(beat.heading if card.kind is ShotKind.MAP else "")
            dated = dated or card.strength <= YEAR_STRENGTH
        told |= {beat.heading} - {""}
        shown.append(card)
    return shown


def _short(card: CardShot | None, beat: Beat, request: StoryboardRequest) -> CardShot | None:
    """Return a card whose words are said before it has stood too long; None: better a scene."""
    if card is None:
        return None
    stands = LEAD_IN_S + speaking_time(beat.narration, request.story.language, request.voice_speed) + TAIL_S
    return card if stands <= LONGEST_S[card.kind] else None


def _title_card(request: StoryboardRequest, beat: Beat, sources: Sequence[Credit]) -> CardShot | None:
    """Return the title's card; in a film without an end card it names the sources.

    None over a long beat of the user's own words, when others follow.
    """
    own_picture = beat.media or (beat.prompt and not beat.heading)
    titled = Card(heading=request.story.subtitle, value=request.story.title, lines=_source_line(sources))
    card = None if own_picture else CardShot(ShotKind.TITLE, titled, 0.0)
    return card if beat.heading or len(request.story.beats) == 1 else _short(card, beat, request)


def _source_line(sources: Sequence[Credit]) -> tuple[str, ...]:
    listed = "; ".join(f"{credit.source} ({credit.licence})" for credit in sources)
    return (listed,) if listed else ()


def _shot(request: StoryboardRequest, beat: Beat, index: int, card: CardShot | None) -> Shot:
    title = request.story.title
    is_title = card is not None and card.kind is ShotKind.TITLE
    subject = _after_title(request) if is_title and beat.heading in ("", title) else beat
    keywords = keywords_for(subject, title, request.story.language)
    # A prompt that begins with the title or the heading is the storyboard's own, and no wish of somebody's.
    named = (title, subject.heading) if is_title else (subject.heading or title,)
    return Shot(
        index=index,
        kind=card.kind if card else ShotKind.SCENE,
        narration=beat.narration,
        heading=_heading(request, beat, index),
        prompt=beat.prompt or _names(*named, subject.description),
        keywords=keywords,
        setting=_setting(request, subject, keywords),
        card=card.card if card else None,
        media=beat.media,
        duration=1.0,
        seed=_seed(request.seed, index),
    )


def _names(*parts: str) -> str:
    """Return the parts that say something, each once."""
    return ", ".join(dict.fromkeys(filter(None, parts)))


def _heading(request: StoryboardRequest, beat: Beat, index: int) -> str:
    """Return the subject; where nothing is known of any, the title's words in turn, for pictures made of words."""
    story = request.story
    shots = len(story.beats) - 1 - _ends_with_title(story)
    words = title_words(story.title, story.language) if _is_general(story, beat) and 0 < index <= shots else ()
    if len(words) < 2:
        return beat.heading
    # With more words than shots, the first and the last are among those that are seen.
    at = (index - 1) % len(words) if len(words) <= shots else (index - 1) * (len(words) - 1) // max(1, shots - 1)
    return words[at]


def _is_general(story: Story, beat: Beat) -> bool:
    """Whether nothing is known of a beat's subject but the film's title."""
    return beat.heading == story.title and not (beat.description or beat.prompt or beat.media or story.credits)


def _ends_with_title(story: Story) -> bool:
    """Whether the title comes back as the end card of a film that knows nothing, and so has nothing to credit."""
    return len(story.beats) >= _LEAST_FOR_LAST_TITLE and _is_general(story, story.beats[-1])


def _after_title(request: StoryboardRequest) -> Beat:
    """Return what the title's picture shows: the film's subject, which the second beat names."""
    beats = request.story.beats
    if len(beats) < 2:
        return beats[0]
    return beats[1].model_copy(update={"narration": request.story.title})


def _setting(request: StoryboardRequest, beat: Beat, keywords: Sequence[str]) -> str:
    language = base_language(request.story.language)
    english = language == "en"
    # In English the second keyword may be of the description, whose words count less.
    named = keywords[:_SUBJECTS] if not (beat.heading and english) or beat.prompt else (beat.heading,)
    told = (beat.narration, _NARRATION)
    texts = [
        (beat.heading, _HEADING),
        (beat.prompt, _PROMPT),
        (" ".join(named), _HEADING),
        (request.topic, _TITLE),
        *(() if beat.heading else (told,)),
    ]
    described = (beat.description, _DESCRIPTION)
    if not beat.heading:
        return setting_for(texts, language=language)
    return setting_for(texts, described=described, said=told, language=language)


def _end_card(request: StoryboardRequest, index: int) -> Shot:
    subject = _after_title(request)
    return Shot(
        index=index,
        kind=ShotKind.CREDITS,
        prompt=_names(request.story.title, subject.heading, subject.description),  # the title's, as its picture is
        keywords=keywords_for(subject, request.story.title, request.story.language),
        setting=_setting(request, subject, ()),
        card=Card(lines=tuple(f"{credit.what}: {credit.source}, {credit.licence}" for credit in request.story.credits)),
        duration=1.0,
        seed=_seed(request.seed, 0),  # the title's: its picture is drawn again
    )


def _seed(seed: int, index: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed}/{index}".encode()).digest()[:4], "big") >> 1


def _warnings(request: StoryboardRequest, timed: Sequence[Timed], lengths: Sequence[float]) -> tuple[str, ...]:
    if request.duration is None or not misses(lengths, timed, request.duration):
        return ()
    planned = total(lengths, timed)
    why = "there is more narration" if planned > request.duration else "there is too little narration"
    return (f"the film is planned at about {planned:.1f} s instead of {request.duration:g} s: {why}",)


class BuiltinStoryboarder:
    """See ``draw_up``."""

    name = BUILTIN

    def check(self) -> ProviderInfo:
        """Say that it works."""
        return ProviderInfo(name=BUILTIN, available=True, reason="plans shots by rules; needs no key")

    async def plan(self, request: StoryboardRequest, context: Workplace) -> Storyboard:
        """Plan in a worker process."""
        return await context.in_process(draw_up, request)
