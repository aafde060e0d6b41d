"""What the offline writer tells on a fixed list of topics: read, judged, and pinned by the articles that it uses."""

from functools import partial
from pathlib import Path

import pytest

from videoagent_agent_story.builtin import write_story
from videoagent_agent_story.main import articles_cache
from videoagent_agent_story.offline.articles import is_near_duplicate, speakable, speakable_sentences
from videoagent_agent_story.offline.definitions import briefer
from videoagent_agent_story.offline.language import same_noun
from videoagent_agent_story.offline.languages import LANGUAGES
from videoagent_agent_story.offline.shortening import shortened
from videoagent_contracts.film import Look, Story, StoryRequest
from videoagent_models.speaking import speaking_time

# Topic → the articles whose sentences belong to it. None of these may bring in another one, whatever its length.
ON_TOPIC = {
    "A journey through the Swiss Alps": {"Alps", "Switzerland"},
    "The life of honeybees": {"Bee", "Western honey bee", "Africanized bee", "Honey", "Beekeeping"},
    "How the Roman aqueducts worked": {"Aqueduct (water supply)", "Ancient Rome"},
    "A rainy night in Tokyo": {"Rain", "Tokyo"},
    "Why volcanoes erupt": {"Volcano", "Ring of Fire", "Lava", "Magma", "Stratovolcano", "Volcanic ash"},
    "Black holes": {"Black hole", "Stellar black hole", "Supermassive black hole"},
    "The history of coffee": {"Coffee"},
    "The Moon landing": {"Moon landing"},
    "Jazz": {"Jazz"},
    "How to play chess": {"Chess"},
    "Photosynthesis explained": {"Photosynthesis"},
    "The French Revolution": {"French Revolution"},
    "Albert Einstein and relativity": {
        "Albert Einstein",
        "Theory of relativity",
        "General relativity",
        "Principle of relativity",
    },
    "Mozart": {"Wolfgang Amadeus Mozart"},
    "Dinosaurs": {"Dinosaur", "Saurischia", "Ornithischia", "Theropoda"},
    "How airplanes fly": {"Airplane", "Fixed-wing aircraft"},
    "The Great Wall of China": {"Great Wall of China"},
    "The Silk Road": {"Silk Road"},
    "Renewable energy": {"Renewable energy", "Wind power", "Solar power"},
    "Quantum computers": {"Computer"},
    "The Amazon rainforest": {"Amazon rainforest"},
    "Ancient Egypt": {"Ancient Egypt"},
    "The human heart": {"Heart", "Vein", "Cardiovascular disease", "Circulatory system", "Artery"},
    "Whales and dolphins": {"Whale", "Dolphin", "Orca", "Cetacea", "Porpoise"},
    "The invention of the printing press": {"Printing press"},
    "Sourdough bread": {"Bread"},
    "Northern lights": {"Aurora"},
    "Saturn and its rings": {"Saturn"},
    "Vincent van Gogh": {"Vincent van Gogh"},
    "Titanic": {"Sinking of the Titanic"},
    "The water cycle": {"Water cycle"},
    "Autumn in Kyoto": {"Autumn", "Kyoto"},
    "Why is the sky blue?": {"Sky", "Blue"},
    "Samurai": {"Samurai"},
    "Antibiotics": {"Antibiotic"},
    "Mount Everest": {"Mount Everest"},
    "The Beatles": {"The Beatles"},
    "Fast cars": {"Car"},
    "Climate change and polar bears": {"Climate change", "Polar bear"},
    "Paris in spring": {"Paris", "Notre-Dame de Paris"},
    "Make a video about the history of bicycles": {"Bicycle", "Road bicycle racing", "Cycling"},
    "The art of Japanese tea": {"Tea", "Japan"},
    "Lighthouses": {"Lighthouse"},
    "A day in the life of a firefighter": {"Firefighting"},
    "fr:La vie des abeilles": {"Abeille", "Miel", "Apis mellifera", "Abeille africanisée"},
    "fr:Les volcans": {"Volcan"},
    "fr:Voyage à travers les Alpes suisses": {"Alpes", "Suisse"},
    "fr:Les trous noirs": {"Trou noir", "Trou noir supermassif"},
    "fr:La Révolution française": {"Révolution française"},
    "es:El volcán": {"Etna", "Monte Vesubio"},
    "es:Historia de los volcanes": {"Etna", "Monte Vesubio"},
    "es:¿Por qué el cielo es azul?": {"Azul"},
    "fr:Comment fonctionne le cœur": {"Cœur"},
    "The wolves": {"Wolf", "Coyote"},
    "Geese": {"Goose"},
    "es:La vida de las abejas": {"Miel", "Apicultura"},
    "es:La historia del café": {"Café", "Café turco", "Café expreso"},
    "es:Don Quijote": {"Don Quijote de la Mancha"},
}
# What films of more than 40 s may tell of beside their topic: named by its own article, or tied to it by their own.
BESIDE = {
    "Black holes": {"Gravitational singularity", "General relativity", "Event horizon"},
    "The Moon landing": {"Apollo 11"},
    "Photosynthesis explained": {"Metabolism", "Cellular respiration"},
    "The French Revolution": {"Georges Danton", "Marie Antoinette", "Maximilien Robespierre", "Louis XVI"},
    "Mozart": {"Don Giovanni", "The Marriage of Figaro", "The Magic Flute"},
    "Dinosaurs": {"Mesozoic", "Jurassic", "Bird", "Feather"},
    "The Great Wall of China": {"Qin dynasty"},
    "The Amazon rainforest": {"Tropical rainforest"},
    "Ancient Egypt": {"Ramesses III", "Nefertiti", "Valley of the Kings"},
    "The invention of the printing press": {"Printing"},
    "The water cycle": {"Condensation", "Precipitation"},
    "Mount Everest": {"Himalayas"},
    "The Beatles": {"Pop music", "John Lennon"},
    "The wolves": {"Canidae", "Dog", "Jackal"},
    "es:Don Quijote": {"Miguel de Cervantes"},
}
NOT_KNOWN = [
    "The blorptastic zindle of Quaxnor", "Bitcoin", "asdf qwer", "es:Los agujeros negros", "🐝🐝🐝", "???",
    "es:La luna", "es:Los leones", "es:Cómo funciona el corazón", "es:Los planetas del sistema solar",
]  # fmt: skip


