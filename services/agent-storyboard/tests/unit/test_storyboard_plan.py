from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from videoagent_agent_storyboard.builtin import LONGEST_S, BuiltinStoryboarder, draw_up
from videoagent_agent_storyboard.model_storyboarder import ModelStoryboarder
from videoagent_agent_storyboard.ports import Storyboarder
from videoagent_agent_storyboard.service import StoryboardAgent
from videoagent_contracts.enums import AspectRatio, ShotKind, Transition
from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_contracts.film import Beat, Credit, Look, Story, Storyboard, StoryboardRequest
from videoagent_models.openai_text import OpenAiTextModel
from videoagent_models.providers import Registered
from videoagent_models.speaking import speaking_time
from videoagent_models.testing import Here, chat_json, fake_chat_server
from videoagent_models.text import TextModel, TextModelSettings
from videoagent_models.text_models import word_providers

LOOK = Look(language="en", style="cinematic")
CREDIT = Credit(what="Text", source="Wikipedia — “Bee”", licence="CC BY-SA 4.0")
BEATS = (
    Beat(narration="The life of honeybees", heading="The life of honeybees", description="Clade of insects"),
    Beat(
        narration="Bees are winged insects, with over 20,000 known species.",
        heading="Bee",
        description="Clade of insects",
    ),
    Beat(narration="Honey is made and stored to nourish bee colonies.", heading="Honey", description="Sweet substance"),
    Beat(narration="Tokyo is the capital of Japan.", heading="Tokyo", description="Capital of Japan"),
    Beat(narration="The Beatles were an English rock band.", heading="The Beatles", description="English rock band"),
)


def request(beats: tuple[Beat, ...] = BEATS, *, credited: bool = True, **fields: Any) -> StoryboardRequest:
    story = Story(title="The life of honeybees", language="en", beats=beats, credits=(CREDIT,) if credited else ())
    return StoryboardRequest(topic="The life of honeybees", look=LOOK, story=story, **fields)


def length(board: Storyboard) -> float:
    overlaps = sum(shot.transition is not Transition.CUT for shot in board.shots[1:])
    return sum(shot.duration for shot in board.shots) - 0.5 * overlaps


def test_one_shot_for_each_beat_and_an_end_card() -> None:
    board = draw_up(request(duration=40))
    assert [shot.kind for shot in board.shots] == [
        ShotKind.TITLE,
        ShotKind.SCENE,
        ShotKind.SCENE,
        ShotKind.MAP,
        ShotKind.SCENE,
        ShotKind.CREDITS,
    ]
    assert [shot.index for shot in board.shots] == list(range(6))
    assert [shot.narration for shot in board.shots[:-1]] == [beat.narration for beat in BEATS]
    assert board.shots[0].card is not None
    assert board.shots[0].card.value == "The life of honeybees"
    assert board.credits == (CREDIT,)


def test_the_title_shows_the_subject() -> None:
    first = draw_up(request(duration=40)).shots[0]
    assert first.keywords[0] == "bee"
    assert first.prompt == "The life of honeybees, Bee, Clade of insects"
    assert first.setting in ("meadow", "honeycomb")


def test_the_same_seed_gives_the_same_board_and_another_one_another() -> None:
    assert draw_up(request(seed=1)) == draw_up(request(seed=1))
    assert draw_up(request(seed=1)) != draw_up(request(seed=2))
    assert len({shot.seed for shot in draw_up(request(seed=1)).shots[:-1]}) == 5  # the end card has the title's


def test_a_film_that_knows_nothing_is_told_by_its_words() -> None:
    lines = tuple(Beat(narration=text, heading="Blorptang quindle") for text in ("Blorptang quindle", "One.", "Two."))
    story = Story(title="Blorptang quindle", language="en", beats=lines)
    board = draw_up(StoryboardRequest(topic="Blorptang quindle", look=LOOK, story=story))
    assert [shot.heading for shot in board.shots] == ["Blorptang quindle", "Blorptang", "quindle"]
    longer = Story(
        title="Quax blorp zindle frob wibble",
        language="en",
        beats=tuple(
            Beat(narration=text, heading="Quax blorp zindle frob wibble")
            for text in ("Title", "A.", "B.", "C.", "The end.")
        ),
    )
    board = draw_up(StoryboardRequest(topic="x", look=LOOK, story=longer))
    assert [shot.kind for shot in board.shots] == [ShotKind.TITLE, *[ShotKind.SCENE] * 3, ShotKind.TITLE]
    assert [shot.heading for shot in board.shots[1:4]] == ["Quax", "zindle", "wibble"]
    known = draw_up(request((Beat(narration="Bees", heading="The life of honeybees"),) * 2))
    assert known.shots[1].heading == "The life of honeybees"


