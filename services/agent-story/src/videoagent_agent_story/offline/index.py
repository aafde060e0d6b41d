"""The articles as one SQLite file per language: built once, opened in milliseconds, read from disk as needed."""

import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from math import log
from pathlib import Path

from videoagent_agent_story.offline.articles import Article, data_file, read_articles
from videoagent_agent_story.offline.language import Language, words

FORMAT = 5
"""Part of the file's name: a change of the layout or of the cleaning makes a new file beside the old one."""

SURNAME = 9
"""Rank of a person's last name: weaker than any title."""
FORENAME = 10
"""Rank of a person's first name, which is looked for where nothing else is called so."""

_LIFETIME = re.compile(r"\d{3,4}\s?[–-]\s?\d{2,4}|\bborn\b|\bBC\b")
_SCHEMA = """
create table article (id integer primary key, title text, subject text, description text, category text, qualified int);
create table sentence (id integer primary key, article int, position int, text text);
create table name (stems text, article int, rank int, word text);
create table frequency (stem text primary key, sentences int) without rowid;
create virtual table stems using fts5 (text, content='', tokenize='unicode61');
"""


@dataclass(frozen=True)
class Sentence:
    """One sentence and where it stands; ``position`` counts from 0, the definition."""

    id: int
    article: int
    position: int
    text: str


@dataclass(frozen=True)
class Entry:
    """An article without its text."""

    id: int
    title: str
    subject: str
    description: str
    category: str
    rank: int = 0
    """0 for a title, 1 for another name, 2 and more for a title with brackets, ``SURNAME`` for a last name."""
    word: str = ""
    """Last word, folded, of the name by which it was found."""


def index_path(language: Language, cache: Path) -> Path:
    """Return where a language's index lies; the articles' size in the name tells one release from another."""
    return cache / f"articles-{language.code}-{FORMAT}-{data_file(language).stat().st_size}.sqlite"


def prepare(language: Language, cache: Path) -> Path:
    """Build the index unless it is there. Safe when several processes do it at once: the last one wins."""
    path = index_path(language, cache)
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, unfinished = tempfile.mkstemp(dir=path.parent, suffix=".building")
        os.close(handle)
        try:
            with closing(sqlite3.connect(unfinished)) as database:
                _fill(database, language)
            Path(unfinished).chmod(0o644)
            Path(unfinished).replace(path)
        finally:
            Path(unfinished).unlink(missing_ok=True)
    return path


def _fill(database: sqlite3.Connection, language: Language) -> None:
    database.executescript(f"pragma journal_mode=off; pragma synchronous=off; {_SCHEMA}")
    frequency: dict[str, int] = {}
    for number, article in enumerate(read_articles(language)):
        _add(database, language, number, article, frequency)
    database.executemany("insert into frequency values (?, ?)", frequency.items())
    database.execute("create index sentence_article on sentence (article, position)")
    database.execute("create index name_stems on name (stems)")
    database.commit()
    database.execute("insert into stems (stems) values ('optimize')")
    database.commit()


def _add(
    database: sqlite3.Connection, language: Language, number: int, article: Article, frequency: dict[str, int]
) -> None:
    row: tuple[object, ...] = (
        number,
        article.title,
        article.subject,
        article.description,
        article.category,
        article.qualified,
    )
    database.execute("insert into article values (?, ?, ?, ?, ?, ?)", row)
    for name, rank in _names(language, article):
        row = (" ".join(language.stems(name)), number, rank, (words(name) or [""])[-1])
        database.execute("insert into name values (?, ?, ?, ?)", row)
    for position, text in enumerate(article.sentences):
        stems = language.stems(text)
        cursor = database.execute(
            "insert into sentence (article, position, text) values (?, ?, ?)", (number, position, text)
        )
        database.execute("insert into stems (rowid, text) values (?, ?)", (cursor.lastrowid, " ".join(stems)))
        for stem in set(stems):
            frequency[stem] = frequency.get(stem, 0) + 1


def _names(language: Language, article: Article) -> Iterator[tuple[str, int]]:
    everyday = [alias for alias, title in language.aliases.items() if title == article.title]
    for at, name in enumerate((*article.names, *everyday)):
        yield name, min(at, 1) + 2 * article.qualified
    last = article.subject.split()[-1]
    if article.category in language.people or (_LIFETIME.search(article.description) and last[0].isupper()):
        yield words(article.subject)[-1], SURNAME


class Index:
    """Reads one language's index. Not shared between threads."""

    def __init__(self, language: Language, path: Path) -> None:
        self.language = language
        self._database = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)
        (self.size,) = self._database.execute("select count(*) from sentence").fetchone()
        self.weight = lru_cache(maxsize=20_000)(self._weight)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def frequency(self, stem: str) -> int:
        """Return in how many sentences a stem occurs."""
        row = self._database.execute("select sentences from frequency where stem = ?", (stem,)).fetchone()
        return row[0] if row else 0

    def _weight(self, stem: str) -> float:
        """Return the inverse document frequency of a stem, over sentences."""
        return log(1 + self.size / (1 + self.frequency(stem)))

    def named(self, stems: Iterable[str]) -> list[Entry]:
        """Return an entry for every article name with these stems, titles without brackets before others."""
        rows = self._database.execute(
            "select a.id, a.title, a.subject, a.description, a.category, n.rank, n.word from name n "
            "join article a on a.id = n.article where n.stems = ? order by n.rank, a.id",
            (" ".join(stems),),
        )
        return [Entry(*row) for row in rows]

    def beginning(self, stems: Iterable[str]) -> list[Entry]:
        """Return an entry for every title that begins with these stems and goes on: "Napoléon" for "Napoléon Ier"."""
        start = " ".join(stems)
        rows = self._database.execute(
            "select a.id, a.title, a.subject, a.description, a.category, n.rank, n.word from name n "
            "join article a on a.id = n.article where n.stems > ? and n.stems < ? and n.rank = 0 order by a.id",
            (f"{start} ", f"{start}!"),  # the sign after the space
        )
        return [Entry(*row) for row in rows]

    def article(self, number: int) -> Entry:
        """Return an article by its number."""
        row = self._database.execute(
            "select id, title, subject, description, category from article where id = ?", (number,)
        ).fetchone()
        return Entry(*row)

    def sentences(self, article: int) -> list[Sentence]:
        """Return all sentences of an article, in order."""
        rows = self._database.execute(
            "select id, article, position, text from sentence where article = ? order by position", (article,)
        )
        return [Sentence(*row) for row in rows]

    def containing(self, phrases: Iterable[tuple[str, ...]], limit: int = 400) -> list[Sentence]:
        """Return sentences that hold all of these stem phrases, the densest (BM25) first."""
        query = " AND ".join('"' + " ".join(phrase) + '"' for phrase in phrases)
        rows = self._database.execute(
            "select s.id, s.article, s.position, s.text from stems join sentence s on s.id = stems.rowid "
            "where stems match ? order by bm25(stems), s.id limit ?",
            (query, limit),
        )
        return [Sentence(*row) for row in rows]
