"""What one attempt may spend, and what it may have spent."""

from videoagent_contracts.errors import AgentExecutionException, ErrorCode
from videoagent_runtime.agent.handing_back import HandBackException

NEGLIGIBLE_USD = 1e-9
"""Less than any price; sums of prices differ by less."""


class ReserveShortException(HandBackException):
    """A call costs more than is set aside for the attempt, and not more than the task may spend.

    The attempt is handed back; the next one begins when as much is set aside.

    Args:
        detail: What the call costs.
        needs_usd: What has to be set aside.
    """

    default_code = ErrorCode.BUDGET_EXCEEDED

    def __init__(self, detail: str, needs_usd: float) -> None:
        super().__init__(detail, needs_usd=needs_usd)


class Purse:
    """The money of one attempt. Without a budget everything is affordable.

    Attributes:
        charged_usd: Most that the calls so far may have cost, the one that runs included.

    Args:
        budget_usd: What the task may still spend; None: no limit.
        reserved_usd: What of it is set aside for this attempt, which may ask for more; None: all of it.
    """

    def __init__(self, budget_usd: float | None = None, reserved_usd: float | None = None) -> None:
        self._budget_usd = budget_usd
        self._reserved_usd = reserved_usd
        self.charged_usd = 0.0

    def afford(self, what: str, price_usd: float) -> None:
        """Hold a call's highest price against what is left.

        Raises:
            AgentExecutionException: ``budget_exceeded``: the task cannot pay for it.
            ReserveShortException: It can, when more is set aside.
        """
        if self._budget_usd is None or price_usd <= NEGLIGIBLE_USD:
            return
        left = self._budget_usd - self.charged_usd
        needs = self.charged_usd + price_usd
        allowed = self._budget_usd if self._reserved_usd is None else self._reserved_usd
        if needs <= allowed + NEGLIGIBLE_USD:
            return
        detail = f"{what} may cost {price_usd:.4f} USD here; the task may spend {max(0.0, left):.4f} USD more"
        if self._reserved_usd is None or needs > left + NEGLIGIBLE_USD:
            raise AgentExecutionException(detail, code=ErrorCode.BUDGET_EXCEEDED, retryable=False)
        raise ReserveShortException(detail, needs)

    def charge(self, usd: float) -> None:
        """Note what a call may cost; a negative amount gives back what it did not."""
        self.charged_usd = max(0.0, self.charged_usd + usd)
