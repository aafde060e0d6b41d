"""What a picture shows, decided from its request."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from videoagent_agent_image.domain import plan
from videoagent_agent_image.icons.catalogue import icons
from videoagent_agent_image.icons.companions import COMPANIONS
from videoagent_agent_image.rendering import palette
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_agent_image.sets.words import WORDS
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import Card, ImageRequest

MakeRequest = Callable[..., ImageRequest]


@pytest.mark.parametrize(
    ("shot", "expected"),
    [
        ({"setting": "forest", "heading": "Whale"}, "forest"),
        ({"prompt": "a lonely lighthouse at night"}, "sea"),
        ({"heading": "Glacier"}, "mountains"),
        ({"keywords": ("deer",)}, "wildlife"),
        ({"keywords": ("cow",)}, "meadow"),
        ({"keywords": ("violin",)}, ""),
        ({"heading": "Democracy"}, ""),
        ({"setting": "no such set", "heading": "Democracy"}, ""),
    ],
)
def test_the_set_follows_the_shots_words(make_request: MakeRequest, shot: dict[str, object], expected: str) -> None:
    assert plan(make_request(**shot)).setting == expected


def test_the_topic_decides_when_the_shot_says_nothing(make_request: MakeRequest) -> None:
    topic = "A journey through the Swiss Alps"
    assert plan(make_request(topic, heading="Prosperity")).setting == "mountains"
    assert plan(make_request(topic, kind=ShotKind.TITLE)).setting == "mountains"
    assert plan(make_request(topic, keywords=("watch",))).setting == ""


def test_the_view_follows_the_words_else_the_shots_place(make_request: MakeRequest) -> None:
    views = [view for view, _ in SETS["mountains"].views]
    train = plan(make_request(setting="mountains", keywords=("railway",)))
    assert views[train.variant] == "a train on a viaduct"
    seen = {plan(make_request(setting="mountains", heading="Alps", index=index)).variant for index in range(5)}
    assert seen == set(range(5))


def test_every_words_set_exists_and_every_light_is_one_of_its_set(make_request: MakeRequest) -> None:
    assert set(WORDS.values()) <= set(SETS)
    for name, entry in SETS.items():
        for index in range(6):
            made = plan(make_request(setting=name, index=index))
            assert made.light in entry.lights or made.variant in entry.nights


def test_night_and_mood_change_the_light(make_request: MakeRequest) -> None:
    assert plan(make_request(setting="snow", narration="The night is long.")).light.name == "night"
    assert plan(make_request(setting="night_city")).light.dark


@pytest.mark.parametrize(
    ("heading", "description", "icon"),
    [
        ("Francis Bacon", "English philosopher", None),
        ("Rock music", "Broad genre of popular music", "guitar"),
        ("Tornado", "Violently rotating column of air", None),
        ("Climate change", "Human-caused changes to climate on Earth", None),
        ("Western honey bee", "Species of insect", "honeybee"),
        ("Bicycle", "Pedal-driven two-wheel vehicle", "bicycle"),
        ("Solar power", "Conversion of energy from sunlight into electricity", "sun"),
    ],
)
def test_an_articles_name_says_what_is_shown(
    make_request: MakeRequest, heading: str, description: str, icon: str | None
) -> None:
    keywords = (heading.lower(), *f"{heading} {description}".lower().split())
    made = plan(make_request(heading=heading, prompt=f"{heading}, {description}", keywords=keywords))
    assert made.hero == icon


@pytest.mark.parametrize(
    ("title", "name", "icon"),
    [("How the human heart works", "Heart", "anatomical-heart"), ("Bacon", "Francis Bacon", None)],
)
def test_a_title_shows_its_subject(make_request: MakeRequest, title: str, name: str, icon: str | None) -> None:
    shot = {"heading": title, "prompt": f"{title}, {name}, as it is", "keywords": (name.lower(), *name.lower().split())}
    assert plan(make_request(title, kind=ShotKind.TITLE, **shot)).hero == icon


def test_old_towns_have_roofs_and_new_ones_have_towers(make_request: MakeRequest) -> None:
    def seen(heading: str) -> set[str]:
        shots = (plan(make_request(setting="city", heading=heading, index=index)) for index in range(1, 5))
        return {SETS["city"].views[made.variant][0] for made in shots}

    assert seen("Prague") == {"old roofs"}
    assert seen("Chicago") == {"a skyline on the river", "a bridge"}


def test_a_street_shows_no_bicycle_so_that_it_is_shown_for_itself(make_request: MakeRequest) -> None:
    for index in range(4):
        made = plan(make_request(setting="city", heading="Bicycle", keywords=("bicycle",), index=index))
        assert (made.setting, made.hero) == ("", "bicycle")


def test_a_film_on_jazz_shows_several_instruments_and_one_on_the_violin_none_but_it(make_request: MakeRequest) -> None:
    def heroes(heading: str) -> set[str | None]:
        shot = {
            "setting": "stage",
            "heading": heading,
            "prompt": f"{heading}, as it is",
            "keywords": (heading.lower(),),
        }
        return {plan(make_request(**shot, index=index)).hero for index in range(1, 8)}

    assert {"saxophone", "musical-keyboard", "trumpet"} <= heroes("Jazz")
    assert heroes("Violin") == {"violin"}


def test_subjects_without_a_picture_are_named(make_request: MakeRequest) -> None:
    assert plan(make_request(heading="Democracy")).named
    assert not plan(make_request(heading="Violin")).named
    assert not plan(make_request(setting="sea", heading="Democracy")).named


def test_a_map_without_coordinates_becomes_a_scene_with_a_warning(make_request: MakeRequest) -> None:
    made = plan(make_request(kind=ShotKind.MAP, card=Card(value="Atlantis")))
    assert made.kind is ShotKind.SCENE
    assert "coordinates" in made.warnings[0]
    placed = plan(make_request(kind=ShotKind.MAP, card=Card(value="Bern", latitude=46.9, longitude=7.4)))
    assert placed.kind is ShotKind.MAP
    assert placed.text.place == (46.9, 7.4)


def test_the_alternative_text_says_what_is_seen(make_request: MakeRequest) -> None:
    cow = plan(make_request(keywords=("cow",))).alt
    assert "cow" in cow
    assert "meadow" in cow
    title = plan(make_request("The Alps", kind=ShotKind.TITLE)).alt
    assert "“The Alps”" in title
    long = plan(make_request(kind=ShotKind.LIST, card=Card(heading="x", lines=("word " * 60,) * 6))).alt
    assert len(long) <= 300


def test_planning_twice_gives_the_same(make_request: MakeRequest) -> None:
    request = make_request("Bees", keywords=("honeybee", "flower"), heading="Bee")
    assert plan(request) == plan(request)


def test_things_lie_on_the_desk_or_stand_on_a_stage_in_every_second_shot(make_request: MakeRequest) -> None:
    coffee = plan(make_request(setting="interior", keywords=("coffee",), index=1))
    assert (coffee.setting, coffee.variant, coffee.asked) == ("interior", 0, ("hot-beverage",))
    bread = [plan(make_request(setting="field", keywords=("bread",), index=index)) for index in (1, 2)]
    assert [(shown.setting, shown.hero) for shown in bread] == [("", "bread"), ("field", "bread")]
    assert plan(make_request(setting="field", keywords=("night", "bread"), index=1)).hero == "bread"
    assert plan(make_request(setting="meadow", keywords=("cow",), index=1)).setting == "meadow"
    assert plan(make_request(setting="sea", keywords=("sea", "body", "salt"), index=1)).setting == "sea"


def test_neighbours_in_one_set_differ_whatever_their_seeds(make_request: MakeRequest) -> None:
    views = {plan(make_request(setting="sea", index=index)).variant for index in range(4)}
    assert views == set(range(4))


def test_trees_grow_in_a_garden_by_themselves(make_request: MakeRequest) -> None:
    garden = plan(make_request(prompt="a quiet garden with trees and flowers"))
    assert (garden.setting, garden.asked, garden.warnings) == ("garden", (), ())


def test_what_the_title_said_is_not_said_again(make_request: MakeRequest) -> None:
    assert not plan(make_request("Blorptang", heading="Blorptang")).named
    assert plan(make_request(heading="Heart")).hero == "anatomical-heart"


def test_rain_and_snow_hide_the_sun_and_autumn_is_golden(make_request: MakeRequest) -> None:
    wet = plan(make_request(prompt="rain over a field"))
    assert (wet.setting, wet.air, wet.light.name) == ("field", "rain", "overcast")
    assert "rain falling" in wet.alt
    white = plan(make_request(prompt="falling snow over the city"))
    assert (white.setting, white.air, white.asked, white.warnings) == ("city", "snow", (), ())
    for index in range(4):
        autumn = plan(make_request(prompt="an autumn forest, falling leaves", index=index))
        assert (autumn.air, autumn.light.name) == ("leaves", "golden hour")
    assert plan(make_request(prompt="a rainy street")).setting == "street_rain"


def test_what_nothing_shows_stands_before_a_composition_in_the_films_colours(make_request: MakeRequest) -> None:
    shots = [plan(make_request("Blorptang", heading=f"word {index}", index=index)) for index in range(4)]
    assert all(shot.named and not shot.hero for shot in shots)
    assert len({shot.variant % 4 for shot in shots}) == 4
    assert len({shot.composition for shot in shots}) == 1
    assert "flowing ribbons" in shots[1].alt


def test_a_title_shows_its_thing_for_itself_rather_than_a_desk_under_the_words(make_request: MakeRequest) -> None:
    title = plan(make_request(kind=ShotKind.TITLE, setting="interior", keywords=("coffee",), index=0))
    assert (title.setting, title.hero) == ("", "hot-beverage")
    assert plan(make_request(kind=ShotKind.TITLE, setting="interior", keywords=("Marie",))).setting == "interior"


def test_a_number_says_what_it_is_about(make_request: MakeRequest) -> None:
    card = Card(heading="Marie Curie", value="1903")
    assert plan(make_request(heading="Marie Curie", kind=ShotKind.NUMBER, card=card)).text.kicker == "Marie Curie"


def test_the_shots_of_a_thing_differ_and_keep_the_thing(make_request: MakeRequest) -> None:
    shots = [plan(make_request("Jazz", heading="Jazz", keywords=("jazz",), index=index)) for index in range(1, 6)]
    assert {shot.hero for shot in shots} == {"saxophone"}
    assert len({(shot.asked, shot.framing) for shot in shots}) == 4
    assert all(one != other for one, other in pairwise((shot.asked, shot.framing) for shot in shots))
    told = plan(make_request("Jazz", heading="Jazz", narration="The piano and the drums answer.", index=1))
    assert set(told.asked) == {"saxophone", "musical-keyboard", "drum"}


def test_own_words_show_the_things_that_they_name(make_request: MakeRequest) -> None:
    made = plan(make_request(keywords=("village", "breakfast", "bread"), setting="interior", index=2))
    assert (made.setting, made.asked[:2]) == ("interior", ("croissant", "bread"))


def test_no_picture_contradicts_what_the_words_around_it_tell(make_request: MakeRequest) -> None:
    dance = plan(make_request(heading="Flamenco", keywords=("flamingo", "Flamenco"), setting="stage", index=2))
    assert (dance.hero, dance.named) == (None, True)
    sushi = plan(make_request(heading="Sushi", keywords=("sushi",), setting="field", index=2))
    assert (sushi.setting, sushi.hero) == ("", "sushi")


def test_whatever_goes_with_a_thing_has_an_icon() -> None:
    known = {icon.name for icon in icons()}
    assert {name for pair in COMPANIONS.items() for name in (pair[0], *pair[1])} - known == set()


@pytest.mark.parametrize("subject", ["heart", "honeybee", "saxophone"])
def test_a_film_ends_in_the_picture_that_it_began_with(make_request: MakeRequest, subject: str) -> None:
    """Whatever the end card's number, its setting is no other than the title's."""
    title = plan(make_request("Its life", index=0, kind=ShotKind.TITLE, heading="Its life", keywords=(subject,)))
    end = plan(make_request("Its life", index=7, kind=ShotKind.CREDITS, keywords=(subject,)))
    assert end.kind is ShotKind.CREDITS
    assert end.text.title == "Credits"
    assert replace(end, kind=title.kind, text=title.text, alt=title.alt) == title


def test_what_a_set_draws_itself_is_no_icon_beside_it(make_request: MakeRequest) -> None:
    for index in range(3):
        shown = plan(make_request(setting="computers", heading="Computer", keywords=("computer",), index=index))
        assert (shown.setting, shown.asked) == ("computers", ())
    fish = plan(make_request(setting="deep_sea", heading="Deep-sea fish", keywords=("fish",)))
    assert fish.resident is None
    assert plan(make_request(setting="deep_sea", heading="Whale", keywords=("whale",))).resident


def test_a_films_stages_have_the_same_colours(make_request: MakeRequest) -> None:
    for keyword in ("heart", "violin"):
        shots = [plan(make_request("A film", keywords=(keyword,), index=index)) for index in range(3)]
        assert len({palette(shot) for shot in shots}) == 1
    assert "drifting cells" in plan(make_request(heading="Heart", keywords=("heart",))).alt
