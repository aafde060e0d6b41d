"""An ocean liner with four funnels, seen from any side: its points are given along, across and above the water."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import skia

from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.light import Light
from videoagent_agent_image.drawing.sheet import ADD, linear, paint, polygon

Point = tuple[float, float]
_BEAM = 0.052
_FUNNELS = (-0.190, -0.085, 0.020, 0.125)
_BLOCKS = (
    (-0.44, -0.37, 0.034, 0.068, 0.088),
    (-0.29, 0.232, 0.047, 0.055, 0.083),
    (-0.26, 0.215, 0.045, 0.083, 0.105),
    (0.150, 0.206, 0.046, 0.105, 0.121),
)
"""Of the superstructure: from and to along, half its width, from and to above the water; shares of the length."""


@dataclass(frozen=True)
class Seen:
    """How a ship is seen: points count along (-½ stern … ½ bow), across (towards the viewer) and up, in its lengths."""

    x: float
    """Of its middle, units."""
    water: float
    """Of its waterline there, units."""
    size: float
    """Length, units, if it were seen from its side."""
    horizon: float
    """Units from the top."""
    turned: float = 0.0
    """Degrees: 0 heads right, 90 comes towards the viewer."""
    away: float = 2.2
    """How far away it is, in lengths: the nearer, the more it narrows."""
    tall: float = 1.0
    """How much higher than true it is drawn."""
    sunk: float = 0.0
    """Degrees by which it lies deeper at the bow."""
    left: bool = False
    """Whether it heads left instead."""

    def at(self, along: float, across: float, up: float) -> Point:
        """Return a point of the ship in units."""
        trim, yaw = np.radians(self.sunk), np.radians(self.turned)
        high = up * self.tall
        along, high = along * np.cos(trim) + high * np.sin(trim), high * np.cos(trim) - along * np.sin(trim)
        right = along * np.cos(yaw) - across * np.sin(yaw)
        deep = -along * np.sin(yaw) - across * np.cos(yaw)
        scale = self.size * self.away / (self.away + deep)
        eye = (self.water - self.horizon) / self.size
        return self.x + (-1 if self.left else 1) * scale * right, self.horizon + scale * (eye - high)

    def near(self, along: float) -> float:
        """Return how large things look at a place along the ship, units for a length."""
        return self.size * self.away / (self.away - along * float(np.sin(np.radians(self.turned))))

    def path(self, points: Sequence[tuple[float, float, float]]) -> Any:
        """Return a polygon through points of the ship."""
        return polygon([self.at(*point) for point in points])


def liner(canvas: Any, seen: Seen, light: Light, *, lamps: bool | None = None) -> tuple[Point, ...]:
    """Draw the ship and return where its funnels smoke, from the stern; ``lamps``: lit although it is day, or not."""
    lit = light.dark if lamps is None else lamps
    white, black = mix(light.on("#f4efe4"), light.lit, 0.25), light.on("#23222b", 0.05)
    wood = light.on("#b98d5c")
    sides = [[(float(s), side * _breadth(s, deck=True), _sheer(s)) for s in _stations()] for side in (-1, 1)]
    canvas.drawPath(_side(seen, -1), paint(mix(black, "#08080c", 0.35)))
    canvas.drawPath(seen.path([*sides[0], *reversed(sides[1])]), paint(wood))
    for along in (0.335, -0.365):
        _mast(canvas, seen, along, light)
    for block in _BLOCKS[:2]:
        _block(canvas, seen, block, white, light)
    tops = tuple(_funnel(canvas, seen, along, light) for along in _FUNNELS)
    for block in _BLOCKS[2:]:  # from the water, they hide the funnels' feet
        _block(canvas, seen, block, white, light)
    _boats(canvas, seen, white, light)
    _hull(canvas, seen, black, white, light)
    _windows(canvas, seen, light, lit=lit)
    return tops


def _stations() -> Any:
    return np.concatenate([np.linspace(-0.5, 0.2, 15), np.linspace(0.225, 0.5, 18)])


def _breadth(along: float, *, deck: bool) -> float:
    """Return half the hull's width, finer at the waterline."""
    bow, stern = max(0.0, (along - 0.16) / 0.34), max(0.0, (-along - 0.26) / 0.24)
    return float(_BEAM * max(0.0, 1 - bow ** (2.6 if deck else 1.5)) * max(0.0, 1 - stern ** (3.2 if deck else 1.6)))


def _sheer(along: float) -> float:
    """Return the height of the hull's upper edge."""
    raised = 0.010 * (along > 0.315) + 0.008 * (along < -0.36)
    return float(0.056 + 0.019 * max(0.0, along / 0.5) ** 2 + 0.010 * max(0.0, -along / 0.5) ** 2 + raised)


