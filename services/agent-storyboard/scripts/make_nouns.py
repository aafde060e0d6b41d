"""Make ``data/nouns.tsv.gz``: nouns of many languages and the English name of the thing.

Source: the labels of ``emojibase-data`` 17.0.0 (MIT), and a few everyday words of our own that no label has. Run it by
hand, with the folder of the unpacked npm package:
``python services/agent-storyboard/scripts/make_nouns.py node_modules/emojibase-data``.
"""

import gzip
import json
import re
import sys
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "videoagent_agent_storyboard" / "data" / "nouns.tsv.gz"
LANGUAGES = "bn da de es fi fr hi hu it ja ko ms nl pl pt ru sv th uk vi zh".split()  # noqa: SIM905 - as one reads them
THINGS = (3, 4, 5, 6, 7)
"""Groups of emojibase: nature, food, places, activities, objects."""
LONGEST = 25
EVERYDAY = {
    "coffee": "de=kaffee es=café fr=café it=caffè pt=café nl=koffie "
        "pl=kawa ru=кофе uk=кава ja=コーヒー zh=咖啡 ko=커피 sv=kaffe",
    "honey": "de=honig es=miel fr=miel it=miele pt=mel nl=honing "
        "pl=miód ru=мёд ja=蜂蜜 zh=蜂蜜 ko=꿀 sv=honung",
    "bee": "da=bi sv=bi nl=bijen zh=蜂 fr=abeilles",
    "sea": "de=meer es=mar fr=mer it=mare pt=mar nl=zee "
        "pl=morze ru=море ja=海 zh=海 ko=바다 sv=hav",
    "forest": "de=wald es=bosque fr=forêt it=foresta pt=floresta nl=bos "
        "pl=las ru=лес ja=森 zh=森林 ko=숲 sv=skog",
    "city": "de=stadt es=ciudad fr=ville it=città pt=cidade nl=stad "
        "pl=miasto ru=город ja=都市 zh=城市 ko=도시 sv=stad",
    "moon": "de=mond es=luna fr=lune it=luna pt=lua nl=maan "
        "pl=księżyc ru=луна ja=月 zh=月亮 ko=달 sv=månen",
    "star": "de=stern es=estrella fr=étoile it=stella pt=estrela nl=ster "
        "pl=gwiazda ru=звезда ja=星 zh=星 ko=별 sv=stjärna",
    "music": "de=musik es=música fr=musique it=musica pt=música nl=muziek "
        "pl=muzyka ru=музыка ja=音楽 zh=音乐 ko=음악 sv=musik",
    "rain": "de=regen es=lluvia fr=pluie it=pioggia pt=chuva nl=regen "
        "pl=deszcz ru=дождь ja=雨 zh=雨 ko=비 sv=regn",
}  # fmt: skip


def read(folder: Path, language: str) -> dict[str, str]:
    entries = json.loads((folder / language / "data.json").read_text("utf-8"))
    return {entry["hexcode"]: entry["label"] for entry in entries if entry.get("group") in THINGS}


def main() -> None:
    folder = Path(sys.argv[1])
    english = read(folder, "en")
    rows = [f"{pair.replace('=', chr(9))}\t{thing}" for thing, pairs in EVERYDAY.items() for pair in pairs.split()]
    for language in LANGUAGES:
        for code, noun in read(folder, language).items():
            if code in english and len(noun) < LONGEST and not re.search(r"\d", noun):
                rows.append(f"{language}\t{noun.lower()}\t{english[code]}")
    TARGET.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    print(f"{len(rows)} rows, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
