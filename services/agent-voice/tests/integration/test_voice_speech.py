"""The real engines. Some seconds of CPU, no server."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from videoagent_agent_voice import mastering, speech
from videoagent_agent_voice.adapters.rendering import speak_with_espeak, speak_with_hibari, speak_with_kokoro
from videoagent_agent_voice.domain import SpeechJob, Utterance
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import levels, speaking
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import timed_words
from videoagent_media import audio

Speak = Callable[[SpeechJob, Path], Utterance | None]

TEXTS = {
    "en": "Bees are winged insects, with over 20,000 known species.",
    "de": "Bienen sind Fluginsekten mit über 20.000 Arten. Seit 1969!",
    "fr": "Les abeilles vivent à 20 km de l’eau.",
    "es": "Las abejas son insectos; ¿viven 3,5 años?",
    "pt-BR": "As abelhas são insetos voadores.",
    "it": "Le api sono insetti volanti.",
    "ru": "Пчёлы собирают нектар с 1969 года.",
    "uk": "Бджоли збирають нектар.",
    "zh": "蜜蜂是一种昆虫，它们生活在蜂巢中。",
    "ja": "蜜蜂は花の蜜を集める。1969年、東京へ行きました。",
    "ko": "꿀벌은 곤충이다.",
    "ar": "النحل حشرة طائرة تنتج العسل.",
    "he": "דבורה היא חרק מעופף",
    "hi": "मधुमक्खी एक कीट है।",
    "bn": "মৌমাছি একটি পতঙ্গ।",
    "ta": "தேனீ ஒரு பூச்சி.",
    "th": "ผึ้งเป็นแมลงที่บินได้และเก็บน้ำหวาน",
    "tr": "Arılar uçan böceklerdir.",
    "vi": "Ong là côn trùng bay.",
}


def job(text: str, language: str = "en", *, voice: str | None = None, speed: float = 1.0, seed: int = 1) -> SpeechJob:
    return SpeechJob(text, language, voice, speed, seed)


def spoken(speak: Speak, asked: SpeechJob, path: Path) -> tuple[Utterance, audio.Samples]:
    utterance = speak(asked, path)
    assert utterance is not None
    return utterance, audio.read(path, channels=1)


def assert_good_speech(utterance: Utterance, sound: audio.Samples, text: str) -> None:
    assert utterance.duration == pytest.approx(len(sound) / audio.SAMPLE_RATE, abs=0.001)
    assert [word.text for word in utterance.words] == [word.text for word in shown_words(text)]
    starts = [word.start for word in utterance.words]
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end <= utterance.duration + 0.001 for word in utterance.words)
    assert audio.integrated_loudness(sound) == pytest.approx(mastering.TARGET_LUFS, abs=0.7)
    assert audio.peak_db(sound) <= mastering.CEILING_DB + 0.01
    window = sound[: len(sound) // 480 * 480].reshape(-1, 480)
    levels = np.sqrt((window**2).mean(axis=1))
    quiet = levels < levels.max() * 0.01
    assert quiet.mean() < 0.4
    assert not quiet[:8].all(), "silence at the beginning"
    assert not quiet[-12:].all(), "silence at the end"


@pytest.mark.parametrize("language", TEXTS)
def test_espeak_speaks_many_languages(language: str, tmp_path: Path) -> None:
    utterance, sound = spoken(speak_with_espeak, job(TEXTS[language], language), tmp_path / "a.flac")
    assert_good_speech(utterance, sound, TEXTS[language])
    assert utterance.warnings == ()
    assert sum(word.end > word.start for word in utterance.words) == len(utterance.words)


def test_hibari_speaks_english(tmp_path: Path) -> None:
    text = "In 1505, Henry VIII paid $3.5 million — he said “no” 🐝 at 100 km/h.\n\nIt's 4 July 1776."
    utterance, sound = spoken(speak_with_hibari, job(text), tmp_path / "a.flac")
    assert_good_speech(utterance, sound, text)
    silent = {word.text for word in utterance.words if word.end == word.start}
    assert silent == {"—", "🐝"}


def test_kokoro_speaks_japanese(tmp_path: Path) -> None:
    text = "NASAは、1969年に月へ飛んだ🐝！"
    utterance, sound = spoken(speak_with_kokoro, job(text, "ja"), tmp_path / "a.flac")
    assert_good_speech(utterance, sound, text)
    times = {word.text: word.end - word.start for word in utterance.words}
    assert times["1969年に"] > 0.8, "said as a number"


def test_kokoro_says_long_sentences_in_runs_that_it_has_memory_for(tmp_path: Path) -> None:
    text = "昔々、山と川と海のある国に、花と鳥と魚を愛する人々が住んでいて、冬も夏も、春も秋も、毎日歌った。"
    asked = job(text, "ja", voice="jm_kumo", speed=2.0)
    utterance, sound = spoken(speak_with_kokoro, asked, tmp_path / "a.flac")
    assert_good_speech(utterance, sound, text)
    assert utterance.voice == "jm_kumo"
    assert all(word.end > word.start for word in utterance.words)


def test_word_times_lie_on_the_sound(tmp_path: Path) -> None:
    """In the pauses between sentences there is no word, and where a word is said there is sound."""
    text = "Bees fly far. Honey is sweet. Winter is cold."
    for speak in (speak_with_hibari, speak_with_espeak):
        utterance, sound = spoken(speak, job(text), tmp_path / f"{speak.__name__}.flac")

        def level(start: float, end: float, sound: audio.Samples = sound) -> float:
            piece = sound[round(start * audio.SAMPLE_RATE) : round(end * audio.SAMPLE_RATE)]
            return audio.gain_to_db(float(np.sqrt((piece**2).mean())))

        words = utterance.words
        for word in words:
            assert level(word.start, word.end) > -32
        for before, after in ((words[2], words[3]), (words[5], words[6])):
            assert after.start - before.end > 0.15
            assert level(before.end + 0.06, after.start - 0.06) < -45


@pytest.mark.parametrize("speak", [speak_with_hibari, speak_with_espeak])
def test_speed_is_honoured(speak: Speak, tmp_path: Path) -> None:
    text = "Bees are winged insects that live in large colonies. They make honey from nectar."
    lengths = {
        speed: spoken(speak, job(text, speed=speed), tmp_path / f"{speed}.flac")[0].duration
        for speed in (0.5, 1.0, 2.0)
    }
    assert 1.6 < lengths[0.5] / lengths[1.0] < 2.4
    assert 1.6 < lengths[1.0] / lengths[2.0] < 2.4


@pytest.mark.parametrize("speak", [speak_with_hibari, speak_with_espeak])
def test_the_same_seed_makes_the_same_file(speak: Speak, tmp_path: Path) -> None:
    first, second = tmp_path / "1.flac", tmp_path / "2.flac"
    speak(job("Bees fly."), first)
    speak(job("Something else in between."), tmp_path / "between.flac")
    speak(job("Bees fly."), second)
    assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("text", ["🐝🎉", "...", "—", "！？", "\u200d", "*** ###"])
def test_text_without_anything_to_say_is_left_to_the_caller(text: str, tmp_path: Path) -> None:
    assert speak_with_hibari(job(text), tmp_path / "a.flac") is None
    assert speak_with_espeak(job(text), tmp_path / "b.flac") is None


def test_silence_lasts_as_long_as_reading_and_shows_every_word(tmp_path: Path) -> None:
    utterance = speech.render_silence(job("🐝🎉 — …"), tmp_path / "a.flac", "heart")
    assert [word.text for word in utterance.words] == ["🐝🎉", "—", "…"]
    assert utterance.duration >= speech.SHORTEST_SILENCE_S
    assert utterance.warnings
    assert audio.integrated_loudness(audio.read(tmp_path / "a.flac", channels=1)) == audio.SILENCE_LUFS


def test_a_text_in_other_letters_is_spoken_in_their_language(tmp_path: Path) -> None:
    utterance, _ = spoken(speak_with_espeak, job("Пчёлы собирают нектар.", "en"), tmp_path / "a.flac")
    assert (utterance.voice, utterance.language) == ("ru", "ru")


def test_a_language_without_a_voice_is_spoken_by_the_nearest_with_a_warning(tmp_path: Path) -> None:
    utterance, _ = spoken(speak_with_espeak, job("Ang mga bubuyog ay insekto.", "fil"), tmp_path / "a.flac")
    assert utterance.voice == "id"
    assert "fil" in utterance.warnings[0]


def test_a_long_narration_without_any_full_stop_is_said_to_its_end(tmp_path: Path) -> None:
    text = " ".join(["bees gather nectar and pollen from 1969 flowers"] * 25)
    utterance, sound = spoken(speak_with_hibari, job(text, speed=2.0), tmp_path / "a.flac")
    assert_good_speech(utterance, sound, text)
    assert all(word.end > word.start for word in utterance.words)


@pytest.mark.parametrize(
    ("speak", "language", "text"),
    [
        (
            speak_with_hibari,
            "en",
            "Nobody believed him. In 1865, when the snow melted, he climbed up. Then he slept.",
        ),
        (
            speak_with_espeak,
            "de",
            "Niemand glaubte ihm. Im Jahr 1865, als es taute, stieg er auf. Dann schlief er.",
        ),
        (speak_with_espeak, "zh", "没有人相信他。夏天，雪化了，他爬上了山。然后他睡着了。"),
        (speak_with_kokoro, "ja", "誰も彼を信じなかった。夏になると、雪が解ける。そして、彼は山に登った。"),
    ],
    ids=["hibari", "espeak", "chinese", "kokoro"],
)
def test_phrases_begin_when_they_are_heard_whoever_tells_their_times(
    speak: Speak, language: str, text: str, tmp_path: Path
) -> None:
    utterance, sound = spoken(speak, job(text, language), tmp_path / "a.flac")
    heard = speaking(levels(sound))
    shown = shown_words(text)
    estimated = timed_words(shown, estimated_marks(text, shown, language, heard), utterance.duration)
    words = utterance.words
    firsts = [index for index in range(len(words)) if not index or words[index].start - words[index - 1].end > 0.1]
    assert len(firsts) >= 3
    for told in (words, estimated):
        off = [min(abs(told[index].start - onset) for onset in heard.starts) for index in firsts]
        assert max(off) < 0.1
