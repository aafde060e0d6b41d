"""What a picture is to show: chosen from the request alone, the same for the same request."""

import unicodedata
import zlib
from dataclasses import dataclass, field, replace

from videoagent_agent_image.air.choosing import choose_air
from videoagent_agent_image.air.kinds import AIRS
from videoagent_agent_image.asked import read, words_of
from videoagent_agent_image.cards.layout import CardText
from videoagent_agent_image.drawing.camera import View
from videoagent_agent_image.drawing.light import DUSK, GOLDEN, NIGHT, OVERCAST, Light
from videoagent_agent_image.icons.catalogue import icons
from videoagent_agent_image.icons.matching import Match, match_all
from videoagent_agent_image.sets.abstract import VIEWS
from videoagent_agent_image.sets.brief import Framing
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.entry import SetEntry
from videoagent_agent_image.sets.inhabitants import HABITATS, has_room
from videoagent_agent_image.sets.stage import ORGANS
from videoagent_agent_image.sets.words import WORDS, local
from videoagent_agent_image.subjects import SURE, VEHICLES, icons_of, is_described, row_of, thing_of
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Card, ImageRequest, Shot

_NIGHT_WORDS = frozenset(["night", "midnight", "nocturnal", "moon", "moonlight", "stars", "starry"])
_DUSK_WORDS = frozenset(["dusk", "evening", "sunset", "twilight"])
_GLOOM = frozenset(["dark", "tense", "sad", "sombre", "somber", "melancholy", "grave", "ominous", "dramatic"])
_STREETS = frozenset(["city", "night_city"])
"""Sets without any of them."""
_LOOSE = frozenset(
    """
    space solar sun star stars field fields park ancient room study building buildings capital stream tree trees rain
    ice grain
    """.split()  # noqa: SIM905 - as one reads them
)
"""Words that lead to a set where somebody asks for it, and mean other things in a title or description."""
_CROPS = frozenset(["bread", "sheaf-of-rice", "ear-of-corn", "potato", "tomato", "carrot", "onion", "grapes"])
"""Food that a field may stand for."""
_CLOUDED = frozenset(["rain", "snow", "fog"])
"""Air under which no sun shines."""
_INDIFFERENT = frozenset(
    ["", "honeycomb", "space", "underwater", "deep_sea", "computers", "street_rain", "concert", "kitchen", "money"]
)
"""Sets that have no night, or nothing else."""


@dataclass(frozen=True)
class Plan:
    """One picture, decided."""

    kind: ShotKind
    setting: str
    """Name of a set; empty: the stage."""
    light: Light
    variant: int
    framing: Framing
    seed: int
    view: View = field(default_factory=View)
    """From where the set is seen."""
    hero: str | None = None
    """Icon that the picture is about."""
    supporting: tuple[str, ...] = ()
    resident: str | None = None
    """Icon of an animal that stands, flies or swims in the set."""
    asked: tuple[str, ...] = ()
    """Icons of things to be put into the set or onto the stage: those that an own prompt names, or the hero."""
    group: str | None = None
    """Group of the hero's icon."""
    air: str = ""
    """Name of what is in the air."""
    composition: int = 0
    """Chooses the palette where nothing but the film itself does."""
    named: bool = False
    """Whether the subject's name is set on the picture, because nothing shows it."""
    text: CardText = field(default_factory=CardText)
    alt: str = ""
    warnings: tuple[str, ...] = ()


