"""The built-in looks, and how a user's own words for a look find one."""

import re
from dataclasses import dataclass

from videoagent_contracts.film import VISUAL_STYLES


@dataclass(frozen=True)
class VisualStyle:
    """A look that the image agent draws.

    Attributes:
        name: One of ``VISUAL_STYLES``.
        description: The look in words, for picture models.
        words: Beginnings of words, in lower case, by which users ask for it.
        topics: Beginnings of words in a topic that choose it unasked.
        palette: Five colours, dark to light, when the look has its own; else the mood's are taken.
    """

    name: str
    description: str
    words: tuple[str, ...]
    topics: tuple[str, ...] = ()
    palette: tuple[str, ...] = ()


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("_", " ") for word in text.split())


STYLES: tuple[VisualStyle, ...] = (
    VisualStyle(
        "cinematic",
        "cinematic illustration with depth, soft volumetric light, haze and rich colour, shallow focus",
        _words("cinema film movie epic documentar realis photo dramatic natural hollywood kino cine réalis"),
    ),
    VisualStyle(
        "watercolor",
        "loose watercolour painting, wet edges, paper grain, soft washes of colour",
        _words(
            "watercolo water_colo aquarel acuarela acquerell paint gouache pastel storybook story_book soft "
            "dream poetic impressionis ghibli anime romantic delicate peinture pintura gemälde 水彩 акварел "
            "ink_wash"
        ),
        _words("fairy_tale butterfl flower poem poetry spring_in garden lullaby jardin jardín fleur"),
    ),
    VisualStyle(
        "noir",
        "black and white film noir, hard light, deep shadows, wet streets, film grain",
        _words(
            "noir black_and_white black-and-white b&w monochrom detective thriller dark moody grayscale "
            "greyscale noir_et_blanc blanco_y_negro schwarzwei 黑白 モノクロ чёрно silent_film 1940s"
        ),
        _words("detective murder mafia noir private_eye spy spies gangster sherlock crime"),
        ("#050505", "#1c1c1e", "#4a4a4e", "#a8a8aa", "#f4f4f2"),
    ),
    VisualStyle(
        "flat",
        "flat vector illustration, simple geometric shapes, clean edges, few bold colours",
        _words(
            "flat vector infographic minimal corporate cartoon comic motion_graphic simple geometric modern "
            "clean poster icon pop_art plat plano flach dessin_animé dibujos мульт kurzgesagt"
        ),
    ),
    VisualStyle(
        "papercut",
        "layered paper cut-out diorama, visible paper edges, soft shadows between the layers",
        _words(
            "paper cutout cut-out cut_out origami collage craft felt stop_motion diorama papier papel carta_ "
            "切り絵 剪纸 бумаг"
        ),
        _words("origami kirigami"),
    ),
    VisualStyle(
        "blueprint",
        "technical blueprint, white line drawing on blue grid paper, annotations",
        _words(
            "blueprint technical schematic engineering draft architect diagram line_drawing plan_ technique técnico"
        ),
        _words("blueprint"),
        ("#071a33", "#0d3b6e", "#2a6aa8", "#8fc1ea", "#f2f8ff"),
    ),
    VisualStyle(
        "chalkboard",
        "chalk drawing on a blackboard, dusty strokes, hand-drawn",
        _words(
            "chalk blackboard school classroom lecture sketch hand-drawn hand_drawn doodle pencil craie tiza "
            "kreide crayon whiteboard"
        ),
        _words("algebra theorem calculus equation pythagor"),
        ("#101a16", "#1d2f28", "#3f5a4e", "#b9c9be", "#f6f6ee"),
    ),
    VisualStyle(
        "neon",
        "neon glow on dark, cyberpunk light, saturated magenta and cyan, reflections",
        _words(
            "neon néon neón cyber synthwave retrowave vaporwave futuris sci-fi scifi science_fiction glow 80s "
            "1980s arcade tron hologra ネオン 霓虹 неон"
        ),
        _words("cyberpunk synthwave video_game videogame arcade"),
        ("#08040f", "#2a0f4a", "#c2188f", "#19d3e0", "#f5f0ff"),
    ),
)
DEFAULT_STYLE = STYLES[0]
if tuple(style.name for style in STYLES) != VISUAL_STYLES:
    raise ImportError("the style agent and the contracts name different looks")


def style_named(wish: str) -> VisualStyle | None:
    """Return the look that a user's words ask for: its name, else the one whose words occur most; None: none does."""
    folded = " ".join(wish.lower().split())
    by_name = {style.name: style for style in STYLES}
    if folded in by_name:
        return by_name[folded]
    hits = {style: _hits((style.name, *style.words), folded) for style in STYLES}
    best = max(STYLES, key=lambda style: hits[style])
    return best if hits[best] else None


def style_for(topic: str) -> VisualStyle:
    """Return the look that suits a topic: the default unless the topic clearly calls for another."""
    folded = " ".join(topic.lower().split())
    hits = {style: _hits(style.topics, folded) for style in STYLES}
    best = max(STYLES, key=lambda style: hits[style])
    return best if hits[best] else DEFAULT_STYLE


def _hits(words: tuple[str, ...], text: str) -> int:
    return sum(re.search(rf"(?<!\w){re.escape(word)}", text) is not None for word in words)
