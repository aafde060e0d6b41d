"""One folder of fonts for cards and captions, and which font shows which character.

Latin, Cyrillic and Greek are set in Inter (captions, numbers) and EB Garamond (titles); other scripts in Noto Sans of
the same weight; Chinese, Japanese and Korean in Noto Sans CJK Bold. :func:`prepare` gathers the files once; after
that no network is needed. What no font can show is left out by :func:`printable`: no box ever appears on screen.
"""

import functools
import hashlib
import json
import shutil
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import noto_cjk_sans_jp_bold  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from videoagent_media import npm
from videoagent_media.cache import cache_dir, filling
from videoagent_media.font_packages import FONT_PACKAGES, FontPackage

SANS: Final = "Inter"
SANS_STRONG: Final = "Inter SemiBold"
SERIF: Final = "EB Garamond"
SERIF_STRONG: Final = "EB Garamond Medium"
CJK: Final = "Noto Sans CJK JP"

_STRONG: Final = (" Medium", " SemiBold", " Bold", " ExtraBold")
_LATIN: Final = (SANS, SERIF)
_INDEX: Final = "fonts.json"
_DOWNLOADS_AT_ONCE: Final = 4
_RIGHT_TO_LEFT: Final = ("R", "AL")
_JOINERS: Final = "\u200c\u200d"
"""Shape the letters beside them and show nothing themselves; left over from an emoji they mean nothing."""
_DIRECTION_MARKS: Final = "\u200e\u200f\u2066\u2067\u2068\u2069"


@dataclass(frozen=True)
class Face:
    """One font file."""

    family: str
    """As a renderer asks for it, weight included where it is not regular or bold: ``Inter SemiBold``."""
    file: str
    starts: tuple[int, ...]
    """First code points of the covered ranges, ascending."""
    ends: tuple[int, ...]
    """Last code points of the same ranges, inclusive."""

    def covers(self, character: str) -> bool:
        """Whether the font has a glyph for the character."""
        index = bisect_right(self.starts, ord(character)) - 1
        return index >= 0 and ord(character) <= self.ends[index]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one font."""

    family: str
    text: str


def prepare() -> Path:
    """Gather all fonts in one folder of the cache, and return it. Downloads 46 MB once; idempotent.

    Raises:
        ConfigurationException: npm is missing or a package is not the pinned one.
        StorageException: A download failed.
    """
    folder = cache_dir() / f"fonts-{_fingerprint()}"
    if not folder.is_dir():
        with filling(folder) as scratch:
            with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
                names = [
                    name for group in pool.map(functools.partial(_collect, scratch), FONT_PACKAGES) for name in group
                ]
            cjk = noto_cjk_sans_jp_bold.FONT_FILE
            shutil.copyfile(str(noto_cjk_sans_jp_bold.FONT_PATH), scratch / cjk)
            index = [_describe(scratch / name) for name in [*names, cjk]]
            (scratch / _INDEX).write_text(json.dumps(index), encoding="utf-8")
    return folder


@functools.cache
def faces() -> tuple[Face, ...]:
    """Return every face, in the order in which a missing character is looked for."""
    index = json.loads((prepare() / _INDEX).read_text(encoding="utf-8"))
    return tuple(Face(item["family"], item["file"], tuple(item["starts"]), tuple(item["ends"])) for item in index)


def families() -> dict[str, Path]:
    """Return family → font file."""
    folder = prepare()
    return {face.family: folder / face.file for face in faces()}


def fallbacks(preferred: str = SANS_STRONG) -> tuple[str, ...]:
    """Return the families to try for text whose Latin is set in ``preferred``, in order and of like weight."""
    strong = preferred.endswith(_STRONG)
    others = [face.family for face in faces() if not face.family.startswith(_LATIN)]
    weighted = [name for name in others if name.endswith(_STRONG) == strong]
    rest = [name for name in others if name not in weighted]
    sans = SANS_STRONG if strong else SANS
    return tuple(dict.fromkeys([preferred, sans, *weighted, *rest]))


def itemise(text: str, preferred: str = SANS_STRONG) -> tuple[Run, ...]:
    """Split text into runs of one font each, in logical order; together they are ``printable(text)``.

    Spaces, marks and joiners stay in the run before them where its font has them.
    """
    order = _faces(fallbacks(preferred))
    runs: list[Run] = []
    current: Face | None = None
    for character in printable(text):
        stays = current is not None and _joins(character) and (current.covers(character) or _is_control(character))
        if not stays:
            current = next((face for face in order if face.covers(character)), current or order[0])
        family = (current or order[0]).family
        if runs and runs[-1].family == family:
            runs[-1] = Run(family, runs[-1].text + character)
        else:
            runs.append(Run(family, character))
    return tuple(runs)


def printable(text: str) -> str:
    """Return the text in NFC without what no font can show (emoji, private use), spaces tidied, line breaks kept."""
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text.replace("\r\n", "\n")):
        if character in _JOINERS:
            shown = bool(kept) and (kept[-1].isalpha() or unicodedata.category(kept[-1]) in ("Mn", "Mc"))
        else:
            shown = _visible(character)
        if shown:
            kept.append(character)
    lines = "".join(kept).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is Arabic, Hebrew or the like (rule P2 of the bidi algorithm)."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction in _RIGHT_TO_LEFT
    return False


def _faces(names: Sequence[str]) -> list[Face]:
    by_family = {face.family: face for face in faces()}
    return [by_family[name] for name in names]


def _joins(character: str) -> bool:
    return unicodedata.category(character) in ("Mn", "Mc", "Me", "Zs", "Cf", "Po", "Pd")


def _is_control(character: str) -> bool:
    return character in _JOINERS or character in _DIRECTION_MARKS


@functools.lru_cache(maxsize=4096)
def _visible(character: str) -> bool:
    if character.isspace() or character in _DIRECTION_MARKS:
        return True
    return unicodedata.category(character) != "Co" and any(face.covers(character) for face in faces())


def _fingerprint() -> str:
    described = repr((FONT_PACKAGES, noto_cjk_sans_jp_bold.FONT_FILE))
    return hashlib.sha256(described.encode()).hexdigest()[:12]


def _collect(folder: Path, package: FontPackage) -> list[str]:
    wanted = [f"{style}/{package.prefix}_{style}.ttf" for style in package.styles]
    name = f"@expo-google-fonts/{package.name}"
    source = npm.fetch(name, package.version, package.integrity, keep=(*wanted, "LICENSE_FONT"))
    for path in wanted:
        shutil.copyfile(source / path, folder / Path(path).name)
    shutil.copyfile(source / "LICENSE_FONT", folder / f"{package.prefix}.LICENSE.txt")
    return [Path(path).name for path in wanted]


def _describe(path: Path) -> dict[str, object]:
    with TTFont(path, lazy=True) as font:
        name = font["name"].getDebugName(1)
        style = font["name"].getDebugName(2)
        points = sorted(font.getBestCmap())
    starts = [point for i, point in enumerate(points) if i == 0 or points[i - 1] != point - 1]
    ends = [point for i, point in enumerate(points) if i + 1 == len(points) or points[i + 1] != point + 1]
    family = name if style in ("Regular", "Bold") and not path.stem.endswith("_700Bold") else f"{name} {style}"
    return {"family": family, "file": path.name, "starts": starts, "ends": ends}