def plan(request: ImageRequest) -> Plan:
    """Decide what to draw. Pure but for the icon index, which never changes."""
    if request.shot.kind is ShotKind.CREDITS:
        return _closing(request)
    shot = request.shot
    seed = (request.seed * 1_000_003 + shot.seed * 7919 + shot.index * 101) & 0x7FFFFFFF
    matches = icons_of(request)
    setting = local(choose_set(request), *_said(request))
    entry = SETS.get(setting)
    words = _words(shot.prompt, shot.heading, *shot.keywords, shot.narration)
    variant = _variant(setting, words, request)
    text = card_text(request)
    kind = shot.kind
    warnings: list[str] = []
    if kind is ShotKind.MAP and text.place is None:
        kind = ShotKind.SCENE
        warnings.append(f"shot {shot.index}: no coordinates for the map of {text.title!r}; a scene is shown")
    thing = thing_of(request)
    hero = thing or (matches[0] if matches else None)
    resident = _resident(kind, setting, hero)
    if resident and setting == "underwater":
        variant %= 2  # the third view has fish of its own
    framing = (Framing.WIDE, Framing.MEDIUM, Framing.CLOSE)[shot.index % 3]
    if thing and entry and (entry.sober or thing.icon.name in entry.props):
        thing = None
    if thing and setting in _STREETS and thing.icon.name in VEHICLES:
        setting, entry = "", None
    if resident and entry and resident in entry.props:
        resident = None
    on_desk = _on_desk(kind, setting, thing)
    if on_desk:
        variant = 0  # the desk
    elif thing and (shot.index % 2 if kind is ShotKind.SCENE else _bare_title(kind, entry)):
        setting, entry = "", None
    elif thing and setting == "field" and thing.icon.group == "food" and thing.icon.name not in _CROPS:
        setting, entry = "", None  # a dish is not to be seen where its rice grows
    supporting = tuple(match.icon.name for match in matches[1:] if match.score >= SURE)
    row = row_of(request, thing, matches) if kind is ShotKind.SCENE and (on_desk or not setting) else ()
    if thing and not row and framing is Framing.WIDE and thing.icon.group == "object":
        framing = Framing.CLOSE  # one thing from afar is what the medium view shows, only smaller
    made = Plan(
        kind=kind,
        setting=setting,
        light=choose_light(request, setting, words),
        variant=variant,
        framing=framing,
        seed=seed,
        composition=zlib.crc32(request.title.encode()),
        hero=row[0] if row else hero.icon.name if hero else None,
        supporting=tuple(name for name in supporting if name not in row),
        resident=resident,
        asked=row or on_desk,
        group=thing.icon.group if row and thing else hero.icon.group if hero else None,
        named=kind is ShotKind.SCENE and entry is None and hero is None and shot.heading != request.title,
        text=text,
        warnings=tuple(warnings),
    )
    if is_own(shot, request.title):
        made = _as_asked(made, request)
    made = _aired(made, shot)
    return replace(made, view=_view(made, words, request), alt=describe(made))


def _closing(request: ImageRequest) -> Plan:
    """Return the end card's plan: the title's picture once more, so that the film ends where it began."""
    like_title = {"kind": ShotKind.TITLE, "index": 0, "heading": request.title, "narration": request.title}
    opening = request.model_copy(update={"shot": request.shot.model_copy(update=like_title)})
    made = replace(plan(opening), kind=ShotKind.CREDITS, text=card_text(request))
    return replace(made, alt=describe(made))


def _as_asked(made: Plan, request: ImageRequest) -> Plan:
    """Return the plan with what somebody's own prompt asks for."""
    shot = request.shot
    wanted = read(shot.prompt, shot.setting)
    words = _words(shot.prompt)
    setting = local(wanted.setting, *_said(request))
    night = bool(words & _NIGHT_WORDS)
    if night and setting == "city":
        setting = "night_city"
    light = choose_light(request, setting, words)
    if night and setting not in _INDIFFERENT:
        light = NIGHT
    variant = _variant(setting, words, request)
    if setting == "interior" and wanted.placed:
        variant = 0  # the desk
    warning = f"shot {shot.index}: not drawn: {', '.join(wanted.missing)}"
    hero = wanted.placed[0] if wanted.placed else None
    return replace(
        made,
        setting=setting,
        light=light,
        variant=variant,
        hero=hero,
        supporting=(),
        resident=None,
        asked=wanted.placed,
        group=_group(hero),
        named=shot.kind is ShotKind.SCENE and not setting and hero is None and bool(shot.heading),
        warnings=(*made.warnings, *((warning,) if wanted.missing else ())),
    )


def _aired(made: Plan, shot: Shot) -> Plan:
    """Return the plan with what is in the air, and the light that goes with it."""
    air = choose_air(shot, made.setting)
    light, entry = made.light, SETS.get(made.setting)
    if entry and made.variant in entry.nights:
        light = NIGHT
    elif made.setting and made.setting != "snow" and not light.dark and air in _CLOUDED:
        light = OVERCAST
    elif made.setting and air == "leaves":
        light = GOLDEN
    return replace(made, air=air, light=light)


def is_own(shot: Shot, title: str) -> bool:
    """Whether the prompt is somebody's words, and not the subject's name that the storyboard puts there itself."""
    begun = tuple(name for name in (shot.heading, title) if name)
    drawn = shot.kind in (ShotKind.SCENE, ShotKind.TITLE)
    return bool(shot.prompt) and drawn and not (begun and shot.prompt.startswith(begun))


