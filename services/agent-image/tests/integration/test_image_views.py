"""Which view of which set a film sees: of its place and subject, each in its turn."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from videoagent_agent_image.domain import plan
from videoagent_agent_image.sets.catalogue import SETS
from videoagent_contracts.enums import ShotKind
from videoagent_contracts.film import ImageRequest

MakeRequest = Callable[..., ImageRequest]


def test_a_view_that_comes_back_is_seen_otherwise(make_request: MakeRequest) -> None:
    seen = [plan(make_request(setting="arches", heading="Aqueduct", index=index)) for index in range(1, 5)]
    assert len({made.variant for made in seen}) == 1
    assert len({(made.view, made.light.name) for made in seen}) == 4
    assert len({made.view for made in seen}) == 4
    assert all(a.view.nearer != b.view.nearer for a, b in pairwise(seen)), "a mirror image alone looks like a mistake"


def test_flags_and_writing_are_never_mirrored(make_request: MakeRequest) -> None:
    for setting in ("uprising", "computers", "laboratory"):
        assert not any(plan(make_request(setting=setting, index=index)).view.mirrored for index in range(12))


def test_a_garden_of_kyoto_is_a_japanese_one(make_request: MakeRequest) -> None:
    own = make_request(
        "京都の庭", language="ja", prompt="a quiet garden with trees and flowers", narration="京都の庭です。"
    )
    assert (plan(own).setting, plan(own).warnings) == ("japan", ())
    assert plan(make_request("The temples of Kyoto", heading="Temple", keywords=("temple",))).setting == "japan"
    assert plan(make_request("The temples of Athens", heading="Temple", keywords=("temple",))).setting == "antiquity"
    assert plan(make_request("The temples of Rome", heading="Temple", keywords=("temple",))).setting == "arches"
    lake = plan(make_request("Kyoto", prompt="a lake below mountains"))
    assert "Japan with a lake below a snowy cone" in lake.alt
    assert plan(make_request("Zermatt", prompt="a lake below mountains")).setting == "mountains"


@pytest.mark.parametrize("setting", ["sea", "underwater", "deep_sea"])
def test_a_film_of_the_deep_sea_stays_in_the_dark(make_request: MakeRequest, setting: str) -> None:
    assert plan(make_request("Life in the deep sea", setting=setting)).setting == "deep_sea"
    assert plan(make_request("Life on the coast", setting=setting)).setting == setting


@pytest.mark.parametrize(
    ("topic", "setting", "seen"),
    [
        ("Cathedrals of Europe", "sacred", "cathedral"),
        ("Les cathédrales gothiques", "sacred", "cathedral"),
        ("Islam", "sacred", "mosque"),
        ("El budismo", "sacred", "stupas"),
        ("Hinduism", "sacred", "hindu_temple"),
        ("Ancient Greece", "arches", "antiquity"),
        ("Ancient Rome", "arches", "arches"),
        ("Venise", "city", "venice"),
        ("The Vikings", "sea", "vikings"),
        ("The Great Wall of China", "mountains", "great_wall"),
        ("Lions of the Serengeti", "field", "savanna"),
        ("The Titanic", "sea", "liner"),
        ("Le Titanic", "snow", "liner"),
        ("World War II", "city", "war"),
        ("La Primera Guerra Mundial", "battle", "war"),
        ("Napoleonic Wars", "war", "battle"),
        ("Climate change", "snow", "climate"),
        ("Renewable energy", "hills", "energy"),
        ("La révolution industrielle", "city", "industry"),
        ("La forêt amazonienne", "forest", "jungle"),
        ("Paris", "night_city", "paris"),
        ("Londres", "city", "london"),
        ("Tokyo", "city", "tokyo"),
        ("New York City", "city", "new_york"),
        ("Extinct dinosaurs", "forest", "dinosaurs"),
        ("Dinosaurs", "studio", "dinosaurs"),
        ("The history of tea", "hills", "tea"),
        ("The Renaissance", "city", "studio"),
        ("The golden eagle", "mountains", "wildlife"),
    ],
)
def test_a_film_stays_in_the_place_that_it_is_about(
    make_request: MakeRequest, topic: str, setting: str, seen: str
) -> None:
    said = "It was told of in Islam, by Christians and in Venice alike."
    assert plan(make_request(topic, setting=setting, heading=topic, narration=said)).setting == seen


def test_a_view_of_the_night_is_dark_at_any_hour(make_request: MakeRequest) -> None:
    iceberg = plan(make_request("Titanic", setting="liner", heading="Iceberg", narration="The ship struck ice."))
    assert SETS["liner"].views[iceberg.variant][0] == "a lit liner before an iceberg"
    assert (iceberg.light.name, "night" in iceberg.alt) == ("night", True)
    voyage = plan(make_request("Titanic", setting="liner", heading="Voyage", narration="She left Southampton."))
    assert not voyage.light.dark


def test_no_bomb_from_a_picture_book_is_shown_in_a_film_on_a_war(make_request: MakeRequest) -> None:
    for index in range(3):
        made = plan(make_request("World War II", setting="war", heading="Bomb", keywords=("bomb",), index=index))
        assert (made.setting, made.asked) == ("war", ())


def test_the_solar_panels_of_a_film_need_no_sun_on_a_stage(make_request: MakeRequest) -> None:
    shots = [plan(make_request(setting="energy", heading="Solar power", index=index)) for index in range(3)]
    assert {(shot.setting, shot.variant) for shot in shots} == {("energy", 1)}


def test_animals_of_the_rainforest_live_there(make_request: MakeRequest) -> None:
    tiger = plan(make_request(heading="Tiger", keywords=("tiger",)))
    assert (tiger.setting, tiger.resident) == ("jungle", "tiger")


def test_animals_of_the_savanna_are_drawn_and_others_are_put_there(make_request: MakeRequest) -> None:
    elephant = plan(make_request(heading="Elephant", keywords=("elephant",)))
    assert (elephant.setting, elephant.resident) == ("savanna", None)
    assert "elephant" in elephant.alt
    rhinoceros = plan(make_request(heading="Rhinoceros", keywords=("rhinoceros",)))
    assert (rhinoceros.setting, rhinoceros.resident) == ("savanna", "rhinoceros")


@pytest.mark.parametrize(
    ("setting", "heading", "keywords"),
    [
        ("vikings", "Vikings", ("shield",)),
        ("mosque", "Islam", ("mosque",)),
        ("antiquity", "Ancient Greece", ("amphora",)),
    ],
)
def test_neighbours_in_a_place_differ_and_no_icon_interrupts_them(
    make_request: MakeRequest, setting: str, heading: str, keywords: tuple[str, ...]
) -> None:
    shots = [plan(make_request(setting=setting, heading=heading, keywords=keywords, index=n)) for n in range(1, 4)]
    assert {shot.setting for shot in shots} == {setting}
    assert all(one.variant != other.variant for one, other in pairwise(shots))


def test_a_film_on_lions_shows_lions_in_every_language(make_request: MakeRequest) -> None:
    for heading in ("Lion", "Les lions", "León"):
        shots = [plan(make_request(setting="savanna", heading=heading, index=index)) for index in (1, 2)]
        assert {SETS["savanna"].views[shot.variant][0] for shot in shots} == {"a lion on its rock", "lions at rest"}


def test_views_that_are_as_well_asked_for_take_turns(make_request: MakeRequest) -> None:
    shots = [plan(make_request(setting="uprising", heading="Révolution française", index=index)) for index in range(3)]
    assert {shot.variant for shot in shots} == {3, 4, 5}
    revolt = plan(make_request(setting="uprising", heading="Revolt"))
    assert revolt.variant < 3, "the flag of France is only for France"


@pytest.mark.parametrize(
    ("setting", "heading", "views"),
    [
        ("concert", "Jazz", {2, 3, 4}),
        ("concert", "Beethoven", {1, 4, 5}),
        ("concert", "Rock music", {0, 6}),
        ("stadium", "Football", {0, 1}),
        ("stadium", "The Olympic Games", {2, 3}),
        ("kitchen", "Sushi", {2, 3}),
        ("kitchen", "Pizza", {4, 9}),
        ("kitchen", "Le chocolat", {6, 7}),
        ("railway", "Steam engines", {0, 3}),
        ("flight", "The Wright brothers", {2, 3}),
        ("money", "Money", {0, 1, 2}),
    ],
)
def test_a_subject_is_shown_in_views_of_its_own(
    make_request: MakeRequest, setting: str, heading: str, views: set[int]
) -> None:
    shots = [
        plan(make_request(setting=setting, heading=heading, keywords=(heading.lower(),), index=index))
        for index in range(1, 7)
    ]
    assert {shot.setting for shot in shots} == {setting}
    assert {shot.variant for shot in shots} == views
    sided = SETS[setting].sided
    assert not any(shot.view.mirrored for shot in shots if shot.variant in sided), "a piano has its keys at the left"


def test_a_title_has_the_view_that_leaves_it_room(make_request: MakeRequest) -> None:
    title = plan(make_request(kind=ShotKind.TITLE, setting="coffee", keywords=("coffee", "goat")))
    assert title.variant == SETS["coffee"].opening
    assert plan(make_request(setting="coffee", keywords=("coffee", "goat"))).variant == 1


@pytest.mark.parametrize(
    ("setting", "subject", "views"),
    [
        ("wildlife", "wolf", {0, 1}),
        ("wildlife", "bear", {2, 3}),
        ("wildlife", "owl", {6}),
        ("studio", "leonardo da vinci", {0, 1, 2}),
        ("studio", "vincent van gogh", {3, 4}),
        ("studio", "pablo picasso", {3, 5}),
        ("studio", "michelangelo", {2, 6}),
        ("dinosaurs", "dinosaur", {0, 1, 2}),
        ("home", "cat", {0, 2}),
        ("home", "chien", {1, 3}),
        ("tea", "tea", {0, 1, 2}),
        ("chess", "chess", {0, 1}),
        ("printing", "printing", {0, 1}),
    ],
)
def test_a_film_sees_the_views_of_its_subject_in_turn(
    make_request: MakeRequest, setting: str, subject: str, views: set[int]
) -> None:
    shots = [plan(make_request(setting=setting, heading=subject, keywords=(subject,), index=n)) for n in range(6)]
    assert {shot.variant for shot in shots} == views
    assert all((shot.setting, shot.asked, shot.resident) == (setting, (), None) for shot in shots)


def test_a_wolf_howls_and_an_owl_watches_by_night(make_request: MakeRequest) -> None:
    assert plan(make_request(setting="wildlife", heading="Owl")).light.name == "night"
    assert plan(make_request(setting="wildlife", heading="Fox")).light.name != "night"
