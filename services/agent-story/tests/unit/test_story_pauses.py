"""Where there are few words, pictures without any stand between them, and never for long."""

from functools import partial
from itertools import pairwise

import pytest

from videoagent_agent_story.builtin import write_story
from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.own_words import own_story
from videoagent_agent_story.pauses import with_pauses
from videoagent_agent_story.plan import plan
from videoagent_contracts.artifacts import ArtifactRef
from videoagent_contracts.film import Beat, Look, MediaItem, MediaKind, StoryRequest
from videoagent_models.speaking import speaking_time

TOLD = "Bees fly far. They come home at night."
LOOK = Look(language="en", style="cinematic")


def request(duration: float, **fields: object) -> StoryRequest:
    return StoryRequest.model_validate({"topic": "Bees", "look": LOOK, "duration": duration, **fields})


def beats(count: int) -> list[Beat]:
    return [Beat(narration="Bees", heading="Bees"), *[Beat(narration=TOLD, heading="Bee")] * count]


def test_pauses_stand_between_sentences_and_are_spread() -> None:
    told = [beat.narration for beat in with_pauses(beats(4), plan(request(45), borrowed=True))]
    assert " ".join(filter(None, told)) == "Bees " + " ".join([TOLD] * 4)
    assert told[1]
    assert told[-1]
    assert all(before.endswith(".") for before, said in pairwise(told) if not said)
    places = [at for at, said in enumerate(told) if not said]
    assert 2 <= len(places) <= 7
    assert max(later - sooner for sooner, later in pairwise(places)) <= 4


def test_a_full_film_has_no_pauses() -> None:
    full = beats(5)
    assert with_pauses(full, plan(request(30), borrowed=True)) == full


@pytest.mark.parametrize("duration", [20, 60, 600])
def test_there_is_one_pause_in_a_place_however_long_the_film_was_asked_for(duration: float) -> None:
    told = with_pauses(beats(2), plan(request(duration), borrowed=True))
    assert all(before.narration or beat.narration for before, beat in pairwise(told))
    assert len(told) <= 8


def test_a_script_that_is_shorter_than_its_film_has_more_pictures() -> None:
    story = own_story(request(60, script=" ".join([TOLD] * 4)))
    assert story is not None
    silent = [beat for beat in story.beats[1:] if not beat.narration]
    assert 4 <= len(silent) <= 7
    given = own_story(request(60, script=" ".join([TOLD] * 4), shots=4))
    assert given is not None
    assert len(given.beats) == 4


def test_a_voice_over_is_not_torn() -> None:
    sound = ArtifactRef(bucket="media", key="a.wav", content_type="audio/wav", size=1, sha256="0" * 64)
    recording = MediaItem(ref=sound, kind=MediaKind.AUDIO, duration=9)
    story = own_story(request(60, script=TOLD, recording=recording))
    assert story is not None
    assert all(beat.narration for beat in story.beats)


@pytest.mark.parametrize(
    ("language", "topic"),
    [("en", "Blorptang quindle"), ("en", "Lighthouses"), ("fr", "Les baleines"), ("ja", "桜の歴史"), ("hi", "ताज महल")],
)
@pytest.mark.parametrize("duration", [60, 120])
def test_a_picture_without_words_is_followed_by_one_with_some(language: str, topic: str, duration: float) -> None:
    look = Look(language=language, style="cinematic")
    told = write_story(StoryRequest(topic=topic, look=look, duration=duration), articles_cache())
    assert all(before.narration or beat.narration for before, beat in pairwise(told.beats))
    assert told.beats[-1].narration
    said = sum(map(partial(speaking_time, language=language), (beat.narration for beat in told.beats)))
    assert any(not beat.narration for beat in told.beats) == (said < 0.8 * duration)


@pytest.mark.parametrize(("duration", "pictures"), [(4, 1), (9, 3), (12, 3)])
def test_a_short_film_of_one_sentence_ends_with_other_views_of_it(duration: float, pictures: int) -> None:
    told = with_pauses([Beat(narration="Bees fly.", heading="Bee")], plan(request(duration), borrowed=False))
    assert [beat.narration for beat in told] == ["Bees fly.", *[""] * (pictures - 1)]
    assert {beat.heading for beat in told} == {"Bee"}
