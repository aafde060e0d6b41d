"""Who does a step's work when providers fail, rest, cost or hang."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from videoagent_contracts.enums import StepKind
from videoagent_contracts.errors import (
    AgentExecutionException,
    ErrorCode,
    ModelProviderException,
    StorageException,
)
from videoagent_contracts.steps import ProviderInfo
from videoagent_models import guard
from videoagent_models.breaker import BreakerState
from videoagent_models.chain import Done, Providers
from videoagent_models.limits import CallLimits, Pace
from videoagent_models.providers import Registered
from videoagent_models.testing import Here
from videoagent_runtime.agent.purse import ReserveShortException
from videoagent_runtime.retry import Backoff

QUICK = CallLimits(timeout=timedelta(seconds=20), tries=2, patience=timedelta(seconds=0.2), breaker_failures=3)


class Hosted:
    """Fails with the given errors in turn, then works."""

    def __init__(self, *errors: Exception, name: str = "hosted", price: float = 0.0, **limits: Any) -> None:
        self.name = name
        self.limits = QUICK.model_copy(update=limits)
        self.calls = 0
        self._errors = list(errors)
        self._price = price

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    def estimate(self, job: object) -> float:
        assert job == "job"
        return self._price

    async def draw(self) -> str:
        self.calls += 1
        if self._errors:
            raise self._errors.pop(0)
        return f"by {self.name}"


class Builtin:
    name = "builtin"

    def check(self) -> ProviderInfo:
        return ProviderInfo(name=self.name, available=True)

    async def draw(self) -> str:
        return "by builtin"


class Hanging(Hosted):
    async def draw(self) -> str:
        self.calls += 1
        await asyncio.Event().wait()
        raise AssertionError("unreachable")


Painter = Hosted | Builtin


@pytest.fixture(autouse=True)
def _no_backoff(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_BACKOFF", Backoff(initial_s=0.001))


def providers(*painters: Painter) -> Providers[Painter]:
    found: dict[str, Registered[Painter]] = {
        painter.name: Registered(painter.name, painter.check(), painter) for painter in painters
    }
    return Providers(StepKind.IMAGE, found, [painter.name for painter in painters])


async def drawn(
    line: Providers[Painter], *, requested: str | None = None, here: Here | None = None
) -> Done[Painter, str]:
    return await line.work(here or Here(), "job", lambda painter: painter.draw(), requested=requested)


def failure(code: ErrorCode, *, retryable: bool = True, retry_after_s: float | None = None) -> ModelProviderException:
    return ModelProviderException("no", provider="hosted", code=code, retryable=retryable, retry_after_s=retry_after_s)


async def test_a_provider_that_stumbles_once_is_tried_again() -> None:
    hosted = Hosted(failure(ErrorCode.PROVIDER_UNAVAILABLE))
    done = await drawn(providers(hosted, Builtin()))
    assert (done.result, done.substitutions, hosted.calls) == ("by hosted", (), 2)


async def test_one_that_fails_for_good_gives_way_and_that_is_told() -> None:
    hosted = Hosted(failure(ErrorCode.PROVIDER_REFUSED, retryable=False))
    done = await drawn(providers(hosted, Builtin()))
    assert (done.result, done.provider.name, hosted.calls) == ("by builtin", "builtin", 1)
    assert [(one.wanted, one.used, one.reason) for one in done.substitutions] == [
        ("hosted", "builtin", "provider_refused: no")
    ]


async def test_all_that_gave_way_are_told_of() -> None:
    broken = Hosted(RuntimeError("secret"), name="plugin")
    refusing = Hosted(failure(ErrorCode.PROVIDER_REFUSED, retryable=False), name="other")
    done = await drawn(providers(broken, refusing, Builtin()))
    assert [one.wanted for one in done.substitutions] == ["plugin", "other"]
    assert "secret" not in str(done.substitutions)
    assert {one.used for one in done.substitutions} == {"builtin"}


async def test_one_that_is_not_configured_is_passed_over_in_silence() -> None:
    line = providers(Hosted(), Builtin())
    line.registered = {
        **line.registered,
        "hosted": Registered("hosted", ProviderInfo(name="hosted", available=False), None),
    }
    done = await drawn(line)
    assert (done.result, done.substitutions) == ("by builtin", ())


async def test_a_named_provider_fails_clearly_at_its_first_failure() -> None:
    """The registry tries again: it waits without holding a worker."""
    hosted = Hosted(failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=3), failure(ErrorCode.PROVIDER_TIMEOUT))
    with pytest.raises(ModelProviderException) as failed:
        await drawn(providers(hosted, Builtin()), requested="hosted")
    assert (failed.value.retryable, failed.value.retry_after_s, hosted.calls) == (True, 3, 1)


async def test_a_short_rest_is_waited_for_and_a_long_one_is_not() -> None:
    short = Hosted(failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=0.05))
    assert (await drawn(providers(short, Builtin()))).result == "by hosted"
    long = Hosted(failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=30))
    line = providers(long, Builtin())
    assert (await drawn(line)).result == "by builtin"
    assert line.health.state("hosted") is BreakerState.OPEN
    assert (await drawn(line)).substitutions[0].reason.startswith("provider_unavailable")
    assert long.calls == 1


async def test_whoever_asks_for_the_providers_is_told_that_one_rests() -> None:
    line = providers(Hosted(failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=30)), Builtin())
    assert "rests" not in line.infos()[0].reason
    await drawn(line)
    info = line.infos()[0]
    assert info.available
    assert info.reason.startswith("rests after failures until ")


async def test_a_resting_provider_that_was_named_says_when_to_come_again() -> None:
    line = providers(Hosted(failure(ErrorCode.PROVIDER_RATE_LIMITED, retry_after_s=30)), Builtin())
    for _ in range(2):
        with pytest.raises(ModelProviderException) as failed:
            await drawn(line, requested="hosted")
    assert failed.value.retryable
    assert failed.value.retry_after_s is not None
    assert 25 < failed.value.retry_after_s <= 30


async def test_failures_in_a_row_open_the_breaker() -> None:
    hosted = Hosted(*[failure(ErrorCode.PROVIDER_UNAVAILABLE)] * 9)
    line = providers(hosted, Builtin())
    for _ in range(4):
        await drawn(line)
    assert hosted.calls == 3


async def test_what_costs_more_than_is_left_is_not_called() -> None:
    hosted = Hosted(price=0.05)
    line = providers(hosted, Builtin())
    assert (await drawn(line, here=Here(budget_usd=0.05))).result == "by hosted"
    done = await drawn(line, here=Here(budget_usd=0.049))
    assert done.substitutions[0].reason.startswith("budget_exceeded: ")
    with pytest.raises(AgentExecutionException) as failed:
        await drawn(line, requested="hosted", here=Here(budget_usd=0.0))
    assert (failed.value.code, failed.value.retryable) == (ErrorCode.BUDGET_EXCEEDED, False)
    assert hosted.calls == 1


async def test_what_costs_more_than_is_set_aside_is_asked_for_before_anybody_is_called() -> None:
    hosted, other = Hosted(price=0.05), Hosted(name="other", price=0.01)
    line = providers(hosted, other, Builtin())
    with pytest.raises(ReserveShortException) as short:
        await drawn(line, here=Here(budget_usd=0.06, reserved_usd=0.0))
    assert (short.value.needs_usd, hosted.calls, other.calls) == (0.05, 0, 0)
    here = Here(budget_usd=0.06, reserved_usd=0.05)
    assert (await drawn(line, here=here)).result == "by hosted"
    with pytest.raises(ReserveShortException) as short:
        await drawn(line, here=Here(budget_usd=0.04, reserved_usd=0.0))
    assert short.value.needs_usd == 0.01, "what the task can't pay at all gives way"
    assert (await drawn(line, here=Here(budget_usd=0.0, reserved_usd=0.0))).result == "by builtin"


@pytest.mark.parametrize(
    ("error", "charged"),
    [
        (ModelProviderException("", provider="hosted", code=ErrorCode.PROVIDER_UNAVAILABLE, retryable=False), 0.0),
        (ModelProviderException("", provider="hosted", code=ErrorCode.PROVIDER_TIMEOUT, retryable=True), 0.05),
        (ModelProviderException("", provider="hosted", code=ErrorCode.PROVIDER_INVALID_OUTPUT, retryable=True), 0.05),
        (ModelProviderException("", provider="hosted", retryable=False, spent_usd=0.02), 0.02),
        (RuntimeError("a bug"), 0.05),
    ],
    ids=["never begun", "late", "nonsense", "told", "broken"],
)
async def test_a_failed_call_stays_charged_unless_it_was_never_begun(error: Exception, charged: float) -> None:
    here = Here(budget_usd=1.0, reserved_usd=0.05)
    done = await drawn(providers(Hosted(error, price=0.05), Builtin()), here=here)
    assert (done.result, here.purse.charged_usd) == ("by builtin", charged)


async def test_after_a_failure_that_may_be_on_the_bill_more_is_asked_for() -> None:
    """The next attempt may need the same again: what failed, and what then does the work."""
    late = Hosted(failure(ErrorCode.PROVIDER_TIMEOUT), price=0.05)
    line = providers(late, Hosted(name="other", price=0.03), Builtin())
    with pytest.raises(ReserveShortException) as short:
        await drawn(line, here=Here(budget_usd=1.0, reserved_usd=0.05))
    assert short.value.needs_usd == pytest.approx(0.08)


async def test_another_try_of_what_has_cost_money_is_asked_for() -> None:
    error = ModelProviderException(
        "", provider="hosted", code=ErrorCode.PROVIDER_UNAVAILABLE, retryable=True, spent_usd=0.05
    )
    hosted = Hosted(error, price=0.05)
    with pytest.raises(ReserveShortException) as short:
        await drawn(providers(hosted, Builtin()), here=Here(budget_usd=1.0, reserved_usd=0.05))
    assert hosted.calls == 1
    assert short.value.needs_usd == pytest.approx(0.1)


async def test_a_call_that_is_cut_off_stays_charged() -> None:
    here = Here(budget_usd=1.0, reserved_usd=0.05)
    hanging = Hanging(price=0.05)
    work = asyncio.create_task(drawn(providers(hanging, Builtin()), here=here))
    while not hanging.calls:  # noqa: ASYNC110
        await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert here.purse.charged_usd == 0.05


async def test_when_nobody_can_the_error_that_may_pass_is_raised() -> None:
    refusing = Hosted(failure(ErrorCode.PROVIDER_REFUSED, retryable=False), name="first")
    away = Hosted(failure(ErrorCode.PROVIDER_UNAVAILABLE, retry_after_s=9), name="second")
    with pytest.raises(ModelProviderException) as failed:
        await drawn(providers(refusing, away))
    assert (failed.value.retryable, failed.value.retry_after_s) == (True, 9)


async def test_a_store_that_is_away_is_nobodys_fault() -> None:
    with pytest.raises(StorageException):
        await drawn(providers(Hosted(StorageException("away")), Builtin()))


async def test_one_that_hangs_is_timed_out_and_counts_as_failed() -> None:
    hanging = Hanging(timeout=timedelta(milliseconds=20), breaker_failures=1)
    line = providers(hanging, Builtin())
    done = await drawn(line)
    assert done.substitutions[0].reason.startswith("provider_timeout: ")
    assert (hanging.calls, line.health.state("hosted")) == (1, BreakerState.OPEN)


async def test_time_is_left_for_the_next_in_line() -> None:
    line = providers(Hanging(breaker_failures=1), Builtin())
    done = await drawn(line, here=Here(time_left=timedelta(milliseconds=50)))
    assert done.result == "by builtin"
    assert line.health.state("hosted") is BreakerState.OPEN, "it had its time"


async def test_cancelling_ends_a_call_at_once_and_says_nothing_of_the_provider() -> None:
    hanging = Hanging()
    line = providers(hanging, Builtin())
    work = asyncio.create_task(drawn(line))
    while not hanging.calls:  # noqa: ASYNC110
        await asyncio.sleep(0)
    work.cancel()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert not line.health.rest("hosted")


async def test_no_more_calls_at_once_than_the_limit() -> None:
    running = most = 0

    async def draw(_: Painter) -> str:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.002)
        running -= 1
        return ""

    line = providers(Hosted(concurrent=2))
    await asyncio.gather(*(line.work(Here(), "job", draw, requested=None) for _ in range(7)))
    assert most == 2


async def test_no_more_calls_a_minute_than_the_limit() -> None:
    now = 0.0
    pace = Pace(CallLimits(calls_per_minute=3), lambda: now)
    for _ in range(3):
        async with pace.place():
            now += 5
    assert pace.due_in() == 45
    now = 60.0
    assert pace.due_in() == 0
