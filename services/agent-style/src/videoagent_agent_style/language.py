"""The language of a topic or script, when the user has not said it."""

import re
import threading
import unicodedata
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
# Nouns that topics begin with and English does not have; of several languages' nouns the most spoken language has it.
_TOPIC_WORDS = {
    "fr": "histoire vie voyage lune soleil mer monde brève trous noirs abeilles montagnes guerre ville terre",
    "es": "historia vida viaje luna mar mundo agujeros negros abejas volcanes montañas guerra revolución ciudad tierra",
    "de": "geschichte leben reise mond sonne meer welt löcher bienen vulkane berge krieg erde stadt kurze",
    "it": "storia vita viaggio mare mondo sulla sul dal dalla buchi neri api vulcani montagne guerra città terra",
    "pt": "história vida viagem lua sol mar mundo à ao buracos negros abelhas vulcões montanhas guerra cidade",
    "nl": "geschiedenis leven reis maan zon zee wereld zwarte gaten bijen vulkanen bergen oorlog aarde stad",
    "pl": "historię polski polska księżyc słońce morze świat pszczoły góry wojna podróż krótka ziemia",
    "sv": "historien sveriges livet resan månen solen havet världen bina vulkaner bergen kriget jorden om",
    "da": "historie historien danmarks livet rejsen månen solen havet verden bierne vulkaner krigen jorden om",
    "fi": "suomen kuu aurinko meri maailma mehiläiset tulivuoret vuoret sota matka maa",
    "cs": "historie dějiny měsíc slunce moře svět včely sopky hory válka cesta země stručná",
    "ro": "istoria istorie călătorie soarele marea lumea albinelor vulcanii munții războiul pământul",
    "hu": "története történelem hold nap tenger világ méhek vulkánok hegyek háború föld utazás",
    "tr": "tarihi tarih yolculuk ay güneş deniz dünya arılar yanardağlar dağlar savaş kısa",
    "vi": "lịch sử việt nam biển thế giới mặt trăng trời ong núi lửa chiến tranh",
    "id": "sejarah kehidupan perjalanan bulan matahari laut dunia lebah gunung perang singkat",
}
_FOREIGN_NAMES = re.compile(
    r"\b(?:las vegas|los angeles|el niño|la niña|rio de janeiro|(?:leonardo )?da vinci|(?:vincent )?van gogh|de beers|"
    r"la la land|la liga|la paz|buenos aires|ludwig van beethoven|vasco da gama|al capone)\b"
)
"""Names that English uses as they are: they tell nothing of a topic's language."""
_ENGLISH = frozenset(
    "the a an of in on and for with to how why what is are was from by at its their about this that".split()  # noqa: SIM905 - as the lists above
)
_LETTERS = {
    "fr": "çœêèùûîï", "es": "ñ¿¡áíóú", "de": "ßäöü", "it": "àèìòù", "pt": "ãõçáâê", "pl": "łąęśźżćń",
    "sv": "åäö", "da": "åæø", "fi": "äö", "cs": "řěůčšž", "ro": "șțăâî", "hu": "őűáé", "tr": "ğışç",
    "vi": "ơưđăạếộồảấ",
}  # fmt: skip
_OWN_WEIGHT, _SHARED_WEIGHT, _LETTER_WEIGHT, _TOPIC_WEIGHT = 0.5, 0.35, 0.4, 0.7
_ENOUGH = 0.8
_MOST_CHARACTERS = 2000
_lock = threading.Lock()


def detect(text: str) -> str:
    """Return the language of a text, ``en`` unless there is good evidence of another.

    A script of its own decides at once. In the Latin script a short topic misleads every statistical identifier
    ("Jazz" is Italian to it, "Quantum" Indonesian), so another language than English needs words or letters of
    its own as well.
    """
    text = unicodedata.normalize("NFC", text[:_MOST_CHARACTERS])
    by_script = language_of_script(text)
    if by_script is not None:
        return by_script
    lower = _FOREIGN_NAMES.sub(" ", text.lower())
    words = re.findall(r"[^\W\d_]+", lower)
    english = sum(word in _ENGLISH for word in words)
    likely = _probabilities(text)
    scores = {language: _score(language, words, lower, likely.get(language, 0.0)) for language in _OWN_WORDS}
    best = max(scores, key=lambda language: scores[language])
    own = sum(any(word in known for known in _words(best)) for word in words)
    return best if scores[best] >= _ENOUGH and own >= english else DEFAULT_LANGUAGE


def _score(language: str, words: list[str], text: str, likely: float) -> float:
    own, shared, topical = _words(language)
    evidence = _OWN_WEIGHT * min(2, len(own.intersection(words))) + _SHARED_WEIGHT * bool(shared.intersection(words))
    evidence += _TOPIC_WEIGHT * min(2, len(topical.intersection(words)))
    evidence += _LETTER_WEIGHT * any(letter in text for letter in _LETTERS.get(language, ""))
    return likely + evidence if evidence else 0.0


@lru_cache(maxsize=len(_OWN_WORDS))
def _words(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    own, shared, topical = _OWN_WORDS[language], _SHARED_WORDS.get(language, ""), _TOPIC_WORDS[language]
    return frozenset(own.split()), frozenset(shared.split()), frozenset(topical.split()) - frozenset(own.split())


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
