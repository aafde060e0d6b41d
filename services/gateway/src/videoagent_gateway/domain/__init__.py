"""What the gateway knows of tasks, as values and pure functions."""
