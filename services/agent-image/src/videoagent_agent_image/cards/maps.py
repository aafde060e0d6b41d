"""The map card: a place in its country, on an equal-area map centred on it."""

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.cards.layout import CardText, body, fade, kicker, rule, size, text_area
from videoagent_agent_image.cards.typeset import Style, fit
from videoagent_agent_image.cards.world import Country, Ring, countries, country_at
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Board, Sheet, linear, paint, radial
from videoagent_media import fonts
from videoagent_media.layers import Motion

_NIGHT, _SEA, _LAND, _INK, _PIN = "#0b1a2c", "#123150", "#23557c", "#ffe9c9", "#e2384f"
_FAR = 75.0
"""Degrees from the centre beyond which nothing is drawn; the projection distorts there, and the frame ends before."""


@dataclass(frozen=True)
class Projection:
    """Lambert's azimuthal equal-area projection (Snyder, Map Projections, 1987, p. 182)."""

    latitude: float
    longitude: float
    scale: float
    """Units per radian at the centre."""
    x: float
    y: float

    def __call__(self, ring: Ring) -> tuple[Ring, bool]:
        """Return the ring on the canvas, and whether any of it is near enough to show."""
        turn = np.radians(ring[:, 0] - self.longitude)
        north = np.radians(ring[:, 1])
        centre = math.radians(self.latitude)
        nearness = math.sin(centre) * np.sin(north) + math.cos(centre) * np.cos(north) * np.cos(turn)
        stretch = np.sqrt(2 / np.maximum(1 + nearness, 0.2))
        across = stretch * np.cos(north) * np.sin(turn)
        up = stretch * (math.cos(centre) * np.sin(north) - math.sin(centre) * np.cos(north) * np.cos(turn))
        shown = bool((nearness > math.cos(math.radians(_FAR))).any())
        return np.stack([self.x + across * self.scale, self.y - up * self.scale], axis=1), shown


def map_card(board: Board, text: CardText, accent: Colour = "#ffb35c") -> Scene:
    """Draw the place of ``text`` with a pin and its name; needs ``text.place``.

    The map shows the whole country where that is of middling size, else the surroundings.
    """
    latitude, longitude = text.place or (0.0, 0.0)
    scene = Scene(board, accent=accent)
    home = country_at(latitude, longitude)
    at = (board.width * 0.66, board.height * 0.48) if not board.portrait else (board.width * 0.5, board.height * 0.32)
    projection = Projection(latitude, longitude, _scale(board, home, latitude, longitude), *at)
    scene.add("sea", 0.02, _sea(board, projection))
    _land(scene, projection, home)
    _pin(scene, at)
    _labels(scene, text, home)
    return scene


def _scale(board: Board, home: Country | None, latitude: float, longitude: float) -> float:
    """Return units per radian so that the frame's height shows 14° to 50°, the home country well inside."""
    reach = 12.0
    if home is not None:
        main = max((rings[0] for rings in home.polygons), key=len)
        near = [
            rings[0] for rings in home.polygons if np.abs(rings[0] - [longitude, latitude]).min(axis=0).max() < 12
        ] or [main]
        points = np.concatenate(near)
        across = np.abs(points[:, 0] - longitude).max() * math.cos(math.radians(latitude))
        reach = float(np.clip(max(across, np.abs(points[:, 1] - latitude).max()) * 1.25, 7.0, 25.0))
    return min(board.width, board.height) * 0.5 / math.radians(reach)


def _sea(board: Board, projection: Projection) -> Sheet:
    sheet = Sheet(board)
    centre = (projection.x, projection.y)
    shader = radial(
        centre,
        max(board.width, board.height) * 0.75,
        [(0, mix(_SEA, "#2f86ad", 0.5), 1), (0.55, _SEA, 1), (1, _NIGHT, 1)],
    )
    sheet.canvas.drawPaint(paint(_SEA, shader=shader))
    for degree in range(-90, 91, 5):
        meridian = np.array(
            [[projection.longitude - projection.longitude % 5 + degree, north] for north in np.linspace(-85, 85, 60)]
        )
        parallel = np.array(
            [
                [projection.longitude + east, projection.latitude - projection.latitude % 5 + degree]
                for east in np.linspace(-70, 70, 60)
            ]
        )
        for grid in (meridian, parallel[np.abs(parallel[:, 1]) < 86]):
            if len(grid):
                sheet.canvas.drawPath(_path([projection(grid)[0]], close=False), paint(_INK, 0.07, stroke=1.5))
    return sheet


