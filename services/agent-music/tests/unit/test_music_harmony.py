import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from videoagent_agent_music.composition.harmony import CADENCES, SCALES, Chord, Scale, allowed, progression
from videoagent_agent_music.composition.voicing import (
    HIGHEST,
    LOWEST,
    WIDEST_LEAP,
    bass_line,
    lead_voices,
)

MODES = st.sampled_from(sorted(SCALES))
SEEDS = st.integers(0, 10_000)
BARS = st.integers(1, 40)
TONICS = st.integers(48, 72)


@given(MODES, BARS, SEEDS)
def test_a_progression_keeps_to_the_grammar_and_comes_home_by_a_cadence(mode: str, bars: int, seed: int) -> None:
    chords = progression(mode, bars, random.Random(seed))
    assert len(chords) == bars
    assert chords[0].root == 0
    assert chords[-1].root == 0
    if bars > 2:
        assert chords[-2].root in CADENCES[mode]
    assert all(allowed(mode, before.root, after.root) for before, after in pairwise(chords))


@given(MODES, SEEDS)
def test_phrases_come_back(mode: str, seed: int) -> None:
    roots = [chord.root for chord in progression(mode, 20, random.Random(seed))]
    assert roots[0:4] == roots[4:8] == roots[12:16]


@pytest.mark.parametrize("mode", sorted(SCALES))
def test_no_chord_is_diminished(mode: str) -> None:
    scale = Scale(mode, 60)
    for seed in range(30):
        for chord in progression(mode, 16, random.Random(seed)):
            assert scale.pitch(chord.root + 4) - scale.pitch(chord.root) == 7


@given(MODES, BARS, SEEDS, TONICS)
def test_voices_stay_in_range_and_never_jump(mode: str, bars: int, seed: int, tonic: int) -> None:
    scale = Scale(mode, tonic)
    chords = progression(mode, bars, random.Random(seed))
    voicings = lead_voices(scale, chords)
    for chord, voicing in zip(chords, voicings, strict=True):
        assert list(voicing) == sorted(voicing)
        assert voicing[0] >= LOWEST
        assert voicing[-1] <= HIGHEST
        heard = {note % 12 for note in voicing}
        assert heard <= scale.pitch_classes(chord.degrees)
        assert scale.pitch_classes((chord.root, chord.root + 2)) <= heard
    for before, after in pairwise(voicings):
        assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= WIDEST_LEAP
    line = bass_line(scale, chords)
    assert all(abs(after - before) < 12 for before, after in pairwise(line))
    assert line[-1] % 12 == tonic % 12


def test_degrees_go_on_beyond_the_octave() -> None:
    scale = Scale("dorian", 62)
    assert [scale.pitch(degree) for degree in (-1, 0, 2, 7, 9)] == [60, 62, 65, 74, 77]
    assert scale.pitch_classes(Chord(0, 6).degrees) == {2, 5, 9, 0}
