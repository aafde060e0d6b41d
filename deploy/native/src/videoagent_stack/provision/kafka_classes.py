"""An archive of the classes that the broker loads, with which it starts in half the processor time.

Java writes one (JEP 350) at the end of a run that it was told to watch. So a broker is started once, asked for a sign
of life, and stopped. The archive is for this Java and these jars; Java itself passes over one that does not fit.
"""

import hashlib
import shutil
import subprocess
import time
from pathlib import Path

from videoagent_stack.errors import BuildError, StackError, UnhealthyError
from videoagent_stack.health import check_kafka
from videoagent_stack.ports import free_ports
from videoagent_stack.provision.cache import Cache
from videoagent_stack.provision.kafka import cache_version
from videoagent_stack.provision.progress import Progress
from videoagent_stack.servers.kafka import Kafka

ARCHIVE = "kafka.jsa"
START_SECONDS = 120
DUMP_SECONDS = 180
POLL_SECONDS = 0.2
_HEAP_MIB = 512
_CLUSTER_ID = "dmlkZW9hZ2VudC10cmlhbA"
"""Of a cluster that is gone again when the archive is made."""


def archive_classes(cache: Cache, java: Path, jars: Path) -> Path | None:
    """Returns the archive, first making it where there is none; None where this Java cannot make one."""
    program = java.resolve()
    facts = program.stat()
    digest = hashlib.sha256(f"{program} {facts.st_size} {facts.st_mtime_ns} {jars}".encode()).hexdigest()[:12]

    def make(folder: Path) -> None:
        progress = Progress("kafka")
        progress.say("watching a first start, so that all others are quick")
        trial = folder / "trial"
        try:
            _watch_a_start(java, jars, trial)
            (trial / ARCHIVE).rename(folder / ARCHIVE)
        except (StackError, FileNotFoundError) as error:
            # Everything works without. The folder stays, without the archive, so that this is tried once.
            progress.say(f"its starts stay slow: {str(error).splitlines()[0]}")
        shutil.rmtree(trial, ignore_errors=True)

    archive = cache.ensure("kafka-classes", f"{cache_version()}-{digest}", make) / ARCHIVE
    return archive if archive.exists() else None


def _watch_a_start(java: Path, jars: Path, folder: Path) -> None:
    ports = free_ports(set())
    broker = Kafka(java, jars, next(ports), next(ports), folder, _CLUSTER_ID, _HEAP_MIB)
    broker.prepare()
    program, *options = broker.process().command
    with subprocess.Popen(  # noqa: S603 - the broker, no shell
        [program, f"-XX:ArchiveClassesAtExit={folder / ARCHIVE}", *options],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    ) as process:
        try:
            _wait_until_it_answers(process, broker.bootstrap_servers)
            process.terminate()
            process.wait(DUMP_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise BuildError("the broker does not end") from error
        finally:
            process.kill()


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            check_kafka(address)
        except UnhealthyError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise BuildError(f"the broker does not start ({error})") from error
        else:
            return
        time.sleep(POLL_SECONDS)
