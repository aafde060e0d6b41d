import re
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_agent_story.beats import halved, with_count
from videoagent_agent_story.builtin import BuiltinWriter, generic_story
from videoagent_agent_story.generic import generic_lines
from videoagent_agent_story.model_writer import ModelWriter
from videoagent_agent_story.offline.writer import NotKnown
from videoagent_agent_story.own_words import own_story
from videoagent_agent_story.plan import plan
from videoagent_agent_story.ports import StoryWriter
from videoagent_agent_story.script import narrations, partition
from videoagent_agent_story.service import StoryAgent
from videoagent_agent_story.title import MAX_CHARACTERS, title_of
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Beat, Look, Story, StoryRequest
from videoagent_contracts.options import SceneRequest
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.providers import Registered
from videoagent_models.speaking import speaking_time
from videoagent_models.testing import FakeChatServer, Here, chat_json, fake_chat_server
from videoagent_models.text import TextModel, TextModelSettings
from videoagent_models.text_models import word_providers

time_of = partial(speaking_time, language="en")
ENGLISH = Look(language="en", style="cinematic")
SCRIPT = (
    "My grandmother kept three hives. She said bees know when you lie. I was seven when the first swarm left.\n\n"
    "We stood in the rain and watched it go. Dr. Smith, our neighbour, laughed. In spring they came back."
)
texts = st.text(alphabet=st.sampled_from("ab cд 東。.!?,;\n“”é1"), min_size=1, max_size=400).filter(str.strip)


def own(**fields: Any) -> Story:
    told = own_story(StoryRequest(topic="Bees", look=ENGLISH, **fields))
    assert told is not None
    return told


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(max_examples=80, deadline=None)
@given(script=texts, shots=st.none() | st.integers(1, 60))
def test_a_script_is_never_lost_or_altered(script: str, shots: int | None) -> None:
    told = own(script=script, shots=shots)
    assert squeezed("".join(beat.narration for beat in told.beats)) == squeezed(script)
    assert len(told.beats) == shots if shots else 1 <= len(told.beats) <= 60


def test_a_script_begins_after_its_title_where_its_first_words_are_long() -> None:
    told = own(script=SCRIPT)
    assert (told.beats[0].heading, told.beats[0].narration) == ("Bees", "")
    assert all(beat.narration for beat in told.beats[1:])
    assert own(script=SCRIPT, shots=3).beats[0].narration == ""
    assert own(script=SCRIPT, shots=2).beats[0].narration
    assert own(script=SCRIPT, duration=10).beats[0].narration
    assert own(script="Bees fly. " + SCRIPT, shots=60).beats[0].narration == "Bees fly."


def test_a_script_that_begins_with_its_title_says_it_once_over_the_title() -> None:
    told = own(script="BEES! " + SCRIPT, duration=60)
    assert (told.beats[0].heading, told.beats[0].narration) == ("Bees", "BEES!")
    assert told.beats[1].narration.startswith("My grandmother")
    assert len(own(script="Bees. " + SCRIPT, shots=3).beats) == 3
    assert own(script="Bees. " + SCRIPT, shots=2).beats[0].narration.startswith("Bees. My")
    assert own(script="Bees.").beats[0].narration == "Bees."


@settings(max_examples=40, deadline=None)
@given(narrated=st.lists(texts, min_size=1, max_size=8), count=st.integers(1, 20))
def test_beats_of_any_number_keep_every_word(narrated: list[str], count: int) -> None:
    beats = with_count([Beat(narration=text) for text in narrated], count, time_of)
    assert len(beats) == count
    assert squeezed("".join(beat.narration for beat in beats)) == squeezed("".join(narrated))


@pytest.mark.parametrize("count", range(1, 7))
def test_a_script_is_split_evenly_at_sentence_ends(count: int) -> None:
    found = narrations(SCRIPT, count, time_of)
    assert len(found) == count
    assert all(text[-1] in ".!?" for text in found)
    assert max(map(time_of, found)) < 2.5 * time_of(SCRIPT) / count


def test_partition_is_the_best_one() -> None:
    assert partition(["aaa", "a", "a", "a", "bbb"], 3, len) == [["aaa"], ["a", "a", "a"], ["bbb"]]


def test_chinese_and_japanese_scripts_split_too() -> None:
    assert narrations("東京の夜に雨が降る。傘が開く。ネオンが揺れる。最後の電車が出る。", 2, time_of) == [
        "東京の夜に雨が降る。傘が開く。",
        "ネオンが揺れる。最後の電車が出る。",
    ]


def test_the_longest_script_is_kept_whole_quickly_and_warned_about() -> None:
    script = ("Bees fly. " * 2000)[:20_000].strip()
    told = own(script=script, duration=30)
    assert len(told.beats) == 60
    assert squeezed("".join(beat.narration for beat in told.beats)) == squeezed(script)
    assert "word for word" in told.warnings[0]


def test_scenes_become_beats_one_to_one() -> None:
    scenes = (
        SceneRequest(narration="Bees fly.", duration=5),
        SceneRequest(prompt="a hive in the rain"),
        SceneRequest(media="media:abc"),
    )
    told = own(scenes=scenes)
    assert [(b.narration, b.prompt, b.media, b.duration) for b in told.beats] == [
        ("Bees fly.", "", None, 5),
        ("", "a hive in the rain", None, None),
        ("", "", "media:abc", None),
    ]


