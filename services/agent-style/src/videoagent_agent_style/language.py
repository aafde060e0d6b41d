"""The language of a topic or script, when the user has not said it."""

import re
import threading
from functools import lru_cache

from py3langid import langid

from videoagent_agent_style.scripts import language_of_script

DEFAULT_LANGUAGE = "en"

# Function words by language: first those that no other language here has, then shared ones.
_OWN_WORDS = {
    "fr": "les des du une dans avec pour sur est et au aux qui comment pourquoi l d",
    "es": "los las del y por qué cómo una con para el su sus más",
    "de": "der das und ein eine des dem von mit für wie warum ist im zur",
    "it": "il gli del della dei delle di come perché è nel nella lo i",
    "pt": "os das dos da do uma com não são como por que no na e",
    "nl": "het een van en hoe waarom zijn voor met op",
    "pl": "jak dlaczego jest i w z na się życie o",
    "sv": "och ett en på av för hur varför är om",
    "da": "og et en på af til hvordan hvorfor er om",
    "fi": "ja on miten miksi kuinka elämä",
    "cs": "jak proč je a v na se život o",
    "ro": "și cum este din cu viața lui de",
    "hu": "az egy és hogyan miért élete",
    "tr": "ve bir nasıl neden için ile hayatı",
    "vi": "của và các là những trong cuộc một",
    "id": "dan yang di bagaimana mengapa untuk dari sebuah",
}
_SHARED_WORDS = {
    "fr": "la le de un en",
    "es": "la un en de",
    "de": "die den",
    "it": "la le un in",
    "pt": "a o um de",
    "nl": "de in",
    "ro": "la un",
    "hu": "a",
}
_ENGLISH = frozenset(
    "the a an of in on and for with to how why what is are was from by at its their about this that".split()  # noqa: SIM905 - as the lists above
)
_LETTERS = {
    "fr": "çœêèùûîï", "es": "ñ¿¡áíóú", "de": "ßäöü", "it": "àèìòù", "pt": "ãõçáâê", "pl": "łąęśźżćń",
    "sv": "åäö", "da": "åæø", "fi": "äö", "cs": "řěůčšž", "ro": "șțăâî", "hu": "őűáé", "tr": "ğışç",
    "vi": "ơưđăạếộồảấ",
}  # fmt: skip
_OWN_WEIGHT, _SHARED_WEIGHT, _LETTER_WEIGHT = 0.5, 0.35, 0.4
_ENOUGH = 0.8
_MOST_CHARACTERS = 2000
_lock = threading.Lock()


def detect(text: str) -> str:
    """Return the language of a text, ``en`` unless there is good evidence of another.

    A script of its own decides at once. In the Latin script a short topic misleads every statistical identifier
    ("Jazz" is Italian to it, "Quantum" Indonesian), so another language than English needs words or letters of
    its own as well.
    """
    text = text[:_MOST_CHARACTERS]
    by_script = language_of_script(text)
    if by_script is not None:
        return by_script
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = sum(word in _ENGLISH for word in words)
    likely = _probabilities(text)
    scores = {language: _score(language, words, text.lower(), likely.get(language, 0.0)) for language in _OWN_WORDS}
    best = max(scores, key=lambda language: scores[language])
    own = sum(word in _words(best)[0] or word in _words(best)[1] for word in words)
    return best if scores[best] >= _ENOUGH and own >= english else DEFAULT_LANGUAGE


def _score(language: str, words: list[str], text: str, likely: float) -> float:
    own, shared = _words(language)
    evidence = _OWN_WEIGHT * min(2, len(own.intersection(words))) + _SHARED_WEIGHT * bool(shared.intersection(words))
    evidence += _LETTER_WEIGHT * any(letter in text for letter in _LETTERS.get(language, ""))
    return likely + evidence if evidence else 0.0


@lru_cache(maxsize=len(_OWN_WORDS))
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(_OWN_WORDS[language].split()), frozenset(_SHARED_WORDS.get(language, "").split())


def _probabilities(text: str) -> dict[str, float]:
    with _lock:  # the identifier keeps state while it reads
        ranked = _identifier().rank(text)  # type: ignore[no-untyped-call]
    return {language: float(probability) for language, probability in ranked}


@lru_cache(maxsize=1)
def _identifier() -> "langid.LanguageIdentifier":
    identifier: langid.LanguageIdentifier = langid.LanguageIdentifier.from_model_file(  # type: ignore[no-untyped-call]
        langid.MODEL_FILE, norm_probs=True
    )
    identifier.set_languages(["en", *_OWN_WORDS])  # type: ignore[no-untyped-call]
    return identifier
