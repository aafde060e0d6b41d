"""A game of chess: the board from the player's place, and pieces face to face."""

import skia

from videoagent_agent_image.drawing.chess import Chessboard, piece
from videoagent_agent_image.drawing.colour import Colour, mix
from videoagent_agent_image.drawing.lamps import bokeh, glow
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_agent_image.sets.brief import Brief
from videoagent_agent_image.sets.table import backdrop
from videoagent_media.layers import Motion

_PALE: Colour = "#e6c896"
_DARK: Colour = "#6e4228"
_WHITE: Colour = "#dcc390"
_BLACK: Colour = "#34211c"

_GAME = (
    ("rook", 0, 0, "b"), ("bishop", 2, 0, "b"), ("queen", 3, 0, "b"), ("king", 4, 0, "b"), ("bishop", 5, 0, "b"),
    ("rook", 7, 0, "b"), ("pawn", 0, 1, "b"), ("pawn", 1, 1, "b"), ("pawn", 5, 1, "b"), ("pawn", 6, 1, "b"),
    ("pawn", 7, 1, "b"),
    ("knight", 2, 2, "b"), ("pawn", 3, 3, "b"), ("knight", 5, 3, "b"), ("pawn", 3, 4, "w"), ("bishop", 5, 4, "w"),
    ("pawn", 1, 4, "w"),
    ("knight", 2, 5, "w"),
)  # fmt: skip
"""A middle game: piece, column and row from the far left, and whose it is."""


def draw(brief: Brief) -> Scene:
    """Draw one of two views."""
    scene = Scene(brief.board, accent="#ffd590")
    (_game, _duel)[brief.variant % 2](scene, brief)
    return scene


def _room(scene: Scene, brief: Brief, lit: tuple[float, float]) -> None:
    board = brief.board
    backdrop(scene, brief, "#4a2e2a", lit)
    lights = Sheet(board)
    box = (0.0, board.height * 0.04, board.width, board.height * 0.42)
    bokeh(lights.canvas, box, 26, (18.0, 74.0), ("#ffc878", "#ff9a5a", "#ffe4b0"), brief.random(3))
    scene.add("lights", 0.05, lights, Motion(flicker=0.10, flicker_rate=0.5), focus=5)


def _game(scene: Scene, brief: Brief) -> None:
    """Show a middle game across the whole board."""
    board = brief.board
    width, height = board.width, board.height
    far, near = (0.46, 0.98) if not board.portrait else (0.43, 0.80)
    reach = ((0.24, 0.76), (-0.14, 1.14)) if not board.portrait else ((0.13, 0.87), (-0.42, 1.42))
    if board.square:
        reach = ((0.18, 0.82), (-0.20, 1.20))
    chessboard = Chessboard(
        ((width * reach[0][0], height * far), (width * reach[0][1], height * far)),
        ((width * reach[1][0], height * near), (width * reach[1][1], height * near)),
    )
    _room(scene, brief, (width * 0.5, height * 0.3))
    table = Sheet(board)
    tones = [(0, "#8a5636"), (0.3, "#5a3220"), (1, "#160a08")]
    top = height * far - 46
    table.canvas.drawRect(
        skia.Rect(0, top, width, height), paint("#5a3220", shader=linear((0, top), (0, height), tones))
    )
    scene.add("table", 0.15, table)
    squares = Sheet(board)
    chessboard.draw(squares.canvas, _PALE, _DARK, "#38201a")
    scene.add("board", 0.25, squares)
    for row in range(8):
        standing = [p for p in _GAME if p[2] == row]
        sheet = Sheet(board)
        for kind, column, _, whose in standing:
            x, y, wide = chessboard.at(column, row)
            haze = mix(_WHITE if whose == "w" else _BLACK, "#ffce8a", 0.14 * (1 - row / 7))
            piece(
                sheet.canvas,
                kind,
                x,
                y,
                wide * (1.16 if not board.portrait else 1.10),
                haze,
                side=1 if whose == "w" else -1,
            )
        if standing:
            scene.add(f"pieces {row}", 0.32 + 0.06 * row, sheet, focus=1.2 if row < 2 else 0)
    _dusk(scene, brief)


def _duel(scene: Scene, brief: Brief) -> None:
    """Show a knight and two kings from close by."""
    board = brief.board
    width, height = board.width, board.height
    far, near = (0.56, 1.10) if not board.portrait else (0.50, 0.86)
    spread = 1.0 if not board.portrait else 1.6
    chessboard = Chessboard(
        ((width * (0.5 - 0.50 * spread), height * far), (width * (0.5 + 0.50 * spread), height * far)),
        ((width * (0.5 - 1.45 * spread), height * near), (width * (0.5 + 1.45 * spread), height * near)),
    )
    _room(scene, brief, (width * 0.6, height * 0.3))
    squares = Sheet(board)
    chessboard.draw(squares.canvas, _PALE, _DARK, "#38201a")
    scene.add("board", 0.25, squares, focus=1.5)
    size = min(height * 0.46, width * 0.42)
    far_row = Sheet(board)
    for number, kind in enumerate(("rook", "bishop", "queen", "bishop", "knight", "rook")):
        x = width * (0.08 + 0.168 * number)
        piece(far_row.canvas, kind, x, height * (far + 0.035), size * 0.44, mix(_BLACK, "#ffce8a", 0.16), side=-1)
    scene.add("far pieces", 0.34, far_row, focus=6)
    places = (
        ("king", 0.70, 0.775, 0.94, _WHITE),
        ("knight", 0.455, 0.755, 0.80, _BLACK),
        ("pawn", 0.90, 0.745, 0.60, _WHITE),
    )
    if board.portrait:
        places = (
            ("king", 0.68, 0.70, 0.94, _WHITE),
            ("knight", 0.30, 0.675, 0.80, _BLACK),
            ("pawn", 0.93, 0.665, 0.55, _WHITE),
        )
    for number, (kind, x, foot, share, tone) in enumerate(reversed(places)):
        sheet = Sheet(board)
        piece(sheet.canvas, kind, width * x, height * foot, size * share, tone, side=-1 if tone == _BLACK else 1)
        scene.add(kind, 0.46 + 0.08 * number, sheet)
    _dusk(scene, brief)


def _dusk(scene: Scene, brief: Brief) -> None:
    """Add lamplight from above, and shade where captions are."""
    board = brief.board
    sheet = Sheet(board)
    glow(sheet.canvas, board.width * 0.55, board.height * 0.42, board.width * 0.5, "#ffd08a", 0.20)
    fade = linear((0, board.height * 0.74), (0, board.height), [(0, "#120806", 0.0), (1, "#120806", 0.75)])
    sheet.canvas.drawRect(skia.Rect(0, board.height * 0.74, board.width, board.height), paint("#120806", shader=fade))
    scene.add("lamplight", 0.90, sheet)
