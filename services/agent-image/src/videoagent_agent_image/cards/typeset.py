"""Text in any script: broken into lines and fitted, then shaped by Skia's paragraph layout (HarfBuzz)."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import skia

from videoagent_agent_image.cards.wrapping import wrap
from videoagent_agent_image.drawing.colour import Colour, mix, skia_colour
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_media import fonts
from videoagent_media.breaking import clusters, pieces

_LEADING: Final = {"serif": 1.08, "sans": 1.28}
_UNBOUNDED: Final = 100_000.0
_REFERENCE: Final = 100.0
"""Size at which words are measured, units: their width grows in proportion."""
_UNDIVIDED: Final = 0.7
"""A word that is wider than a line is set in smaller type down to this share of the size, and then divided."""


@dataclass(frozen=True)
class Style:
    """How text is set; sizes in units."""

    size: float
    family: str = fonts.SANS
    colour: Colour = "#ffffff"
    opacity: float = 1.0
    tracking: float = 0.0
    """Space between letters, share of the size; 0 is right for joined scripts."""
    align: str = "start"
    """start, centre or end; start is right in a right-to-left text."""
    shine: Colour | None = None
    """Colour at the top of letters that shade down into ``colour``."""
    shadow: float = 0.0
    """Opacity of a soft shadow behind the letters."""

    @property
    def leading(self) -> float:
        """Line height, share of the size."""
        return _LEADING["serif" if self.family.startswith(fonts.SERIF) else "sans"]


@dataclass(frozen=True)
class Block:
    """Text laid out to a width."""

    text: str
    style: Style
    width: float
    language: str

    @property
    def height(self) -> float:
        return float(_paragraph(self).Height) if self.text else 0.0

    @property
    def extent(self) -> float:
        """Width of the longest line."""
        return float(_paragraph(self).LongestLine) if self.text else 0.0

    def measure(self, text: str) -> float:
        """Return the width of other text in this block's type, on one line."""
        style = self.style
        return _width(text, style.family, style.tracking, self.language) * style.size / _REFERENCE

    @property
    def lines(self) -> int:
        return max(1, round(self.height / (self.style.size * self.style.leading))) if self.text else 0

    def draw(self, sheet: Sheet, x: float, y: float) -> float:
        """Draw the block with its top left at (x, y), and return the height below it."""
        if not self.text:
            return y
        if self.style.shadow:
            for blur, share in ((self.style.size * 0.12, 1.0), (self.style.size * 0.03, 0.8)):
                shade = paint("#000000", self.style.shadow * share, blur=max(1.0, blur))
                _paragraph(self, shade).paint(sheet.canvas, x, y + self.style.size * 0.02)
        brush = None
        if self.style.shine:
            stops = [(0, self.style.shine), (0.35, self.style.shine), (1, self.style.colour)]
            shader = linear((0, y), (0, y + self.height), stops)
            brush = paint(self.style.colour, self.style.opacity, shader=shader)
        _paragraph(self, brush).paint(sheet.canvas, x, y)
        return y + self.height


def block(text: str, style: Style, width: float, language: str = "en") -> Block:
    """Lay out text; what no font can show is dropped, and right-to-left text starts at the right."""
    shown = fonts.printable(text).strip()
    if any(_joined(character) for character in shown):
        style = replace(style, tracking=0.0)
    if not shown:
        return Block("", style, width, language)
    return Block(shown, style, width, language)


def fit(text: str, style: Style, width: float, max_lines: int, smallest: float, language: str = "en") -> Block:
    """Lay out text as large as ``style`` says or smaller, in at most ``max_lines`` lines of like length.

    Lines end between words. A word that is wider than a line is set smaller, then divided with a hyphen. Text that
    does not fit at the smallest size is cut at a word, with an ellipsis.
    """
    made = block(text, style, width, language)
    if not made.text:
        return made
    size = style.size
    while True:
        sized = replace(made, style=replace(made.style, size=size))
        divide = size <= max(smallest, style.size * _UNDIVIDED)
        lines = wrap(made.text, language, sized.measure, width, max_lines, divide=divide)
        if lines is not None and replace(sized, text=lines).extent <= width + 1:
            return replace(sized, text=lines)
        if size <= smallest:
            return _cut(sized, max_lines)
        size = max(smallest, size * 0.94)


