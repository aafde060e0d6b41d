"""Pictures as files: the right size, whole, the same every time, and readable in every script."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from videoagent_agent_image.borrowed import FONTS, ICONS, MAPS
from videoagent_agent_image.cards.layout import text_area
from videoagent_agent_image.cards.rows import _credit_rows, _fitting_credits
from videoagent_agent_image.cards.typeset import Style, fit
from videoagent_agent_image.domain import plan
from videoagent_agent_image.drawing.colour import rgb
from videoagent_agent_image.drawing.finish import Grade, develop
from videoagent_agent_image.drawing.light import GOLDEN
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, paint
from videoagent_agent_image.rendering import draw, render
from videoagent_agent_image.sets import stage
from videoagent_agent_image.sets.brief import Brief, Framing
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.underwater import _sway
from videoagent_agent_image.styles.catalogue import STYLES, style_named
from videoagent_agent_image.styles.cutouts import cut_paper
from videoagent_agent_image.styles.inks import INKS, print_in_inks
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Card, Credit, ImageRequest
from videoagent_media import layers

MakeRequest = Callable[..., ImageRequest]

SHAPES = [(320, 180), (180, 320), (180, 180)]
# What "sacred" shows, the sets of the faiths show as well.
VIEWS = [(name, view) for name, entry in SETS.items() if name != "sacred" for view in range(len(entry.views))]
CREDITS = tuple(Credit(what="Text", source=f"Article {i}", licence="CC BY-SA 4.0") for i in range(14))
CARDS = {
    ShotKind.TITLE: Card(heading="A profile", lines=("From an encyclopaedia",)),
    ShotKind.NUMBER: Card(heading="Known species", value="20,000", lines=("in seven families",), source="Wikipedia"),
    ShotKind.QUOTE: Card(heading="John Muir", value="The mountains are calling and I must go."),
    ShotKind.MAP: Card(value="Zermatt", lines=("at the foot of the Matterhorn",), latitude=46.02, longitude=7.75),
    ShotKind.LIST: Card(heading="What bees make", lines=("Honey", "Wax", "Propolis", "Royal jelly")),
    ShotKind.TIMELINE: Card(heading="Railways", lines=("1848: first line", "1898–1912: Jungfrau", "no date here")),
    ShotKind.CREDITS: Card(heading="Credits"),
}
TITLES = {
    "en": "The Extraordinarily Long and Winding History of Watchmaking Families in the Jura Valleys since 1600",
    "ar": "رحلة عبر جبال الألب السويسرية وبحيراتها وقراها وقطاراتها",
    "he": "מסע דרך האלפים השוויצריים",
    "hi": "स्विस आल्प्स की यात्रा और क्षत्रियों का इतिहास",
    "ja": "スイスアルプスを巡る旅：鉄道と湖と村の物語をたどる長い長いタイトル",
    "th": "การเดินทางผ่านเทือกเขาแอลป์ของสวิตเซอร์แลนด์ที่ยาวนาน",
    "de": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "ru": "Путешествие через Швейцарские Альпы 🐝",
}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("name", "view"), VIEWS)
def test_every_view_of_every_set_fills_every_shape(name: str, view: int, shape: tuple[int, int]) -> None:
    entry = SETS[name]
    board = Board.of(shape)
    scene = entry.draw(Brief(board, entry.lights[view % len(entry.lights)], 11 + view, Framing.MEDIUM, view))
    flat = scene.flat()
    assert (flat[..., 3] == 255).all(), "a hole in the picture"
    assert flat[..., :3].std() > 12, "a flat picture"
    picture = develop(scene, Grade(), 1)
    still = [layer for layer in picture.layers if layer.motion is None]
    assert 1 <= len(still) <= layers.MAX_STATIC_LAYERS + 3
    assert len(picture.layers) <= 16
    assert picture.layers[0].opaque


def test_a_picture_has_the_films_size_and_is_the_same_every_time(make_request: MakeRequest, tmp_path: Path) -> None:
    request = make_request("Bees", (426, 240), keywords=("honeybee",), heading="Bee")
    files = []
    for run in ("first", "second"):
        (tmp_path / run).mkdir()
        made = render(request, tmp_path / run)
        with Image.open(made.picture) as image:
            assert image.size == (426, 240)
            assert image.format == "JPEG"
        files.append((made.picture.read_bytes(), made.layers.read_bytes()))
    assert files[0][0] == files[1][0]
    assert layers.read(tmp_path / "first" / "layers.zip").frame == (426, 240)


def test_the_flat_picture_is_what_the_layers_show(make_request: MakeRequest, tmp_path: Path) -> None:
    made = render(make_request("Alps", setting="mountains"), tmp_path)
    flat = layers.flatten(layers.read(made.layers)).astype(int)
    with Image.open(made.picture) as image:
        difference = np.abs(np.asarray(image).astype(int) - flat)
    assert difference.mean() < 4


def test_neighbouring_shots_of_one_set_differ(make_request: MakeRequest, tmp_path: Path) -> None:
    shown = []
    for index in range(5):
        made = render(make_request("Alps", setting="mountains", index=index), tmp_path)
        with Image.open(made.picture) as image:
            shown.append(np.asarray(image).astype(int))
    for first in range(5):
        for second in range(first):
            assert np.abs(shown[first] - shown[second]).mean() > 12


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("kind", CARDS)
def test_cards_keep_their_words_in_the_frame_and_off_the_captions(
    make_request: MakeRequest, kind: ShotKind, shape: tuple[int, int]
) -> None:
    request = make_request("Bees", shape, kind=kind, card=CARDS[kind], credits=CREDITS)
    board = Board.of(shape)
    scene = draw(plan(request), board)
    words = [layer for layer in scene.layers if layer.pinned and layer.motion is not None]
    assert words, "a card without words"
    _assert_readable(board, words)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("language", TITLES)
def test_titles_of_any_script_and_length_fit(make_request: MakeRequest, language: str, shape: tuple[int, int]) -> None:
    board = Board.of(shape)
    request = make_request(TITLES[language], shape, kind=ShotKind.TITLE, language=language)
    words = [layer for layer in draw(plan(request), board).layers if layer.name.startswith("text")]
    assert words
    _assert_readable(board, words)


def _assert_readable(board: Board, words: list[layers.Layer]) -> None:
    left, top, right, bottom = (side * board.scale for side in board.inner)
    captions = bottom - 0.16 * (bottom - top)
    for layer in words:
        # The soft shadow may reach a little farther than the letters.
        inked = np.argwhere(layer.pixels[..., 3] > 140)
        if layer.name == "axis" and not inked.size:
            continue  # a hairline, thinner than a pixel at this size
        assert inked.size, layer.name
        low, high = inked.min(axis=0), inked.max(axis=0)
        assert layer.x + low[1] >= left - 1, layer.name
        assert layer.x + high[1] <= right + 1, layer.name
        assert layer.y + low[0] >= top - 1, layer.name
        assert layer.y + high[0] <= captions + 2, layer.name


def test_right_to_left_titles_stand_at_the_right(make_request: MakeRequest) -> None:
    board = Board.of((320, 180))
    centres = {}
    for language, title in (("ar", "رحلة"), ("en", "Alps")):
        scene = draw(plan(make_request(title, kind=ShotKind.TITLE, language=language)), board)
        layer = next(layer for layer in scene.layers if layer.name.startswith("text"))
        centres[language] = layer.x + layer.pixels.shape[1] / 2
    assert centres["en"] < board.pixels[0] * 0.4
    assert centres["ar"] > board.pixels[0] * 0.6


@pytest.mark.parametrize("text", ["🐝🐝🐝", "\ue000", "   "])
def test_words_that_no_font_can_show_leave_a_picture_without_words(
    make_request: MakeRequest, tmp_path: Path, text: str
) -> None:
    made = render(make_request(text, kind=ShotKind.TITLE, title=text), tmp_path)
    assert made.picture.stat().st_size > 1000


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("kind", [ShotKind.SCENE, ShotKind.TITLE, ShotKind.NUMBER])
def test_every_style_draws_scenes_and_cards(
    make_request: MakeRequest, tmp_path: Path, style: str, kind: ShotKind
) -> None:
    made = render(make_request("The sea", style=style, setting="sea", kind=kind, card=CARDS.get(kind)), tmp_path)
    assert made.warnings == ()
    picture = layers.read(made.layers)
    assert picture.layers[0].opaque
    assert layers.flatten(picture).std() > 10


def test_styles_look_different(make_request: MakeRequest, tmp_path: Path) -> None:
    shown = {}
    for style in STYLES:
        made = render(make_request("The sea", style=style, setting="sea"), tmp_path)
        shown[style] = layers.flatten(layers.read(made.layers)).astype(int)
    for one, other in itertools.combinations(STYLES, 2):
        assert np.abs(shown[one] - shown[other]).mean() > 11, (one, other)
    assert np.abs(shown["papercut"] - shown["flat"]).mean() > 16
    spread = shown["noir"].max(axis=2) - shown["noir"].min(axis=2)
    assert np.median(spread) < 12


def test_cut_paper_has_thickness_and_a_shadow() -> None:
    """A lamp at the upper left: it lights that side of a sheet's edge, and the shadow falls to the other."""
    board = Board.of((320, 180))
    scene, drawn = Scene(board), {"wall": Sheet(board), "disc": Sheet(board)}
    centre, radius = (board.width / 2, board.height / 2), 300.0
    drawn["wall"].canvas.drawPaint(paint("#d8c8a8"))
    drawn["disc"].canvas.drawCircle(*centre, radius, paint("#5f8f8a"))
    for depth, (name, sheet) in enumerate(drawn.items()):
        scene.add(name, 0.5 * depth, sheet)
    grey = cut_paper(scene, 3).flat()[..., :3].mean(axis=2)

    def around(share: float, side: int) -> float:
        """Mean grey along the diagonal through the middle: -1 upper left, 1 lower right; share 1 is the edge."""
        reach = side * share * radius / np.sqrt(2)
        x, y = (round((middle + reach) * board.scale) for middle in centre)
        return float(grey[y - 1 : y + 2, x - 1 : x + 2].mean())

    assert around(0.985, -1) > around(0.5, -1) + 15, "no light on its edge"
    assert around(0.985, 1) < around(0.5, 1) - 5, "no thickness"
    assert around(1.05, 1) < around(1.05, -1) - 30, "no shadow"


