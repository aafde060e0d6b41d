"""What is searched for, and which find is taken."""

from videoagent_contracts.film import Shot
from videoagent_models.stock import Found, Shape, pick, query, ranked

HD = (1920, 1080)


def found(words: str, width: int = 1920, height: int = 1080) -> Found:
    return Found("https://example.org/a.jpg", width, height, words, "", "")


def shot(*keywords: str, prompt: str = "", heading: str = "") -> Shot:
    return Shot(index=0, duration=4, keywords=keywords, prompt=prompt, heading=heading)


def test_words_decide_first_then_shape_and_size_then_the_services_order() -> None:
    about, none, tall, small, good, later = (
        found("a meadow"),
        found("a city at night"),
        found("bee on lavender", 1080, 1920),
        found("bee on lavender", 480, 270),
        found("bee on lavender"),
        found("bee on lavender"),
    )
    order = ranked([about, none, tall, small, good, later], shot("bees", "lavender", prompt="bees on a meadow"), HD)
    assert none not in order
    assert [order[0] is good, order[1] is later, order[-1] is about] == [True, True, True]


def test_the_search_is_for_the_main_subjects() -> None:
    assert query(shot("bee", "lavender field", "hive", "sun")) == "bee lavender field hive"
    assert query(shot(heading="The hive"), "Honey") == "The hive"
    assert len(query(shot(), "x" * 500)) <= 100


def test_shots_on_one_subject_take_different_ones_of_the_best() -> None:
    fitting = [found(str(number)) for number in range(5)]
    assert {pick(fitting, 3, seed) for seed in range(9)} == set(fitting[:3])
    assert pick([], 3, 1) is None


def test_shapes() -> None:
    assert [Shape.of(size) for size in (HD, (1080, 1920), (1080, 1080))] == ["landscape", "portrait", "square"]
