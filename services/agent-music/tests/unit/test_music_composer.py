import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_music.adapters.midi import timed_messages, to_midi
from videoagent_agent_music.adapters.soundfont import PLAYED
from videoagent_agent_music.composition.composer import TAIL_S, compose
from videoagent_agent_music.composition.ensembles import PRESETS, ensemble
from videoagent_agent_music.composition.harmony import SCALES, Scale
from videoagent_agent_music.composition.parts import intensity
from videoagent_agent_music.composition.score import Part, Score
from videoagent_contracts.film import MusicBrief

BRIEFS = st.builds(
    MusicBrief,
    mode=st.sampled_from(sorted(SCALES)),
    bpm=st.integers(40, 180),
    key=st.integers(48, 72),
    mood=st.sampled_from(["calm", "dark and tense", "wonder", "playful", "epic", "warm", "no such mood", ""]),
)


def last_notes(score: Score, part: Part) -> list[int]:
    """Pitches left to ring when the last bar is over."""
    return [note.pitch for note in score.notes if note.part is part and note.start + note.length > score.beats + 1]


@given(BRIEFS, st.floats(4, 120), st.integers(0, 10_000))
def test_any_brief_makes_a_piece_that_fits(brief: MusicBrief, duration: float, seed: int) -> None:
    score = compose(brief, duration, seed)
    scale = Scale(brief.mode, brief.key)
    in_scale = scale.pitch_classes(tuple(range(7)))
    assert {note.part for note in score.notes} >= {Part.PAD, Part.STRINGS, Part.BASS, Part.ARPEGGIO}
    assert all(note.pitch % 12 in in_scale for note in score.notes)
    assert all(PLAYED.lowest_key <= note.pitch <= PLAYED.highest_key for note in score.notes)
    assert all(1 <= note.velocity <= PLAYED.highest_velocity for note in score.notes)
    assert all(0 <= note.start < score.beats and note.length > 0 for note in score.notes)
    assert score.seconds <= duration
    assert score.seconds >= duration - TAIL_S - 0.01
    assert {(one.bank, one.program) for one in score.instruments.values()} <= set(PRESETS)


@given(BRIEFS, st.integers(0, 10_000))
def test_it_ends_on_the_tonic(brief: MusicBrief, seed: int) -> None:
    score = compose(brief, 30, seed)
    assert {pitch % 12 for pitch in last_notes(score, Part.BASS)} == {brief.key % 12}
    assert brief.key % 12 in {pitch % 12 for pitch in last_notes(score, Part.PAD)}
    assert not last_notes(score, Part.LEAD)


def test_the_tempo_gives_way_only_a_little() -> None:
    for duration in range(15, 120):
        assert compose(MusicBrief(bpm=76), duration, 1).bpm == pytest.approx(76, rel=0.13)


def test_the_same_seed_makes_the_same_piece_and_another_does_not() -> None:
    assert compose(MusicBrief(), 30, 7) == compose(MusicBrief(), 30, 7)
    assert compose(MusicBrief(), 30, 7).notes != compose(MusicBrief(), 30, 8).notes


def test_an_unknown_mode_is_major() -> None:
    brief = MusicBrief(mode="major").model_copy(update={"mode": "phrygian"})
    in_scale = Scale("major", brief.key).pitch_classes(tuple(range(7)))
    assert all(note.pitch % 12 in in_scale for note in compose(brief, 30, 1).notes)


def test_no_melody_note_leaps_more_than_an_octave() -> None:
    for seed in range(20):
        lead = [note.pitch for note in compose(MusicBrief(mood="playful"), 120, seed).notes if note.part is Part.LEAD]
        assert len(lead) > 5
        assert all(abs(after - before) <= 12 for before, after in pairwise(lead))


def test_the_piece_rises_and_falls() -> None:
    shape = [intensity(bar, 20) for bar in range(20)]
    assert shape[0] < 0.5
    assert max(shape) == 1.0
    assert shape[-1] < 0.5


def test_a_mood_picks_its_instruments() -> None:
    def programs(mood: str) -> set[int]:
        return {one.program for one in ensemble(mood, random.Random(1))[0].values()}

    assert programs("Epic, grand") != programs("calm")
    assert programs("no such mood") == programs("calm")


@given(BRIEFS, st.floats(4, 120), st.integers(0, 10_000))
def test_jazz_is_a_trio_whose_bass_walks(brief: MusicBrief, duration: float, seed: int) -> None:
    score = compose(brief.model_copy(update={"mood": "jazz"}), duration, seed)
    assert set(score.instruments) == {Part.BASS, Part.ARPEGGIO, Part.LEAD}
    assert {note.part for note in score.notes} <= set(score.instruments)
    in_scale = Scale(brief.mode, brief.key).pitch_classes(tuple(range(7)))
    assert all(note.pitch % 12 in in_scale for note in score.notes)
    assert all(PLAYED.lowest_key <= note.pitch <= PLAYED.highest_key for note in score.notes)
    assert all(0 <= note.start < score.beats and note.length > 0 for note in score.notes)
    walked = [note for note in score.notes if note.part is Part.BASS]
    assert len(walked) == score.beats - 3  # one on every beat, and one that rings
    assert {pitch % 12 for pitch in last_notes(score, Part.BASS)} == {brief.key % 12}


def test_jazz_swings() -> None:
    score = compose(MusicBrief(mood="jazz", bpm=112), 60, 3)
    between = [note.start % 1 for note in score.notes if 0.3 < note.start % 1 < 0.9]
    assert between
    assert all(share > 0.58 for share in between)


def test_midi_holds_every_note_once_and_ends_each() -> None:
    score = compose(MusicBrief(), 30, 3)
    messages = list(timed_messages(to_midi(score)))
    on = [message for _, message in messages if message.type == "note_on"]
    off = [message for _, message in messages if message.type == "note_off"]
    assert len(on) == len(off) == len(score.notes)
    assert [time for time, _ in messages] == sorted(time for time, _ in messages)
    assert {message.program for _, message in messages if message.type == "program_change"} == {
        one.program for one in score.instruments.values()
    }