def test_a_print_has_no_other_colours_than_its_inks(make_request: MakeRequest) -> None:
    board = Board.of((320, 180))
    printed = print_in_inks(draw(plan(make_request(setting="hills")), board), 1).flat()[..., :3].astype(int)
    inks = np.array([rgb(ink) for ink in (*INKS, "#fbf4e4")]) * 255
    away = np.abs(printed[::3, ::3, None] - inks).max(axis=-1).min(axis=-1)
    assert (away <= 3).mean() > 0.75, "only the edges between two inks are mixed"


def test_neighbours_in_a_row_do_not_touch() -> None:
    board = Board.of((180, 320))
    row = stage.Cast("anatomical-heart", beside=("lungs", "running-shoe"))
    scene = stage.draw(Brief(board, GOLDEN, 3), row, stage.ORGANIC[0])
    figures = [layer for layer in scene.layers if layer.name.startswith("figure")]
    assert len(figures) == 3
    assert all(left.x + left.pixels.shape[1] <= right.x + 1 for left, right in itertools.pairwise(figures))


@pytest.mark.parametrize("style", STYLES)
def test_no_style_is_too_dark(make_request: MakeRequest, tmp_path: Path, style: str) -> None:
    made = render(make_request("Hills", style=style, setting="hills", index=1), tmp_path)
    luma = layers.flatten(layers.read(made.layers))[..., :3] @ np.array([0.2126, 0.7152, 0.0722])
    assert luma.mean() > 40


