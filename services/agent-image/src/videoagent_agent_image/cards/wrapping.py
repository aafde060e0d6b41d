"""Breaking text into lines of like length, none wider than there is room."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from videoagent_media.breaking import Piece, clusters, divided, is_spaceless, pieces

Measure = Callable[[str], float]
"""Width of a text on one line."""

_AFTER_A_SIGN = 0.02
"""What a line's end after punctuation is worth, of the square of the width."""
_HYPHEN = 0.05
"""What a hyphen at a line's end costs, likewise."""
_SIGNS = tuple(",;:–—，；：、。،؛")


def wrap(text: str, language: str, measure: Measure, width: float, most: int, *, divide: bool) -> str | None:
    """Break a text into as few lines as it needs, all about as long.

    Args:
        text: Its own line breaks are kept.
        language: BCP 47.
        measure: How wide a piece is set.
        width: Of the lines.
        most: Lines.
        divide: Whether words that are wider than a line may be divided; with hyphens, where their script has them.

    Returns:
        The text with line breaks, or None where it needs more lines or has a word that is too wide.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        parts = pieces(paragraph, language)
        if any(measure(part.text) > width for part in parts):
            if not divide:
                return None
            parts = _narrowed(parts, language, measure, width)
        lines += _lines(parts, measure, width)
    return "\n".join(lines) if len(lines) <= most else None


def _narrowed(parts: Sequence[Piece], language: str, measure: Measure, width: float) -> tuple[Piece, ...]:
    """Divide what is wider than a line, at syllables; a syllable that is still too wide, between letters."""
    made: list[Piece] = []
    for part in parts:
        if measure(part.text) <= width:
            made.append(part)
            continue
        smaller = divided(part.text, language)
        hyphen = not any(map(is_spaceless, part.text))
        cut = [
            piece
            for syllable in smaller
            for piece in ((syllable,) if measure(syllable + "-") <= width else clusters(syllable))
        ]
        made += [Piece(piece, spaced=False, hyphen=hyphen) for piece in cut[:-1]]
        made.append(replace(part, text=cut[-1]))
    return tuple(made)


def _lines(parts: Sequence[Piece], measure: Measure, width: float) -> list[str]:
    """Choose breaks so that the lines are as few as can be, and then as even (dynamic programming)."""
    count = len(parts)
    widths = [measure(part.text) for part in parts]
    space, hyphen = measure("x x") - 2 * measure("x"), measure("-")
    best: list[tuple[int, float, int]] = [(0, 0.0, 0)] + [(count + 1, 0.0, 0)] * count
    for end in range(1, count + 1):
        length = 0.0
        for start in range(end - 1, -1, -1):
            length += widths[start] + (space if start < end - 1 and parts[start].spaced else 0.0)
            hyphened = parts[end - 1].hyphen
            slack = width - length - hyphen * hyphened
            if slack < 0 and end - start > 1:
                break
            cost = (slack / width) ** 2 + _HYPHEN * hyphened - _AFTER_A_SIGN * parts[end - 1].text.endswith(_SIGNS)
            best[end] = min(best[end], (best[start][0] + 1, best[start][1] + cost, start))
    ends = [count]
    while ends[-1] > 0:
        ends.append(best[ends[-1]][2])
    ends.reverse()
    return [_joined(parts[start:end]) for start, end in pairwise(ends)]


def _joined(parts: Sequence[Piece]) -> str:
    text = "".join(part.text + " " * part.spaced for part in parts[:-1]) + parts[-1].text
    return text + "-" * parts[-1].hyphen
