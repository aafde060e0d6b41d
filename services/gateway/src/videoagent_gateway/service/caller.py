"""Who asks."""

from dataclasses import dataclass

from videoagent_gateway.domain.rows import TaskRow

OPEN_USER = "local"


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who may see their own tasks, or all.

    Attributes:
        sees_all: True while the gateway is open, where there is only one user.
    """

    user_id: str = OPEN_USER
    sees_all: bool = True

    def may_see(self, row: TaskRow) -> bool:
        return self.sees_all or row.user_id == self.user_id
