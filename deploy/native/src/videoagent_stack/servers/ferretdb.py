"""FerretDB: the MongoDB wire protocol on PostgreSQL."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from videoagent_stack.health import check_mongo
from videoagent_stack.processes import ProcessSpec


@dataclass(frozen=True)
class FerretDB:
    """The document store of a stack; keeps nothing itself."""

    program: Path
    port: int
    postgres_url: str

    @property
    def uri(self) -> str:
        return f"mongodb://127.0.0.1:{self.port}/"

    def process(self) -> ProcessSpec:
        return ProcessSpec(
            name="ferretdb",
            group="servers",
            command=(
                *(str(self.program), "-listen", f"127.0.0.1:{self.port}"),
                *("-postgresql-url", self.postgres_url),
            ),
            port=self.port,
            check=partial(check_mongo, self.uri),
            stop_seconds=5,
        )
