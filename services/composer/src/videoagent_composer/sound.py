"""The film's sound as ffmpeg filter graphs: narration, ducked music, loudness, the finished file."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ffmpeg

from videoagent_composer.timeline import AUDIO_RATE
from videoagent_media.ffmpeg import PROTOCOLS, SAFE_INPUT, command

TARGET_LUFS = -14.0
"""What the big video sites play back unchanged."""
VOICE_LUFS = -18.0
"""Level of the voice in the mix; compressor and ducking thresholds are set for it."""
MUSIC_BELOW_VOICE = 8.0
"""LU between voice and music where nobody speaks, at the default music volume."""
DEFAULT_MUSIC_VOLUME = 0.5

LIMIT = 0.794
"""-2 dBFS at twice the rate: leaves room for what AAC adds, so that true peaks stay under -1 dBTP."""
_LIMITER_RATE = 2 * AUDIO_RATE
_FADE_IN_S, _FADE_OUT_S = 1.0, 2.0
"""What ffmpeg may open."""
_SPARE_S = 1.0
"""Voice and music go on for this long past the film's end, where the mix is cut. Which of two inputs of a filter is
seen to end first depends on how ffmpeg's threads happen to run, and the last frames came out one way or another."""

_graph: Any = ffmpeg  # the library has no types


@dataclass(frozen=True)
class Track:
    path: Path
    loudness: float
    """LUFS"""


def music_gain(loudness: float, volume: float) -> float:
    """Return dB by which to raise music of that loudness, for a volume over 0 and up to 1."""
    return VOICE_LUFS - MUSIC_BELOW_VOICE - loudness + _decibels(volume / DEFAULT_MUSIC_VOLUME)


def mix_command(
    narration: Track | None,
    music: Track | None,
    volume: float,
    samples: int,
    target: Path,
    effects: Path | None = None,
) -> list[str] | None:
    """Return the command that writes the raw mix: float32 WAV, 48 kHz stereo, exactly ``samples`` long.

    Args:
        narration: Raw mono float32 (see ``narration.place``), with its loudness in stereo.
        music: Any sound file; looped when it is too short.
        volume: 0..1; 0 leaves the music out.
        samples: Length of the film.
        target: The file to write.
        effects: Raw stereo float32 (see ``effects.write_effects``), added as it is where there is more to hear.

    Returns:
        None when there is nothing to hear.
    """
    voice = _voice(narration, samples) if narration else None
    bed = _bed(music, volume, samples / AUDIO_RATE) if music and volume > 0 else None
    if voice is not None and bed is not None:
        split = voice.filter_multi_output("asplit")
        ducked = _graph.filter(
            [bed, split[1]], "sidechaincompress", threshold=0.02, ratio=6, attack=30, release=800, makeup=1
        )
        mixed = _graph.filter([split[0], ducked], "amix", inputs=2, normalize=0, duration="longest")
    elif (single := voice or bed) is not None:
        mixed = single
    else:
        return None
    if effects is not None:
        air = _graph.input(str(effects), f="f32le", ar=AUDIO_RATE, ac=2, protocol_whitelist=PROTOCOLS).audio
        padded = air.filter("apad", whole_len=samples + round(_SPARE_S * AUDIO_RATE))
        mixed = _graph.filter([mixed, padded], "amix", inputs=2, normalize=0, duration="longest")
    exact = mixed.filter("apad", whole_len=samples).filter("atrim", end_sample=samples)
    output = _graph.output(exact, str(target), acodec="pcm_f32le", ar=AUDIO_RATE, ac=2, f="wav")
    return list(output.compile(cmd=command()))


def _voice(narration: Track, samples: int) -> Any:
    source = _graph.input(str(narration.path), f="f32le", ar=AUDIO_RATE, ac=1, protocol_whitelist=PROTOCOLS).audio
    return (
        source.filter("volume", f"{VOICE_LUFS - narration.loudness:.2f}dB")
        .filter("highpass", f=70)
        .filter("acompressor", threshold="-20dB", ratio=2.2, attack=8, release=160, makeup=1.3)
        .filter("aformat", channel_layouts="stereo", sample_rates=AUDIO_RATE, sample_fmts="fltp")
        .filter("apad", whole_len=samples + round(_SPARE_S * AUDIO_RATE))
    )


