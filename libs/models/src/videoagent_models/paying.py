"""Calls that cost money, paid from the purse of the attempt that they are made for."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from videoagent_contracts.errors import ErrorCode, ModelProviderException
from videoagent_runtime.agent.purse import Purse

T = TypeVar("T")
_FREE = frozenset(
    {
        ErrorCode.PROVIDER_UNAVAILABLE,
        ErrorCode.PROVIDER_RATE_LIMITED,
        ErrorCode.PROVIDER_UNKNOWN,
        ErrorCode.BUDGET_EXCEEDED,
    }
)
"""Failures of calls that were never begun. One that was refused, late or answered with nonsense may be on the bill."""


async def paid(purse: Purse, provider: str, price_usd: float, call: Callable[[], Awaitable[T]]) -> T:
    """Make a call if the purse allows its highest price; what it did cost stays charged.

    Of a failure the purse keeps what the exception's ``spent_usd`` tells, else the whole price, or nothing where the
    call was never begun. A call that is cut off keeps its price.

    Args:
        purse: Of the attempt.
        provider: Its name.
        price_usd: The most that the call may cost.
        call: Returns the result; its ``cost_usd``, if it has one, is what it did cost.

    Raises:
        AgentExecutionException: ``budget_exceeded``.
        ReserveShortException: More has to be set aside.
    """
    purse.afford(provider, price_usd)
    purse.charge(price_usd)
    try:
        result = await call()
    except ModelProviderException as error:
        purse.charge(_spent(error, price_usd) - price_usd)
        raise
    purse.charge(getattr(result, "cost_usd", 0.0) - price_usd)
    return result


def pay_again(purse: Purse, provider: str, price_usd: float) -> None:
    """Pay for another try within one call: what was refused may be on the bill.

    Raises:
        AgentExecutionException: ``budget_exceeded``.
        ReserveShortException: More has to be set aside.
    """
    purse.afford(provider, price_usd)
    purse.charge(price_usd)


def _spent(error: ModelProviderException, price_usd: float) -> float:
    if error.spent_usd is not None:
        return error.spent_usd
    return 0.0 if error.code in _FREE else price_usd