def _group(icon: str | None) -> str | None:
    return next((known.group for known in icons() if known.name == icon), None)


def _resident(kind: ShotKind, setting: str, hero: Match | None) -> str | None:
    entry = SETS.get(setting)
    if kind not in (ShotKind.SCENE, ShotKind.TITLE) or entry is None or hero is None:
        return None
    return hero.icon.name if has_room(hero.icon.name, entry.roomy) else None


def _on_desk(kind: ShotKind, setting: str, thing: Match | None) -> tuple[str, ...]:
    """Return the thing where the set has a desk to lay it on."""
    entry = SETS.get(setting)
    if thing is None or entry is None or "desk" not in entry.roomy:
        return ()
    return (thing.icon.name,) if kind is ShotKind.SCENE else ()


def _said(request: ImageRequest) -> tuple[str, ...]:
    """Return all that is said of where a shot is: what it is about, then what is only mentioned."""
    shot = request.shot
    return (shot.prompt, shot.heading, request.topic, request.title, *shot.keywords, shot.narration)


def _bare_title(kind: ShotKind, entry: SetEntry | None) -> bool:
    """Whether a title's thing is better shown for itself: on a desk it would stand under the words."""
    return kind is ShotKind.TITLE and entry is not None and "desk" in entry.roomy


def choose_set(request: ImageRequest) -> str:
    """Return the set for a shot: the storyboard's, else the one its words ask for, else the topic's; "" for none."""
    shot = request.shot
    if shot.setting in SETS:
        return shot.setting
    own = is_own(shot, request.title)
    for texts in ((shot.prompt if own else shot.heading,), () if is_described(request) else shot.keywords):
        for word in _ordered_words(*texts):
            if word in WORDS and (own or word not in _LOOSE):
                return WORDS[word]
    matches = match_all(tuple(shot.keywords) or (shot.heading,))
    home = HABITATS.get(matches[0].icon.name, "") if matches else ""
    if home:
        return home
    if shot.kind is not ShotKind.SCENE or not matches:
        named = (word for word in _ordered_words(request.topic, request.title) if word not in _LOOSE)
        return next((WORDS[word] for word in named if word in WORDS), "")
    return ""


def choose_light(request: ImageRequest, setting: str, words: frozenset[str]) -> Light:
    """Return the hour: the words' own if they name one, else the next in the set's order."""
    entry = SETS.get(setting)
    if entry is None:
        return DUSK
    for wanted, light in ((_NIGHT_WORDS, NIGHT), (_DUSK_WORDS, DUSK)):
        if words & wanted and light in entry.lights:
            return light
    if request.look.mood.lower() in _GLOOM and OVERCAST in entry.lights:
        return OVERCAST
    return entry.lights[_turn(request) % len(entry.lights)]


def _variant(setting: str, words: frozenset[str], request: ImageRequest) -> int:
    entry = SETS.get(setting)
    if entry is None:
        return request.shot.index
    if request.shot.kind is ShotKind.TITLE and entry.opening is not None:
        return entry.opening
    fitting = _fitting(entry, words, request)
    return fitting[_turn(request) % len(fitting)]


def _fitting(entry: SetEntry, words: frozenset[str], request: ImageRequest) -> list[int]:
    """Return the views that a shot's words ask for most; all common ones where they ask for none."""
    about = _words(request.shot.heading)
    asked = [frozenset(named.split()) for _, named in entry.views]
    wanted = [2 * len(about & named) + len((words - about) & named) for named in asked]
    most = max(wanted, default=0)
    # Of views that are as well asked for, neighbours show different ones.
    fitting = [view for view, score in enumerate(wanted) if score == most]
    if not most:
        fitting = fitting[: max(1, len(fitting) - entry.rare)]
    return fitting or [0]


