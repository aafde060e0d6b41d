"""Captions as the real libass draws them, in the real fonts."""

import itertools
import re
import subprocess
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from videoagent_agent_video.rendering.captions import burned_states, drawing_command, drawings
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import SubtitleMode, SubtitleStyle
from videoagent_contracts.film import Look, Picture, Shot, Speech, VideoRequest, Word
from videoagent_media.captions import CaptionState, layout

SHAPES = [(480, 270), (270, 480), (270, 270)]
LONGEST = 2
"""Phrases of each language that are drawn."""
SENTENCES = {
    "de": "Wochenendausflügler bewundern Donaudampfschifffahrtsgesellschaften, MITTELMÄSSIGE Bergwanderwege und "
    "Sehenswürdigkeiten, mitunter auch Schokoladenmanufakturen.",
    "ar": "تقع جبال الألب السويسرية في قلب أوروبا ويزورها ملايين السياح من جميع أنحاء العالم في كل فصول السنة",
    "zh": "瑞士阿尔卑斯山脉位于欧洲的中心地带，每年都有来自世界各地的数百万游客前来参观，并欣赏壮丽的风景。",
    "ja": "スイスアルプスはヨーロッパの中心部に位置し、世界中から何百万人もの観光客が訪れて、景色を楽しみます。",
    "ko": "스위스 알프스는 유럽의 중심부에 자리하며, 해마다 전 세계에서 수백만 명이 찾아와 풍경을 즐깁니다.",
    "hi": "स्विट्ज़रलैंड के आल्प्स पर्वत यूरोप के मध्य में स्थित हैं और हर वर्ष विश्वभर से लाखों पर्यटक इनके अद्भुत दृश्य देखने आते हैं।",
    "he": "הרי האלפים השווייצריים נמצאים בלב אירופה ומיליוני תיירים מכל רחבי העולם מבקרים בהם בכל עונות השנה",
    "th": "เทือกเขาแอลป์ในสวิตเซอร์แลนด์ตั้งอยู่ใจกลางทวีปยุโรปและมีนักท่องเที่ยวหลายล้านคนจากทั่วโลกมาเยือนทุกปี",
}
TALLEST = 1.6
"""Of any script's line, in type sizes: one line more than there may be does not go into it."""
Drawn = NDArray[np.uint8]
Draw = Callable[[SubtitleStyle, tuple[int, int]], list[Drawn]]


def asked(style: SubtitleStyle, size: tuple[int, int], language: str) -> VideoRequest:
    ref = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="image/jpeg")
    said = SENTENCES[language].split()
    words = tuple(Word(text=word, start=2.0 * n, end=2.0 * n + 1.8) for n, word in enumerate(said))
    length = 2.0 * len(words)
    return VideoRequest(
        shot=Shot(index=0, duration=length, narration=SENTENCES[language]),
        look=Look(language=language, style="cinematic"),
        picture=Picture(picture=ref, width=size[0], height=size[1]),
        speech=Speech(audio=ref, duration=length, words=words, voice="v", language=language),
        duration=length + 1,
        width=size[0],
        height=size[1],
        fps=25,
        subtitles=SubtitleMode.BURNED,
        subtitle_style=style,
    )


def longest(states: tuple[CaptionState, ...]) -> list[CaptionState]:
    """Return the states of the longest phrases, one of each."""
    phrases = {re.sub(r"\{[^}]*\}", "", state.text): state for state in reversed(states)}
    return [phrases[text] for text in sorted(phrases, key=len)[-LONGEST:]]


@pytest.fixture(scope="module")
def draw(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Draw the longest phrases of every language onto transparent frames, each style and shape once."""
    made: dict[tuple[SubtitleStyle, tuple[int, int]], list[Drawn]] = {}

    def drawn(style: SubtitleStyle, size: tuple[int, int]) -> list[Drawn]:
        if (style, size) not in made:
            requests = [asked(style, size, language) for language in SENTENCES]
            shown = [state for request in requests for state in longest(burned_states(request))]
            folder = tmp_path_factory.mktemp("drawn") / "captions"
            arguments, stills = drawing_command(requests[0], shown, folder)
            subprocess.run(arguments, check=True, timeout=60)
            made[style, size] = [whole(band, size, stills.top) for band in drawings(stills)]
            assert len(made[style, size]) == len(shown)
        return made[style, size]

    return drawn


def whole(band: Drawn, size: tuple[int, int], top: int) -> Drawn:
    """Return a drawn band as a frame: height × width × RGBA, premultiplied."""
    frame = np.zeros((size[1], size[0], 4), np.uint8)
    frame[top:] = band
    return frame


@pytest.mark.parametrize("size", SHAPES, ids=["wide", "upright", "square"])
@pytest.mark.parametrize("style", list(SubtitleStyle))
def test_the_longest_phrases_of_every_script_keep_to_the_margins_and_their_lines(
    draw: Draw, style: SubtitleStyle, size: tuple[int, int]
) -> None:
    face = layout(style, size)
    spread = face.outline + face.shadow + 1
    for frame in draw(style, size):
        letters = (frame[..., :3].min(axis=2) > 180) | ((frame[..., 0] > 200) & (frame[..., 1] > 150))
        rows, columns = np.flatnonzero(letters.any(axis=1)), np.flatnonzero(letters.any(axis=0))
        assert letters.sum() > 50
        assert columns[0] >= face.margin_side - spread
        assert columns[-1] < size[0] - face.margin_side + spread
        assert rows[-1] < size[1] - face.margin_bottom + spread
        assert rows[0] >= size[1] - face.margin_bottom - face.lines * TALLEST * face.size - spread


def test_every_style_of_captions_looks_different(draw: Draw) -> None:
    pictures = {style: draw(style, SHAPES[0])[0].astype(int) for style in SubtitleStyle}
    for one, other in itertools.combinations(SubtitleStyle, 2):
        differs = np.abs(pictures[one] - pictures[other]).max(axis=2) > 60
        inked = (pictures[one][..., 3] > 128) | (pictures[other][..., 3] > 128)
        assert differs.sum() > 0.02 * inked.sum(), (one, other)