@pytest.fixture(scope="session")
def cache() -> Path:
    """Return the real cache: building the indexes anew would take longer than all other unit tests together."""
    return articles_cache()


def story(topic: str, cache: Path, duration: float = 30, shots: int | None = None) -> Story:
    language, _, rest = topic.rpartition(":") if topic[:3] in ("fr:", "es:") else ("en", "", topic)
    look = Look(language=language, style="cinematic")
    return write_story(StoryRequest(topic=rest, look=look, duration=duration, shots=shots), cache)


def used(told: Story) -> set[str]:
    return {credit.source.split("— ")[1].strip("“”«» \xa0") for credit in told.credits}


@pytest.mark.parametrize("topic", ON_TOPIC)
def test_no_beat_is_off_topic(topic: str, cache: Path) -> None:
    for duration, beside in ((30, set[str]()), (90, BESIDE.get(topic, set()))):
        told = story(topic, cache, duration)
        assert used(told), f"nothing told on {topic}"
        assert used(told) <= ON_TOPIC[topic] | beside


@pytest.mark.parametrize("topic", BESIDE)
def test_a_longer_film_tells_of_what_its_article_leads_to_and_says_so(topic: str, cache: Path) -> None:
    told = story(topic, cache, 120)
    added = used(told) & BESIDE[topic]
    assert added
    assert all(any(f"“{title}”" in warning for warning in told.warnings) for title in added)
    main = [beat.heading for beat in told.beats if beat.narration][1]
    assert main not in added, "a film begins with its own subject"


@pytest.mark.parametrize("topic", ["A journey through the Swiss Alps", "The art of Japanese tea", "Autumn in Kyoto"])
def test_a_topic_of_more_than_one_subject_has_nothing_beside_it(topic: str, cache: Path) -> None:
    assert used(story(topic, cache, 120)) <= ON_TOPIC[topic]


def test_what_stands_beside_follows_the_sentence_that_names_it(cache: Path) -> None:
    headings = [beat.heading for beat in story("How vaccination works", cache, 60).beats]
    assert headings[1:4] == ["Vaccination", "Immune system", "Vaccination"]
    assert "Hero" not in used(story("Steam engines", cache, 120)), "Hero of Alexandria is no hero"


