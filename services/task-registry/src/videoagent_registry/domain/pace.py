"""How long films have taken here: what to expect of the next one, before its own pace says anything."""

from collections import deque
from collections.abc import Hashable
from datetime import timedelta
from statistics import median
from typing import NamedTuple

from videoagent_contracts.enums import TaskStatus
from videoagent_registry.domain.record import TaskRecord

NEAREST = 2.0
"""Factor by which films may differ in length that tell anything of each other."""
_REMEMBERED = 20
_COUNTED = 5
_LENGTH_S = 30.0


class _Film(NamedTuple):
    """Planned length and time of making, s."""

    length: float
    took: float


class Pace:
    """Films that were made from nothing and at one go, by what makes them costly. It is in memory, and begins empty."""

    def __init__(self) -> None:
        self._films: dict[Hashable, deque[_Film]] = {}

    def learn(self, record: TaskRecord) -> None:
        """Take in a task that has just been completed; of those that were changed or reviewed nothing is learnt."""
        length, started, finished = _length(record), record.run_started_at, record.finished_at
        if (
            record.status is not TaskStatus.COMPLETED
            or not _is_plain(record)
            or not length
            or not started
            or not finished
        ):
            return
        films = self._films.setdefault(_cost(record), deque(maxlen=_REMEMBERED))
        films.append(_Film(length, (finished - started) / timedelta(seconds=1)))

    def expected_s(self, record: TaskRecord) -> float | None:
        """Return how long the whole film may take, in s: as its latest likes did. None: nothing is known of such."""
        length = _length(record)
        if length is None or not _is_plain(record):
            return None
        like = [film for film in self._films.get(_cost(record), ()) if 1 / NEAREST <= film.length / length <= NEAREST]
        return length * median(film.took / film.length for film in like[-_COUNTED:]) if like else None


def _is_plain(record: TaskRecord) -> bool:
    return record.run == 1 and not record.spec.options.review


def _cost(record: TaskRecord) -> Hashable:
    options = record.spec.options
    return options.resolution, options.fps, tuple(sorted(options.providers.items()))


def _length(record: TaskRecord) -> float | None:
    """Return the planned length in s; None while own words, of whatever length, have not been planned yet."""
    if record.storyboard is not None:
        return sum(shot.duration for shot in record.storyboard.shots)
    options = record.spec.options
    if options.own_words or options.own_voice or options.scenes:
        return options.duration
    return options.duration or _LENGTH_S
