"""A task-registry on a machine whose clock is wrong by ``VIDEOAGENT_CHAOS_CLOCK`` seconds, and like any other else."""

import os
from datetime import UTC, datetime, timedelta
from functools import partial
from unittest.mock import patch

from videoagent_registry import main
from videoagent_registry.clock import SteadyClock

CLOCK = "VIDEOAGENT_CHAOS_CLOCK"


def _wrong_time(by: timedelta) -> datetime:
    return datetime.now(UTC) + by


if __name__ == "__main__":
    wrong_by = timedelta(seconds=float(os.environ[CLOCK]))
    with patch.object(main, "SteadyClock", partial(SteadyClock, partial(_wrong_time, wrong_by))):
        main.main()
