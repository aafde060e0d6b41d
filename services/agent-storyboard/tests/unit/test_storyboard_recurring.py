"""Shots that show the same have its name, so that one is drawn after the other."""

from typing import Any

from videoagent_agent_storyboard.builtin import draw_up
from videoagent_agent_storyboard.model_storyboarder import ModelStoryboarder
from videoagent_agent_storyboard.recurring import with_subjects
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Beat, Look, Shot, Story, StoryboardRequest
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.testing import Here, chat_json, fake_chat_server
from videoagent_models.text import TextModelSettings

TOLD = ("Bees", "The bee flies.", "Honey is sweet.", "The bee rests.", "Wasps are no bees.")
HEADINGS = ("Bees", "Bee", "Honey", "Bee", "Wasp")


def request() -> StoryboardRequest:
    beats = tuple(Beat(narration=words, heading=name) for words, name in zip(TOLD, HEADINGS, strict=True))
    story = Story(title="Bees", language="en", beats=beats)
    return StoryboardRequest(topic="Bees", look=Look(language="en", style="noir"), story=story, duration=30)


def draft(subject: str) -> dict[str, Any]:
    words = {"prompt": "a keeper by the sea", "keywords": ["keeper"], "setting": "sea", "card_value": ""}
    return {"kind": "scene", "card_lines": [], "subject": subject, **words}


def test_a_subject_of_two_scenes_is_named_and_no_other() -> None:
    shots = [Shot(index=index, duration=3) for index in range(5)]
    shots[0] = shots[0].model_copy(update={"kind": ShotKind.TITLE})
    shots[4] = shots[4].model_copy(update={"media": "media:abc"})
    named = with_subjects(shots, ["Bee", " The  bee", "the Bee", "Bee", "Bee"])
    assert [shot.subject for shot in named] == ["", "The bee", "the Bee", "", ""]
    assert [shot.subject for shot in draw_up(request()).shots] == ["", "Bee", "", "Bee", ""]


async def test_a_model_names_whom_its_pictures_show() -> None:
    drafts = [draft(name) for name in ("Keeper", "old keeper", "old keeper", "a gull", "old keeper")]
    with fake_chat_server(chat_json({"shots": drafts})) as server:
        model = OpenAiTextModel(TextModelSettings(base_url=server.base_url, model="fake"))
        board = await ModelStoryboarder(model).plan(request(), Here())
    assert [shot.subject for shot in board.shots] == ["", "old keeper", "old keeper", "", "old keeper"]
