from itertools import pairwise

from videoagent_composer import texts
from videoagent_composer.timeline import timeline
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import ComposeRequest, ComposeShot, Credit, Segment, Shot, Speech, Word

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


def test_long_films_have_chapters_whose_text_is_escaped() -> None:
    assert texts.chapters(request(2, 20), timeline(request(2, 20))) is None
    plan = request(3, 30)
    text = texts.chapters(plan, timeline(plan))
    assert text is not None
    assert text.count("[CHAPTER]") == 3
    assert "title=Part 1\\; a\\=b \\# [\\\\x]" in text
    assert "START=30000\nEND=60000" in text


def test_titles_and_credits_are_one_line() -> None:
    plan = request(1, 4, title="A\ntitle\x07 " + "x" * 300, credits=(Credit(what="Text", source="W", licence="CC"),))
    assert texts.title(plan).startswith("A title")
    assert len(texts.title(plan)) == 200
    assert texts.credit_line(plan) == "Text: W (CC)"


def test_languages_get_the_code_that_mp4_knows() -> None:
    known = [texts.iso_639_2(tag) for tag in ("en", "pt-BR", "zh-Hans", "haw", "tlh", "xx")]
    assert known == ["eng", "por", "zho", "haw", "tlh", "und"]
