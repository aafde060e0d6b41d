"""Structured logs to standard output, with the task, step and trace that they belong to."""

import asyncio
import logging
import sys
import time

import structlog
from structlog.typing import EventDict, WrappedLogger

from videoagent_runtime.settings import LogSettings

QUIET = {
    "aiokafka": logging.WARNING,
    "faststream": logging.ERROR,
    "kafka": logging.WARNING,
    "pymongo": logging.WARNING,
    "urllib3": logging.ERROR,
    "httpx": logging.WARNING,
    "httpx2": logging.WARNING,
    "openai": logging.WARNING,
    "httpcore": logging.WARNING,
    "httpcore2": logging.WARNING,
    "uvicorn": logging.WARNING,
    "uvicorn.access": logging.WARNING,
    "asyncio": logging.WARNING,
}


TRANSIENT = ("GroupCoordinatorNotAvailableError", "NotLeaderForPartitionError", "CoordinatorLoadInProgress")
"""What aiokafka logs as errors while a cluster starts or moves leaders; it retries them itself."""


def is_transient(record: logging.LogRecord) -> bool:
    """Whether a record tells of something that Kafka's client mends by itself."""
    return record.name.startswith("aiokafka") and any(name in record.getMessage() for name in TRANSIENT)


def is_cancellation(record: logging.LogRecord) -> bool:
    """Whether FastStream reports a handler that was left on purpose, so that its message stays unacknowledged."""
    if not record.name.startswith("faststream") or not isinstance(record.exc_info, tuple):
        return False
    return isinstance(record.exc_info[1], asyncio.CancelledError)


def is_foreign_detail(record: logging.LogRecord) -> bool:
    """Whether a library says something for its own makers: it may hold all that it sends and gets, keys included."""
    return record.levelno <= logging.DEBUG and not record.name.startswith("videoagent")


class RepeatFilter(logging.Filter):
    """Lets the same line of a chatty library through once per interval (aiokafka repeats itself while Kafka is away).

    Args:
        interval_s: Seconds for which a repeat is swallowed.
    """

    def __init__(self, interval_s: float = 10.0) -> None:
        super().__init__()
        self._interval_s = interval_s
        self._last: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to keep the record."""
        now = time.monotonic()
        key = (record.name, str(record.msg))
        if now - self._last.get(key, -self._interval_s) < self._interval_s:
            return False
        if len(self._last) > 500:
            self._last.clear()
        self._last[key] = now
        return True


def configure_logging(settings: LogSettings, service: str, worker_id: str) -> None:
    """Send structlog and the standard library's logs through one renderer. Idempotent.

    The level ``debug`` is for this system's own words; what libraries say at that level is dropped.
    """
    level = logging.getLevelNamesMapping()[settings.level.upper()]

    def name_service(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        event.setdefault("service", service)
        event.setdefault("worker", worker_id)
        return event

    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        name_service,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(default=str)
        if settings.format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stdout.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    exceptions: list[structlog.typing.Processor] = (
        [structlog.processors.format_exc_info] if settings.format == "json" else []
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *exceptions, renderer],
        )
    )
    repeats = RepeatFilter()
    handler.addFilter(lambda record: not is_foreign_detail(record))
    handler.addFilter(lambda record: level <= logging.DEBUG or not is_transient(record))
    handler.addFilter(lambda record: not is_cancellation(record))
    handler.addFilter(lambda record: not record.name.startswith(("aiokafka", "faststream")) or repeats.filter(record))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name, quiet_level in QUIET.items():
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(max(level, quiet_level))
