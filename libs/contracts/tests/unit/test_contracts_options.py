"""Every limit of a task request, at both sides of its edge."""

from typing import Any

import pytest
from pydantic import ValidationError

from videoagent_contracts.api import TaskCreateRequest, TaskListQuery
from videoagent_contracts.enums import AspectRatio, Priority, Resolution
from videoagent_contracts.options import TaskOptions, TaskSpec, frame_size, unknown_options

TOPIC = {"topic": "The Alps"}
SCENE = {"narration": "a"}

EDGES: list[tuple[str, Any, bool]] = [
    ("topic", "abc", True),
    ("topic", "  ab ", False),
    ("topic", "x" * 1000, True),
    ("topic", "x" * 1001, False),
    ("topic", "a\nbc", False),
    ("topic", "a\x7fbc", False),
    ("topic", "a\ud800bc", False),
    ("topic", "مرحبا بالعالم", True),
    ("topic", "\u200fשלום עולם\u200f 2026", True),
    ("topic", "می\u200cخواهم", True),
    ("topic", "👨\u200d👩\u200d👧 at home", True),
    ("topic", "🎉🐝🌼", True),
    *((("topic", f"abc{char}def", False)) for char in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"),
    ("topic", "\u200b\u200b\u200b", False),
    ("topic", "\u00ad\u2060\u200d\u200f", False),
    ("topic", "\u3164\u3164\u3164", False),
    ("topic", "\u0301\u0301\u0301", False),
    ("style", "\u200b", False),
    ("style", "noir\u202e", False),
    ("style", "x" * 200, True),
    ("style", "x" * 201, False),
    ("style", " ", False),
    ("metadata", {str(n): "v" for n in range(16)}, True),
    ("metadata", {str(n): "v" for n in range(17)}, False),
    ("metadata", {"k" * 64: "v" * 512}, True),
    ("metadata", {"k" * 65: "v"}, False),
    ("metadata", {"k": "v" * 513}, False),
    ("metadata", {"k": "\u200b"}, True),
    ("webhook_url", "https://example.com/hook", True),
    ("webhook_url", "ftp://example.com/", False),
    ("webhook_url", "https://", False),
    ("webhook_url", "https://example.com/\n", False),
    ("webhook_events", ["task.completed"], True),
    ("webhook_events", ["task.exploded"], False),
    ("priority", "urgent", True),
    ("priority", "URGENT", False),
]
OPTION_EDGES: list[tuple[str, Any, bool]] = [
    ("duration", 4, True),
    ("duration", 3.99, False),
    ("duration", 600, True),
    ("duration", 600.01, False),
    ("duration", True, False),
    ("duration", "30", False),
    ("duration", float("nan"), False),
    ("fps", 60, True),
    ("fps", 29, False),
    ("fps", 30.5, False),
    ("voice_speed", 0.5, True),
    ("voice_speed", 0.49, False),
    ("voice_speed", 2, True),
    ("voice_speed", 2.01, False),
    ("shots", 1, True),
    ("shots", 0, False),
    ("shots", 60, True),
    ("shots", 61, False),
    ("language", "pt-BR", True),
    ("language", "zh-Hans", True),
    ("language", "english please", False),
    ("music", "auto", True),
    ("music", "media:abc_1", True),
    ("music", "media:", False),
    ("music", "../../x", False),
    ("music_volume", 0, True),
    ("music_volume", 1.01, False),
    ("script", "x" * 20_000, True),
    ("script", "x" * 20_001, False),
    ("script", " \n ", False),
    ("script", "two\nlines", True),
    ("script", "one \u2067שלום\u2069 two", True),
    ("script", "🎉🐝🌼", True),
    ("script", "nul\x00", False),
    ("scenes", [SCENE] * 60, True),
    ("scenes", [SCENE] * 61, False),
    ("scenes", [], False),
    ("scenes", [{"narration": "a", "colour": 1}], False),
    ("scenes", [{"prompt": "a lake", "duration": 120}], True),
    ("scenes", [{"prompt": "a lake", "duration": 120.1}], False),
    ("review", True, True),
    ("review", "yes", False),
    ("seed", 0, True),
    ("seed", -1, False),
    ("seed", 2**53 - 1, True),
    ("seed", 2**53, False),
    ("providers", {"image": "builtin"}, True),
    ("providers", {"colour": "builtin"}, False),
    ("budget", 0, True),
    ("budget", -0.01, False),
    ("subtitle_style", "karaoke", True),
    ("subtitle_style", "wobbly", False),
]


def _accepts(body: dict[str, Any]) -> bool:
    try:
        TaskCreateRequest.model_validate(body)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(("field", "value", "accepted"), EDGES)
def test_edge_of_a_field(field: str, value: Any, accepted: bool) -> None:
    assert _accepts({**TOPIC, field: value}) is accepted


@pytest.mark.parametrize(("option", "value", "accepted"), OPTION_EDGES)
def test_edge_of_an_option(option: str, value: Any, accepted: bool) -> None:
    assert _accepts({**TOPIC, "options": {option: value}}) is accepted


def test_topic_is_trimmed_and_unknown_fields_are_refused() -> None:
    assert TaskCreateRequest.model_validate({"topic": "  The Alps  "}).topic == "The Alps"
    assert not _accepts({**TOPIC, "colour": "red"})


def test_unknown_options_are_kept() -> None:
    options = TaskOptions.model_validate({"durration": 9, "fps": 24})
    assert unknown_options(options) == {"durration": 9}
    assert TaskOptions.model_validate_json(options.model_dump_json()) == options


def test_script_and_scenes_exclude_each_other() -> None:
    assert not _accepts({**TOPIC, "options": {"script": "a", "scenes": [SCENE]}})
    assert not _accepts({**TOPIC, "options": {"shots": 2, "scenes": [SCENE]}})


@pytest.mark.parametrize(
    ("aspect", "resolution", "size"),
    [
        (AspectRatio.LANDSCAPE, Resolution.P480, (854, 480)),
        (AspectRatio.LANDSCAPE, Resolution.P1080, (1920, 1080)),
        (AspectRatio.PORTRAIT, Resolution.P720, (720, 1280)),
        (AspectRatio.SQUARE, Resolution.P2160, (2160, 2160)),
    ],
)
def test_frame_sizes_are_even(aspect: AspectRatio, resolution: Resolution, size: tuple[int, int]) -> None:
    assert frame_size(aspect, resolution) == size
    assert all(side % 2 == 0 for side in size)


def test_priorities_rank_by_urgency() -> None:
    assert sorted(Priority, key=lambda priority: priority.rank) == ["low", "normal", "high", "urgent"]


@pytest.mark.parametrize(
    ("query", "accepted"),
    [
        ({"limit": 1}, True),
        ({"limit": 0}, False),
        ({"limit": 100}, True),
        ({"limit": 101}, False),
        ({"offset": 0}, True),
        ({"offset": -1}, False),
        ({"sort_by": "progress", "sort_order": "asc"}, True),
        ({"sort_by": "topic"}, False),
        ({"colour": "red"}, False),
    ],
)
def test_edges_of_a_list_query(query: dict[str, Any], accepted: bool) -> None:
    try:
        TaskListQuery.model_validate(query)
    except ValidationError:
        assert not accepted
    else:
        assert accepted


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"topic": "\u200b\u200c\u200d"}, "must contain visible characters"),
        ({"options": {"script": "\u200b\n\u2060"}}, "script must contain visible characters"),
        ({"options": {"scenes": [SCENE, {"prompt": "\u200b"}]}}, "scenes.1.prompt must contain visible characters"),
        ({"topic": "abc\u202edef"}, "must not contain control characters"),
    ],
)
def test_invisible_text_and_turned_lines_are_refused_for_new_tasks_only(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        TaskCreateRequest.model_validate(TOPIC | changes)
    TaskSpec.model_validate(TOPIC | changes)
