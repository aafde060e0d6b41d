"""A film that is told from articles opens, goes on and closes; it is read aloud in this order."""

from itertools import pairwise

import pytest

from videoagent_agent_story.builtin import write_story
from videoagent_agent_story.generic import generic_lines
from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.offline.arrangement import arranged
from videoagent_agent_story.offline.index import Entry, Sentence
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.pictures import beats_of
from videoagent_agent_story.offline.retrieval import Candidate
from videoagent_agent_story.offline.selection import Told
from videoagent_agent_story.plan import plan
from videoagent_contracts.film import Look, Story, StoryRequest

BEE, HIVE = (Entry(number, title, title, "", "") for number, title in enumerate(("Bee", "Hive")))


def told(*sentences: tuple[Entry, int, str, bool]) -> list[Told]:
    return [
        Told(Candidate(Sentence(at, entry.id, position, text), entry, 1.0, 0, leans, own=entry is BEE), text, 3.0, 1.0)
        for at, (entry, position, text, leans) in enumerate(sentences)
    ]


def order(sentences: list[Told]) -> list[str]:
    return [sentence.text for sentence in arranged(sentences, LANGUAGES["en"])]


DEFINITION = (BEE, 0, "Bees are insects.", False)
STRIKING = (BEE, 4, "Bees are among the most social animals.", False)
LEANING = (BEE, 5, "They live in hives.", True)
PLAIN = (BEE, 2, "Bees fly far.", False)
RELATED = (HIVE, 0, "A hive is a bee's home.", False)


def test_the_most_striking_sentence_comes_first_and_one_of_the_subject_last() -> None:
    assert order(told(DEFINITION, PLAIN, STRIKING, RELATED)) == [
        STRIKING[2],
        DEFINITION[2],
        RELATED[2],
        PLAIN[2],
    ]


def test_what_leans_on_another_sentence_stays_behind_it() -> None:
    assert order(told(DEFINITION, STRIKING, LEANING, RELATED)) == [
        DEFINITION[2],
        RELATED[2],
        STRIKING[2],
        LEANING[2],
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        (BEE, 3, "As to honey, it is the most valued of what bees make.", False),
        (BEE, 3, "It is the largest of bees.", True),
        (BEE, 3, "The animal is the only one that is called a bee.", False),
        (
            BEE,
            3,
            "Honey is the sweetest of all, and of what there is in the world it is the only thing that a bee makes.",
            False,
        ),
        (HIVE, 0, "The hive is the largest home of bees.", False),
    ],
)
def test_nothing_comes_first_that_makes_no_sense_there(sentence: tuple[Entry, int, str, bool]) -> None:
    assert order(told(DEFINITION, sentence))[0] == DEFINITION[2]


def story(language: str, topic: str, duration: float) -> Story:
    look = Look(language=language, style="cinematic")
    return write_story(StoryRequest(topic=topic, look=look, duration=duration), articles_cache())


@pytest.mark.parametrize(
    ("language", "topic"),
    [
        ("en", "Octopuses"),
        ("en", "Marie Curie"),
        ("en", "The Great Wall of China"),
        ("en", "Whales"),
        ("en", "Sharks"),
        ("en", "Jazz"),
        ("fr", "Les volcans"),
        ("fr", "La tour Eiffel"),
        ("fr", "La vie des abeilles"),
        ("es", "La historia del café"),
        ("es", "Egipto"),
        ("es", "Tokio"),
    ],
)
def test_a_short_film_has_several_pictures_and_a_long_one_no_filler(language: str, topic: str) -> None:
    assert len(story(language, topic, 24).beats) >= 4
    general = {line for lines in generic_lines().values() for line in lines.lines}
    for duration in (60, 120):
        assert general.isdisjoint(beat.narration for beat in story(language, topic, duration).beats)


def test_a_film_opens_with_what_strikes() -> None:
    beats = [beat.narration for beat in story("en", "Octopuses", 24).beats]
    assert beats[0] == "Octopuses"
    assert "most intelligent" in " ".join(beats[1:3])


@pytest.mark.parametrize("duration", [16, 24, 60])
def test_a_film_that_knows_nothing_has_an_ending_too(duration: float) -> None:
    beats = [beat.narration for beat in story("en", "Blorptang quindle", duration).beats]
    assert "Nothing is known" in beats[1]
    assert " ".join(filter(None, beats)).endswith("Keep yours, and follow where it leads.")
    assert beats[-1]


def test_where_little_is_known_pictures_without_words_stand_between_sentences() -> None:
    told_lions = [beat.narration for beat in story("en", "Lions", 60).beats]
    assert "" in told_lions[2:-1]
    assert told_lions[-1].endswith(".")
    assert all(before.endswith(".") for before, said in pairwise(told_lions) if before and not said)
    assert len(told_lions) <= 9


@pytest.mark.parametrize(
    ("sentence", "pictures"),
    [
        (
            "It is variously defined as covering the 15th and 16th centuries or, more broadly, as lasting from the "
            "14th century to the 17th.",
            [
                "It is variously defined as covering the 15th and 16th centuries",
                "or, more broadly, as lasting from the 14th century to the 17th.",
            ],
        ),
        (
            "It marked a major advance on earlier methods, in which ink was applied to the printing surface and the "
            "paper was rubbed by hand to transfer it.",
            [
                "It marked a major advance on earlier methods,",
                "in which ink was applied to the printing surface and the paper was rubbed by hand to transfer it.",
            ],
        ),
    ],
)
def test_no_picture_ends_with_a_word_that_leaves_its_sentence_hanging(sentence: str, pictures: list[str]) -> None:
    request = StoryRequest(topic="Bees", look=Look(language="en", style="cinematic"), duration=60, seed=1)
    beats = beats_of(told((BEE, 1, sentence, False)), plan(request, borrowed=True))
    assert [beat.narration for beat in beats] == pictures
