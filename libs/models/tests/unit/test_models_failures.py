from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from videoagent_models.failures import retry_after


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("", None), ("12", 12.0), ("0.5", 0.5), ("-3", 0.0), ("99999", 3600.0), ("soon", None), ("nan", None)],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}) == seconds


def test_retry_after_as_a_date() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    waited = retry_after({"retry-after": later})
    assert waited is not None
    assert 55 < waited <= 60
