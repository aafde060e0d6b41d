import re
import subprocess
from itertools import pairwise
from pathlib import Path

import av
import pytest

from videoagent_composer import texts
from videoagent_composer.sound import FilmFile, film_command, sound_command
from videoagent_composer.timeline import timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind, SubtitleStyle
from videoagent_contracts.film import Card, ComposeRequest, ComposeShot, Credit, Segment, Shot, Speech, Word
from videoagent_media.captions import shot_layout
from videoagent_media.ffmpeg import SAFE_INPUT, command

REF = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="video/mp4")


def request(count: int, seconds: int, **changes: object) -> ComposeRequest:
    words = tuple(Word(text=f"word{n}", start=n * 0.5, end=n * 0.5 + 0.4) for n in range(6))
    speech = Speech(audio=REF, duration=3.0, words=words, voice="v", language="en")
    segment = Segment(body=REF, body_frames=seconds * 25, fps=25, width=160, height=90)
    shots = tuple(
        ComposeShot(
            shot=Shot(index=n, duration=seconds, heading=f"Part {n}; a=b # [\\x]", transition="cut"),
            segment=segment,
            speech=speech,
            lead_in=0.5,
        )
        for n in range(count)
    )
    fields = {"title": "t", "language": "en", "shots": shots, "width": 160, "height": 90, "fps": 25}
    return ComposeRequest.model_validate(fields | changes)


def test_captions_lie_in_film_time_and_never_overlap() -> None:
    plan = request(3, 4)
    shown = texts.film_phrases(plan, timeline(plan))
    assert [word.text for phrase in shown for word in phrase.words] == [f"word{n}" for n in range(6)] * 3
    starts = [phrase.start for phrase in shown]
    assert starts == sorted(starts)
    assert all(a.end <= b.start for a, b in pairwise(shown))
    second = next(phrase for phrase in shown if phrase.start > 4)
    assert 4.4 <= second.start <= 4.5


@pytest.mark.parametrize("style", list(SubtitleStyle))
def test_styled_captions_keep_to_their_shots_layout(style: SubtitleStyle) -> None:
    """Upright, of the largest type, over a card: as they are burned in, and with no more lines than these."""
    said = "Jazz has been recognized as a major form of musical expression in traditional and popular music."
    words = tuple(Word(text=word, start=n * 0.3, end=n * 0.3 + 0.25) for n, word in enumerate(said.split()))
    plan = request(3, 6, width=480, height=854, subtitle_style=style)
    shots = [shot.model_copy(update={"speech": shot.speech and shot.speech.model_copy(update={"words": words})})
             for shot in plan.shots]  # fmt: skip
    card = Card(value=said)
    shots[1] = shots[1].model_copy(update={"shot": Shot(index=1, kind=ShotKind.NUMBER, card=card, duration=6)})
    plan = plan.model_copy(update={"shots": tuple(shots)})
    film = timeline(plan)
    for number, shot in enumerate(plan.shots):
        face = shot_layout(shot.shot, style, (480, 854))
        begin, end = film.starts[number] / 25, film.starts[number] / 25 + 6
        shown = [state for state in texts.film_states(plan, film) if begin <= state.start < end]
        lines = [re.sub(r"{[^}]*}", "", line) for state in shown for line in state.text.split("\\N")]
        assert max(map(len, lines)) <= face.characters
        assert max(state.text.count("\\N") + 1 for state in shown) == face.lines
        assert {state.margin for state in shown} == {face.margin_bottom}


def test_a_spoken_title_is_told_to_players_and_not_drawn_under_itself() -> None:
    plan = request(1, 4)
    shot = Shot(index=0, kind=ShotKind.TITLE, narration="word0 Word1.", card=Card(value="Word0 word1"), duration=4)
    plan = plan.model_copy(update={"shots": (plan.shots[0].model_copy(update={"shot": shot}),)})
    assert texts.film_states(plan, timeline(plan)) == ()
    assert texts.film_phrases(plan, timeline(plan))


def test_films_of_some_length_have_chapters_whose_text_is_escaped() -> None:
    for shots, seconds in ((2, 20), (3, 6)):
        assert texts.chapters(request(shots, seconds), timeline(request(shots, seconds))) is None
    plan = request(3, 7)
    text = texts.chapters(plan, timeline(plan))
    assert text is not None
    assert text.count("[CHAPTER]") == 3
    assert "title=Part 1\\; a\\=b \\# [\\\\x]" in text
    assert "START=7000\nEND=14000" in text


def test_a_film_of_own_words_has_chapters_in_its_file(tmp_path: Path) -> None:
    """Without headings they are named by what is said first; read back from the MP4."""
    said = (
        "Mr. Fox sleeps? Not now.",
        "",
        "At the end of a very long day, everybody in the forest goes to bed early.",
        "森の動物たちは夜になると静かに眠り、朝が来ると元気に起きて走り回ります。",
        "Good night; a=b #1",
    )
    plan = request(len(said), 5)
    shots = [
        shot.model_copy(update={"shot": shot.shot.model_copy(update={"heading": "", "narration": words})})
        for shot, words in zip(plan.shots, said, strict=True)
    ]
    plan = plan.model_copy(update={"shots": tuple(shots)})
    written = texts.chapters(plan, timeline(plan))
    assert written is not None
    (tmp_path / "chapters.txt").write_text(written, encoding="utf-8")
    picture, film = tmp_path / "picture.mp4", tmp_path / "film.mp4"
    drawn = ["-f", "lavfi", "-i", "color=s=64x36:r=1:d=25", "-c:v", "libx264", "-preset", "ultrafast", str(picture)]
    subprocess.run([*command(), *drawn], check=True, capture_output=True)
    sound = tmp_path / "sound.m4a"
    subprocess.run(sound_command(None, 0, 25 * 48_000, sound), check=True, capture_output=True)
    plan_of_file = FilmFile(picture, sound, film, 25 * 48_000, "t", "c", "eng", chapters=tmp_path / "chapters.txt")
    subprocess.run(film_command(plan_of_file), check=True, capture_output=True)
    with av.open(str(film), options=SAFE_INPUT) as container:
        chapters = [
            (float(chapter["start"] * (chapter["time_base"] or 0)), chapter["metadata"]["title"])
            for chapter in container.chapters()
        ]
    assert chapters == [
        (0, "Mr. Fox sleeps"),
        (10, "At the end of a very long day, everybody…"),
        (15, "森の動物たちは夜になると静かに眠り、朝が…"),
        (20, "Good night; a=b #1"),
    ]


def test_titles_and_credits_are_one_line() -> None:
    plan = request(1, 4, title="A\ntitle\x07 " + "x" * 300, credits=(Credit(what="Text", source="W", licence="CC"),))
    assert texts.title(plan).startswith("A title")
    assert len(texts.title(plan)) == 200
    assert texts.credit_line(plan) == "Text: W (CC)"


def test_languages_get_the_code_that_mp4_knows() -> None:
    known = [texts.iso_639_2(tag) for tag in ("en", "pt-BR", "zh-Hans", "haw", "tlh", "xx")]
    assert known == ["eng", "por", "zho", "haw", "tlh", "und"]
