"""The icons of things: a small database made once from two npm packages.

Faces, people, flags and symbols are left out, and so are icons that are whole sceneries: sets draw those better.
"""

import functools
import hashlib
import json
import re
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from videoagent_contracts.errors import ConfigurationException
from videoagent_media import npm
from videoagent_media.cache import alone, cache_dir, filling

_FLUENT: Final = (
    "@iconify-json/fluent-emoji",
    "1.2.7",
    "sha512-D8G6bKAyIsyxP1rzZtIWr/gg/fO4Rg1+DyCWlfqKK4h8W+4Em/Y0P6QYgJUQTlUcagzJvSyg+9OBv4hz4Hc/QA==",
)
_KEYWORDS: Final = (
    "emojibase-data",
    "17.0.0",
    "sha512-Yvgb5AWoHViHV/gq1qr5ZAarcBip+B27/ZLRsUJkbgAEaLlZ/fof9g882LTpmEpyhBNEC0m2SEmItljHsTygjA==",
)
_VERSION: Final = 3
"""Of what the database's folder holds."""

_GROUPS: Final = {3: "nature", 4: "food", 5: "place", 6: "activity", 7: "object"}
"""Groups of emojibase that are things."""

_FEWEST: Final = 500
"""Icons that a sound package holds at least."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SCENERY: Final = _words(
    "sunrise sunrise-over-mountains sunset cityscape cityscape-at-dusk night-with-stars bridge-at-night foggy "
    "milky-way national-park beach-with-umbrella snow-capped-mountain mountain desert camping desert-island "
    "fireworks sparkler rainbow water-wave fog tornado cyclone comet"
)
_UNSUITED: Final = _words(
    # Clock faces, fragments of people, and things whose icon shows something else than the word says.
    "mirror zombie vampire genie troll mage bikini briefs bra sandal "
    "toilet roll-of-paper cigarette pill syringe drop-of-blood bomb pistol water-pistol dagger crossed-swords "
    "coffin headstone funeral-urn moai placard identification-card atm-sign poop pile-of-poo hole "
    "input-latin-letters"
)


_CLOCK_FACE: Final = re.compile(r"(oclock|thirty)$")
_EXTRA: Final = {
    "robot": "object", "ghost": "object", "alien-monster": "object", "anatomical-heart": "object", "lungs": "object",
    "brain": "object", "tooth": "object", "bone": "object", "eye": "object", "ear": "object",
}  # fmt: skip
"""Things that the keyword list files under faces and people."""


@dataclass(frozen=True)
class Icon:
    """One icon and the words for it."""

    name: str
    label: str
    tags: tuple[str, ...]
    group: str


def database() -> Path:
    """Return the icon database, building it if need be. Downloads 21 MB once; idempotent."""
    folder = cache_dir() / f"icons-{_key()}"
    if not folder.is_dir():
        with alone(folder):
            if not folder.is_dir():  # else another process has made it meanwhile
                with filling(folder) as scratch:
                    _build(scratch / "icons.sqlite")
    return folder / "icons.sqlite"


def _key() -> str:
    """Return what tells this selection of icons from others.

    The same in every process: the order of a set of strings, and so its ``repr``, is not.
    """
    made_of = (_VERSION, _FLUENT, _KEYWORDS, sorted(_SCENERY), sorted(_UNSUITED), sorted(_EXTRA.items()))
    return hashlib.sha256(repr(made_of).encode()).hexdigest()[:12]


def _build(path: Path) -> None:
    fluent = npm.fetch(*_FLUENT, keep=("icons.json", "info.json"))
    words = npm.fetch(*_KEYWORDS, keep=("en/data.json", "LICENSE"))
    drawings = json.loads((fluent / "icons.json").read_text(encoding="utf-8"))
    entries = json.loads((words / "en" / "data.json").read_text(encoding="utf-8"))
    with sqlite3.connect(path) as connection:
        connection.execute("create table icon (name text primary key, label text, tags text, grouping text, svg text)")
        connection.executemany("insert or ignore into icon values (?, ?, ?, ?, ?)", _rows(drawings, entries))
        (count,) = connection.execute("select count(*) from icon").fetchone()
    connection.close()
    if count < _FEWEST:
        raise ConfigurationException(f"only {count} icons were found in {_FLUENT[0]}@{_FLUENT[1]}")
    shutil.copyfile(fluent / "info.json", path.parent / "fluent-emoji.json")
    shutil.copyfile(words / "LICENSE", path.parent / "emojibase.LICENSE.txt")
    shutil.rmtree(fluent, ignore_errors=True)  # 100 MB that are in the database now


def _rows(drawings: dict[str, Any], entries: list[dict[str, Any]]) -> Iterator[tuple[str, str, str, str, str]]:
    for entry in entries:
        group = _GROUPS.get(entry.get("group", -1))
        name = re.sub(r"[^a-z0-9]+", "-", entry["label"].lower().replace("\u2019", "")).strip("-")
        group = group or _EXTRA.get(name)
        if group is None or name in _SCENERY or name in _UNSUITED or _CLOCK_FACE.search(name):
            continue
        icon = drawings["icons"].get(name)
        if icon is None:
            continue
        width, height = (icon.get(side, drawings.get(side, 32)) for side in ("width", "height"))
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'viewBox="0 0 {width} {height}">{icon["body"]}</svg>'
        )
        yield name, entry["label"], " ".join(entry.get("tags", [])), group, svg


_HEADS: Final = _words(
    "boar cat-face cow-face dog-face dragon-face frog front-facing-baby-chick hamster horse-face koala "
    "monkey-face mouse-face pig-face pig-nose rabbit-face raccoon tiger-face unicorn"
)
"""Icons of animals that are heads without a body, which would lie on the ground; ``drawing.bodies`` has others."""


@functools.cache
def icons() -> tuple[Icon, ...]:
    """Return every icon, without its drawing."""
    with sqlite3.connect(database()) as connection:
        rows = connection.execute("select name, label, tags, grouping from icon order by name").fetchall()
    connection.close()
    return tuple(
        Icon(name, label, tuple(tags.split()), group) for name, label, tags, group in rows if name not in _HEADS
    )


def drawing(name: str) -> str:
    """Return the icon's SVG document.

    Raises:
        KeyError: There is no such icon.
    """
    with sqlite3.connect(database()) as connection:
        row = connection.execute("select svg from icon where name = ?", (name,)).fetchone()
    connection.close()
    if row is None:
        raise KeyError(name)
    return str(row[0])