@pytest.mark.parametrize("topic", ON_TOPIC)
def test_thirty_seconds_have_a_title_and_some_beats_that_fit(topic: str, cache: Path) -> None:
    told = story(topic, cache)
    assert 2 <= len(told.beats) <= 7
    assert told.beats[0].narration == told.title
    seconds = sum(speaking_time(beat.narration, told.language) for beat in told.beats)
    assert seconds < 26
    assert all(beat.heading for beat in told.beats)
    assert sum(not beat.narration for beat in told.beats) <= len(told.beats) / 3
    assert told.beats[-1].narration
    assert all(credit.licence == "CC BY-SA 4.0" for credit in told.credits)


@pytest.mark.parametrize("topic", NOT_KNOWN)
def test_unknown_topics_stay_general_and_say_so(topic: str, cache: Path) -> None:
    told = story(topic, cache)
    assert told.credits == ()
    assert len(told.beats) >= 4
    assert "options.script" in told.warnings[0]


def test_the_answer_may_stand_in_the_other_article_that_the_question_names(cache: Path) -> None:
    assert "Rayleigh scattering" in str(story("Why is the sky blue?", cache, 60))


def test_honey_badgers_are_no_honeybees(cache: Path) -> None:
    assert "badger" not in str(story("The life of honeybees", cache, 600)).lower()


@pytest.mark.parametrize("shots", [1, 2, 3, 5, 12, 60])
@pytest.mark.parametrize("topic", ["Black holes", "Lighthouses", "Bitcoin"])
def test_the_number_of_shots_is_exact(topic: str, shots: int, cache: Path) -> None:
    told = story(topic, cache, shots=shots)
    assert len(told.beats) + bool(told.credits and shots > 1) == shots


@pytest.mark.parametrize("duration", [4, 6, 8, 10, 15, 30, 60, 120, 300, 600])
def test_speech_never_overfills_the_film(duration: float, cache: Path) -> None:
    for topic in ("Black holes", "Why volcanoes erupt", "The Moon landing"):
        told = story(topic, cache, duration)
        assert sum(map(partial(speaking_time, language="en"), (b.narration for b in told.beats))) < 1.05 * duration


@pytest.mark.parametrize("duration", [4, 5, 6, 8, 10, 12])
@pytest.mark.parametrize(
    "topic", ["Black holes", "Lighthouses", "Volcanoes", "Jazz", "The Moon landing", "fr:Les volcans"]
)
def test_the_shortest_films_say_more_than_their_title_and_keep_their_length(
    topic: str, duration: float, cache: Path
) -> None:
    told = story(topic, cache, duration)
    narration = " ".join(beat.narration for beat in told.beats)
    assert len(narration.split()) >= 3 or "too short" in told.warnings[0]
    assert told.title not in [beat.narration for beat in told.beats] or "too short" in told.warnings[0]
    assert bool(told.credits) == ("too short" not in str(told.warnings))
    margins = 0.95 + 0.85 * (len(told.beats) - 1) + (1.65 if duration >= 6 else 0)
    assert speaking_time(narration, told.language) + margins <= 1.1 * duration


@pytest.mark.parametrize(
    ("topic", "duration", "said"),
    [
        ("Lighthouses", 4, "Lighthouse: Structure designed to emit light."),
        ("Volcanoes", 6, "Volcano: Rupture in a planet's crust."),
        ("Coffee", 8, "Coffee is a beverage brewed from roasted ground coffee beans."),
        (
            "Lighthouses",
            10,
            "A lighthouse is a tower, building, or other type of physical structure designed to emit light.",
        ),
    ],
)
def test_a_short_film_defines_its_subject(topic: str, duration: float, said: str, cache: Path) -> None:
    assert story(topic, cache, duration).beats[0].narration == said


@pytest.mark.parametrize(
    ("sentence", "forms"),
    [
        ("Bees are winged insects that form a clade.", ["Bees are winged insects."]),
        ("Everest is the highest mountain in the world.", []),
        ("Rome is a city that is the capital of Italy.", []),
        ("A black hole is an astronomical body so compact that nothing escapes.", []),
        ("It lives in many waters of the world.", []),
    ],
)
def test_what_is_left_of_a_definition_is_whole_and_true(sentence: str, forms: list[str]) -> None:
    assert briefer(sentence) == forms