def _view(made: Plan, words: frozenset[str], request: ImageRequest) -> View:
    """Return how a scene's set is looked at: a view that comes back is nearer, then seen from its other side.

    What lives or lies in it keeps its place on the ground, so that the lens stays as it is; a desk stays whole.
    """
    entry = SETS.get(made.setting)
    if entry is None or made.kind is not ShotKind.SCENE or made.text.source or (made.asked and "desk" in entry.roomy):
        return View()
    seen = request.shot.index // len(_fitting(entry, words, request))
    inhabited = bool(made.resident or made.asked)
    if entry.one_sided or made.variant in entry.sided:
        return View(nearer=not inhabited and bool(seen % 2))
    # Neighbours of one view never differ by their side alone where the lens may change: that looks like a mistake.
    return View(bool(seen % 2)) if inhabited else View(bool((seen + 1) // 2 % 2), bool(seen % 2))


def _turn(request: ImageRequest) -> int:
    """Return a number that grows by one from shot to shot of a film, so that neighbours in one set differ.

    Every shot has a seed of its own; two of them may well ask for the same view and hour.
    """
    return zlib.crc32(request.title.encode()) + request.shot.index


def card_text(request: ImageRequest) -> CardText:
    """Return what the picture says in words."""
    shot, card = request.shot, request.shot.card or Card()
    language = request.look.language
    place = (card.latitude, card.longitude) if card.latitude is not None and card.longitude is not None else None
    title = {
        ShotKind.TITLE: card.value or request.title,
        ShotKind.CREDITS: card.heading or _CREDITS.get(language.split("-")[0], "Credits"),
        ShotKind.MAP: card.value or card.heading or shot.heading,
        ShotKind.LIST: card.heading or shot.heading,
        ShotKind.TIMELINE: card.heading or shot.heading,
    }.get(shot.kind, shot.heading or request.title)
    # These two show no title of their own.
    untitled = shot.kind in (ShotKind.NUMBER, ShotKind.QUOTE)
    kicker = card.heading if untitled or card.heading != title else ""
    return CardText(
        title=title,
        kicker=kicker,
        value=card.value or title,
        lines=tuple(line for line in card.lines if line),
        source=card.source,
        language=language,
        credits=request.credits,
        place=place,
    )


_CREDITS = {
    "de": "Mitwirkende und Quellen", "fr": "Crédits", "es": "Créditos", "it": "Crediti", "pt": "Créditos",
    "nl": "Colofon", "sv": "Medverkande", "da": "Medvirkende", "pl": "Źródła", "cs": "Zdroje", "ru": "Источники",
    "uk": "Джерела", "el": "Πηγές", "tr": "Kaynaklar", "ar": "المصادر", "he": "קרדיטים", "fa": "منابع",
    "hi": "आभार", "bn": "কৃতজ্ঞতা", "ta": "நன்றி", "th": "เครดิต", "ja": "クレジット", "ko": "크레딧", "zh": "制作信息",
}  # fmt: skip


def describe(made: Plan) -> str:
    """Return the alternative text, at most 300 characters."""
    entry = SETS.get(made.setting)
    if entry:
        view = entry.views[made.variant % len(entry.views)][0] if entry.views else ""
        scenery = f"{entry.label} with {view}" if view else entry.label
        scenery = f"{scenery}, {made.light.name}"
    else:
        stage = "drifting cells" if made.hero in ORGANS else "softly lit hills"
        scenery = stage if made.hero else f"a composition of {VIEWS[made.variant % len(VIEWS)]}"
    shown_icons = (made.hero, *made.supporting) if entry is None else (made.resident,)
    things = [name.replace("-", " ") for name in dict.fromkeys(made.asked or shown_icons) if name]
    text = made.text
    said = {
        ShotKind.TITLE: f"Title “{text.title}” over {scenery}",
        ShotKind.NUMBER: f"{text.kicker}: {text.value}. {' '.join(text.lines)}".strip(": "),
        ShotKind.QUOTE: f"“{text.value}” {text.kicker}".strip(),
        ShotKind.MAP: f"Map with a pin at {text.title}",
        ShotKind.LIST: f"{text.title}: {'; '.join(text.lines)}",
        ShotKind.TIMELINE: f"{text.title}: {'; '.join(text.lines)}",
        ShotKind.CREDITS: "Credits",
    }.get(made.kind)
    if said is None:
        weather = AIRS[made.air].label if made.air else ""
        shown = ", ".join(filter(None, (f"{', '.join(things)} in {scenery}" if things else scenery, weather)))
        said = f"“{text.title}” over {scenery}" if made.named else f"An illustration of {shown}"
    return said if len(said) <= 300 else said[:299].rstrip() + "…"


def _ordered_words(*texts: str) -> list[str]:
    joined = unicodedata.normalize("NFC", " ".join(texts)).lower()
    return words_of(joined)


def _words(*texts: str) -> frozenset[str]:
    return frozenset(_ordered_words(*texts))
