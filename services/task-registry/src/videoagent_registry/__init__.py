"""The process manager of all tasks."""
