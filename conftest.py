"""Loads the fixtures `servers` and `stack` for every test of the workspace."""

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