def test_a_year_is_shown_once_and_only_of_a_subject_that_has_been_seen() -> None:
    beats = [BEATS[0], *(Beat(narration=f"In 190{number} it grew.", heading="Bee") for number in range(6))]
    kinds = [shot.kind for shot in draw_up(request(tuple(beats), credited=False)).shots]
    assert kinds == [ShotKind.TITLE, ShotKind.SCENE, ShotKind.NUMBER, *[ShotKind.SCENE] * 4]


@pytest.mark.parametrize("aspect", AspectRatio)
def test_no_camera_move_twice_in_a_row(aspect: AspectRatio) -> None:
    board = draw_up(request(BEATS * 6, aspect_ratio=aspect, seed=5))
    assert all(one.camera is not other.camera for one, other in pairwise(board.shots))


@pytest.mark.parametrize("wanted", [transition for transition in Transition if transition is not Transition.AUTO])
def test_a_wanted_transition_is_used_everywhere(wanted: Transition) -> None:
    board = draw_up(request(transition=wanted))
    assert [shot.transition for shot in board.shots] == [Transition.CUT, *[wanted] * 5]


def test_automatic_transitions_are_mostly_crossfades() -> None:
    used = [shot.transition for shot in draw_up(request(BEATS * 4)).shots]
    assert used[0] is Transition.CUT
    assert used[-1] is Transition.FADE_BLACK
    assert used.count(Transition.CROSSFADE) > len(used) / 2
    assert Transition.AUTO not in used
    assert {Transition.SLIDE, Transition.ZOOM, Transition.WIPE}.intersection(used)


@settings(max_examples=60, deadline=None)
@given(
    narrated=st.lists(
        st.sampled_from(["", "Bees fly.", "Bees gather nectar from many flowers in spring."]), min_size=1, max_size=12
    ),
    duration=st.floats(4, 120),
    transition=st.sampled_from(list(Transition)),
)
def test_speech_always_fits_and_a_fitting_length_is_kept(
    narrated: list[str], duration: float, transition: Transition
) -> None:
    """Own words, which have no heading, are given all the time that was asked for."""
    beats = tuple(Beat(narration=text) for text in narrated)
    board = draw_up(request(beats, duration=duration, transition=transition))
    for shot in board.shots:
        assert shot.duration >= speaking_time(shot.narration, "en")
    spoken = sum(speaking_time(text, "en") + 1.4 for text in narrated) + 3 + 2.5 * narrated.count("")
    if spoken < duration < spoken + 5 * len(narrated):
        assert length(board) == pytest.approx(duration, rel=0.05)
    if length(board) != pytest.approx(duration, rel=0.05):
        assert "instead of" in board.warnings[0]


@settings(max_examples=60, deadline=None)
@given(
    narrated=st.lists(
        st.sampled_from(["Bees fly.", "Bees gather nectar from many flowers in spring."]), min_size=1, max_size=12
    ),
    pauses=st.sets(st.integers(0, 10)),
    duration=st.floats(15, 600),
)
def test_no_picture_stands_for_long_without_words(narrated: list[str], pauses: set[int], duration: float) -> None:
    """A film that has too little to say is shorter than asked for, and says so."""
    beats = [Beat(narration="Bees", heading="Bees")]
    for number, text in enumerate(narrated):
        beats.append(Beat(narration=text, heading="Bee"))
        beats += [Beat(heading="Bee")] * (number in pauses and number < len(narrated) - 1)
    board = draw_up(request(tuple(beats), duration=duration))
    said = [speaking_time(shot.narration, "en") for shot in board.shots[:-1]]
    assert all(shot.duration - seconds <= 4.4 for shot, seconds in zip(board.shots[:-1], said, strict=True))
    assert all(shot.duration <= 3.5 for shot, seconds in zip(board.shots[1:-1], said[1:], strict=True) if not seconds)
    if length(board) < 0.95 * duration:
        assert "too little narration" in board.warnings[0]


