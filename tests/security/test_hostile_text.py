"""Words that are code somewhere, sent through everything that shows words; what counts is what comes out."""

import html
import re
import resource
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from videoagent_agent_image.cards.typeset import Block, Style
from videoagent_composer import sound, texts
from videoagent_composer.timeline import timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import SubtitleStyle
from videoagent_contracts.film import ComposeRequest, ComposeShot, Segment, Shot, Word
from videoagent_media import fonts
from videoagent_media.captions import ass, tracks
from videoagent_media.captions.layout import layout
from videoagent_media.captions.phrases import phrases
from videoagent_media.ffmpeg import command, filter_value
from videoagent_media.probe import probe
from videoagent_runtime.agent.processes import MAX_MEMORY_BYTES

PAGE = Path(__file__).parents[2] / "services" / "gateway" / "src" / "videoagent_gateway" / "page"
SIZE = (480, 270)
SINKS = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc")
HOSTILE = [
    "plain",
    "\u2028new line\u2029",
    r"{\an8}up",
    r"{\p1}m 0 0 l 480 0 480 270 0 270{\p0}",
    r"{\pos(0,0)}corner",
    r"{\fs400}huge",
    r"{\alpha&HFF&}gone",
    r"{gone}",
    r"a\Nb\Nc\Nd\Ne\Nf",
    r"\{\an8\}up",
    "\\",
    "}{",
    "%{pts} %d ${PATH} $(id) `id`",
    "':,;[]=#@|",
    "<script>alert(1)</script>",
    "]]></svg>&lt;&#x3c;",
    "1\n00:00:00,000 --> 99:00:00,000\nother",
    "NOTE -- > WEBVTT --> STYLE",
    "\u202eright to left\u202c \u2066isolated",
    "x\u0000y\u001bz",
]
ENDLESS = ["w" * 10_000, "e" + "\u0301" * 3_000, "(" * 2_000]
"""A word wider or taller than any frame is drawn as far as it can be, and that is all."""


def _shown(text: str) -> tuple[ass.CaptionState, ...]:
    face = layout(SubtitleStyle.KARAOKE, SIZE)
    words = [Word(text=word, start=0, end=0.5) for word in text.split(" ") if word] or [Word(text="x", start=0, end=1)]
    return ass.states(phrases(words[:1]), face)


def _drawn(words: list[str], folder: Path) -> np.ndarray[Any, np.dtype[np.uint8]]:
    """Return a frame (height × width × RGBA) for each text, as the captions' own program draws it."""
    face = layout(SubtitleStyle.KARAOKE, SIZE)
    drawn = [_shown(text)[0] for text in words]
    script = folder / "it's; a [script],.ass"
    script.write_text(ass.document(drawn, face, stills=True), encoding="utf-8")
    typefaces = filter_value(str(fonts.families()[fonts.SANS].parent))
    graph = (
        f"color=c=black@0:s={SIZE[0]}x{SIZE[1]}:r=1:d={len(drawn)},format=rgba,setpts=PTS+0.5/TB,"
        f"ass=filename={filter_value(str(script))}:fontsdir={typefaces}:alpha=1"
    )
    run = [*command(), "-f", "lavfi", "-i", graph, "-fps_mode", "passthrough", "-f", "rawvideo", "-"]
    raw = subprocess.run(
        run,
        capture_output=True,
        check=True,
        timeout=200,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, MAX_MEMORY_BYTES)),
    ).stdout
    return np.frombuffer(raw, np.uint8).reshape(-1, SIZE[1], SIZE[0], 4)


