"""What is told of the time that is left before a film's own pace says anything."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.enums import Resolution, StepKind
from videoagent_registry.domain.pace import Pace
from videoagent_registry.domain.policy import Policies
from videoagent_registry.domain.progress import estimate_s
from videoagent_registry.domain.record import TaskRecord
from videoagent_registry.testing import Play, run_to_end


def made_in(seconds: float, **options: Any) -> TaskRecord:
    record = run_to_end("earlier", **options).record
    assert record.run_started_at is not None
    return replace(record, finished_at=record.run_started_at + timedelta(seconds=seconds))


def test_the_first_estimate_is_what_such_films_took() -> None:
    pace = Pace()
    for seconds in (20, 22, 90):
        pace.learn(made_in(seconds))
    play = Play(policies=Policies(pace=pace), duration=15.0)
    play.work(until="storyboard")
    record = play.record
    assert record.run_started_at is not None
    assert record.progress < 15
    passed = (record.updated_at - record.run_started_at) / timedelta(seconds=1)
    assert record.eta_s == pytest.approx(22 - passed, abs=0.2), "the median, for films of the same length"
    for later, told in ((10, 12), (11.5, None)):
        now = record.run_started_at + timedelta(seconds=later)
        assert estimate_s(record, now, pace.expected_s) == (None if told is None else pytest.approx(told, abs=0.2))


@pytest.mark.parametrize(
    "options",
    [
        {"resolution": Resolution.P2160},
        {"fps": 60},
        {"providers": {StepKind.IMAGE: "painter"}},
        {"duration": 120.0},
        {"script": "Own words, of whatever length."},
    ],
)
def test_nothing_is_expected_of_films_of_another_kind(options: Mapping[str, Any]) -> None:
    pace = Pace()
    pace.learn(made_in(20))
    play = Play(policies=Policies(pace=pace), **options)
    play.work(until="storyboard")
    assert play.record.run_started_at is not None
    assert play.record.eta_s is None


def test_nothing_is_learnt_of_a_film_that_was_changed_or_waited_for_its_user() -> None:
    pace = Pace()
    pace.learn(replace(made_in(20), run=2))
    reviewed = made_in(20)
    options = reviewed.spec.options.model_copy(update={"review": True})
    pace.learn(replace(reviewed, spec=reviewed.spec.model_copy(update={"options": options})))
    assert pace.expected_s(Play().record) is None
