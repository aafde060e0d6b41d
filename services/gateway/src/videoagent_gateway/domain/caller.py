"""Who asks, and what they may do."""

from dataclasses import dataclass

from videoagent_contracts.keys import Scope
from videoagent_gateway.domain.keys import ApiKey
from videoagent_gateway.domain.rows import TaskRow

__all__ = ["OPEN_USER", "Caller", "Scope", "caller_with"]
OPEN_USER = "local"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may see their own tasks, or all. Without arguments: the one user of an open gateway.

    Attributes:
        key_id: Of the key that was shown; None while the gateway is open.
        max_running: Tasks of this user that may run at once, as the key says; None: as the installation says.
    """

    user_id: str = OPEN_USER
    scopes: frozenset[Scope] = frozenset(Scope)
    key_id: str | None = None
    max_running: int | None = None

    @property
    def sees_all(self) -> bool:
        return Scope.ADMIN in self.scopes

    def may_see(self, row: TaskRow) -> bool:
        return self.sees_all or row.user_id == self.user_id

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes or Scope.ADMIN in self.scopes


def caller_with(key: ApiKey) -> Caller:
    """Tell who a valid key speaks for."""
    return Caller(key.user_id, key.scopes, key.key_id, key.max_running)
