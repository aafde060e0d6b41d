"""Words choose icons by name; they never become part of an SVG, which could fetch files or never end."""

import itertools
import re
from pathlib import Path
from typing import Any

import pytest
import resvg_py

from videoagent_agent_image.domain import plan
from videoagent_agent_image.drawing.sheet import Board
from videoagent_agent_image.icons import sprites
from videoagent_agent_image.icons.catalogue import drawing, icons
from videoagent_agent_image.rendering import draw
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Card, ImageRequest, Look, Shot

ROOT = Path(__file__).parents[2]
HOSTILE = (
    "camel",
    'honeybee"/><image href="file:///etc/passwd" width="9" height="9"/>',
    "honeybee' or name='camel",
    "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a; honeybee",
    "]]></svg><svg><use href='#camel'/>",
)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every SVG that is handed to the program that draws them."""
    seen: list[str] = []
    rasterise = resvg_py.svg_to_bytes

    def noting(svg_string: str, **options: Any) -> Any:
        seen.append(svg_string)
        return rasterise(svg_string=svg_string, **options)

    monkeypatch.setattr(resvg_py, "svg_to_bytes", noting)
    sprites._rasterised.cache_clear()
    return seen


def test_whatever_the_words_say_an_svg_is_the_catalogues_own(drawn: list[str]) -> None:
    kinds = itertools.cycle([ShotKind.SCENE, ShotKind.TITLE, ShotKind.LIST])
    for words, kind in zip(HOSTILE, kinds, strict=False):
        card = Card(value=words, lines=(words, "camel"))
        shown = {"prompt": words, "heading": words, "narration": words, "keywords": ("honeybee", words), "card": card}
        request = ImageRequest(
            topic=words,
            title=words,
            look=Look(language="en", style=words, description=words),
            shot=Shot.model_validate({"index": 1, "duration": 4, "kind": kind, **shown}),
            width=160,
            height=90,
        )
        draw(plan(request), Board.of((160, 90)))
    assert drawn, "nothing was drawn"
    assert set(drawn) <= {drawing(icon.name) for icon in icons()}


def test_one_place_draws_svgs() -> None:
    """The one that the test before this one watches."""
    sources = [path for folder in ("libs", "services") for path in (ROOT / folder).glob("*/src/**/*.py")]
    assert len(sources) > 100
    draw_svgs = [path.name for path in sources if re.search(r"resvg|SVGDOM|cairosvg", path.read_text(encoding="utf-8"))]
    assert draw_svgs == ["sprites.py"]