@pytest.mark.parametrize("topic", ["Black holes", "Why volcanoes erupt", "Bees", "Tokyo", "The Swiss Alps"])
def test_no_beat_is_told_for_long(topic: str, cache: Path) -> None:
    for duration in (20, 30, 60):
        for beat in story(topic, cache, duration).beats:
            assert speaking_time(beat.narration, "en") <= 8.6
            assert "more to discover" not in beat.narration


@pytest.mark.parametrize(
    ("topic", "articles"),
    [
        ("Mercury", {"Mercury (planet)"}),
        ("Tokyo", {"Tokyo"}),
        ("Python programming", set()),
        ("<script>alert(1)</script>", set()),
        ('{"a": 1, "water": "sun"}', set()),
    ],
)
def test_names_of_several_things_and_markup(topic: str, articles: set[str], cache: Path) -> None:
    assert used(story(topic, cache, 30)) == articles


def test_sentences_are_verbatim_but_for_what_nobody_says() -> None:
    extract = (
        "Kyoto (Japanese: 京都, [kʲoːto]), officially Kyoto City (京都市), is a city.[1] It has 1,200 km2 (460 sq mi)."
    )
    assert speakable(extract) == "Kyoto, officially Kyoto City, is a city. It has 1,200 km²."
    assert speakable("He wrote 800 works—including operas—in his life.") == "He wrote 800 works in his life."
    assert speakable_sentences("Broken (first. It is here and well.") == ()


@pytest.mark.parametrize(
    ("whole", "short"),
    [
        (
            "A black hole has at its centre a singularity, where the curvature of spacetime is infinite.",
            "A black hole has at its centre a singularity.",
        ),
        (
            "Photosynthesis is a system by which organisms, such as plants, algae and bacteria, convert light energy.",
            None,
        ),
        ("Bees, which are insects, live in all parts of the world.", None),
        ("It is here.", None),
    ],
)
def test_only_whole_last_clauses_are_left_out(whole: str, short: str | None) -> None:
    assert shortened(whole) == short


def test_near_duplicates_and_plurals() -> None:
    assert is_near_duplicate("The sea is a large body of salt water.", "A sea is a large body of salt water.")
    assert not is_near_duplicate("The sea is deep.", "Rain falls on the mountains.")
    assert same_noun("volcanoes", "volcano")
    assert same_noun("abeilles", "abeille")
    assert not same_noun("fast", "fasting")
    assert not same_noun("titanic", "titan")


def test_a_question_is_about_its_noun_and_not_about_the_word_before_it(cache: Path) -> None:
    told = story("How the human heart works", cache)
    assert {beat.heading for beat in told.beats[1:]} == {"Heart"}


def test_a_saying_at_the_end_may_go_and_what_explains_a_word_alone_does() -> None:
    said = 'She shared the prize with her husband, Pierre Curie, "for their joint researches on the phenomena".'
    assert shortened(said) == "She shared the prize with her husband, Pierre Curie."
    assert "the term has two distinct meanings.".startswith(LANGUAGES["en"].unclear)


def test_little_is_known_in_long_sentences_and_the_film_is_not_half_silent(cache: Path) -> None:
    told = story("fr:La Révolution française", cache)
    assert len(told.beats) >= 3


@pytest.mark.parametrize(
    ("topic", "language", "articles"),
    [
        ("The history of jazz", "fr", {"Jazz", "Le Chanteur de jazz", "Danse jazz"}),
        ("Die Geschichte des Jazz", "fr", {"Jazz", "Le Chanteur de jazz", "Danse jazz"}),
        ("La vida de Mozart", "fr", {"Wolfgang Amadeus Mozart"}),
        ("The life of Marie Curie", "es", {"Marie Curie"}),
        ("Historia del tango", "en", {"Tango"}),
        ("Les Misérables", "en", {"Les Misérables"}),
        ("How to chat", "fr", set()),
        ("L'histoire du pain", "en", set()),
        ("The Eiffel Tower", "fr", set()),
        ("A history of bread", "fr", set()),
    ],
)
def test_a_topic_in_another_language_is_told_by_what_it_names(
    topic: str, language: str, articles: set[str], cache: Path
) -> None:
    look = Look(language=language, style="cinematic")
    told = write_story(StoryRequest(topic=topic, look=look, duration=30), cache)
    assert used(told) <= articles
    assert bool(told.credits) == bool(articles)
    assert told.credits or "stays general" in told.warnings[0]
