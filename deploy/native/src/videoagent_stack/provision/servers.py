"""All programs that the native stack runs, beside PostgreSQL, which is a Python dependency."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.go_programs import FERRETDB, MINIO, build_go_program
from videoagent_stack.provision.kafka import fetch_kafka
from videoagent_stack.provision.kafka_classes import archive_classes
from videoagent_stack.provision.toolchains import discard_go_work, find_java


class Programs(BaseModel):
    """Where the servers are."""

    model_config = ConfigDict(frozen=True)

    java: Path
    kafka_jars: Path
    minio: Path
    ferretdb: Path
    kafka_classes: Path | None = None
    """Archive of the broker's classes, where this Java can make one."""


def provision(cache: Cache) -> Programs:
    """Returns the servers, first fetching and building side by side those that are missing.

    Raises:
        MissingToolError: A tool is missing; the message says how to get it.
        BuildError: A build failed. What was finished stays, so the next run goes on from there.
    """
    with ThreadPoolExecutor(max_workers=4) as pool:
        java = pool.submit(find_java, cache)
        jars = pool.submit(fetch_kafka, cache)
        minio = pool.submit(build_go_program, cache, MINIO)
        ferretdb = pool.submit(build_go_program, cache, FERRETDB)
        classes = archive_classes(cache, java.result(), jars.result())
        programs = Programs(
            java=java.result(),
            kafka_jars=jars.result(),
            kafka_classes=classes,
            minio=minio.result(),
            ferretdb=ferretdb.result(),
        )
    discard_go_work(cache)
    return programs
