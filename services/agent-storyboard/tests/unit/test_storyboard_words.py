import pytest

from videoagent_agent_storyboard.cards import card_for
from videoagent_agent_storyboard.keywords import keywords_for, title_words
from videoagent_agent_storyboard.numbers import striking_number
from videoagent_agent_storyboard.places import find_place
from videoagent_agent_storyboard.sets import _WORDS, SETTINGS, setting_for
from videoagent_agent_storyboard.sets_elsewhere import FALSE_FRIENDS
from videoagent_agent_storyboard.sets_elsewhere import WORDS as ELSEWHERE
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Beat
from videoagent_models.nouns import english_nouns


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("Bees have over 20,000 known species in seven families.", "20,000", "known species"),
        ("It is the source of 86% of global evaporation.", "86%", ""),
        ("Stretching approximately 1,200 km across several countries.", "1,200 km", ""),
        ("There are over 1.6 billion cars in use.", "1.6 billion", "cars"),
        ("He completed more than 800 works in his life.", "800", "works"),
        ("Elle compte environ 20 000 espèces connues.", "20 000", "espèces connues"),
        ("In an area of 7 million km².", "7 million km²", ""),
    ],
)
def test_striking_numbers(text: str, value: str, label: str) -> None:
    found = striking_number(text)
    assert found is not None
    assert (found.value, found.label) == (value, label)


@pytest.mark.parametrize(
    "text",
    [
        "It began in 1789 and ended in 1799.",
        "In the late 19th and early 20th centuries.",
        "Apollo 11 landed.",
        "It has 3 parts.",
        "No number here.",
        "On 9 November.",
    ],
)
def test_years_names_and_small_counts_do_not_strike(text: str) -> None:
    assert striking_number(text) is None


def kind(narration: str, heading: str = "", description: str = "") -> ShotKind | None:
    card = card_for(Beat(narration=narration, heading=heading, description=description))
    return card.kind if card else None


def test_kinds_of_cards() -> None:
    assert kind("Tokyo is the capital of Japan.", "Tokyo", "Capital of Japan") is ShotKind.MAP
    assert kind("Tokyo is a 2008 film.", "Tokyo", "2008 film") is None
    assert kind("Its roots are in blues, ragtime, hymns, marches, and dance music.") is ShotKind.LIST
    assert kind("He said “I think, therefore I am, and that is all” to us.") is ShotKind.QUOTE
    assert kind("The first was Luna 2 in 1959, and the next was Apollo 11 in 1969.") is ShotKind.TIMELINE
    assert kind("Bees fly from flower to flower.") is None


def test_a_timeline_has_its_years_in_order_with_what_happened() -> None:
    card = card_for(Beat(narration="The next was Apollo 11 in 1969, and the first was Luna 2 in 1959."))
    assert card is not None
    assert card.card.lines == ("1959: Luna 2", "1969: Apollo 11")


@pytest.mark.parametrize(
    ("name", "latitude", "longitude"),
    [
        ("Tokyo", 35.69, 139.69),
        ("Alps", 46.5, 9),
        ("Alpes", 46.5, 9),
        ("switzerland", 46.8, 8.2),
        ("Paris", 48.85, 2.35),
        ("Pekín", 39.91, 116.4),
    ],
)
def test_places(name: str, latitude: float, longitude: float) -> None:
    place = find_place(name)
    assert place is not None
    assert (place.latitude, place.longitude) == pytest.approx((latitude, longitude), abs=0.1)


def test_an_unknown_place_has_no_coordinates() -> None:
    assert find_place("Quaxnor") is None