def _path(rings: list[Ring], *, close: bool = True) -> Any:
    path = skia.Path()
    path.setFillType(skia.PathFillType.kEvenOdd)
    for ring in rings:
        path.addPoly([skia.Point(float(x), float(y)) for x, y in ring], close)
    return path


def _land(scene: Scene, projection: Projection, home: Country | None) -> None:
    board = scene.board
    shadow, land, bright = Sheet(board), Sheet(board), Sheet(board)
    warm = linear(
        (0, board.height * 0.1),
        (0, board.height * 0.9),
        [(0, mix(scene.accent, "#ffffff", 0.3)), (1, mix(scene.accent, "#b04a2a", 0.45))],
    )
    for country in countries():
        for rings in country.polygons:
            outer, shown = projection(rings[0])
            if not shown or not _on_canvas(outer, board):
                continue
            path = _path([outer, *(projection(ring)[0] for ring in rings[1:])])
            shadow.canvas.drawPath(path, paint("#000814", 0.6))
            if country is home:
                bright.canvas.drawPath(path, paint(scene.accent, shader=warm))
                bright.canvas.drawPath(path, paint("#fff3dc", 0.9, stroke=2.4))
            else:
                land.canvas.drawPath(path, paint(_LAND))
                land.canvas.drawPath(path, paint(_INK, 0.22, stroke=1.6))
    shifted = np.roll(shadow.pixels, (round(16 * board.scale), round(10 * board.scale)), (0, 1))
    scene.add("shadow", 0.08, shifted, focus=14)
    scene.add("land", 0.12, land)
    scene.add("country", 0.24, bright)


def _on_canvas(ring: Ring, board: Board) -> bool:
    left, top = ring.min(axis=0)
    right, bottom = ring.max(axis=0)
    crosses = right > 0 and bottom > 0 and left < board.width and top < board.height
    # A ring around the far side of the world comes out huge; it would cover the map.
    return bool(crosses and right - left < board.width * 6 and bottom - top < board.height * 6)


def _pin(scene: Scene, at: tuple[float, float]) -> None:
    board = scene.board
    rings = Sheet(board)
    for radius, opacity in ((150, 0.14), (98, 0.24), (54, 0.42)):
        rings.canvas.drawCircle(*at, radius, paint("#ffffff", opacity, stroke=3))
    scene.add("rings", 0.30, rings, Motion(flicker=0.5, flicker_rate=0.5))
    pin = Sheet(board)
    pin.canvas.drawCircle(*at, 26, paint(_PIN, 0.6, blur=18))
    pin.canvas.drawCircle(*at, 19, paint("#ffffff"))
    pin.canvas.drawCircle(*at, 12, paint(_PIN))
    scene.add("pin", 0.30, pin, Motion(fade_in=(0.6, 0.5), rise=-46))


def _labels(scene: Scene, text: CardText, home: Country | None) -> None:
    board, area = scene.board, text_area(scene.board)
    place = text.value or text.title
    over = text.kicker or (home.name if home and home.name != place and text.language.startswith("en") else "")
    width = area.width * (0.44 if not board.portrait else 1.0)
    above = kicker(over, board, scene.accent, width, text.language)
    style = Style(size(board, 0.13), "Inter Bold", "#ffffff", shadow=0.4)
    name = fit(place, style, width, 3, size(board, 0.055), text.language)
    below = body("\n".join(text.lines), board, width, text.language, share=0.038, lines=5)
    gap = size(board, 0.026)
    shade = Sheet(board)
    if board.portrait:
        top = board.height * 0.55
        stops = [(0, _NIGHT, 0.0), (0.3, _NIGHT, 0.8), (1, _NIGHT, 0.95)]
        shade.canvas.drawPaint(paint(_NIGHT, shader=linear((0, board.height * 0.46), (0, board.height), stops)))
    else:
        total = above.height + name.height + below.height + gap * 2.2
        top = area.top + max(0.0, (area.height - total) * 0.5)
        stops = [(0, _NIGHT, 0.96), (0.55, _NIGHT, 0.78), (1, _NIGHT, 0.0)]
        shade.canvas.drawPaint(paint(_NIGHT, shader=linear((0, 0), (board.width * 0.56, 0), stops)))
    scene.add("shade", 0.0, shade, pinned=True)
    words = Sheet(board)
    y = above.draw(words, area.left, top)
    if above.text:
        right = fonts.is_right_to_left(above.text)
        rule(words, area.left, y + gap * 0.3, scene.accent, board, right_to_left=right, width=width)
        y += gap
    y = name.draw(words, area.left, y)
    below.draw(words, area.left, y + gap * 0.6)
    scene.add("words", 0.0, words, fade(0.25), pinned=True)