def _foot(along: float) -> float:
    """Return where the hull's lower edge is along: the stern hangs over, the stem is upright."""
    return float(max(along, -0.466 - 0.2 * (along + 0.5)) if along < -0.44 else min(along, 0.494))


def _side(seen: Seen, side: int, low: float = 0.0, high: float = 1.0, start: float = -0.5) -> Any:
    """Return a strake of the hull from a place along it to the bow, between two shares of its height."""

    def point(along: float, share: float) -> tuple[float, float, float]:
        wide = _breadth(along, deck=False) * (1 - share) + _breadth(along, deck=True) * share
        return _foot(along) * (1 - share) + along * share, side * wide, _sheer(along) * share

    stations = [float(s) for s in _stations() if s >= start]
    return seen.path([*(point(s, high) for s in stations), *(point(s, low) for s in reversed(stations))])


def _hull(canvas: Any, seen: Seen, black: Colour, white: Colour, light: Light) -> None:
    bow, stern = seen.at(0.5, 0, 0.05), seen.at(-0.5, 0, 0.05)
    shine = [(0, mix(black, light.shade, 0.25)), (0.55, black), (0.86, mix(black, light.key, 0.20)), (1, black)]
    canvas.drawPath(_side(seen, 1), paint(black, shader=linear(stern, bow, shine)))
    canvas.drawPath(_side(seen, 1, 0.0, 0.11), paint(light.on("#8e2f2a", 0.05)))
    canvas.drawPath(_side(seen, 1, 0.80, 1.0), paint(white))
    canvas.drawPath(_side(seen, 1, 0.765, 0.80), paint(light.on("#d8a648")))
    anchor = seen.at(0.452, _breadth(0.452, deck=True) * 0.9, 0.050)
    reach = seen.near(0.45) * 0.006
    canvas.drawCircle(*anchor, reach * 0.6, paint("#000000", 0.5))
    canvas.drawLine(anchor[0], anchor[1], anchor[0], anchor[1] + reach * 1.8, paint(white, 0.5, stroke=reach * 0.4))


def _block(canvas: Any, seen: Seen, block: tuple[float, ...], white: Colour, light: Light) -> None:
    start, end, wide, low, high = block
    face = mix(white, light.shade, 0.30)
    top = [(start, -wide, high), (end, -wide, high), (end, wide, high), (start, wide, high)]
    canvas.drawPath(seen.path(top), paint(light.on("#b89468")))
    front = [(end, -wide, low), (end, wide, low), (end, wide, high), (end, -wide, high)]
    canvas.drawPath(seen.path(front), paint(face))
    side = [(start, wide, low), (end, wide, low), (end, wide, high), (start, wide, high)]
    tones = [(0, white), (1, mix(white, light.shade, 0.22))]
    shader = linear(seen.at(0, wide, high), seen.at(0, wide, low), tones)
    canvas.drawPath(seen.path(side), paint(white, shader=shader))
    edge = [(start - 0.004, wide, high), (end + 0.004, wide, high), (end + 0.004, -wide, high)]
    rail = polygon([seen.at(*point) for point in edge], close=False)
    canvas.drawPath(rail, paint(mix(white, light.key, 0.35), stroke=max(1.2, seen.size * 0.0022)))


def _funnel(canvas: Any, seen: Seen, along: float, light: Light) -> Point:
    """Draw a funnel, leaning back a little, and return its mouth."""
    yaw = np.radians(seen.turned)
    half = float(np.hypot(0.0175 * np.cos(yaw), 0.0130 * np.sin(yaw))) * seen.near(along)
    low, high, rim = seen.at(along, 0, 0.100), seen.at(along - 0.016, 0, 0.205), seen.at(along - 0.012, 0, 0.182)
    buff, soot = light.on("#d99a4e", 0.05), light.on("#1c1b22")
    for start, end, tone in ((low, rim, buff), (rim, high, soot)):
        ends = [(start[0] - half, start[1]), (start[0] + half, start[1]), (end[0] + half, end[1])]
        tones = [
            (0, mix(tone, light.shade, 0.40)),
            (0.34, mix(tone, light.key, 0.10)),
            (0.66, mix(tone, light.key, 0.38)),
            (1, mix(tone, "#140a10", 0.42)),
        ]
        shader = linear((start[0] - half, 0), (start[0] + half, 0), tones)
        canvas.drawPath(polygon([*ends, (end[0] - half, end[1])]), paint(tone, shader=shader))
    mouth = skia.Rect(high[0] - half, high[1] - half * 0.20, high[0] + half, high[1] + half * 0.20)
    canvas.drawOval(mouth, paint(mix(soot, light.key, 0.16)))
    whistle = half * 0.16
    canvas.drawLine(low[0] + half * 1.25, low[1], rim[0] + half * 1.22, rim[1], paint(buff, 0.8, stroke=whistle))
    return high


