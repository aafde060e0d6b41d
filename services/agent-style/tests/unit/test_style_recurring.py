"""Who or what recurs looks the same in all pictures: its looks are in the look's words, which every prompt repeats."""

import pytest

from videoagent_agent_style.model_stylist import ModelStylist
from videoagent_contracts.film import StyleRequest
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.testing import Here, chat_json, fake_chat_server
from videoagent_models.text import TextModelSettings

DRAFT = {
    "style": "watercolor",
    "description": "a harbour in soft washes of grey and blue.",
    "palette": ["#000000", "#220022", "#880088", "#00dddd", "#ffffff"],
    "mood": "calm",
    "mode": "major",
    "bpm": 80,
}


@pytest.mark.parametrize(
    ("recurring", "told"),
    [
        ("a keeper with a white beard\nand a red cap", "the same: a keeper with a white beard and a red cap"),
        ("", "a harbour in soft washes of grey and blue."),
        (None, "a harbour in soft washes of grey and blue."),
    ],
)
async def test_the_looks_of_what_recurs_join_the_films_look(recurring: str | None, told: str) -> None:
    draft = DRAFT if recurring is None else {**DRAFT, "recurring": recurring}
    with fake_chat_server(chat_json(draft)) as server:
        stylist = ModelStylist(OpenAiTextModel(TextModelSettings(base_url=server.base_url, model="fake")))
        look = await stylist.choose(StyleRequest(topic="A lighthouse keeper"), Here())
    assert look.description.endswith(told)
    assert look.description.startswith("a harbour in soft washes")
