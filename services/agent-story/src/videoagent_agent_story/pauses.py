"""Pictures without words, where a film has more time than words."""

from collections.abc import Sequence
from dataclasses import replace

from videoagent_agent_story.plan import MAX_BEATS, Plan
from videoagent_contracts.film import Beat
from videoagent_models.sentences import split_sentences
from videoagent_models.shot_time import SHORTEST_TITLE_S

_PAUSE_S = 3.0
"""What a picture without words takes, its overlaps with its neighbours taken off."""
_SILENT_S = 1.2
"""What a picture without words takes at least, beyond the margins that it has like any other."""
_MOST_AFTER_ONE = 2
_BREATH_S = 2.2
"""What each picture may as well stand longer after its words: another one in so short a time would be restless."""
_AT_BOTH_ENDS_S = 3.0
"""What the title and the last picture may stand longer, together."""
_SENTENCE_END = tuple('.!?…。！？।؟۔"”»’)]')


def with_pauses(beats: Sequence[Beat], frame: Plan) -> list[Beat]:
    """Let pictures without words follow sentences, so that no picture stands for long without any.

    As many as fill the film, evenly spread, at most one after each sentence: a film that has less to say still is
    shorter than asked for. No sentence is torn, none follows the last one, and the title is followed by one
    only where there is no other place. A film with words enough for its time comes back as it is. One of a single beat
    ends with other views of what it tells of.
    """
    missing = _missing(beats, frame)
    if missing <= _BREATH_S * len(_places(beats)) + _AT_BOTH_ENDS_S:
        return list(beats)
    if len(beats) == 1:
        return [*beats, *[_silent(beats[0])] * min(_MOST_AFTER_ONE, round(missing / _PAUSE_S))]
    apart = [one for beat in beats for one in _sentences(beat)]
    wanted = min(round(_missing(apart, frame) / _PAUSE_S), MAX_BEATS - 1 - len(apart))
    places = _spread(_places(apart), wanted)
    result: list[Beat] = []
    for at, beat in enumerate(apart):
        result.append(beat)
        if at in places:
            result.append(_silent(beat if at else apart[1]))
    return result


def _silent(subject: Beat) -> Beat:
    return subject.model_copy(update={"narration": "", "media": None, "duration": None})


def _missing(beats: Sequence[Beat], frame: Plan) -> float:
    """Return the time that is left when every beat has its words and the margins around them, in s."""
    spoken = [frame.time_of(beat.narration) for beat in beats]
    title = max(0.0, SHORTEST_TITLE_S - spoken[0]) if frame.with_title and spoken else 0.0
    silent = _SILENT_S * sum(not seconds for seconds in spoken)
    return replace(frame, beats=len(beats)).speech - sum(spoken) - title - silent


def _places(beats: Sequence[Beat]) -> list[int]:
    """Return the beats that a picture without words may follow."""
    return [at for at, beat in enumerate(beats[:-1]) if at and beat.narration.endswith(_SENTENCE_END)]


def _spread(places: Sequence[int], wanted: int) -> set[int]:
    """Choose evenly among the places; the title's where there is no other."""
    if wanted >= len(places):
        return set(places) or {0}
    return {places[(2 * number + 1) * len(places) // (2 * wanted)] for number in range(max(0, wanted))}


def _sentences(beat: Beat) -> list[Beat]:
    """Return a beat for each of a beat's sentences; a picture or a length of the user's own stays whole."""
    if beat.media is not None or beat.duration is not None:
        return [beat]
    sentences = [sentence.strip() for sentence in split_sentences(beat.narration) if sentence.strip()]
    return [beat.model_copy(update={"narration": sentence}) for sentence in sentences] or [beat]