def _mast(canvas: Any, seen: Seen, along: float, light: Light) -> None:
    foot, top = seen.at(along, 0, 0.06), seen.at(along - 0.020, 0, 0.238)
    thin = seen.near(along) * 0.0036
    rope = paint(light.on("#3a3440", 0.1), 0.55, stroke=max(1.0, thin * 0.28))
    for away in (-0.11, 0.11) if along < 0 else (-0.10, 0.13):
        canvas.drawLine(*top, *seen.at(along + away, 0, 0.075), rope)
    if along > 0:
        canvas.drawLine(*top, *seen.at(-0.385, 0, 0.238), rope)
        nest = seen.at(along - 0.010, 0, 0.165)
        canvas.drawRect(
            skia.Rect(nest[0] - thin * 1.6, nest[1] - thin * 2, nest[0] + thin * 1.6, nest[1]),
            paint(light.on("#8a5c38")),
        )
    canvas.drawLine(*foot, *top, paint(light.on("#a06a3c"), stroke=thin))


def _boats(canvas: Any, seen: Seen, white: Colour, light: Light) -> None:
    """Draw lifeboats along the uppermost deck."""
    for along in (-0.245, -0.213, -0.150, -0.118, 0.055, 0.087, 0.165, 0.195):
        half, deep = 0.0125, 0.0105
        ends = [seen.at(along + share * half, 0.047, 0.118) for share in (-1, 1)]
        keel = [seen.at(along + share * half, 0.047, 0.118 - deep) for share in (-0.55, 0.55)]
        path = polygon([ends[0], ends[1], keel[1], keel[0]])
        canvas.drawPath(path, paint(white))
        canvas.drawLine(*ends[0], *ends[1], paint(mix(white, light.shade, 0.6), stroke=seen.size * 0.0018))


def _windows(canvas: Any, seen: Seen, light: Light, *, lit: bool) -> None:
    """Draw portholes and the windows of the decks, with light behind them at night."""
    glass = "#ffd68a" if lit else mix(light.on("#39424f"), light.haze, 0.12)
    glow = skia.Path()
    for up, start, end, gap, size in (
        (0.024, -0.40, 0.42, 0.0145, 0.0019),
        (0.037, -0.44, 0.44, 0.0130, 0.0019),
        (0.0505, -0.26, 0.30, 0.0150, 0.0017),
    ):
        for along in np.arange(start, end, gap):
            wide = _breadth(along, deck=True) * (0.6 + 0.4 * up / 0.06) + 0.001
            x, y = seen.at(float(along), wide, up)
            radius = size * seen.near(float(along))
            glow.addCircle(x, y, radius)
    for up, start, end, gap, wide, tall in (
        (0.062, -0.280, 0.225, 0.0125, 0.0475, 0.008),
        (0.090, -0.252, 0.208, 0.0100, 0.0455, 0.009),
        (0.109, 0.156, 0.202, 0.0090, 0.0465, 0.007),
        (0.073, -0.430, -0.375, 0.0130, 0.0345, 0.007),
    ):
        for along in np.arange(start, end, gap):
            corners = [(along, up), (along + gap * 0.56, up), (along + gap * 0.56, up + tall), (along, up + tall)]
            glow.addPath(polygon([seen.at(float(a), wide, float(h)) for a, h in corners]))
    if seen.turned > 8:
        for end, up, wide in ((0.2155, 0.090, 0.038), (0.2065, 0.109, 0.042)):
            for across in np.arange(-wide, wide - 0.004, 0.0105):
                corners = [(across, up), (across + 0.006, up), (across + 0.006, up + 0.008), (across, up + 0.008)]
                glow.addPath(polygon([seen.at(end, float(b), float(h)) for b, h in corners]))
    canvas.drawPath(glow, paint(glass, 1.0 if lit else 0.8))
    if lit:
        canvas.drawPath(glow, paint("#ffae4a", 0.8, blur=max(2.0, seen.size * 0.0030), blend=ADD))
        canvas.drawPath(glow, paint("#ff9a3a", 0.35, blur=max(4.0, seen.size * 0.010), blend=ADD))


