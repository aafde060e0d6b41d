"""Errors of the task-registry's own."""

from videoagent_contracts.errors import StorageException


class JournalContendedError(StorageException):
    """Another writer was faster again and again; the batch is to be tried once more."""


class JournalUnreadableError(Exception):
    """A task's history cannot be read back: written by another version, or damaged."""