@pytest.mark.parametrize(
    ("text", "setting"),
    [
        ("Alps, mountain range in Europe", "mountains"),
        ("Volcano", "volcano"),
        ("Black hole", "space"),
        ("Roman aqueduct", "arches"),
        ("A rainy night in Tokyo", "street_rain"),
        ("The city at night", "night_city"),
        ("Tokyo, capital city of Japan", "city"),
        ("Amazon rainforest", "jungle"),
        ("Deep-sea fish", "deep_sea"),
        ("Tropical fish", "underwater"),
        ("Penguins of Antarctica", "snow"),
        ("Sahara desert", "desert"),
        ("Lighthouse on the coast", "sea"),
        ("Jazz concert", "concert"),
        ("Ballet dancer", "stage"),
        ("Ludwig van Beethoven, German composer", "concert"),
        ("The Olympic Games", "stadium"),
        ("Le football", "stadium"),
        ("El chocolate", "kitchen"),
        ("Sushi", "kitchen"),
        ("The wolves", "wildlife"),
        ("Les ours", "wildlife"),
        ("El zorro", "wildlife"),
        ("A fox in the forest", "forest"),
        ("Leonardo da Vinci, Italian polymath", "studio"),
        ("La Renaissance", "studio"),
        ("Vincent van Gogh", "studio"),
        ("El Museo del Prado", "studio"),
        ("Dinosaurs", "dinosaurs"),
        ("Le tyrannosaure et les dinosaures", "dinosaurs"),
        ("Cats", "home"),
        ("Les chiens", "home"),
        ("Los gatos", "home"),
        ("The history of tea", "tea"),
        ("Le thé vert", "tea"),
        ("Chess", "chess"),
        ("Les échecs", "chess"),
        ("El ajedrez", "chess"),
        ("The printing press", "printing"),
        ("Johannes Gutenberg", "printing"),
        ("La imprenta", "printing"),
        ("Tennis", "stadium"),
        ("London Underground, rapid transit system", "railway"),
        ("Cuisine française", "kitchen"),
        ("La locomotive à vapeur", "railway"),
        ("Los hermanos Wright", "flight"),
        ("L'économie", "money"),
        ("Coffee", "coffee"),
        ("Polish physicist and chemist", "laboratory"),
        ("Programming language", "computers"),
        ("The French Revolution", "uprising"),
        ("The Industrial Revolution", "industry"),
        ("The Titanic", "liner"),
        ("Un paquebot transatlantique", "liner"),
        ("World War I", "war"),
        ("La Seconde Guerre mondiale", "war"),
        ("La Segunda Guerra Mundial", "war"),
        ("Battle of Waterloo", "battle"),
        ("La bataille d'Austerlitz", "battle"),
        ("Climate change", "climate"),
        ("El cambio climático", "climate"),
        ("Renewable energy", "energy"),
        ("Les énergies renouvelables", "energy"),
        ("La révolution industrielle", "industry"),
        ("La selva tropical", "jungle"),
        ("Gorilla", "jungle"),
        ("Beekeeping and honey", "honeycomb"),
        ("Bee", "meadow"),
        ("Wheat field", "field"),
        ("Elephants", "savanna"),
        ("Les lions", "savanna"),
        ("La jirafa", "savanna"),
        ("Cathedrals of Europe", "sacred"),
        ("La catedral", "sacred"),
        ("Islam", "sacred"),
        ("Le bouddhisme", "sacred"),
        ("Religions of the world", "sacred"),
        ("Religion of ancient Egypt", "desert"),
        ("Ancient Greece", "antiquity"),
        ("Sócrates", "antiquity"),
        ("Ancient Rome", "arches"),
        ("Venise", "venice"),
        ("The Great Wall of China", "great_wall"),
        ("La Gran Muralla China", "great_wall"),
        ("Los vikingos", "vikings"),
        ("Quaxnor", ""),
    ],
)
def test_settings(text: str, setting: str) -> None:
    assert setting_for([(text, 1.0)]) == setting
    assert setting in ("", *SETTINGS)


@pytest.mark.parametrize(
    "text",
    ["Wolfgang Amadeus", "is called an example", "islander", "Winston Churchill", "Lionel Messi", "sea lion",
     "flourished", "trigonometry", "operates", "champion", "bleu", "ice cream", "streaming", "officer", "a movie star",
     "the Cold War", "Star Wars", "a price war", "guerre froide", "warm", "a battle of the bands"],
)  # fmt: skip
def test_words_that_only_begin_like_a_place_lead_to_none(text: str) -> None:
    assert setting_for([(text, 3.0)]) == ""