def _cut(made: Block, max_lines: int) -> Block:
    """Keep as many words as fit with an ellipsis; letters where not even one word does."""
    parts = pieces(made.text, made.language)
    words = [part.text + " " * part.spaced for part in parts]
    for cut in (words, list(clusters(made.text))):
        low, high = 0, len(cut)
        while low < high:
            middle = (low + high + 1) // 2
            if _shortened(made, cut[:middle], max_lines) is not None:
                low = middle
            else:
                high = middle - 1
        found = _shortened(made, cut[:low], max_lines) if low else None
        if found is not None:
            return found
    return replace(made, text="…")


def _shortened(made: Block, kept: Sequence[str], max_lines: int) -> Block | None:
    text = "".join(kept).rstrip(" ,;:-") + "…"
    lines = wrap(text, made.language, made.measure, made.width, max_lines, divide=True)
    shown = replace(made, text=lines or "")
    return shown if lines is not None and shown.extent <= made.width + 1 else None


@functools.lru_cache(maxsize=4096)
def _width(text: str, family: str, tracking: float, language: str) -> float:
    return Block(text, Style(_REFERENCE, family, tracking=tracking), _UNBOUNDED, language).extent


@functools.cache
def _collection() -> tuple[Any, Any]:
    provider = skia.textlayout.TypefaceFontProvider()
    for family, path in fonts.families().items():
        typeface = skia.Typeface.MakeFromFile(str(path))
        provider.registerTypeface(typeface, skia.String(family) if hasattr(skia, "String") else family)
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection, skia.Unicodes.ICU.Make()


def _paragraph(made: Block, brush: Any = None) -> Any:
    collection, unicode = _collection()
    style = made.style
    right = fonts.is_right_to_left(made.text)
    text_style = skia.textlayout.TextStyle()
    text_style.setFontSize(style.size)
    text_style.setFontFamilies(list(fonts.fallbacks(style.family)))
    text_style.setColor(skia_colour(style.colour, style.opacity))
    text_style.setLetterSpacing(style.tracking * style.size)
    text_style.setHeightOverride(True)
    text_style.setHeight(style.leading)
    text_style.setHalfLeading(True)
    text_style.setLocale(made.language)
    if brush is not None:
        text_style.setForegroundPaint(brush)
    paragraph_style = skia.textlayout.ParagraphStyle()
    paragraph_style.setTextStyle(text_style)
    aligns = skia.textlayout.TextAlign
    align = {
        "start": aligns.kRight if right else aligns.kLeft,
        "centre": aligns.kCenter,
        "end": aligns.kLeft if right else aligns.kRight,
    }
    paragraph_style.setTextAlign(align[style.align])
    builder = skia.textlayout.ParagraphBuilder.make(paragraph_style, collection, unicode)
    builder.pushStyle(text_style)
    # The layout has no base direction of its own; an isolate gives each line that of the text.
    builder.addText("\n".join(f"\u2067{line}\u2069" for line in made.text.split("\n")) if right else made.text)
    paragraph = builder.Build()
    paragraph.layout(min(made.width, _UNBOUNDED))
    return paragraph


def _joined(character: str) -> bool:
    """Whether letters of the character's script touch: spacing them would tear words apart."""
    return "\u0590" <= character <= "\u1cff" and not "\u10a0" <= character <= "\u11ff"


def heading_case(text: str, language: str) -> str:
    """Return text in capitals where the script has them, for kickers."""
    return text.upper() if language.split("-", maxsplit=1)[0] not in ("tr", "az") else text.replace("i", "İ").upper()


def gold(accent: Colour) -> tuple[Colour, Colour]:
    """Return the upper and lower colour of large numerals."""
    return mix(accent, "#ffffff", 0.55), accent
