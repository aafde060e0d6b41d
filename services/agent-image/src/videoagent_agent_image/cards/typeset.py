"""Text in any script: shaped, broken into lines, fitted. Skia's paragraph layout does it, with HarfBuzz and ICU."""

import functools
import re
from dataclasses import dataclass, replace
from typing import Any, Final

import skia

from videoagent_agent_image.drawing.colour import Colour, mix, skia_colour
from videoagent_agent_image.drawing.sheet import Sheet, linear, paint
from videoagent_media import fonts

_LEADING: Final = {"serif": 1.08, "sans": 1.28}
_UNBOUNDED: Final = 100_000.0


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


_BREAKS_ANYWHERE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


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

    @property
    def widest_word(self) -> float:
        """Width under which a word would be broken; scripts without spaces may break anywhere.

        Measured word by word: the paragraph's own minimal width is that of its widest cluster, not word.
        """
        words = [word for word in self.text.split() if not _BREAKS_ANYWHERE.search(word)]
        return max((replace(self, text=word, width=_UNBOUNDED).extent for word in words), default=0.0)

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
    """Lay out text as large as ``style`` says or smaller, until it has at most ``max_lines`` lines.

    At the smallest size it is cut at a word, with an ellipsis. A last line of one short word is avoided by narrowing.
    """
    size = style.size
    while True:
        made = block(text, replace(style, size=size), width, language)
        if made.lines <= max_lines and max(made.extent, made.widest_word) <= width + 1:
            return _balanced(made)
        if size <= smallest:
            return _cut(made, max_lines)
        size = max(smallest, size * 0.94)


def _balanced(made: Block) -> Block:
    """Narrow a block of several lines as far as it keeps their number, so that lines are of like length."""
    lines = made.lines
    if lines < 2:
        return made
    low, high = made.width * 0.45, made.width
    for _ in range(7):
        middle = (low + high) / 2
        tried = replace(made, width=middle)
        if tried.lines > lines or max(tried.extent, tried.widest_word) > middle + 1:
            low = middle
        else:
            high = middle
    # A block aligned to its end or middle must keep its box; only the line breaks may follow the narrower one.
    return replace(made, width=high) if made.style.align == "start" and not fonts.is_right_to_left(made.text) else made


def _cut(made: Block, max_lines: int) -> Block:
    words = made.text.split(" ")
    pieces, glue = (words, " ") if len(words) > 3 else (list(made.text), "")
    low, high = 1, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        tried = replace(made, text=glue.join(pieces[:middle]).rstrip(" ,;:-") + "…")
        if tried.lines <= max_lines and tried.extent <= made.width + 1:
            low = middle
        else:
            high = middle - 1
    return replace(made, text=glue.join(pieces[:low]).rstrip(" ,;:-") + "…")


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
    builder.addText(f"\u2067{made.text}\u2069" if right else made.text)
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
