"""Cards of a few large words: title, name, number, quote."""

from collections.abc import Sequence
from dataclasses import replace

from videoagent_agent_image.cards.layout import (
    CardText,
    body,
    dimmed,
    fade,
    kicker,
    note,
    rule,
    scrim,
    size,
    text_area,
    top_scrim,
    veiled,
)
from videoagent_agent_image.cards.typeset import Block, Style, fit, gold
from videoagent_agent_image.drawing.scene import Scene
from videoagent_agent_image.drawing.sheet import Sheet
from videoagent_media import fonts

_IVORY = "#fffaf0"
_SHORT_NAME = 14
"""Letters up to which a name is set very large."""
_FREE_BELOW_TITLE = 0.22
"""Share of the frame's height under a title that captions may need."""


def title_card(scene: Scene, text: CardText) -> Scene:
    """Set the film's title over its scene, low and to the left; centred on a tall frame."""
    board, area = scene.board, text_area(scene.board)
    align = "centre" if board.portrait or board.square else "start"
    width = area.width * (1.0 if align == "centre" else 0.86)
    style = Style(size(board, 0.148), fonts.SERIF_STRONG, _IVORY, align=align, shadow=0.55)
    headline = fit(text.title, style, width, 3, size(board, 0.066), text.language)
    if align == "centre":
        headline = replace(headline, width=area.width)
    above = kicker(text.kicker, board, scene.accent, area.width, text.language, align)
    below = body(" ".join(text.lines), board, area.width, text.language, share=0.036, lines=2, align=align)
    gap = size(board, 0.022)
    total = headline.height + sum(part.height + gap for part in (above, below) if part.text)
    # Captions of two lines reach higher than the strip that other cards leave; letters hang below their line.
    lowest = board.inner[1] + (board.inner[3] - board.inner[1]) * (1 - _FREE_BELOW_TITLE)
    top = max(area.top, min(area.bottom, lowest) - total)
    scene.add("scrim", 0.0, scrim(board, top=max(0.0, top - size(board, 0.34)), strength=0.88), pinned=True)
    _column(scene, [(above, 0.2), (headline, 0.35), (below, 0.8)], area.left, area.width, top, gap)
    add_source(scene, text)
    return scene


def add_source(scene: Scene, text: CardText) -> None:
    """Set where borrowed words come from, small at the top, clear of captions."""
    board, area = scene.board, text_area(scene.board)
    source = note(text.source, board, area.width, text.language)
    if source.text:
        scene.add("source shade", 0.0, top_scrim(board), pinned=True)
    _foot(scene, source, area.left, area.top - size(board, 0.03))


def name_card(scene: Scene, text: CardText) -> Scene:
    """Set a subject that no picture shows, as large words in the middle of the scene."""
    scene = veiled(scene, darkness=0.30)
    board, area = scene.board, text_area(scene.board)
    share = 0.21 if len(text.title) <= _SHORT_NAME else 0.135
    style = Style(size(board, share), fonts.SERIF_STRONG, _IVORY, align="centre", shadow=0.5)
    headline = replace(fit(text.title, style, area.width * 0.94, 3, size(board, 0.06), text.language), width=area.width)
    below = body(" ".join(text.lines), board, area.width, text.language, share=0.036, lines=2, align="centre")
    gap = size(board, 0.03)
    top = area.top + (area.height - headline.height - below.height) * 0.5
    _column(scene, [(headline, 0.2), (below, 0.6)], area.left, area.width, top, gap)
    return scene


def number_card(scene: Scene, text: CardText) -> Scene:
    """Set a striking number in amber over the darkened scene, what it counts above and below."""
    made = dimmed(scene, blur=20, darkness=0.34, side=0.62)
    board, area = made.board, text_area(made.board)
    above = kicker(text.kicker, board, "#ffffff", area.width, text.language)
    shine, accent = gold(made.accent)
    style = Style(
        size(board, 0.30 if not board.portrait else 0.24), "Inter ExtraBold", accent, shine=shine, shadow=0.45
    )
    numeral = fit(text.value, style, area.width, 1, size(board, 0.10), text.language)
    below = body(" ".join(text.lines), board, area.width * (0.72 if not board.portrait else 1), text.language, lines=3)
    source = note(text.source, board, area.width, text.language)
    gap = size(board, 0.026)
    total = sum(part.height + gap for part in (above, numeral, below) if part.text)
    top = area.top + max(0.0, (area.height - total) * 0.48)
    if above.text:
        line = Sheet(board)
        right = fonts.is_right_to_left(above.text)
        rule(line, area.left, top + above.height + gap * 0.4, made.accent, board, right_to_left=right, width=area.width)
        made.add("rule", 0.0, line, fade(0.3, 0), pinned=True)
    _column(made, [(above, 0.15), (numeral, 0.4), (below, 0.9)], area.left, area.width, top, gap * 1.25)
    _foot(made, source, area.left, area.bottom - source.height)
    return made


def quote_card(scene: Scene, text: CardText) -> Scene:
    """Set a saying in italics with its author below."""
    made = dimmed(scene, blur=16, darkness=0.46, side=0.3)
    board, area = made.board, text_area(made.board)
    family = "EB Garamond Italic"
    style = Style(size(board, 0.088), family, _IVORY, shadow=0.45)
    indent = size(board, 0.13 if not board.portrait else 0.11)
    width = area.width - indent * (1 if board.portrait else 2)
    saying = fit(text.value, style, width, 6, size(board, 0.046), text.language)
    author = fit(
        text.kicker or text.source,
        Style(size(board, 0.036), fonts.SANS_STRONG, made.accent),
        width,
        2,
        size(board, 0.026),
        text.language,
    )
    gap = size(board, 0.05)
    top = area.top + max(0.0, (area.height - saying.height - author.height - gap) * 0.5)
    mark = Sheet(board)
    sign = fit("“", Style(size(board, 0.34), fonts.SERIF_STRONG, made.accent, 0.9), area.width, 1, 10)
    sign.draw(mark, area.left - size(board, 0.03), top - size(board, 0.16))
    made.add("mark", 0.0, mark, fade(0.1, 0), pinned=True)
    _column(made, [(saying, 0.3), (author, 1.1)], area.left + indent, width, top, gap)
    return made


def _column(
    scene: Scene, parts: Sequence[tuple[Block, float]], left: float, width: float, top: float, gap: float
) -> None:
    """Set blocks under each other in a column; each fades in at its time (s)."""
    y = top
    for number, (part, start) in enumerate(parts):
        if not part.text:
            continue
        sheet = Sheet(scene.board)
        x = left
        if fonts.is_right_to_left(part.text) and part.style.align == "start":
            x = left + width - part.width
        part.draw(sheet, x, y)
        scene.add(f"text {number}", 0.0, sheet, fade(start), pinned=True)
        y += part.height + gap


def _foot(scene: Scene, part: Block, x: float, y: float) -> None:
    if part.text:
        sheet = Sheet(scene.board)
        part.draw(sheet, x, y)
        scene.add("source", 0.0, sheet, fade(1.2, 0), pinned=True)
