"""Type size and place of captions for a frame and a style."""

from dataclasses import dataclass

from videoagent_contracts.enums import SubtitleStyle

_REFERENCE = 1080
"""Sizes below are for a frame whose shorter side is this long, px."""
_AVERAGE_WIDTH = 0.53
"""Of a Latin character of Inter SemiBold, in em."""
_UPRIGHT_SCALE = 1.12
"""Upright films are watched on telephones, on which the same share of the width is small."""
_CARD_MARGIN = 60
"""Largest bottom margin where the picture carries text, px."""


@dataclass(frozen=True)
class CaptionStyle:
    """How one style looks at the reference size. Colours are ASS's &HAABBGGRR, alpha 00 is opaque.

    Drawn on a transparent frame, a colour of opacity a comes out with a²: half-transparent ones are set stronger here.
    """

    family: str
    size: float
    outline: float
    shadow: float
    border: int
    """ASS BorderStyle: 1 outline and shadow, 4 one box around all lines, wider by the shadow."""
    margin: float
    """From the bottom, px."""
    characters: int
    lines: int
    glow: float = 0
    """How far a soft dark shade reaches around the letters, px: it carries white text over white pictures."""
    colour: str = "&H00FFFFFF"
    outline_colour: str = "&H0C101010"
    back_colour: str = "&H60000000"


STYLES: dict[SubtitleStyle, CaptionStyle] = {
    SubtitleStyle.CLASSIC: CaptionStyle("Inter SemiBold", 58, 4.2, 1.8, 1, 74, 34, 2, glow=15),
    SubtitleStyle.KARAOKE: CaptionStyle("Inter SemiBold", 58, 4.2, 1.8, 1, 74, 34, 2, glow=15),
    SubtitleStyle.BOXED: CaptionStyle(
        "Inter SemiBold", 52, 0, 16, 4, 82, 36, 2, outline_colour="&H2C140F0C", back_colour="&H2C140F0C"
    ),
    SubtitleStyle.BOLD: CaptionStyle("Inter ExtraBold", 88, 6, 3, 1, 120, 18, 1, glow=18),
    SubtitleStyle.MINIMAL: CaptionStyle(
        "Inter Medium", 42, 2.4, 1.2, 1, 48, 44, 2, glow=12, outline_colour="&H20101010"
    ),
}


@dataclass(frozen=True)
class CaptionLayout:
    """Everything in px of the frame."""

    style: SubtitleStyle
    width: int
    height: int
    family: str
    size: float
    outline: float
    shadow: float
    glow: float
    border: int
    margin_bottom: int
    margin_side: int
    characters: int
    """Widest line, in average Latin characters."""
    lines: int
    colour: str
    outline_colour: str
    back_colour: str


def layout(style: SubtitleStyle, size: tuple[int, int], *, single_line: bool = False) -> CaptionLayout:
    """Choose type and place.

    Args:
        style: The style.
        size: Width and height of the frame, px.
        single_line: For shots whose picture carries text: captions then keep to the lowest 16 % of the frame.
    """
    look = STYLES[style]
    width, height = size
    unit = min(width, height) / _REFERENCE * (_UPRIGHT_SCALE if height > width else 1.0)
    margin_side = round(width * 0.06)
    margin = min(look.margin, _CARD_MARGIN) if single_line else look.margin
    # A telephone's own controls lie over the lower edge of an upright film.
    margin *= unit * (max(1.0, height / width) ** 0.35)
    fitting = int((width - 2 * margin_side) / (_AVERAGE_WIDTH * look.size * unit))
    return CaptionLayout(
        style=style,
        width=width,
        height=height,
        family=look.family,
        size=round(look.size * unit, 2),
        outline=round(look.outline * unit, 2),
        shadow=round(look.shadow * unit, 2),
        glow=round(look.glow * unit, 2),
        border=look.border,
        margin_bottom=round(margin),
        margin_side=margin_side,
        characters=max(6, min(look.characters, fitting)),
        lines=1 if single_line else look.lines,
        colour=look.colour,
        outline_colour=look.outline_colour,
        back_colour=look.back_colour,
    )
