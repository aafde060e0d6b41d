"""Captions of whole shots: what is drawn over them, and what players are told."""

import pytest

from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.enums import ShotKind, SubtitleStyle
from videoagent_contracts.film import Card, Shot, Speech, Word
from videoagent_media.captions import drawn_phrases, shot_layout, told_phrases

_SOUND = ArtifactRef(bucket="b", key="k", sha256="0" * 64, size=1, content_type="audio/flac")
_SIZE = (480, 854)


def speech(text: str, *, timed: bool = True) -> Speech:
    words = tuple(Word(text=word, start=n * 0.4, end=n * 0.4 + 0.3) for n, word in enumerate(text.split()))
    return Speech(audio=_SOUND, duration=4, words=words if timed else (), voice="v", language="en")


def title(narration: str, **card: str) -> Shot:
    return Shot(index=0, kind=ShotKind.TITLE, narration=narration, card=Card.model_validate(card), duration=4)


@pytest.mark.parametrize(
    ("narration", "card"),
    [
        ("The history of Jazz.", {"value": "The History of “Jazz”"}),
        ("Bees: a life in the hive", {"heading": "Bees", "value": "A life in the hive"}),
        ("A life in the hive. Bees!", {"heading": "Bees", "value": "A life in the hive"}),
        ("蜜蜂的生活。", {"value": "蜜蜂的生活"}),
    ],
)
def test_what_the_card_says_is_not_drawn_again_but_told(narration: str, card: dict[str, str]) -> None:
    shot, said = title(narration, **card), speech(narration)
    face = shot_layout(shot, SubtitleStyle.CLASSIC, _SIZE)
    assert drawn_phrases(shot, said, face, 0.3, 4) == ()
    assert "".join(word.text for phrase in told_phrases(shot, said, 0.3, 4) for word in phrase.words) == (
        "".join(narration.split())
    )


@pytest.mark.parametrize(
    ("narration", "value"),
    [
        ("The history of jazz in one minute", "The history of jazz"),
        ("The history of jazz", ""),
        (" ".join(["A title of which a card may show a part"] * 3), "A title of which a card may show a part " * 3),
    ],
)
def test_other_words_are_drawn(narration: str, value: str) -> None:
    shot = title(narration, value=value)
    assert drawn_phrases(shot, speech(narration), shot_layout(shot, SubtitleStyle.CLASSIC, _SIZE), 0, 60)


@pytest.mark.parametrize(
    ("narration", "drawn"),
    [
        ("Black holes. They bend light.", "They bend light."),
        ("Black Holes: what bends light", "what bends light"),
        ("Black holes bend light.", "Black holes bend light."),
        ("Black. Holes.", ""),
        ("Black stars. They bend light.", "Black stars. They bend light."),
    ],
)
def test_a_narration_that_begins_with_the_cards_words_is_drawn_from_there_on(narration: str, drawn: str) -> None:
    shot = title(narration, value="Black holes")
    phrases = drawn_phrases(shot, speech(narration), shot_layout(shot, SubtitleStyle.CLASSIC, _SIZE), 0.3, 4)
    assert " ".join(word.text for phrase in phrases for word in phrase.words) == drawn


@pytest.mark.parametrize("style", list(SubtitleStyle))
def test_over_a_card_there_is_one_line_below_its_text(style: SubtitleStyle) -> None:
    shot = title("One two three four five six seven eight nine ten", value="Ten")
    card, scene = shot_layout(shot, style, _SIZE), shot_layout(Shot(index=1, duration=4), style, _SIZE)
    shown = drawn_phrases(shot, speech(shot.narration), card, 0, 60)
    assert {len(phrase.lines) for phrase in shown} == {1}
    assert card.margin_bottom <= scene.margin_bottom


def test_a_voice_without_times_has_captions_everywhere() -> None:
    shot = Shot(index=0, narration="Words that nobody timed", duration=4)
    said = speech(shot.narration, timed=False)
    face = shot_layout(shot, SubtitleStyle.CLASSIC, _SIZE)
    for shown in (drawn_phrases(shot, said, face, 1, 5), told_phrases(shot, said, 1, 5)):
        assert [word.text for phrase in shown for word in phrase.words] == shot.narration.split()
        assert shown[0].start < 1.1
        assert shown[-1].end == 5
