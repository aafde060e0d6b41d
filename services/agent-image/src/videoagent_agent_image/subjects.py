"""Which icons show what a shot is about, and which of them stand beside each other."""

import re
from itertools import takewhile

from videoagent_agent_image.asked import LIGHT, words_of
from videoagent_agent_image.icons.companions import companions
from videoagent_agent_image.icons.matching import Match, match, match_all
from videoagent_agent_image.sets.words import WORDS
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import ImageRequest, Shot


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KEYWORDS_SEARCHED = 6
_THINGS = _names("food activity object")
"""Groups of icons that may stand on a desk or a stage; of the others the scenery shows more."""
VEHICLES = _names(
    "bicycle locomotive train high-speed-train bullet-train tram bus automobile racing-car motorcycle motor-scooter "
    "tractor fire-engine ambulance police-car delivery-truck pickup-truck taxi airplane helicopter skateboard"
)
"""Icons of what drives and flies, which no street shows of itself."""
_BUILT = _names("castle church mosque synagogue hindu-temple factory tent oil-drum thermometer sun")
"""Icons of buildings and other things that no scenery shows of itself."""
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_SMALL = _names("of the and de la le du da van von der for in")
"""Words of a proper name that are written small."""
_ARTS = _names("stage concert")
"""Settings of what is played and danced."""
SURE = 0.9
"""Score of an icon for what is only mentioned: a heart that pumps needs no fuel pump beside it."""
_BESIDE = 2
"""Things in a row with the subject."""
_MUSIC = _names("jazz blues ragtime swing music orchestra symphony opera composer musician flamenco rock")
"""What no single instrument is: a film on it shows one after the other."""
_INSTRUMENTS = _names("saxophone trumpet musical-keyboard violin drum guitar flute musical-score studio-microphone")


def is_described(request: ImageRequest) -> bool:
    """Whether the subject has an article's description: then its name alone says what is shown.

    In English; in other languages it is the keywords that name it by its English name.
    """
    shot, english = request.shot, request.look.language.startswith("en")
    return english and bool(shot.heading) and shot.prompt.startswith(shot.heading) and shot.prompt != shot.heading


def icons_of(request: ImageRequest) -> tuple[Match, ...]:
    """Return the icons of what a shot names, the subject's first.

    A name of several words is looked for as a whole: rock music is no rock, and Francis Bacon none either. What only
    describes the subject counts where it is certain.
    """
    shot = request.shot
    searched = shot.keywords[:_KEYWORDS_SEARCHED]
    if is_described(request):
        of_name = words_of(_name(shot).lower())
        certain = (hit for hit in map(match, (n for n in searched if n not in of_name)) if hit and hit.score >= SURE)
        found: dict[str, Match] = {}
        for hit in filter(None, (_named(shot), *certain)):
            found.setdefault(hit.icon.name, hit)
        hits = tuple(found.values())
    else:
        hits = match_all(tuple(dict.fromkeys(part for part in (*searched, shot.heading) if part)))
    return tuple(hit for hit in hits if _suits(hit, shot.setting))


def thing_of(request: ImageRequest) -> Match | None:
    """Return the icon of a subject that one looks at for itself, away from where it may be found; None for others.

    Only the subject counts: a sea of salt water is not to be told by a salt shaker.
    """
    shot = request.shot
    names = tuple(name for name in shot.keywords if name not in LIGHT)  # an hour or weather is no subject
    if not shot.heading:  # somebody's own words have no subject but what they name first, unless that is a place
        names = tuple(takewhile(lambda name: name not in WORDS, names))
        return next((hit for hit in match_all(names) if _is_thing(hit) and hit.score >= SURE), None)
    if is_described(request):
        found = _named(shot)
        found = _in_turn(found, request) if found else None
    else:
        found = next(iter(match_all(tuple(name for name in (shot.heading, *names[:1]) if name), limit=1)), None)
    return found if found and _is_thing(found) and _suits(found, shot.setting) else None


def row_of(request: ImageRequest, thing: Match | None, matches: tuple[Match, ...]) -> tuple[str, ...]:
    """Return a thing and what stands beside it; nothing in every second shot, where it is alone unless more is named.

    What the shot names comes first, then what goes with the thing: one subject in three framings is one picture.
    A subject's description is the same in all its shots, so that only their narration tells what they name; own
    words have nothing else.
    """
    if thing is None:
        return ()
    shot, hero = request.shot, thing.icon.name
    narrated = words_of(shot.narration.lower())
    told = {hit.icon.name for hit in map(match, narrated) if hit and hit.score >= SURE}
    named = [m.icon.name for m in matches if m.score >= SURE and m.icon.group in _THINGS]
    known = [name for name in companions(hero, (), 0) if name in told]
    mentioned = (*(name for name in named if name in told or not shot.heading), *known)
    mentioned = tuple(name for name in dict.fromkeys(mentioned) if name != hero)
    if shot.index % 2 and not mentioned:
        return ()
    beside = companions(hero, mentioned, shot.index // 2)[:_BESIDE]
    return (hero, *beside) if beside else ()


def _name(shot: Shot) -> str:
    """Return the subject's name, without brackets; in a title's prompt it stands after the title."""
    after = shot.prompt.removeprefix(shot.heading).removeprefix(", ").partition(", ")[0]
    plain = _BRACKETS.sub("", after).strip()
    is_name = shot.kind is ShotKind.TITLE and shot.keywords and plain.lower().startswith(shot.keywords[0])
    return plain if is_name else _BRACKETS.sub("", shot.heading).strip()


def _named(shot: Shot) -> Match | None:
    """Return the icon of a described subject's name; a proper name has one only if the icon bears it."""
    plain = _name(shot)
    whole, parts = match(plain), plain.split()
    if len(parts) > 1 and all(part[0].isupper() or part in _SMALL for part in parts):
        return whole if whole and whole.score == 1.0 else None
    last = match(parts[-1]) if len(parts) > 1 and whole is None else None
    return whole or (last if last and last.score >= SURE else None)


def _in_turn(found: Match, request: ImageRequest) -> Match:
    """Return the icon, or in later shots of a film on music another instrument that goes with it."""
    shot = request.shot
    if shot.setting not in _ARTS or shot.kind is not ShotKind.SCENE or _MUSIC.isdisjoint(words_of(_name(shot).lower())):
        return found
    others = (name for name in companions(found.icon.name, (), 0) if name in _INSTRUMENTS)
    played = (found.icon.name, *others)
    return match(played[shot.index // 2 % len(played)].replace("-", " ")) or found


def _is_thing(hit: Match) -> bool:
    return hit.icon.group in _THINGS or hit.icon.name in VEHICLES | _BUILT


def _suits(hit: Match, setting: str) -> bool:
    """Whether an icon is of the kind that the words around it tell of: flamenco is music, and no flamingo."""
    return setting not in _ARTS or hit.icon.group not in ("nature", "food")
