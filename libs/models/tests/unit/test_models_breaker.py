"""The breaker's states one by one, and what holds whatever happens."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from videoagent_models.breaker import LONGEST_REST, Breaker, BreakerPolicy, BreakerState, Report

START = datetime(2026, 1, 1, tzinfo=UTC)
POLICY = BreakerPolicy(failures=3, window=timedelta(seconds=60), rest=timedelta(seconds=30))


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def failure(seconds: float, retry_after: float | None = None) -> Report:
    return Report(at(seconds), ok=False, retry_after=None if retry_after is None else timedelta(seconds=retry_after))


def success(seconds: float) -> Report:
    return Report(at(seconds), ok=True)


def folded(*reports: Report, policy: BreakerPolicy = POLICY) -> Breaker:
    breaker = Breaker()
    for report in reports:
        breaker = breaker.after(report, policy)
    return breaker


def test_it_opens_at_the_nth_failure_and_not_before() -> None:
    assert folded(failure(0), failure(1)).state(at(2)) is BreakerState.CLOSED
    opened = folded(failure(0), failure(1), failure(2))
    assert opened.state(at(31.9)) is BreakerState.OPEN
    assert opened.state(at(32)) is BreakerState.HALF_OPEN


def test_failures_too_far_apart_or_with_a_success_between_do_not_open_it() -> None:
    assert folded(failure(0), failure(50), failure(61)).state(at(61)) is BreakerState.CLOSED
    assert folded(failure(0), failure(1), success(2), failure(3)).state(at(3)) is BreakerState.CLOSED


def test_a_wait_that_the_provider_asked_for_opens_it_at_once_for_so_long() -> None:
    resting = folded(failure(0, retry_after=7))
    assert resting.state(at(6.9)) is BreakerState.OPEN
    assert resting.state(at(7)) is BreakerState.HALF_OPEN
    assert folded(failure(0, retry_after=1e9)).open_until == START + LONGEST_REST


def test_a_trial_that_goes_well_closes_it_and_one_that_fails_doubles_the_rest() -> None:
    opened = folded(failure(0), failure(1), failure(2))
    assert opened.after(success(40), POLICY).state(at(40)) is BreakerState.CLOSED
    again = opened.after(failure(40), POLICY)
    assert again.open_until == at(40 + 60)
    healed = again.after(success(101), POLICY)
    assert healed.openings == 0
    assert not healed.in_doubt


def test_late_news_from_before_it_opened_changes_nothing() -> None:
    opened = folded(failure(0), failure(1), failure(2))
    assert opened.after(success(3), POLICY) == opened
    assert opened.after(failure(4), POLICY) == opened


REPORTS = st.lists(
    st.builds(
        Report,
        at=st.integers(0, 600).map(at),
        ok=st.booleans(),
        retry_after=st.none() | st.integers(0, 5000).map(lambda seconds: timedelta(seconds=seconds)),
    ),
    max_size=40,
)


@given(REPORTS)
def test_it_never_stays_open_for_longer_than_the_longest_rest(reports: list[Report]) -> None:
    breaker = folded(*reports)
    last = max((report.at for report in reports), default=START)
    assert breaker.state(last + LONGEST_REST) is not BreakerState.OPEN


@given(REPORTS)
def test_one_success_after_its_rest_heals_it_whatever_came_before(reports: list[Report]) -> None:
    later = max((report.at for report in reports), default=START) + LONGEST_REST
    healed = folded(*reports).after(Report(later, ok=True), POLICY)
    assert healed.state(later) is BreakerState.CLOSED
    assert not healed.in_doubt


@given(REPORTS)
def test_without_enough_failures_or_an_asked_for_wait_it_never_opens(reports: list[Report]) -> None:
    failures = [report for report in reports if not report.ok]
    if len(failures) < POLICY.failures and all(report.retry_after is None for report in failures):
        assert folded(*reports).open_until is None


@given(st.lists(st.tuples(st.integers(0, 59), st.booleans()), max_size=12), st.randoms())
def test_the_order_of_arrival_does_not_matter_while_it_is_closed(news: list[tuple[int, bool]], random: object) -> None:
    """Two replicas hear the same, each its own news first; neither's breaker opens under this policy."""
    lenient = BreakerPolicy(failures=100)
    reports = [Report(at(seconds), ok) for seconds, ok in news]
    other = list(reports)
    random.shuffle(other)  # type: ignore[attr-defined]
    assert folded(*reports, policy=lenient) == folded(*other, policy=lenient)
