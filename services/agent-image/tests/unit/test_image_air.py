"""What is in the air: chosen by words, drawn without a seam, behind words."""

import numpy as np
import pytest

from videoagent_agent_image.air.brushes import Medium
from videoagent_agent_image.air.choosing import choose_air
from videoagent_agent_image.air.filling import Manner, fill
from videoagent_agent_image.air.kinds import AIRS
from videoagent_agent_image.drawing.light import DAY
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint
from videoagent_agent_image.styles.catalogue import STYLES
from videoagent_contracts.film import Shot
from videoagent_media.layers import wrap_offsets

BOARD = Board.of((320, 180))


def a_scene() -> Scene:
    scene = Scene(BOARD)
    for name, depth, pinned in (("sky", 0.0, False), ("hill", 0.5, False), ("grass", 1.0, False), ("title", 0.0, True)):
        sheet = Sheet(BOARD)
        sheet.canvas.drawPaint(paint("#405060", 0.5))
        scene.add(name, depth, sheet, pinned=pinned)
    return scene


def filled(name: str, manner: Manner, *, card: bool = False) -> Scene:
    scene = a_scene()
    fill(scene, name, manner, DAY, seed=3, card=card)
    return scene


@pytest.mark.parametrize(
    ("words", "setting", "expected"),
    [
        ({"prompt": "falling snow over a village"}, "hills", "snow"),
        ({"narration": "Es schneit, und der Schnee bleibt liegen."}, "city", "snow"),
        ({"narration": "雪が山に降ります。"}, "mountains", "snow"),
        ({"heading": "Matterhorn", "narration": "A snow-capped peak."}, "mountains", "dust"),
        ({"keywords": ("rain", "wheat")}, "field", "rain"),
        ({"keywords": ("rainforest",)}, "forest", "pollen"),
        ({"narration": "En automne, les feuilles tombent."}, "garden", "leaves"),
        ({"narration": "He leaves Paris."}, "city", "dust"),
        ({"narration": "The blacksmith strikes, and sparks fly in the snow."}, "", "sparks"),
        ({"narration": "Outside, snow falls."}, "interior", "dust"),
        ({"narration": "Rain of fire."}, "space", ""),
        ({}, "snow", "snow"),
        ({}, "street_rain", "rain"),
        ({}, "underwater", ""),
    ],
)
def test_words_decide_where_the_place_allows(words: dict[str, object], setting: str, expected: str) -> None:
    assert choose_air(Shot(**{"index": 1, "duration": 5, **words}), setting) == expected


@pytest.mark.parametrize("medium", Medium)
@pytest.mark.parametrize("name", AIRS)
def test_every_air_is_seen_in_every_style_and_repeats_without_a_seam(name: str, medium: Medium) -> None:
    scene = filled(name, Manner(medium))
    layers = [layer for layer in scene.layers if layer.name.startswith(name)]
    assert len(layers) == len(AIRS[name].drifts)
    for layer in layers:
        assert layer.motion is not None
        assert layer.motion.wrap is not None
        assert any(layer.motion.velocity)
        # Repeated, the sheet covers the canvas at any time: what leaves on one side comes in on the other.
        width, height = (side * BOARD.scale for side in layer.motion.wrap)
        assert (width, height) == pytest.approx(BOARD.pixels, abs=2)
        for time in (0.0, 3.3, 21.7):
            at = layer.motion.at(time)
            assert len(wrap_offsets(layer, BOARD.pixels, at.dx * BOARD.scale, at.dy * BOARD.scale)) >= 1


def test_a_sheet_goes_on_at_its_other_edge() -> None:
    scene = filled("rain", Manner())
    streaks = next(layer for layer in scene.layers if layer.name == "rain 1")
    sheet = np.zeros((BOARD.pixels[1], BOARD.pixels[0]), np.int64)
    height, width = streaks.pixels.shape[:2]
    sheet[streaks.y : streaks.y + height, streaks.x : streaks.x + width] = streaks.pixels[..., 3]
    step = np.abs(sheet[0] - sheet[-1]).mean()
    inside = np.abs(np.diff(sheet, axis=0)).mean()
    assert sheet[0].any()
    assert step < 3 * inside + 1


@pytest.mark.parametrize("name", AIRS)
def test_air_is_between_far_and_near_and_never_over_words(name: str) -> None:
    scene = filled(name, Manner())
    names = [layer.name for layer in scene.layers]
    assert names[-1] == "title"
    moving = [layer.depth for layer in scene.layers if not layer.pinned]
    assert moving == sorted(moving)


def test_cards_have_thin_air_and_move_by_it() -> None:
    scene, card = filled("snow", Manner()), filled("snow", Manner(), card=True)
    assert len(card.layers) < len(scene.layers)
    far, thin = (next(layer for layer in made.layers if layer.name == "snow 0") for made in (scene, card))
    assert int(thin.pixels[..., 3].sum()) < int(far.pixels[..., 3].sum())
    assert thin.motion is not None
    assert any(thin.motion.velocity)


def test_the_same_seed_gives_the_same_air_and_styles_differ() -> None:
    def pixels(manner: Manner) -> bytes:
        return b"".join(layer.pixels.tobytes() for layer in filled("leaves", manner).layers)

    assert pixels(Manner()) == pixels(Manner())
    assert len({pixels(style.air) for style in STYLES.values()}) >= 6


def test_an_unknown_air_is_none() -> None:
    assert len(filled("", Manner()).layers) == len(a_scene().layers)
