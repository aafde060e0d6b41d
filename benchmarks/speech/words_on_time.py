"""Words on time: when a caption's word is marked, and when it is heard.

    .venv/bin/python benchmarks/speech/words_on_time.py [--json FILE] [--gateway URL]

Without servers: a text in eight languages is spoken by the built-in engines. Their own word times are held against
the first sound after each rest; then the sound alone is timed, as a voice-over or the sound of a voice that tells no
times is, and held against the engine's times, in a silent room and in noise. With a gateway: films are made, and the
frame in which amber appears is held against the moment in which the file's sound begins again. Figures are in ms,
starts of words.
"""

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from videoagent_agent_voice.adapters.rendering import speak_with_espeak, speak_with_hibari, speak_with_kokoro
from videoagent_agent_voice.domain import SpeechJob
from videoagent_agent_voice.estimated import estimated_marks
from videoagent_agent_voice.pauses import levels, speaking
from videoagent_agent_voice.text.words import shown_words
from videoagent_agent_voice.timing import timed_words
from videoagent_client import VideoAgent
from videoagent_contracts.film import Word
from videoagent_media import audio

TEXTS = {
    "en": (
        "The Alps are the highest mountains in Europe. They stretch about 1,200 kilometres, from Monaco to "
        "Slovenia. In summer, when the snow melts, the meadows fill with flowers; cows graze there until "
        "September. Dr. Smith, who climbed the peak in 1865, wrote home. Nobody believed him. Today, more "
        "than 100 million people come every year."
    ),
    "de": (
        "Die Alpen sind das höchste Gebirge Europas. Sie erstrecken sich über 1.200 Kilometer, von Monaco bis"
        " Slowenien. Im Sommer, wenn der Schnee schmilzt, blühen die Wiesen; Kühe weiden dort bis September. "
        "Niemand glaubte ihm. Heute kommen mehr als 100 Millionen Menschen im Jahr."
    ),
    "fr": (
        "Les Alpes sont les plus hautes montagnes d'Europe. Elles s'étendent sur 1 200 kilomètres, de Monaco "
        "à la Slovénie. En été, quand la neige fond, les prairies fleurissent; les vaches y paissent jusqu'en"
        " septembre. Personne ne le crut."
    ),
    "es": (
        "Los Alpes son las montañas más altas de Europa. Se extienden a lo largo de 1200 kilómetros, de "
        "Mónaco a Eslovenia. En verano, cuando la nieve se derrite, los prados florecen; las vacas pastan "
        "allí. Nadie le creyó."
    ),
    "zh": (
        "阿尔卑斯山是欧洲最高的山脉。它绵延一千二百公里，从摩纳哥到斯洛文尼亚。夏天，雪化了，草地上开满了"
        "花。没有人相信他。"
    ),
    "ja": (
        "アルプスはヨーロッパで最も高い山脈です。モナコからスロベニアまで、千二百キロにわたります。夏にな"
        "ると雪が解けます。"
    ),
    "ar": (
        "جبال الألب هي أعلى جبال أوروبا. تمتد ألفا ومائتي كيلومتر، من موناكو إلى سلوفينيا. في الصيف، عندما "
        "يذوب الثلج، تزهر المروج."
    ),
    "hi": ("आल्प्स यूरोप के सबसे ऊँचे पर्वत हैं। ये मोनाको से स्लोवेनिया तक फैले हैं। गर्मियों में, जब बर्फ पिघलती है, फूल खिलते हैं।"),
}
NOISE_DB = (None, -50.0, -38.0)
"""Of full scale, under a voice of some -20."""
REST_S = 0.1
SENTENCE_REST_S = 0.3
"""After which a new caption begins; within a caption amber goes on from word to word."""
FILMS = {"hibari": "en", "espeak-ng": "de"}
SIZE = {"resolution": "480p", "fps": 30, "seed": 3, "music": "off", "sound_effects": False, "shots": 1}


def summary(errors: list[float]) -> dict[str, float]:
    """Tell how far off starts are, in ms."""
    off = np.abs(np.array(errors)) * 1000
    return {
        "n": len(off),
        "median": round(float(np.median(off))),
        "p90": round(float(np.percentile(off, 90))),
        "max": round(float(off.max())),
    }