def test_more_speech_than_time_makes_a_longer_film_and_says_so() -> None:
    board = draw_up(request(BEATS * 3, duration=10))
    assert length(board) > 30
    assert "more narration" in board.warnings[0]


def test_fixed_lengths_of_own_scenes_are_kept_and_the_rest_is_dealt_out() -> None:
    beats = (
        Beat(narration="Bees fly.", prompt="a bee", duration=6),
        Beat(prompt="a hive in the rain"),
        Beat(narration="They come home.", media="media:abc"),
    )
    board = draw_up(request(beats, credited=False, duration=20))
    assert board.shots[0].duration == 6.5  # half a second of it is shared with the next
    assert length(board) == pytest.approx(20, abs=0.1)
    assert [shot.kind for shot in board.shots] == [ShotKind.SCENE] * 3
    assert board.shots[1].prompt == "a hive in the rain"
    assert board.shots[2].media == "media:abc"


def test_scenes_of_fixed_length_add_up_to_the_film() -> None:
    beats = tuple(Beat(prompt=f"picture {number}", duration=2) for number in range(6))
    for transition in Transition:
        assert length(draw_up(request(beats, credited=False, transition=transition))) == pytest.approx(12, abs=0.01)


def test_a_sentence_over_two_shots_is_not_torn() -> None:
    beats = (
        BEATS[0],
        Beat(narration="Bees are winged insects,", heading="Bee"),
        Beat(narration="with over 20,000 known species.", heading="Bee"),
    )
    board = draw_up(request(beats, duration=30))
    assert board.shots[2].transition is Transition.CUT
    assert board.shots[1].duration - speaking_time("Bees are winged insects,", "en") <= 0.95


@pytest.mark.parametrize("shots", [None, 1, 2, 3, 4, 5])
@pytest.mark.parametrize("duration", [4, 5, 6, 8, 10, 12, 15, 16, 20, 30])
def test_a_film_that_quotes_shows_its_source(duration: float, shots: int | None) -> None:
    for count in range(1, (shots or 5) + 1):
        board = draw_up(request(BEATS[:count], duration=duration, shots=shots))
        seen = [line for shot in board.shots if shot.card for line in shot.card.lines if "CC BY-SA" in line]
        assert len(seen) == 1
        assert "Wikipedia — “Bee”" in seen[0]
        if board.shots[-1].kind is ShotKind.CREDITS:
            assert board.shots[-1].duration >= 2


@pytest.mark.parametrize(("shots", "kinds"), [(5, 5), (6, 6), (1, 5)])
def test_the_end_card_counts_among_the_shots(shots: int, kinds: int) -> None:
    board = draw_up(request(shots=shots))
    assert len(board.shots) == kinds
    assert (board.shots[-1].kind is ShotKind.CREDITS) == (shots == 6)


def test_sixty_beats_leave_no_room_for_an_end_card() -> None:
    assert len(draw_up(request(BEATS * 12)).shots) == 60


def test_no_sentence_goes_on_from_a_title() -> None:
    beats = (Beat(narration="Jazz", heading="Jazz"), Beat(narration="Jazz is a music genre.", heading="Jazz"))
    assert draw_up(request(beats, duration=20)).shots[1].transition is Transition.CROSSFADE


@pytest.mark.parametrize("duration", [None, 20, 45, 90])
def test_no_card_stands_for_long(duration: float | None) -> None:
    long_number = "Bees are winged insects, with over 20,000 known species, and they live on every continent but one."
    beats = (BEATS[0], *BEATS[1:], Beat(narration=long_number, heading="Wasp"), *BEATS[1:])
    shots = draw_up(request(beats, duration=duration)).shots
    assert shots[5].kind is ShotKind.SCENE
    assert all(shot.duration <= LONGEST_S[shot.kind] for shot in shots if shot.kind in LONGEST_S)
    assert {ShotKind.TITLE, ShotKind.MAP} <= {shot.kind for shot in shots}


def test_long_words_of_ones_own_are_not_spoken_over_the_title() -> None:
    words = Beat(narration="My grandmother kept three hives behind the house, and she knew each of them.")
    titled = draw_up(request((Beat(heading="The life of honeybees"), words, words), credited=False))
    assert [shot.kind for shot in titled.shots] == [ShotKind.TITLE, ShotKind.SCENE, ShotKind.SCENE]
    assert 2 <= titled.shots[0].duration <= 3
    assert draw_up(request((words, words), credited=False)).shots[0].kind is ShotKind.SCENE
    assert draw_up(request((words,), credited=False)).shots[0].kind is ShotKind.TITLE