def test_tall_kelp_bends_gently() -> None:
    leans = [_sway(step, 300.0, 90.0) for step in range(160)]
    assert max(map(abs, leans)) <= 45
    assert max(abs(a - b) for a, b in itertools.pairwise(leans)) < 9


@pytest.mark.parametrize("size", [(426, 240), (854, 480), (320, 180)])
def test_captions_have_room_below_a_title_and_its_source_is_at_the_top(
    make_request: MakeRequest, size: tuple[int, int]
) -> None:
    card = Card(value="A journey through gypsy valleys, long, typical", source="A book", lines=("a line below",))
    board = Board.of(size)
    scene = draw(plan(make_request(size=size, kind=ShotKind.TITLE, card=card)), board)
    top, height = board.inner[1], board.inner[3] - board.inner[1]

    def reaches(name: str) -> float:
        bottoms = [part.y + part.pixels.shape[0] for part in scene.layers if part.name.startswith(name)]
        assert bottoms
        return float((max(bottoms) / board.scale - top) / height)

    assert reaches("text") < 0.80
    assert reaches("source") < 0.25


def test_a_scene_names_the_source_of_its_words(make_request: MakeRequest) -> None:
    scene = draw(plan(make_request("Sea", setting="sea", card=Card(source="A book"))), Board.of((320, 180)))
    assert "source" in [layer.name for layer in scene.layers]


