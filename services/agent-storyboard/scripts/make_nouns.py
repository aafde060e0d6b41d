"""Make ``data/nouns.tsv.gz``: nouns of many languages and the English name of the thing.

Source: the labels of ``emojibase-data`` 17.0.0 (MIT). Run it by hand, with the folder of the unpacked npm package:
``python services/agent-storyboard/scripts/make_nouns.py node_modules/emojibase-data``.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "videoagent_agent_storyboard" / "data" / "nouns.tsv.gz"
LANGUAGES = "bn da de es fi fr hi hu it ja ko ms nl pl pt ru sv th uk vi zh".split()  # noqa: SIM905 - as one reads them
THINGS = (3, 4, 5, 6, 7)
"""Groups of emojibase: nature, food, places, activities, objects."""
_TAGS = 2
_LONGEST = 25


def read(folder: Path, language: str) -> dict[str, tuple[str, ...]]:
    entries = json.loads((folder / language / "data.json").read_text("utf-8"))
    return {
        entry["hexcode"]: (entry["label"], *entry.get("tags", [])) for entry in entries if entry.get("group") in THINGS
    }


def main() -> None:
    folder = Path(sys.argv[1])
    english = read(folder, "en")
    rows: list[str] = []
    for language in LANGUAGES:
        things = {code: names for code, names in read(folder, language).items() if code in english}
        used = Counter(name.lower() for names in things.values() for name in set(names))
        for code, (label, *tags) in things.items():
            telling = [tag for tag in tags if used[tag.lower()] == 1][:_TAGS]  # "animal" says nothing about any of them
            nouns = "|".join(dict.fromkeys(name.lower() for name in (label, *telling) if len(name) < _LONGEST))
            if nouns:
                rows.append(f"{language}\t{nouns}\t{english[code][0]}")
    data = "\n".join(rows).encode()
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{len(rows)} rows, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
