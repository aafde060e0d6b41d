"""The films of the gallery: many fields, six languages, three shapes, own words and own pictures."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class GalleryFilm:
    """One film: ``name`` is its sheet's file name, ``photographs`` are its scenes' own pictures, by file name."""

    name: str
    topic: str
    options: dict[str, Any] = field(default_factory=dict)
    style: str | None = None
    photographs: tuple[str, ...] = ()


_ARTICLE = (
    "Brot besteht aus wenig: Mehl, Wasser, Salz und Zeit. Im Sauerteig leben Hefen und Milchsäurebakterien, die den "
    "Teig lockern und ihm seinen Geschmack geben. Am Abend wird er angesetzt, über Nacht ruht er in der Schüssel. "
    "Früh um vier heizt die Bäckerin den Ofen auf 250 Grad. Nach vierzig Minuten klingt die Kruste hohl, und das Dorf "
    "riecht nach Frühstück."
)
_GARDEN = (
    {"narration": "京都の庭は、静けさをかたちにしたものです。", "prompt": "a quiet garden with trees and flowers"},
    {"narration": "池には山が映り、鯉がゆっくり泳ぎます。", "prompt": "a lake below mountains"},
    {"narration": "秋になると、紅葉が苔の上に散ります。", "prompt": "an autumn forest, falling leaves"},
)
_COFFEE = (
    "تبدأ القهوة ببذرة صغيرة داخل ثمرة حمراء. يقال إن راعيًا في الحبشة لاحظ أن ماعزه تقفز نشاطًا بعد أن أكلت منها. "
    "ومن موانئ اليمن سافرت القهوة إلى العالم كله، وصارت المقاهي بيوتًا للحديث والشعر."
)
_LEAVING = (
    ("A rocket stands on fire and leaves the ground. The photograph lies on its side, as some telephones store it.", 6),
    ("The one who flies: a picture of another shape is never stretched, but stands before its own blurred image.", 6),
    ("The moon is grey, and cut out: where a picture has nothing, its background is seen.", 5),
    ("And further out than anyone has gone, thousands of galaxies in a speck of sky.", 5),
)

FILMS: tuple[GalleryFilm, ...] = (
    GalleryFilm("deep-sea", "Life in the deep sea", {"duration": 24}),
    GalleryFilm("revolution", "La Révolution française", {"duration": 24}),
    GalleryFilm("volcanes", "Los volcanes", {"duration": 20, "aspect_ratio": "9:16"}),
    GalleryFilm("jazz", "The history of jazz", {"duration": 20, "aspect_ratio": "1:1"}, style="neon"),
    GalleryFilm("curie", "Marie Curie", {"duration": 24}, style="watercolor"),
    GalleryFilm("heart", "How the human heart works", {"duration": 20, "aspect_ratio": "9:16"}),
    GalleryFilm("brot", "Wie Brot entsteht", {"script": _ARTICLE}),
    GalleryFilm("kyoto", "京都の庭", {"scenes": _GARDEN, "aspect_ratio": "9:16"}),
    GalleryFilm("qahwa", "حكاية القهوة", {"script": _COFFEE, "aspect_ratio": "1:1"}, style="papercut"),
    GalleryFilm("python", "The Python programming language", {"duration": 20}),
    GalleryFilm("nonsense", "Blorptang quindle frobnication", {"duration": 16}),
    GalleryFilm(
        "album",
        "Leaving Earth",
        {"scenes": tuple({"narration": text, "duration": length} for text, length in _LEAVING)},
        photographs=("rocket.jpg", "astronaut.png", "moon.png", "hubble_deep_field.jpg"),
    ),
)