def test_short_shots_are_cut() -> None:
    board = draw_up(request((Beat(narration="", heading="Bee"),) * 30, duration=30))
    assert {shot.transition for shot in board.shots} == {Transition.CUT}
    assert length(board) == pytest.approx(30, rel=0.05)


def agent(base_url: str) -> StoryboardAgent:
    model = OpenAiTextModel(TextModelSettings(base_url=base_url, model="fake"))
    models: dict[str, Registered[TextModel]] = {"openai": Registered("openai", model.check(), model)}
    boards: dict[str, Registered[Storyboarder]] = word_providers(BuiltinStoryboarder(), models, ModelStoryboarder)
    return StoryboardAgent(boards)


def shot(kind: str = "scene", value: str = "", setting: str = "meadow") -> dict[str, Any]:
    return {
        "kind": kind,
        "prompt": "a bee on a blue flower",
        "keywords": ["Bee", "flower"],
        "setting": setting,
        "card_value": value,
        "card_lines": [],
    }


async def test_a_model_says_what_is_seen_and_the_rules_keep_the_rest() -> None:
    shots = [shot(), shot("number", "20,000"), shot("number"), shot(setting="moon base"), shot()]
    with fake_chat_server(chat_json({"shots": shots})) as server:
        board = await agent(server.base_url).run(request(duration=40), Here())
        base = draw_up(request(duration=40))
        assert [one.duration for one in board.shots] == [one.duration for one in base.shots]
        assert board.provider == "openai"
        assert board.shots[0].kind is ShotKind.TITLE
        assert board.shots[1].kind is ShotKind.NUMBER
        assert board.shots[1].card is not None
        assert board.shots[1].card.value == "20,000"
        assert board.shots[2].kind is ShotKind.SCENE
        assert board.shots[1].keywords == ("bee", "flower")
        assert board.shots[3].setting == base.shots[3].setting
        assert board.shots[-1].kind is ShotKind.CREDITS


def test_the_end_card_is_drawn_as_the_title_is() -> None:
    """Pictures follow keywords, setting and seed."""
    first, *_, last = draw_up(request(duration=40)).shots
    assert (first.kind, last.kind) == (ShotKind.TITLE, ShotKind.CREDITS)
    assert last.prompt == first.prompt
    assert (first.keywords, first.setting, first.seed) == (last.keywords, last.setting, last.seed)


async def test_a_models_film_has_maps() -> None:
    beats = tuple(beat.model_copy(update={"prompt": "a picture of it"}) for beat in BEATS)
    assert draw_up(request(beats, duration=40)).shots[3].kind is ShotKind.MAP
    shots = [shot(), shot("map", "Lima"), shot("map", "Quaxnor"), shot("number", "1"), shot()]
    with fake_chat_server(chat_json({"shots": shots})) as server:
        board = await agent(server.base_url).run(request(beats, duration=40), Here())
    assert [one.kind for one in board.shots[1:4]] == [ShotKind.MAP, ShotKind.SCENE, ShotKind.MAP]
    cards = [one.card for one in board.shots if one.kind is ShotKind.MAP and one.card]
    assert [(card.value, card.latitude is not None) for card in cards] == [("Lima", True), ("Tokyo", True)]
    assert board.shots[3].prompt == "a bee on a blue flower"


async def test_a_model_that_forgets_a_shot_is_asked_again_then_fails() -> None:
    with fake_chat_server(chat_json({"shots": [shot()]})) as server:
        with pytest.raises(ModelProviderException) as failed:
            await agent(server.base_url).run(request(duration=40), Here("openai"))
        assert failed.value.code is ErrorCode.PROVIDER_INVALID_OUTPUT
        assert len(server.requests) == 2


def test_the_subject_counts_more_than_all_that_is_said_of_it() -> None:
    honey = Beat(narration="Honey is made by bees.", heading="Honey", description="Food made by bees from flowers")
    board = draw_up(request((Beat(narration="Bees", heading="Bees"), honey), duration=15))
    assert board.shots[1].setting == "honeycomb"