def test_halves_are_cut_between_sentences_before_clauses() -> None:
    assert halved("One is here. Two is there, and gone.", time_of) == ("One is here.", "Two is there, and gone.")
    assert halved("One is over here, two is over there", time_of) == ("One is over here,", "two is over there")
    assert halved("One, two", time_of) is None


@pytest.mark.parametrize(
    ("topic", "title"),
    [
        ("the life of honeybees", "The life of honeybees"),
        ("Make a short video about the history of jazz.", "The history of jazz"),
        ("Please create me a documentary film on whales", "Whales"),
        ("Why is the sky blue?", "Why is the sky blue?"),
        ("東京の夜の雨", "東京の夜の雨"),
        ("   spaced   out   ", "Spaced out"),
        ("???", "???"),
    ],
)
def test_titles(topic: str, title: str) -> None:
    assert title_of(topic) == title


@given(st.text(min_size=3, max_size=1000).filter(str.strip))
def test_titles_are_never_empty_or_too_long(topic: str) -> None:
    title = title_of(topic)
    assert title.strip()
    assert len(title) <= MAX_CHARACTERS + 2  # a capital of a ligature may be longer


@pytest.mark.parametrize("language", sorted(generic_lines()))
def test_general_lines_fill_half_a_minute_in_every_language(language: str) -> None:
    request = StoryRequest(topic="Zindle", look=Look(language=language, style="cinematic"), duration=30)
    told = generic_story(plan(request, borrowed=False), NotKnown())
    assert len(told.beats) >= 4
    assert 11 < sum(speaking_time(beat.narration, language) for beat in told.beats) < 30
    assert told.warnings


def test_a_language_without_lines_has_the_topic_and_silent_shots() -> None:
    request = StoryRequest(topic="Maisha ya nyuki", look=Look(language="sw", style="cinematic"), duration=30)
    told = generic_story(plan(request, borrowed=False), NotKnown())
    assert [beat.narration for beat in told.beats] == ["Maisha ya nyuki", "", "", "", ""]


def agent(base_url: str | None, cache: Path = Path("/nonexistent")) -> StoryAgent:
    model = OpenAiTextModel(TextModelSettings(base_url=base_url, model="fake" if base_url else None))
    models: dict[str, Registered[TextModel]] = {"openai": Registered("openai", model.check(), model)}
    writers: dict[str, Registered[StoryWriter]] = word_providers(BuiltinWriter(cache), models, ModelWriter)
    return StoryAgent(writers)


def draft(
    beats: int, sentence: str = "Bees gather nectar from many flowers and carry it home to the hive."
) -> dict[str, Any]:
    beat = {"narration": sentence, "subject": "Honey bee", "picture": "a bee on a flower"}
    return {"title": "Bees", "subtitle": "", "beats": [beat] * beats}


async def written(server: FakeChatServer, provider: str | None = None, **fields: Any) -> Story:
    return await agent(server.base_url).run(StoryRequest(topic="Bees", look=ENGLISH, **fields), Here(provider))


async def test_a_models_story_is_held_to_length_and_number() -> None:
    with fake_chat_server(chat_json(draft(1)), chat_json(draft(5))) as server:
        told = await written(server, duration=30)
        assert told.provider == "openai"
        assert [beat.prompt for beat in told.beats] == ["a bee on a flower"] * 5
        complaint = server.requests[1]["messages"][-1]["content"]
        assert "beats" in complaint


async def test_a_models_story_of_the_wrong_length_fails_after_one_repair() -> None:
    with fake_chat_server(chat_json(draft(4, "Bees fly."))) as server:
        with pytest.raises(ModelProviderException) as failed:
            await written(server, "openai", duration=30)
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT
        assert "make it longer" in server.requests[1]["messages"][-1]["content"]
        assert len(server.requests) == 2


async def test_a_model_that_was_not_asked_for_gives_way_and_that_is_told() -> None:
    with fake_chat_server(chat_json(draft(4, "Bees fly."))) as server:
        told = await written(server, duration=30)
        assert told.provider == "builtin"
        assert [(one.wanted, one.used) for one in told.substitutions] == [("openai", "builtin")]
        assert told.substitutions[0].reason.startswith("provider_invalid_output: ")


async def test_an_exact_number_of_shots_is_kept_by_a_model_too() -> None:
    with fake_chat_server(chat_json(draft(4))) as server:
        assert len((await written(server, duration=30, shots=4)).beats) == 4


async def test_own_words_never_reach_a_model() -> None:
    with fake_chat_server(chat_json(draft(4))) as server:
        told = await written(server, script=SCRIPT)
        assert squeezed("".join(beat.narration for beat in told.beats)) == squeezed(SCRIPT)
        assert server.requests == []


async def test_without_a_model_the_announcement_says_so() -> None:
    announced = {info.name: info for info in agent(None).announcement().providers}
    assert announced["builtin"].is_default
    assert "base_url" in announced["openai"].reason