def test_no_caption_leaves_its_place(tmp_path: Path) -> None:
    """Drawn by libass: tags in the words would move them up, draw over the frame, or hide them."""
    frames = _drawn(HOSTILE, tmp_path)
    assert len(frames) == len(HOSTILE)
    for text, frame in zip(HOSTILE, frames, strict=True):
        inked = frame[..., 3] > 0
        share = inked[SIZE[1] // 2 :].mean()
        assert 0 < share < 0.5, f"{text!r} is hidden, or drew over the frame"
        assert not inked[: SIZE[1] // 3].any(), f"{text!r} left its place"


def test_endless_words_are_drawn_in_bounded_memory(tmp_path: Path) -> None:
    assert len(_drawn(ENDLESS, tmp_path)) == len(ENDLESS)


@settings(max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(text=st.text(max_size=60) | st.sampled_from(HOSTILE))
def test_no_words_become_a_part_of_a_caption_file(text: str) -> None:
    """ASS: one event a state, and no braces but ours. SRT and VTT: as many cues as phrases, and no tags in them."""
    word = Word(text=text, start=0, end=1)
    shown = phrases([word, Word(text="end", start=1.5, end=2)])
    states = ass.states(shown, layout(SubtitleStyle.KARAOKE, SIZE))
    script = ass.document(states, layout(SubtitleStyle.KARAOKE, SIZE))
    body = script.partition("[Events]")[2]
    assert len(body.strip().splitlines()) == 1 + sum(1 for line in body.splitlines() if line.startswith("Dialogue:"))
    for state in states:
        ours = re.sub(r"\{(\\fn[^{}\\]+\\fs[\d.]+|\\1c&H[0-9A-F]{6}&)\}", "", state.text)
        assert not re.search(r"(?<!\\)[{}]", ours), state.text
        assert not re.search(r"\\[nNh](?!\u2060)", ours.replace("\\N", "", ours.count("\\N") if len(shown) else 0))
    assert len(re.findall(r"^[\d:,]+ --> [\d:,]+$", tracks.srt(shown), re.MULTILINE)) == len(shown)
    assert tracks.srt(shown).count("-->") == len(shown)
    assert tracks.vtt(shown).count("-->") == len(shown)
    assert not re.search(r"<[a-zA-Z/!]", tracks.srt(shown) + tracks.vtt(shown))


def _request(headings: list[str]) -> ComposeRequest:
    ref = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="video/mp4")
    segment = Segment(body=ref, body_frames=20 * 25, fps=25, width=160, height=90)
    shots = tuple(
        ComposeShot(
            shot=Shot(index=n, duration=20, heading=heading, transition="cut"),
            segment=segment,
            speech=None,
            lead_in=0.5,
        )
        for n, heading in enumerate(headings)
    )
    return ComposeRequest(title="\n".join(headings), language="en", shots=shots, width=160, height=90, fps=25)


def test_chapters_and_titles_arrive_as_they_were_written(tmp_path: Path) -> None:
    """Through ffmpeg's own metadata format and command line into a real file, and back."""
    headings = [f"{number} {text[:200]}" for number, text in enumerate(HOSTILE)]
    request = _request(headings)
    chapters = tmp_path / "chapters.txt"
    written = texts.chapters(request, timeline(request))
    assert written is not None
    chapters.write_text(written, encoding="utf-8")
    picture = tmp_path / "picture.mp4"
    clip = ["-f", "lavfi", "-i", "color=s=64x36:r=25:d=440", "-c:v", "libx264", "-preset", "ultrafast", str(picture)]
    subprocess.run([*command(), *clip], check=True, capture_output=True)
    silence = tmp_path / "sound.m4a"
    subprocess.run(sound.sound_command(None, 0, 48_000, silence), check=True, capture_output=True)
    film = sound.FilmFile(
        picture, silence, tmp_path / "film.mp4", 48_000, texts.title(request), "--help", "eng", chapters=chapters
    )
    subprocess.run(sound.film_command(film), check=True, capture_output=True)
    assert probe(film.target).metadata["title"] == texts.title(request)
    assert probe(film.target).metadata["comment"] == "--help"
    back = subprocess.run(
        [*command(), "-i", str(film.target), "-f", "ffmetadata", "-"], check=True, capture_output=True
    ).stdout.decode()
    titles = [line for line in back.splitlines() if line.startswith("title=")]
    assert len(titles) >= len(headings)  # the film's own is one of them; ffmpeg's reader may leave out the first
    assert [line for line in back.splitlines() if line.startswith("title=4 ")] == [r"title=4 {\\pos(0,0)}corner"]


@pytest.mark.parametrize("text", HOSTILE + ENDLESS, ids=lambda text: repr(text)[:20])
def test_cards_set_any_words(text: str) -> None:
    block = Block(text, Style(size=40), 600, "en")
    assert 0 < block.height < 1_000_000
    assert block.extent <= 610


def test_the_page_writes_text_and_never_markup() -> None:
    """Titles and topics come in as text nodes; with the page's CSP, inline script would not run either."""
    for path in PAGE.glob("*.js"):
        code = path.read_text(encoding="utf-8")
        for sink in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "srcdoc",
        ):
            assert sink not in code, f"{path.name} uses {sink}"
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    assert not re.search(r"\son[a-z]+=", page)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page)


def test_escaping_keeps_the_order_of_words() -> None:
    shown = phrases([Word(text=word, start=n, end=n + 0.5) for n, word in enumerate(("<b>", "{x}", "&amp;"))])
    assert "".join(html.unescape(tracks.vtt(shown)).split()[-3:]).endswith("&amp;")
    assert all(a.end <= b.start for a, b in pairwise(shown))
