"""What a picture should show: English subjects, the most important first."""

import re

from videoagent_contracts.film import Beat
from videoagent_models.nouns import english_nouns
from videoagent_models.speaking import base_language

MOST = 8
_WORD = re.compile(r"[^\W\d_][\w'’-]+")
_EMPTY = frozenset(
    """
    a an the of in on at to for and or but with by from into through over under about between among as is are was
    were be been it its this that these those he she they them his her their our your we you i who which what when
    where why how not no also than then there here has have had do does did can could may might must will would all
    any each every both many most more much some several other another one two three four five six seven eight nine
    ten first second third such often usually generally known called named found used using use include includes
    including made make well very new old large largest small great good long high low part parts form forms kind
    kinds type types term word name way ways since during within around across along per up out only so if while
    whereas because until still even just like species genus family order class group member members system process
    people person thing things world life history time times year years century day days journey story introduction
    guide video film documentary
    """.split()  # noqa: SIM905 - as one reads them
)

_SMALL_WORDS = frozenset(
    """
    los las les des del une una dans avec pour sur par aux est que qui comment pourquoi por con para como cómo qué sobre
    der die das dem den ein eine einer eines und oder von vom zum zur mit für wie warum was über auf aus
    gli dei degli delle della dello nel nella come perché uno uma dos das com não het een van voor hoe waarom
    """.split()  # noqa: SIM905 - as one reads them
)
"""Of other languages than English: none of them names anything."""
_GERMAN_OPENERS = frozenset(
    "Wie Was Warum Wann Wer Woher Wohin Der Die Das Ein Eine Von Über Vom Zum Zur Mit Aus Alles".split()  # noqa: SIM905
)
"""Begin a title with a capital, and are no nouns."""


def keywords_for(beat: Beat, title: str, language: str) -> tuple[str, ...]:
    """Return at most eight keywords.

    The subject comes first, then words of its description, then of the narration; in other languages than English
    the things that these name, by their English names. What somebody said that the picture shows comes before all; it
    may be said in English or in the film's language.
    A beat of somebody's own words has no subject but what it says, and then the film's. A beat that has only the
    film's title for a subject takes its words from there, for its narration is general.
    """
    subject = beat.heading or title
    general = beat.heading == title and not beat.prompt
    own = [beat.prompt, beat.narration, title] if not beat.heading else [beat.prompt, subject]
    texts = [*own, *(() if general else (beat.description, beat.narration))]
    if base_language(language) != "en":
        texts = texts[:3]
        found = [noun for text in texts for noun in english_nouns(text, language)]
        asked = _words(beat.prompt)
        before, after = ((), asked) if english_nouns(beat.prompt, language) else (asked, ())
        return tuple(filter(None, dict.fromkeys([*before, *found, subject, *after])))[:MOST]
    plain = re.sub(r"\s*\([^()]*\)", "", subject).strip().lower()
    whole = [plain] if beat.heading and plain and len(plain.split()) <= 3 else []
    return tuple(dict.fromkeys([*whole, *(word for text in texts for word in _words(text))]))[:MOST]


def title_words(title: str, language: str) -> tuple[str, ...]:
    """Return the words of a title that may stand alone, as they are written; in German only its nouns."""
    found = [word for word in _WORD.findall(title) if word.lower() not in _EMPTY | _SMALL_WORDS and len(word) > 2]
    nouns = [word for word in found if word[0].isupper() and word not in _GERMAN_OPENERS]
    return tuple(dict.fromkeys(nouns if base_language(language) == "de" and nouns else found))


def _words(text: str) -> list[str]:
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(text))
    return [word for word in words if word not in _EMPTY and len(word) > 2]
