"""The pure core of the process manager. Nothing here does I/O, looks at a clock or throws dice."""