def _bed(music: Track, volume: float, duration: float) -> Any:
    source = _graph.input(str(music.path), stream_loop=-1, **SAFE_INPUT).audio
    fade_out = min(_FADE_OUT_S, duration / 3)
    return (
        source.filter("aformat", channel_layouts="stereo", sample_rates=AUDIO_RATE, sample_fmts="fltp")
        .filter("atrim", duration=f"{duration + _SPARE_S:.6f}")
        .filter("volume", f"{music_gain(music.loudness, volume):.2f}dB")
        .filter("afade", type="in", start_time=0, duration=min(_FADE_IN_S, duration / 3))
        .filter("afade", type="out", start_time=f"{duration - fade_out:.6f}", duration=f"{fade_out:.6f}")
    )


def sound_command(mix: Path | None, gain: float, samples: int, target: Path) -> list[str]:
    """Return the command that raises the mix by ``gain`` dB, limits it and writes the film's sound: AAC in an MP4.

    Without a mix it is silence: some players and sites insist on sound.
    """
    options = {"c:a": "aac", "b:a": "160k", "ar": AUDIO_RATE, "ac": 2, "f": "mp4"}
    return list(_graph.output(_mastered(mix, gain, samples), str(target), **options).compile(cmd=command()))


@dataclass(frozen=True)
class FilmFile:
    """What goes into the finished file."""

    picture: Path
    sound: Path
    target: Path
    samples: int
    title: str
    comment: str
    """Credits, on one line"""
    language: str
    """ISO 639-2, three letters"""
    subtitles: Path | None = None
    """SRT, for a soft track"""
    subtitles_shown: bool = True
    """Whether players show that track unasked"""
    chapters: Path | None = None
    """FFMETADATA"""


def film_command(film: FilmFile) -> list[str]:
    """Return the command that writes the finished MP4: picture and sound are copied."""
    picture = _graph.input(str(film.picture), **SAFE_INPUT)
    sound = _graph.input(str(film.sound), **SAFE_INPUT)
    streams = [picture["v:0"], sound["a:0"]]
    options: dict[str, Any] = {
        "c:v": "copy",
        "c:a": "copy",
        "movflags": "+faststart",
        "f": "mp4",
        # Of the file only: without the "g" it would take the chapters their titles.
        "map_metadata:g": -1,
        # ffmpeg-python takes each option once; ffmpeg itself looks at the "g" only.
        "metadata:g:0": f"title={film.title}",
        "metadata:g:1": f"comment={film.comment}",
        "metadata:s:a:0": f"language={film.language}",
    }
    if film.subtitles is not None:
        streams.append(_graph.input(str(film.subtitles), f="srt", protocol_whitelist=PROTOCOLS)["s:0"])
        options |= {"c:s": "mov_text", "metadata:s:s:0": f"language={film.language}", "disposition:s:0": "default"}
    arguments = list(_graph.output(*streams, str(film.target), **options).compile(cmd=command()))
    return _with_chapters(arguments, film.chapters, inputs=arguments.count("-i"))


def _mastered(mix: Path | None, gain: float, samples: int) -> Any:
    if mix is None:
        silence = _graph.input(f"anullsrc=r={AUDIO_RATE}:cl=stereo", f="lavfi").audio
        return silence.filter("atrim", end_sample=samples)
    return (
        _graph.input(str(mix), **SAFE_INPUT)
        .audio.filter("volume", f"{gain:.3f}dB")
        .filter("aresample", _LIMITER_RATE)
        .filter("alimiter", limit=LIMIT, attack=4, release=60, level="disabled")
        .filter("aresample", AUDIO_RATE)
        .filter("apad", whole_len=samples)
        .filter("atrim", end_sample=samples)
    )


def _with_chapters(arguments: Sequence[str], chapters: Path | None, inputs: int) -> list[str]:
    """Add the chapters' file as the last input (it has no stream, so a graph cannot name it)."""
    if chapters is None:
        return list(arguments)
    at = max(number for number, word in enumerate(arguments) if word == "-i") + 2
    extra = ["-f", "ffmetadata", "-protocol_whitelist", PROTOCOLS, "-i", str(chapters)]
    return [*arguments[:at], *extra, *arguments[at:-1], "-map_chapters", str(inputs), arguments[-1]]


def _decibels(factor: float) -> float:
    return 20 * math.log10(max(factor, 1e-4))