def bow_wave(canvas: Any, seen: Seen, foam: Colour, random: np.random.Generator) -> None:
    """Draw the water that the bow throws up and the foam along the side."""
    crests = [(0.508, 0.0, 0.0)]
    for along in np.linspace(0.49, -0.42, 36):
        share = (0.49 - float(along)) / 0.91
        high = 0.013 * (1 - share) ** 4 + 0.0035 * (0.5 + 0.5 * float(random.random()))
        crests.append((float(along), _breadth(float(along), deck=False) + 0.002, high))
    spread = [(along, across + 0.006 + 0.030 * (0.5 - along), 0.0) for along, across, _ in reversed(crests)]
    canvas.drawPath(seen.path([*crests, *spread]), paint(foam, 0.20, blur=seen.size * 0.002))
    low = [(along, across + 0.006 + 0.010 * (0.5 - along), 0.0) for along, across, _ in reversed(crests)]
    canvas.drawPath(seen.path([*crests, *low]), paint(foam, 0.8, blur=seen.size * 0.0022))
    for _ in range(70):
        along = 0.505 - 0.10 * float(random.random()) ** 2
        spot = seen.at(along, 0.004 + 0.03 * float(random.random()), 0.022 * float(random.random()) ** 2)
        drop = seen.near(along) * (0.0006 + 0.0014 * float(random.random()))
        canvas.drawCircle(*spot, drop, paint(foam, 0.6, blur=drop * 0.4))
    for number in range(60):
        along = 0.48 - 0.9 * float(random.random()) ** 1.4
        x, y = seen.at(along, _breadth(along, deck=False) + 0.008 + 0.05 * float(random.random()) * (0.55 - along), 0.0)
        long = seen.near(along) * (0.010 + 0.016 * float(random.random()))
        canvas.drawLine(x, y, x - long, y + 0.1 * long, paint(foam, 0.25 + 0.01 * (number % 30), stroke=2.2))


def wreck(canvas: Any, seen: Seen, rust: Colour, lit: Colour, deep: Colour, random: np.random.Generator) -> None:
    """Draw the bow of a ship that lies on the sea floor, rust hanging from its rails."""
    start = 0.06
    stations = [float(s) for s in _stations() if s >= start]
    edges = [[(s, side * _breadth(s, deck=True), _sheer(s)) for s in stations] for side in (-1, 1)]
    canvas.drawPath(_side(seen, -1, start=start), paint(deep))
    canvas.drawPath(seen.path([*edges[0], *reversed(edges[1])]), paint(mix(deep, rust, 0.35)))
    top, foot = seen.at(0.4, 0, 0.09), seen.at(0.4, 0, 0.0)
    side, stem = _side(seen, 1, start=start), seen.at(0.5, 0, 0.05)
    tones = [(0, deep), (0.55, mix(deep, rust, 0.65)), (1, mix(rust, lit, 0.25))]
    canvas.drawPath(side, paint(rust, shader=linear(seen.at(start, 0, 0.05), stem, tones)))
    canvas.drawPath(side, paint(deep, shader=linear(top, foot, [(0, deep, 0.0), (1, deep, 0.85)])))
    canvas.save()
    canvas.clipPath(side, skia.ClipOp.kIntersect, True)
    for _ in range(150):
        along = start + (0.5 - start) * float(random.random()) ** 0.8
        x, y = seen.at(along, _breadth(along, deck=True), _sheer(along))
        long = seen.near(along) * 0.055 * float(random.random()) ** 1.6
        tone = mix(rust, ("#d8843a", "#5a2a1c", deep)[int(random.integers(3))], 0.55)
        canvas.drawLine(x, y, x, y + long, paint(tone, 0.35, stroke=seen.near(along) * 0.0022))
    for up, gap in ((0.42, 0.019), (0.62, 0.017)):
        for along in np.arange(start, 0.46, gap):
            wide = _breadth(float(along), deck=True) * (0.7 + 0.3 * up)
            x, y = seen.at(float(along), wide, _sheer(float(along)) * up)
            canvas.drawCircle(x, y, seen.near(float(along)) * 0.0026, paint("#02060c", 0.8))
    canvas.restore()
    for up in (0.006, 0.012):
        rail = [seen.at(s, _breadth(s, deck=True), _sheer(s) + up) for s in stations if s > 0.33]
        far = [seen.at(s, -_breadth(s, deck=True), _sheer(s) + up) for s in reversed(stations) if s > 0.33]
        bar = polygon([*rail, *far], close=False)
        canvas.drawPath(bar, paint(mix(rust, lit, 0.25), 0.9, stroke=seen.size * 0.0016))
    for s in stations[::2]:
        if s > 0.33:
            for across in (_breadth(s, deck=True), -_breadth(s, deck=True)):
                post = (seen.at(s, across, _sheer(s)), seen.at(s, across, _sheer(s) + 0.012))
                canvas.drawLine(*post[0], *post[1], paint(mix(rust, lit, 0.2), 0.9, stroke=seen.size * 0.0018))
    mast = seen.at(0.335, 0, 0.06), seen.at(0.175, 0, 0.115)
    canvas.drawLine(*mast[0], *mast[1], paint(mix(deep, rust, 0.5), stroke=seen.near(0.3) * 0.006))
