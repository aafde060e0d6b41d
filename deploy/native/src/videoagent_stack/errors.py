"""What can go wrong with the stack.

StackError
├── MissingToolError     something must be installed first; the message says how
├── BuildError           a server could not be fetched or built
├── UnhealthyError       a health check failed (also while a process is still starting)
└── StartError           a process did not become healthy in time; the message holds the end of its log
"""


class StackError(Exception):
    """Base of all expected failures; its text is meant to be read by a person."""


class MissingToolError(StackError):
    """A tool is neither on PATH nor to be had as a package."""


class BuildError(StackError):
    """A server could not be fetched or built."""


class UnhealthyError(StackError):
    """A process does not answer as it should."""


class StartError(StackError):
    """The stack did not become healthy within its time."""
