"""What stock services are asked, alike for photographs and for footage."""

from videoagent_models.stock import Shape, Size, StockSettings
from videoagent_models.stock_words import ENGLISH, pexels_locale, pixabay_language

Query = dict[str, str | int]


def pexels_query(settings: StockSettings, words: str, language: str, size: Size) -> Query | None:
    """Return the parameters of a search at Pexels; None: it does not know the language.

    Args:
        settings: Of the service.
        words: To be found.
        language: BCP 47, of the words.
        size: Of the film, px.
    """
    query: Query = {"query": words, "orientation": Shape.of(size).value, "per_page": settings.searched}
    return _in_language(query, language, "locale", pexels_locale(language))


def pixabay_query(settings: StockSettings, words: str, language: str) -> Query | None:
    """Return the parameters of a search at Pixabay, the key among them, which it takes in the address only.

    As ``pexels_query``; the shape is asked for where the service knows it, which is for photographs.
    """
    query: Query = {"key": settings.key, "q": words, "safesearch": "true", "per_page": settings.searched}
    return _in_language(query, language, "lang", pixabay_language(language))


def _in_language(query: Query, language: str, parameter: str, name: str | None) -> Query | None:
    if language == ENGLISH:
        return query
    return None if name is None else {**query, parameter: name}