def test_what_is_only_mentioned_leads_nowhere() -> None:
    assert setting_for([("Magnetism", 3.0)], said=("Moving charges produce a magnetic field.", 1.0)) == ""
    assert setting_for([("Marketplace", 3.0)], described=("Space in which a market operates", 2.0)) == ""
    assert setting_for([("Delta", 3.0)], described=("Landform at a bank of coins", 2.0)) == ""
    assert setting_for([("Plato", 3.0)], said=("He trained athletes and wrote a song on the economy.", 1.0)) == ""
    assert setting_for([("Marie Curie", 3.0)], described=("Physicist and chemist", 2.0)) == "laboratory"
    assert setting_for([("Marie Curie", 3.0)], said=("She studied in a village by the sea.", 1.0)) == "sea"


@pytest.mark.parametrize(
    ("text", "language", "noun"),
    [
        ("Das Leben der Bienen", "de", "honeybee"),
        ("La vie des abeilles", "fr", "bee"),
        ("El volcán", "es", "volcano"),
        ("Жизнь пчёл и вулканы", "ru", "volcano"),
        ("ミツバチの一生", "ja", "honeybee"),
        ("咖啡的历史", "zh", "coffee"),
        ("Le café", "fr", "coffee"),
    ],
)
def test_nouns_of_other_languages(text: str, language: str, noun: str) -> None:
    assert noun in english_nouns(text, language)


@pytest.mark.parametrize(
    ("language", "prompt", "things", "setting"),
    [
        ("es", "un faro en la noche junto al mar", {"lighthouse", "night", "sea"}, "sea"),
        ("fr", "une forêt avec un renard", {"forest", "fox"}, "forest"),
        ("de", "eine Stadt im Regen", {"city", "rain"}, "street_rain"),
        ("it", "una biblioteca con vecchi libri", {"books"}, "interior"),
        ("pt", "uma floresta com uma raposa", {"forest", "fox"}, "forest"),
        ("zh", "夜晚海边的灯塔", {"lighthouse", "night", "sea"}, "sea"),
        ("ar", "الصحراء مع جمل", {"desert", "camel"}, "desert"),
        ("hi", "जंगल में एक लोमड़ी", {"forest", "fox"}, "forest"),
        ("ja", "砂漠のラクダ", {"desert", "camel"}, "desert"),
    ],
)
def test_prompts_are_read_in_other_languages(language: str, prompt: str, things: set[str], setting: str) -> None:
    keywords = keywords_for(Beat(prompt=prompt), "", language)
    assert set(keywords[: len(things)]) == things
    assert setting_for([(prompt, 3.0), (" ".join(keywords[:2]), 3.0)]) == setting


def test_an_english_prompt_of_a_film_in_another_language_comes_first() -> None:
    beat = Beat(narration="Die Stadt schläft.", prompt="a lighthouse on a cliff")
    assert keywords_for(beat, "Meer", "de")[:3] == ("lighthouse", "cliff", "city")


def test_function_words_name_nothing() -> None:
    assert english_nouns("une de la que el los una", "es") == []
    assert english_nouns("text in no known language", "xx") == []


def test_keywords_begin_with_the_subject() -> None:
    beat = Beat(narration="Bees make honey.", heading="Western honey bee", description="Species of insect")
    assert keywords_for(beat, "Bees", "en")[:2] == ("western honey bee", "western")
    assert "insect" in keywords_for(beat, "Bees", "en")


def test_general_narration_gives_no_keywords() -> None:
    beat = Beat(narration="Shapes and light say more than facts.", heading="Quantum gardens")
    assert keywords_for(beat, "Quantum gardens", "en") == ("quantum gardens", "quantum", "gardens")


