"""What can go wrong when calling a gateway."""

from videoagent_contracts.api import ErrorResponse


class ApiError(Exception):
    """The gateway refused a call.

    Attributes:
        problem: The gateway's answer, with a stable ``code``.
        retry_after_s: When to try again at the earliest, in seconds, if the gateway said so.
    """

    def __init__(self, problem: ErrorResponse, retry_after_s: float | None = None) -> None:
        told = [f"{error.field}: {error.message}" for error in problem.errors or []]
        fields = "".join(f"\n  {line}" for line in told if line != problem.detail)
        super().__init__(f"{problem.title} ({problem.status} {problem.code}): {problem.detail}{fields}")
        self.problem = problem
        self.retry_after_s = retry_after_s


class GatewayUnreachableError(Exception):
    """No gateway answers at the address."""
