"""Somebody's own prompt is drawn as far as there are icons and sets for it, and the rest is told."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from videoagent_agent_image.asked import read
from videoagent_agent_image.cards.layout import CAPTION_AREA
from videoagent_agent_image.domain import is_own, plan
from videoagent_agent_image.drawing.sheet import Board
from videoagent_agent_image.rendering import draw, render
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import ImageRequest
from videoagent_media import layers

MakeRequest = Callable[..., ImageRequest]


@pytest.mark.parametrize(
    ("prompt", "chosen", "setting", "placed", "missing"),
    [
        ("two cats on a sofa", "", "home", (), ()),
        ("two penguins on a sofa", "", "", ("penguin", "penguin"), ("sofa",)),
        ("a game of chess", "", "chess", (), ()),
        ("an empty museum", "", "studio", (), ()),
        ("a fox in the snow", "", "snow", ("fox",), ()),
        ("a fox and a whale", "", "", ("fox", "spouting-whale"), ()),
        ("a red bicycle", "city", "", ("bicycle",), ()),
        ("an elephant drinking at a river", "river", "river", ("elephant",), ()),
        ("two elephants in the savanna", "savanna", "savanna", (), ()),
        ("the great wall of China", "", "great_wall", (), ()),
        ("a greek temple by the sea", "sea", "antiquity", (), ()),
        ("a rhinoceros in the savanna", "savanna", "savanna", ("rhinoceros",), ()),
        ("a computer on a desk", "interior", "interior", ("desktop-computer",), ()),
        ("a snowy mountain at night", "snow", "mountains", (), ()),
        ("a black hole", "space", "space", (), ()),
        ("a child with a kite in a meadow", "", "meadow", ("kite",), ("child",)),
        ("a whale over the desert", "desert", "", ("spouting-whale",), ("desert",)),
        ("a lonely lighthouse under the stars", "", "sea", (), ()),
        ("a quiet moment", "forest", "forest", (), ("moment",)),
        ("", "", "", (), ()),
    ],
)
def test_a_prompt_is_taken_apart(
    prompt: str, chosen: str, setting: str, placed: tuple[str, ...], missing: tuple[str, ...]
) -> None:
    asked = read(prompt, chosen)
    assert (asked.setting, asked.placed, asked.missing) == (setting, placed, missing)


def test_what_cannot_be_drawn_is_told_by_name(make_request: MakeRequest) -> None:
    assert plan(make_request("own", prompt="two penguins on a sofa")).warnings == ("shot 1: not drawn: sofa",)


def test_the_night_that_was_asked_for_falls_on_any_landscape(make_request: MakeRequest) -> None:
    assert plan(make_request("own", prompt="a snowy mountain at night", setting="snow")).light.name == "night"
    assert plan(make_request("own", prompt="a city at night", setting="city")).setting == "night_city"


def test_a_computer_stands_on_the_desk_whatever_the_shots_number(make_request: MakeRequest) -> None:
    desk = [plan(make_request(prompt="a computer on a desk", index=index)).variant for index in range(3)]
    assert desk == [0, 0, 0]


def test_a_title_stands_before_what_was_asked_for(make_request: MakeRequest) -> None:
    title = make_request("Whales", kind=ShotKind.TITLE, heading="Whale", prompt="a red bicycle", setting="underwater")
    made = plan(title)
    assert (made.kind, made.setting, made.asked, made.named) == (ShotKind.TITLE, "", ("bicycle",), False)
    usual = plan(make_request("Whales", kind=ShotKind.TITLE, heading="Whale", prompt="Whale", setting="underwater"))
    assert (usual.setting, usual.asked) == ("underwater", ())


def test_a_subjects_name_is_not_an_own_prompt(make_request: MakeRequest) -> None:
    named = make_request("Bees", heading="Bee", prompt="Bee, clade of insects")
    assert not is_own(named.shot, named.title)
    assert not is_own(make_request("Bees", prompt="Bees, a film").shot, "Bees")
    assert is_own(make_request("Bees", heading="Bee", prompt="a hive in the garden").shot, "Bees")


def test_black_holes_show_a_black_hole_and_other_space_does_not(make_request: MakeRequest) -> None:
    views = [view for view, _ in SETS["space"].views]
    hole = make_request("Black holes", setting="space", heading="Black hole", keywords=("black hole", "black", "hole"))
    assert views[plan(hole).variant] == "a black hole"
    others = {plan(make_request(setting="space", heading="Gravity", index=index)).variant for index in range(8)}
    assert others == {0, 1, 2, 3}


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
def test_a_black_hole_is_dark_within_a_bright_ring(
    make_request: MakeRequest, tmp_path: Path, size: tuple[int, int]
) -> None:
    shown = []
    for index in (3, 4):
        made = render(make_request("Black holes", size=size, prompt="a black hole", index=index), tmp_path)
        picture = layers.flatten(layers.read(made.layers))[..., :3]
        assert picture.max() > 220
        shown.append(picture.astype(int))
    assert np.abs(shown[0] - shown[1]).mean() > 8, "neighbours look alike"


@pytest.mark.parametrize("prompt", ["two cats and a dog in a garden", "an eagle in the meadow", "a shark underwater"])
def test_things_are_seen_in_the_set(make_request: MakeRequest, tmp_path: Path, prompt: str) -> None:
    made = plan(make_request("own", prompt=prompt))
    assert made.setting
    drawn = layers.read(render(make_request("own", prompt=prompt), tmp_path).layers)
    bare = layers.read(render(make_request("own", setting=made.setting), tmp_path).layers)
    assert np.abs(layers.flatten(drawn).astype(int) - layers.flatten(bare).astype(int)).mean() > 1


@pytest.mark.parametrize("size", [(320, 180), (180, 320), (180, 180)])
@pytest.mark.parametrize(
    "shot",
    [
        {"setting": "interior", "keywords": ("computer",)},
        {"setting": "interior", "keywords": ("coffee",)},
        {"keywords": ("bread",)},
        {"keywords": ("violin",), "index": 2},
        {"setting": "meadow", "keywords": ("cow",)},
        {"prompt": "two cats in a garden"},
    ],
)
def test_what_a_shot_is_about_stands_above_the_captions(
    make_request: MakeRequest, shot: dict[str, object], size: tuple[int, int]
) -> None:
    board = Board.of(size)
    scene = draw(plan(make_request(size=size, **shot)), board)
    top, bottom = board.inner[1], board.inner[3]
    free = (bottom - (bottom - top) * (CAPTION_AREA - 0.03)) * board.scale
    subjects = [layer for layer in scene.layers if layer.name.startswith(("figure", "thing", "lead", "herd"))]
    assert subjects
    for layer in subjects:
        solid = np.flatnonzero((layer.pixels[..., 3] > 200).any(axis=1))  # without the shadow
        assert layer.y + solid[-1] <= free
