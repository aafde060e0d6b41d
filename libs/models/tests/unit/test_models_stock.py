"""What is searched for, and which find is taken."""

from itertools import pairwise

import pytest

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Shot
from videoagent_models.failures import failure
from videoagent_models.stock import Found, Shape, best_of, covering, pick, query, questions, ranked
from videoagent_models.stock_cache import SearchCache
from videoagent_models.stock_words import pexels_locale, pixabay_language, stems

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


@pytest.mark.parametrize(("many", "shots"), [(30, 10), (24, 8), (12, 6), (8, 4), (4, 2), (1, 1)])
def test_shots_on_one_subject_take_different_ones_whatever_their_seeds(many: int, shots: int) -> None:
    """Nobody knows what the others took; another take of a shot may be another picture."""
    fitting = [found(str(number)) for number in range(many)]
    for seeds in (range(shots), [number**2 % 7 for number in range(shots)], [0] * shots, [5] * shots):
        taken = [pick(fitting, 3, seed, place) for place, seed in enumerate(seeds)]
        assert len(set(taken)) == shots
    assert len({pick(fitting, 3, seed, 2) for seed in range(6)}) == min(3 if many > 23 else 2, many)
    assert pick([], 3, 1, 0) is None


async def test_many_shots_on_one_subject_show_it_in_many_pictures() -> None:
    """What only shares other words, or is much too small, is not taken for variety's sake."""
    offered = [found(f"elephant number {number}") for number in range(9)]
    offered = [found("dry land in summer"), found("elephant", 320, 180), *offered]

    async def search(words: str, language: str) -> list[Found]:
        assert (words, language) == ("elephant land", "en")
        return offered

    taken = []
    for place in range(7):
        wanted = shot("elephant", "land").model_copy(update={"index": place})
        taken.append(await best_of(search, wanted, HD, choice=3, seed=place * 977 % 13, language="en"))
    assert len(set(taken)) >= 6
    assert set(taken) <= set(offered[2:])
    assert all(one != other for one, other in pairwise(taken))


@pytest.mark.parametrize(("subject", "left_out"), [("western honey bee", "honey"), ("black hole", "black cat")])
async def test_of_a_subject_of_several_words_most_are_shown(subject: str, left_out: str) -> None:
    offered = [found(subject), found(" ".join(subject.split()[-2:])), found(left_out)]

    async def search(words: str, language: str) -> list[Found]:
        del words, language
        return offered

    shots = [shot(subject).model_copy(update={"index": place}) for place in range(6)]
    taken = [await best_of(search, each, HD, choice=3, seed=each.index, language="en") for each in shots]
    assert set(taken) == set(offered[:2])


def test_shapes() -> None:
    assert [Shape.of(size) for size in (HD, (1080, 1920), (1080, 1080))] == ["landscape", "portrait", "square"]


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [
        ("de", "Mühle", "Mühlen am Bach"),
        ("ru", "мельница", "старые мельницы"),
        ("zh", "蜜蜂", "薰衣草上的蜜蜂"),
        ("ko", "꿀벌", "꿀벌, 꽃"),
        ("hi", "किताब", "किताब और कलम"),
    ],
)
def test_words_of_any_script_are_compared(language: str, subject: str, words: str) -> None:
    fitting = [found(words)]
    assert ranked(fitting, shot(subject), HD, language=language) == fitting
    assert ranked([found("ein Auto, машина, 汽车, 자동차, गाड़ी")], shot(subject), HD, language=language) == []


def test_a_film_in_another_language_is_searched_for_in_english_first() -> None:
    mill = shot("mill", "river", "Die Mühle", heading="Die Mühle")
    assert list(questions(mill, "Mühlen", "de")) == [("mill river", "en"), ("Die Mühle", "de")]
    assert list(questions(shot("mill", prompt="an old mill"), "Mühlen", "de"))[1:] == [("Mühlen", "de")]
    assert list(questions(shot("mill", prompt="an old mill"), "", "de")) == [("mill", "en")]
    assert list(questions(mill, "Mühlen", "en-GB")) == [("mill river Die Mühle", "en")]
    assert list(questions(shot("蜜蜂"), "蜜蜂", "zh")) == [("蜜蜂", "zh")]


def test_services_names_of_languages() -> None:
    assert [pexels_locale(tag) for tag in ("de", "pt-PT", "zh-TW", "zh-Hans", "sw")] == [
        "de-DE", "pt-BR", "zh-TW", "zh-CN", None,
    ]  # fmt: skip
    assert [pixabay_language(tag) for tag in ("de-AT", "nb", "uk")] == ["de", "no", None]
    assert stems("the bees") == stems("bee, the")


def test_a_picture_is_fetched_as_large_as_the_frame_needs() -> None:
    assert covering((6000, 4000), HD) == (1920, 1280)
    assert covering((6000, 4000), (1080, 1920)) == (2880, 1920)
    assert covering((800, 600), HD) == (800, 600)


async def test_an_answer_is_kept_for_a_day_and_a_failure_is_not() -> None:
    now, asked = 0.0, 0
    cache = SearchCache(lambda: now, most=2)

    async def ask() -> list[Found]:
        nonlocal asked
        asked += 1
        if asked == 1:
            raise failure("pexels", "away", ErrorCode.PROVIDER_UNAVAILABLE, retryable=True)
        return [found(str(asked))]

    with pytest.raises(ModelProviderException):
        await cache.get("bee", ask)
    first = await cache.get("bee", ask)
    now = 86_399.0
    assert await cache.get("bee", ask) is first
    now = 86_401.0
    assert (await cache.get("bee", ask))[0].words == "3"
    for other in ("ant", "fly"):
        await cache.get(other, ask)
    assert (await cache.get("bee", ask))[0].words == "6", "the least used answer has gone"
