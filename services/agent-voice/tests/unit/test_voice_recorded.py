"""A user's voice-over: rests found, words laid against them, each shot cut out. Speech is played by noise."""

from pathlib import Path

import numpy as np
import pytest

from videoagent_agent_voice import recorded
from videoagent_agent_voice.domain import Utterance
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import levels, speaking
from videoagent_agent_voice.text.words import shown_words
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.errors import VideoProcessingException
from videoagent_contracts.film import MediaItem, MediaKind, Recording, Word
from videoagent_media import audio
from videoagent_media.audio import SAMPLE_RATE, Samples
from videoagent_models.speaking import articulation_time

FIRST, SECOND, THIRD = "Bees fly out early, when the dew is gone.", "They come home late.", "Then the hive sleeps."
SPOKEN = ["Bees fly out early,", "when the dew is gone.", SECOND, THIRD]
RESTS = [0.4, 0.25, 0.7, 0.6, 0.5]
"""Before, between and after them, in s."""


def played(parts: list[str], rests: list[float], *, noise_db: float = -75.0) -> tuple[Samples, list[float]]:
    """Play each part as long as it takes to say, and return when each begins."""
    random = np.random.default_rng(1)
    pieces, onsets, clock = [], [], 0.0
    for part, rest in zip(parts, rests, strict=False):
        length = articulation_time(part, "en")
        onsets.append(clock + rest)
        clock += rest + length
        pieces += [np.zeros(round(rest * SAMPLE_RATE)), random.normal(0, 0.1, round(length * SAMPLE_RATE))]
    sound = np.concatenate([*pieces, np.zeros(round(rests[-1] * SAMPLE_RATE))])
    room = random.normal(0, audio.db_to_gain(noise_db), len(sound))
    return (sound + room).astype(np.float32)[:, None], onsets


def wanted(*narrations: str, at: int, heard: tuple[Word, ...] = (), sha256: str = "0" * 64) -> Recording:
    ref = ArtifactRef(bucket="b", key="uploads/u/1/original", sha256=sha256, size=1, content_type="audio/wav")
    item = MediaItem(ref=ref, kind=MediaKind.AUDIO, duration=9)
    return Recording(item=item, narrations=narrations, at=at, heard=heard)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    recorded._lay.cache_clear()
    path = tmp_path / "voice-over.wav"
    audio.write(path, played(SPOKEN, RESTS)[0])
    return path


def cut(source: Path, recording: Recording, text: str) -> Utterance:
    return recorded.cut(source, recording, text, "en", source.with_name(f"{recording.at}.flac"))


@pytest.mark.parametrize("noise_db", [-90.0, -50.0, -36.0])
def test_rests_are_found_in_quiet_and_in_noisy_rooms(noise_db: float) -> None:
    sound, onsets = played(SPOKEN, RESTS, noise_db=noise_db)
    assert speaking(levels(sound)).starts == pytest.approx(onsets, abs=0.02)


def test_silence_has_no_speech() -> None:
    assert speaking(levels(np.zeros((SAMPLE_RATE, 1), np.float32))).starts == ()


def test_sentences_and_clauses_begin_after_their_rests() -> None:
    text = f"{FIRST} {SECOND} {THIRD}"
    sound, onsets = played(SPOKEN, RESTS)
    marks = estimated_marks(text, shown_words(text), "en", speaking(levels(sound)))
    begun = [
        mark.start for mark in marks if text[mark.position :].split(maxsplit=1)[0] in ("Bees", "when", "They", "Then")
    ]
    assert begun == pytest.approx(onsets, abs=0.03)


def test_a_speaker_who_rests_in_the_middle_of_a_clause_is_followed() -> None:
    text = "The old lighthouse keeper counted every ship. Nobody asked him why."
    sound, onsets = played(
        ["The old lighthouse", "keeper counted every ship.", "Nobody asked him why."], [0.3, 0.5, 0.6]
    )
    marks = estimated_marks(text, shown_words(text), "en", speaking(levels(sound)))
    starts = {text[mark.position :].split(maxsplit=1)[0]: mark.start for mark in marks}
    assert starts["keeper"] == pytest.approx(onsets[1], abs=0.15)
    assert starts["Nobody"] == pytest.approx(onsets[2], abs=0.03)


def test_what_was_heard_is_taken_where_it_agrees_and_moved_out_of_rests() -> None:
    text = "Bees fly out early, when the dew is gone."
    sound, onsets = played(SPOKEN[:2], RESTS[:3])
    heard = (Word(text="fly", start=0.7, end=0.9), Word(text="When", start=onsets[1] - 0.2, end=onsets[1] + 0.2))
    marks = estimated_marks(text, shown_words(text), "en", speaking(levels(sound)), heard)
    starts = {text[mark.position :].split(maxsplit=1)[0]: mark.start for mark in marks}
    assert starts["fly"] == pytest.approx(0.7)
    assert starts["when"] == pytest.approx(onsets[1], abs=0.02)


def test_each_shot_gets_its_words_and_all_are_equally_loud(source: Path) -> None:
    narrations = (FIRST, SECOND, THIRD)
    made = [cut(source, wanted(*narrations, at=at), text) for at, text in enumerate(narrations)]
    lengths = [
        articulation_time(FIRST, "en") + RESTS[1],
        articulation_time(SECOND, "en"),
        articulation_time(THIRD, "en"),
    ]
    assert [each.duration for each in made] == pytest.approx([length + 0.16 for length in lengths], abs=0.05)
    for each, text in zip(made, narrations, strict=True):
        assert [word.text for word in each.words] == text.split()
        assert each.words[0].start == pytest.approx(0.04, abs=0.03)
        assert each.words[-1].end <= each.duration
    loudness = [audio.integrated_loudness(audio.read(each.path, channels=1)) for each in made]
    assert max(loudness) - min(loudness) < 1.5
    assert recorded._lay.cache_info().misses == 1, "the recording was laid against its words once for all shots"


def test_words_that_were_edited_are_timed_in_the_same_part(source: Path) -> None:
    narrations = (FIRST, SECOND, THIRD)
    plain = cut(source, wanted(*narrations, at=1), SECOND)
    edited = cut(source, wanted(*narrations, at=1), "At night they return.")
    assert edited.duration == plain.duration
    assert [word.text for word in edited.words] == ["At", "night", "they", "return."]


def test_words_that_hardly_belong_to_the_recording_are_doubted(source: Path) -> None:
    long = " ".join([FIRST, SECOND, THIRD] * 4)
    assert "do they belong together?" in cut(source, wanted(long, at=0), long).warnings[0]


def test_what_cannot_be_used_is_told(tmp_path: Path) -> None:
    silent = tmp_path / "silent.wav"
    audio.write(silent, np.zeros((SAMPLE_RATE, 1), np.float32))
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"no sound")
    for number, (path, why) in enumerate(((silent, "nothing is said"), (broken, "cannot be read"))):
        with pytest.raises(VideoProcessingException, match=why):
            cut(path, wanted(FIRST, at=0, sha256=f"{number + 1}" * 64), FIRST)
