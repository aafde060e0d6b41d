"""The language of a topic or script, when the user has not said it."""

import re
import threading
import unicodedata
from functools import lru_cache

from py3langid import langid

from videoagent_agent_style.scripts import language_of_script
from videoagent_models.nouns import languages_of

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
    "de": "die den in",
    "it": "la le l un in",
    "pt": "a o um de",
    "nl": "de in",
    "ro": "la un",
    "hu": "a",
}
# Nouns that topics begin with and English does not have; of several languages' nouns the most spoken language has it.
_TOPIC_WORDS = {
    "fr": "histoire vie voyage lune soleil mer monde brève trous noirs abeilles montagnes guerre ville terre "
    "eau amour automne printemps droits chocolat",
    "es": "historia vida viaje luna mar mundo agujeros negros abejas volcanes montañas guerra revolución ciudad "
    "tierra agua derechos otoño primavera dinosaurios imperio",
    "de": "geschichte leben reise mond sonne meer welt löcher bienen vulkane berge krieg erde stadt kurze "
    "schokolade wasser vulkane fotosynthese honigbienen schmetterlinge herbst frühling sommer",
    "it": "storia vita viaggio mare mondo sulla sul dal dalla buchi neri api vulcani montagne guerra città "
    "terra acqua cioccolato impero amore autunno primavera inverno farfalle",
    "pt": "história vida viagem lua sol mar mundo à ao buracos negros abelhas vulcões montanhas guerra cidade "
    "água baleias direitos império outono primavera inverno verão",
    "nl": "geschiedenis leven reis maan zon zee wereld zwarte gaten bijen vulkanen bergen oorlog aarde stad "
    "chocolade vulkanen tulp herfst lente zomer vlinders",
    "pl": "historię polski polska księżyc słońce morze świat pszczoły góry wojna podróż krótka ziemia woda "
    "czekolada wulkany prawa motyle jesień zima wiosna",
    "sv": "historien sveriges livet resan månen solen havet världen bina vulkaner bergen kriget jorden om "
    "choklad vattnet vatten",
    "da": "historie historien danmarks livet rejsen månen solen havet verden bierne vulkaner krigen jorden om",
    "fi": "suomen kuu aurinko meri maailma mehiläiset tulivuoret vuoret sota matka maa suklaa vesi",
    "cs": "historie dějiny měsíc slunce moře svět včely sopky hory válka cesta země stručná voda čokoláda",
    "ro": "istoria istorie călătorie soarele marea lumea albinelor vulcanii munții războiul pământul ciocolata "
    "ciocolată apa",
    "hu": "története történelem hold nap tenger világ méhek vulkánok hegyek háború föld utazás csokoládé víz",
    "tr": "tarihi tarih yolculuk ay güneş deniz dünya arılar yanardağlar dağlar savaş kısa çikolata kelebekler "
    "sonbahar ilkbahar",
    "vi": "lịch sử việt nam biển thế giới mặt trăng trời ong núi lửa chiến tranh nước",
    "id": "sejarah kehidupan perjalanan bulan matahari laut dunia lebah gunung perang singkat cokelat",
}
_FOREIGN_NAMES = re.compile(
    r"\b(?:las vegas|los angeles|el niño|la niña|rio de janeiro|(?:leonardo )?da vinci|(?:vincent )?van gogh|de beers|"
    r"la la land|la liga|la paz|buenos aires|ludwig van beethoven|vasco da gama|al capone|la scala|los alamos|"
    r"el capit[aá]n|les misérables|il duomo|das kapital|le mans|de gaulle|tour de france)\b",
    re.IGNORECASE,
)
"""Names that English uses as they are: they tell nothing of a topic's language."""
_ENGLISH = frozenset(
    "the a an of in on and for with to how why what is are was from by at its their about this that".split()  # noqa: SIM905 - as the lists above
)
_ENGLISH_ARTICLES = frozenset("a as an i die de".split())  # noqa: SIM905
"""Articles of other languages that stand in English too, and then mean something else or belong to a name."""
_LETTERS = {
    "fr": "çœêèùûîï", "es": "ñ¿¡áíóú", "de": "ßäöü", "it": "àèìòù", "pt": "ãõçáâê", "pl": "łąęśźżćń",
    "sv": "åäö", "da": "åæø", "fi": "äö", "cs": "řěůčšž", "ro": "șțăâî", "hu": "őűáé", "tr": "ğışç",
    "vi": "ơưđăạếộồảấ",
}  # fmt: skip
_ARTICLES = {
    "fr": "le la les l un une", "es": "el la los las", "it": "il la lo gli le l i", "pt": "o a os as",
    "nl": "de het een", "de": "der das die", "hu": "a az",
}  # fmt: skip
"""Topics begin with them; what follows tells whether a name in English does, too ("Le Mans")."""
_ARTICLE_ALONE_WEIGHT = 0.5
"""Of an article that English has not, before a word in small letters, which is no name then."""
_NOUN_WEIGHT = 0.85
_FEW_WORDS = 5
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
    named = _named(_FOREIGN_NAMES.sub(" ", text))
    scores = {
        language: _score(language, words, lower, likely.get(language, 0.0)) + named.get(language, 0.0)
        for language in _OWN_WORDS
    }
    best = max(scores, key=lambda language: scores[language])
    own = sum(any(word in known for known in _words(best)) or best in languages_of(word) for word in words)
    return best if scores[best] >= _ENOUGH and own >= english else DEFAULT_LANGUAGE


def _named(text: str) -> dict[str, float]:
    """Return how much the things that a short topic names tell of its language, and its article with them.

    A word of several languages tells as much of each; an article that only some of them have decides among these.
    """
    written = re.findall(r"[^\W\d_]+", text)
    words = [word.lower() for word in written]
    if not words or len(words) > _FEW_WORDS:
        return {}
    found: dict[str, float] = {}
    for word in words:
        for language, weight in languages_of(word).items():
            found[language] = max(found.get(language, 0.0), _NOUN_WEIGHT * weight)
    for language, listed in _ARTICLES.items():
        article = words[0] in listed.split() and len(words) > 1
        if article and (language in found or (words[0] not in _ENGLISH_ARTICLES and written[1].islower())):
            found[language] = found.get(language, 0.0) + _ARTICLE_ALONE_WEIGHT
    return found


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