@pytest.mark.parametrize(
    ("shot", "owed"),
    [
        ({"setting": "sea"}, []),
        ({"setting": "sea", "card": Card(source="A book")}, [FONTS]),
        ({"keywords": ("honeybee",), "heading": "Bee"}, [ICONS]),
        ({"setting": "sea", "kind": ShotKind.TITLE}, [FONTS]),
        ({"kind": ShotKind.MAP, "card": CARDS[ShotKind.MAP]}, [MAPS, FONTS]),
        ({"setting": "sea", "kind": ShotKind.MAP, "card": Card(value="Nowhere")}, []),
    ],
    ids=["scene", "sourced scene", "icon", "title", "map", "map of an unknown place"],
)
def test_a_picture_credits_what_is_drawn_in_it_and_nothing_else(
    make_request: MakeRequest, tmp_path: Path, shot: dict[str, Any], owed: list[Credit]
) -> None:
    for _ in range(2):  # the second time, icons come from memory
        assert list(render(make_request("The sea", **shot), tmp_path).credits) == owed


def test_a_wrapped_credit_does_not_begin_a_line_with_a_dot(make_request: MakeRequest) -> None:
    credit = Credit(what="Text", source="Article", licence="CC BY-SA 4.0", note="changed")
    text = plan(make_request(kind=ShotKind.CREDITS, credits=(credit,))).text
    ((_, row),) = _credit_rows(Scene(Board.of((320, 180))), text, text_area(Board.of((320, 180))), 0.042)
    assert row.text.count("\u00a0·") == 2
    assert " ·" not in row.text


@pytest.mark.parametrize(("language", "said"), [("de", "weitere"), ("ar-EG", "غيرها"), ("sw", "more")])
def test_an_end_card_says_how_many_credits_it_leaves_out(make_request: MakeRequest, language: str, said: str) -> None:
    board = Board.of((320, 180))
    scene, area = Scene(board), text_area(board)

    def rows(count: int) -> list[str]:
        listed = tuple(Credit(what="Text", source=f"Article {i}", licence="CC BY-SA 4.0") for i in range(count))
        text = plan(make_request(kind=ShotKind.CREDITS, credits=listed, language=language)).text
        return [row.text for _, row in _fitting_credits(scene, text, area, area.height * 0.8)[0]]

    few, many = rows(4), rows(40)
    assert few == [f"Article {i}\u00a0· CC BY-SA 4.0" for i in range(4)]
    assert 4 < len(many) < 41
    assert said in many[-1]
    assert str(40 - len(many[:-1])) in many[-1]


def test_a_long_word_in_a_narrow_title_is_divided_and_nothing_is_lost() -> None:
    style = Style(100.0)
    narrow = fit("Die Donaudampfschifffahrtsgesellschaft", style, 620, 3, 60, "de")
    assert narrow.text.replace("-\n", "").replace("\n", " ") == "Die Donaudampfschifffahrtsgesellschaft"
    assert "-\n" in narrow.text
    assert narrow.extent <= 621
    slightly = fit("Dampfschifffahrt", style, 760, 3, 40, "de")
    assert slightly.text == "Dampfschifffahrt"
    assert 60 < slightly.style.size < 100


def test_an_unknown_style_is_told_and_replaced(make_request: MakeRequest, tmp_path: Path) -> None:
    made = render(make_request("The sea", style="claymation"), tmp_path)
    assert "claymation" in made.warnings[0]
    assert style_named("claymation")[0] is STYLES["cinematic"]


@pytest.mark.parametrize(
    "place", [(0.0, 0.0), (89.9, 0.0), (-89.9, 179.9), (35.7, 139.7), (-17.7, 178.0), (66.0, -179.0)]
)
def test_maps_of_anywhere(make_request: MakeRequest, tmp_path: Path, place: tuple[float, float]) -> None:
    card = Card(value="Somewhere", latitude=place[0], longitude=place[1])
    made = render(make_request(kind=ShotKind.MAP, card=card), tmp_path)
    assert layers.flatten(layers.read(made.layers)).std() > 5


@pytest.mark.parametrize("kind", CARDS)
def test_behind_every_cards_words_something_moves(make_request: MakeRequest, tmp_path: Path, kind: ShotKind) -> None:
    made = render(make_request("Bees", kind=kind, card=CARDS[kind], credits=CREDITS[:2]), tmp_path)
    still = layers.Motion().at(0)
    shown = [layer.motion for layer in layers.read(made.layers).layers if layer.motion]
    assert any(motion.at(4.0) != motion.at(4.5) and motion.at(4.5) != still for motion in shown)