@pytest.mark.parametrize(
    ("text", "language", "first"),
    [
        ("حياة النحل", "ar", "honeybee"),
        ("البراكين والبحار", "ar", "volcano"),
        ("تاريخ القهوة", "ar", "coffee"),
        ("الثقوب السوداء", "ar", "black hole"),
        ("חיי הדבורים", "he", "honeybee"),
        ("زندگی زنبورها", "fa", "honeybee"),
        ("Η ζωή των μελισσών", "el", "honeybee"),
        ("Arıların hayatı", "tr", "honeybee"),
        ("Viața albinelor", "ro", "honeybee"),
        ("Život včel", "cs", "honeybee"),
        ("Los agujeros negros", "es", "black hole"),
        ("Les trous noirs", "fr", "black hole"),
    ],
)
def test_nouns_of_languages_with_attached_articles_and_of_several_words(text: str, language: str, first: str) -> None:
    assert keywords_for(Beat(heading=text), text, language)[0] == first


def test_the_subject_of_a_black_hole_is_one_keyword() -> None:
    for heading in ("Black hole", "black hole"):
        assert keywords_for(Beat(heading=heading), heading, "en")[0] == "black hole"


def test_things_of_a_script_in_another_language_are_found() -> None:
    bread = Beat(narration="Brot besteht aus wenig: Mehl, Wasser, Salz und Zeit.")
    assert {"bread", "flour", "salt"} <= set(keywords_for(bread, "Wie Brot entsteht", "de"))
    assert "law" not in keywords_for(Beat(narration="Rechts steht ein Haus."), "Das Haus", "de")
    assert setting_for([("A temple in Kyoto", 1.0)]) == "japan"


def test_what_somebody_says_themselves_is_shown() -> None:
    own = Beat(narration="Our goat gave milk to the whole village.")
    assert keywords_for(own, "Grandmother's farm", "en")[:2] == ("goat", "gave")
    asked = Beat(narration="池には山が映ります。", prompt="a lake, fish")
    assert keywords_for(asked, "京都の庭", "ja")[:3] == ("lake", "fish", "pond")


def test_endings_in_hiragana_are_no_things() -> None:
    assert english_nouns("秋になると、鯉がゆっくり泳ぐ", "ja") == []
    assert english_nouns("夜にはすしを食べる", "ja") == []
    assert english_nouns("海とすし、きのこ", "ja")[0] == "sea"


def test_accents_do_not_hide_a_setting() -> None:
    assert setting_for([("Révolution française", 3.0)]) == "uprising"


def test_words_of_a_title_that_may_stand_alone() -> None:
    assert title_words("Blorptang of the quindle", "en") == ("Blorptang", "quindle")
    assert title_words("Los delfines", "es") == ("delfines",)
    assert title_words("Wie Fotosynthese im Blatt funktioniert", "de") == ("Fotosynthese", "Blatt")


@pytest.mark.parametrize(
    ("language", "text", "setting"),
    [
        ("de", "Die Geschichte der Eisenbahn", "railway"),
        ("de", "Er war ein Bäcker", "bakery"),
        ("de", "Das Wetter war gut", ""),
        ("it", "I dinosauri", "dinosaurs"),
        ("ru", "Вулканы Камчатки", "volcano"),
        ("zh", "历史上的长城", "great_wall"),
        ("ja", "コーヒーの歴史", "coffee"),
        ("ko", "공룡의 시대", "dinosaurs"),
        ("ar", "حكاية القهوة", "coffee"),
        ("fr", "Il dort, car il fait nuit", ""),
        ("de", "Jazz", "concert"),
    ],
)
def test_sets_are_known_in_other_languages_and_by_no_false_friend(language: str, text: str, setting: str) -> None:
    assert setting_for([(text, 3.0)], language=language) == setting


def test_words_of_other_languages_are_of_sets_that_there_are() -> None:
    assert set(ELSEWHERE) <= set(SETTINGS)
    known = " ".join(_WORDS.values()).split()
    assert all(word in known for words in FALSE_FRIENDS.values() for word in words.split())
