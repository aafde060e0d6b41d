"""The voices that espeak-ng's data holds, and which of them speaks a language."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import espeakng_loader

from videoagent_contracts.steps import VoiceInfo

PROVIDER = "espeak-ng"
_data_path: Callable[[], str] = espeakng_loader.get_data_path

# Tags that people write, and the data's name for the language.
_ALIASES = {
    "zh": "cmn",
    "zh-hk": "yue",
    "zh-mo": "yue",
    "no": "nb",
    "nn": "nb",
    "iw": "he",
    "in": "id",
    "mo": "ro",
    "en": "en-us",
    "en-uk": "en-gb",
    "pt-pt": "pt",
    "es-mx": "es-419",
    "es-ar": "es-419",
    "es-co": "es-419",
    "es-cl": "es-419",
    "es-pe": "es-419",
    "es-us": "es-419",
    "hy-arevmda": "hyw",
}
# The nearest voice for languages that have none of their own: same family, or the same letters read alike.
_STAND_INS = {
    "fil": "id",
    "tl": "id",
    "jv": "id",
    "su": "id",
    "gl": "pt",
    "oc": "ca",
    "ast": "es",
    "lo": "th",
    "km": "th",
    "ps": "fa",
    "dv": "hi",
    "mai": "hi",
    "sa": "hi",
    "zu": "sw",
    "xh": "sw",
    "rw": "sw",
    "yo": "sw",
    "ig": "sw",
    "ha": "sw",
    "so": "sw",
    "mn": "ru",
    "tg": "ru",
    "bo": "ne",
    "yi": "de",
    "fy": "nl",
    "gsw": "de",
    "sm": "mi",
}
_ARTIFICIAL_OR_TRANSLITERATED = frozenset(
    {"art/piqd", "art/qdb", "art/sjn", "art/qya", "art/xex", "gmw/en-Shaw", "sit/cmn-Latn-pinyin",
     "sit/yue-Latn-jyutping", "ira/fa-Latn", "zle/ru-cl"}
)  # fmt: skip


@dataclass(frozen=True)
class EspeakVoice:
    """One voice file: ``name`` is its file's name in lower case, which ``espeak_SetVoiceByName`` takes."""

    name: str
    title: str
    languages: tuple[str, ...]
    dictionary: str


@lru_cache(maxsize=1)
def voices() -> dict[str, EspeakVoice]:
    """Read the catalogue; keys are the lower-case names."""
    data = Path(_data_path())
    root = data / "lang"
    files = sorted(path for path in root.rglob("*") if path.is_file())
    found = [_read(path) for path in files if path.relative_to(root).as_posix() not in _ARTIFICIAL_OR_TRANSLITERATED]
    return {voice.name: voice for voice in found if voice.languages and (data / f"{voice.dictionary}_dict").is_file()}


def _read(path: Path) -> EspeakVoice:
    title = path.name
    dictionary = ""
    languages: list[str] = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        key, _, value = line.split("//")[0].strip().partition(" ")
        if key == "name":
            title = value.strip()
        elif key == "language":
            languages.append(value.split()[0].lower())
        elif key == "dictionary" or (key == "translator" and not dictionary):
            dictionary = value.strip()
    # Without a line of its own, the dictionary is that of the first language without its region.
    dictionary = dictionary or (languages[0].split("-")[0] if languages else "")
    return EspeakVoice(path.name.lower(), title, tuple(languages), dictionary)


def voice_for(language: str) -> tuple[str, bool]:
    """Find the voice of a BCP 47 tag.

    Returns:
        The voice's name, and whether it really speaks this language (else it is the nearest one there is).
    """
    known = voices()
    by_language = {tag: voice.name for voice in reversed(known.values()) for tag in voice.languages}
    parts = language.lower().split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        name = _ALIASES.get(tag, tag)
        if name in known:
            return name, True
        if name in by_language:
            return by_language[name], True
    if len(parts) > 2 and f"{parts[0]}-{parts[-1]}" in known:
        return f"{parts[0]}-{parts[-1]}", True
    stand_in = _STAND_INS.get(parts[0], "en-us")
    return _ALIASES.get(stand_in, stand_in), False


def infos() -> tuple[VoiceInfo, ...]:
    """List the voices for ``/voices``."""
    tags = {"cmn": "zh", "nb": "nb", "en-us": "en-US", "en-gb": "en-GB", "pt-br": "pt-BR"}
    return tuple(
        VoiceInfo(
            name=voice.name, language=tags.get(voice.name, voice.name), provider=PROVIDER, description=voice.title
        )
        for voice in sorted(voices().values(), key=lambda voice: voice.name)
    )