def first_of_phrases(words: tuple[Word, ...]) -> list[int]:
    """Find the words before which the voice rests."""
    return [i for i, word in enumerate(words) if i == 0 or word.start - words[i - 1].end > REST_S]


def spoken(language: str, folder: Path) -> list[dict[str, Any]]:
    """Speak a text and time it in every way."""
    text = TEXTS[language]
    engine = {"en": speak_with_hibari, "ja": speak_with_kokoro}.get(language, speak_with_espeak)
    utterance = engine(SpeechJob(text, language, None, 1.0, 1), folder / "speech.flac")
    if utterance is None:
        raise SystemExit(f"nothing was said in {language}")
    sound = audio.read(utterance.path, channels=1)
    firsts = first_of_phrases(utterance.words)
    onsets = np.array(speaking(levels(sound)).starts)
    true = [word.start for word in utterance.words]
    off = [true[i] - onsets[np.abs(onsets - true[i]).argmin()] for i in firsts]
    random = np.random.default_rng(0)
    rows = [{"language": language, "times": "engine, against the sound", "phrases": summary(off)}]
    for noise in NOISE_DB:
        heard = sound
        if noise is not None:
            heard = sound + random.normal(0, audio.db_to_gain(noise), sound.shape).astype(np.float32)
        shown = shown_words(text)
        marks = estimated_marks(text, shown, language, speaking(levels(heard)))
        starts = [word.start for word in timed_words(shown, marks, utterance.duration)]
        rows.append(
            {
                "language": language,
                "times": "rests, against the engine" + ("" if noise is None else f"; noise of {noise:.0f} dB"),
                "phrases": summary([starts[i] - true[i] for i in firsts]),
                "words": summary([start - truth for start, truth in zip(starts, true, strict=True)]),
            }
        )
    return rows


def amber(frame: NDArray[np.uint8]) -> int:
    """Count the pixels of a marked word in a frame's lower half."""
    red, green, blue = (frame[frame.shape[0] // 2 :, :, channel].astype(int) for channel in range(3))
    return int(((red > 190) & (abs(green - 205) < 40) & (blue < 160)).sum())


def onsets_in(film: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return when words begin to be marked after none was, and when sound begins after a sentence's rest, in s."""
    with av.open(str(film)) as container:
        marked = np.array(
            [amber(frame.to_ndarray(format="rgb24").astype(np.uint8)) for frame in container.decode(video=0)]
        )
        rate = float(container.streams.video[0].average_rate or 30)
    shown = (marked > 0.2 * np.percentile(marked[marked > 0], 50)).astype(int)
    begun = np.flatnonzero(np.diff(np.concatenate(([0], shown))) == 1) / rate
    sound = speaking(levels(audio.read(film, channels=1)))
    rests = np.array(sound.starts) - np.array([-1.0, *sound.ends[:-1]])
    return begun, np.array(sound.starts)[rests > SENTENCE_REST_S]


async def in_films(gateway: str, folder: Path) -> list[dict[str, Any]]:
    """Make a film with each engine, and look and listen."""
    rows = []
    async with VideoAgent(gateway) as agent:
        for engine, language in FILMS.items():
            options = {**SIZE, "script": TEXTS[language], "language": language}
            created = await agent.create("The Alps", style="noir", options=options)
            async for _ in agent.watch(created.task_id):
                pass
            film = await agent.download(created.task_id, folder / f"{engine}.mp4")
            seen, heard = onsets_in(film)
            off = [float(seen[np.abs(seen - time).argmin()] - time) for time in heard]
            rows.append(
                {
                    "language": language,
                    "times": f"{engine}, amber in the file against its sound",
                    "phrases": summary(off),
                }
            )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--gateway")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        rows = [row for language in TEXTS for row in spoken(language, Path(name))]
        if arguments.gateway:
            rows += asyncio.run(in_films(arguments.gateway, Path(name)))
    print("| | Word times | starts of phrases: median, p90, max | all words: median, p90 |\n| --- | --- | --- | --- |")
    for row in rows:
        begun, words = row["phrases"], row.get("words")
        every = f"{words['median']}, {words['p90']}" if words else ""
        told = f"{begun['median']}, {begun['p90']}, {begun['max']} (n = {begun['n']})"
        print(f"| {row['language']} | {row['times']} | {told} | {every} |")
    if arguments.json:
        arguments.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
