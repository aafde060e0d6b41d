"""Loads the fixtures `servers` and `stack` for every test of the workspace."""

import gc
import warnings
from collections.abc import Generator

import pytest
import structlog
from hypothesis import settings

pytest_plugins = ["videoagent_stack.pytest_plugin"]

# With rich installed, structlog draws tracebacks with all locals: seconds each where those hold a whole application.
structlog.configure(
    processors=[
        *structlog.get_config()["processors"][:-1],
        structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback),
    ]
)

settings.register_profile("patient", deadline=None)  # a busy machine is no failure
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Spare what is there now from being looked through after each test."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    """Let go of the connection that an aiokafka client was making while it was closed: nobody else closes it.

    Else it is found at some later time, and fails whichever test is running then.
    """
    result = yield
    if any(item.get_closest_marker(name) for name in ("stack", "e2e")):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()
    return result
