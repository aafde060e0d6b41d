"""What a topic feels like, in colours and in music."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Mood:
    """A feeling and what goes with it.

    Attributes:
        name: One word.
        words: Beginnings of words, in lower case, that call for it.
        palette: Five colours #rrggbb, dark to light.
        mode: Musical mode.
        bpm: Beats a minute.
    """

    name: str
    words: tuple[str, ...]
    palette: tuple[str, str, str, str, str]
    mode: str
    bpm: int


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MOODS: tuple[Mood, ...] = (
    Mood(
        "wonder",
        _words(
            "space universe galax cosm star planet black_hole quantum astro nebula moon mars saturn jupiter "
            "orbit rocket aurora northern_light deep_sea espace étoile trou_noir agujero lune espacio universo "
            "estrella weltraum 宇宙 космос"
        ),
        ("#0b1026", "#1d2c5e", "#3f5fa8", "#8fb4e8", "#f0f4ff"),
        "lydian",
        66,
    ),
    Mood(
        "melancholy",
        _words(
            "rain autumn fall_ winter night fog lone sad death ghost grief cemetery ruin war holocaust titanic "
            "pluie nuit automne hiver guerre lluvia noche otoño invierno guerra regen nacht herbst krieg 雨 夜 "
            "дождь ночь"
        ),
        ("#10141f", "#2a3550", "#4f6384", "#93a5bd", "#e3e9f0"),
        "dorian",
        68,
    ),
    Mood(
        "tense",
        _words(
            "volcan erupt storm hurricane tornado earthquake tsunami disaster crime murder spy mafia virus "
            "pandemi plague shark predator climate_change nuclear terremoto séisme tempête tormenta vulkan "
            "erdbeben 火山 地震 вулкан"
        ),
        ("#170b0b", "#4a1a14", "#a3401f", "#e58a3c", "#ffe2b8"),
        "minor",
        92,
    ),
    Mood(
        "grand",
        _words(
            "empire ancient rome roman greek egypt pharaoh pyramid castle knight king queen viking samurai "
            "revolution cathedral mountain alps everest canyon wall silk_road medieval dinosaur montagne alpes "
            "imperio montaña berg aqueduct"
        ),
        ("#1a1410", "#4b3a2a", "#8f6b42", "#d3ab72", "#f8ecd6"),
        "dorian",
        82,
    ),
    Mood(
        "bright",
        _words(
            "sport football soccer race car cars train plane airplane fly bicycle city street technology "
            "computer robot internet energy electric engine invent future music dance game voiture ville "
            "coche ciudad auto stadt"
        ),
        ("#101820", "#1f4c63", "#2f8f9d", "#f2b34c", "#fff3dc"),
        "major",
        104,
    ),
    Mood(
        "playful",
        _words(
            "cat cats dog dogs puppy kitten child kids toy monkey penguin panda dolphin circus candy birthday "
            "cartoon chat chien gato perro katze hund ねこ 猫 кошк"
        ),
        ("#1e1a2b", "#5a3d7a", "#e0668a", "#f7b267", "#fff6e0"),
        "major",
        98,
    ),
    Mood(
        "warm",
        _words(
            "coffee tea bread bak cook food wine beer chocolate cheese kitchen home family grandm café thé "
            "pain cuisine pan cocina comida kaffee brot küche コーヒー 咖啡 кофе"
        ),
        ("#1d120c", "#55341f", "#a66a3a", "#e3b07a", "#fbf0e0"),
        "major",
        80,
    ),
    Mood(
        "serene",
        _words(
            "bee honey garden forest tree flower river lake ocean sea whale bird butterfl nature meadow spring "
            "sunrise photosynth plant rainforest island abeille jardin forêt fleur rivière mer oiseau abeja "
            "jardín bosque flor río biene garten wald blume meer みつばち 蜂 лес море"
        ),
        ("#0f1d17", "#22503a", "#5c9a63", "#c9d78c", "#fbf7e1"),
        "lydian",
        76,
    ),
)
JAZZ = Mood(
    "jazz",
    _words("jazz blues_ ragtime bebop swing_music big_band saxophon louis_armstrong miles_davis ジャズ джаз 爵士"),
    ("#120f1f", "#37295a", "#8a4a6e", "#e0a25a", "#fbeed8"),
    "dorian",
    112,
)
"""Told before all others: it is a kind of music of its own, whatever else its topic feels like."""
CALM = Mood("calm", (), ("#131722", "#2e4057", "#5d7f99", "#e0b27a", "#fbf3e4"), "major", 76)


def mood_of(text: str) -> Mood:
    """Return the mood that most of a text's words call for; calm when none does, jazz where it is told of."""
    folded = re.sub(r"[\s_]+", "_", f" {text.lower()} ")
    if any(_occurs(word, folded) for word in JAZZ.words):
        return JAZZ
    hits = {mood: sum(_occurs(word, folded) for word in mood.words) for mood in MOODS}
    best = max(MOODS, key=lambda mood: hits[mood])
    return best if hits[best] else CALM


def _occurs(word: str, folded: str) -> bool:
    if not word.isascii() and not re.search(r"[a-z]", word):
        return word in folded  # scripts without spaces
    return re.search(rf"(?<![^\W_]){re.escape(word)}", folded) is not None
