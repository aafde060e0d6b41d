"""Who asks, and what they may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from videoagent_gateway.domain.rows import TaskRow

OPEN_USER = "local"


class Scope(StrEnum):
    """What a key is good for. ``admin`` includes the others, and every user's tasks."""

    TASKS_READ = "tasks:read"
    TASKS_WRITE = "tasks:write"
    ADMIN = "admin"


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


def scopes_of(names: Iterable[str]) -> frozenset[Scope]:
    """Read scopes by name; raises ValueError for one that is none."""
    return frozenset(map(Scope, names))
