"""Progress lines of the set-up."""

import sys
import threading
import time

INTERVAL_SECONDS = 10.0


class Progress:
    """Prints what happens to one thing, at most a line every ten seconds while it goes on."""

    _lock = threading.Lock()

    def __init__(self, thing: str) -> None:
        self._thing = thing
        self._started = time.monotonic()
        self._last_line = 0.0

    def say(self, text: str) -> None:
        """Prints a line at once."""
        elapsed = time.monotonic() - self._started
        self._last_line = time.monotonic()
        with self._lock:
            print(f"  {self._thing:<22} {elapsed:5.0f} s  {text}", file=sys.stderr, flush=True)

    def tick(self, text: str) -> None:
        """Prints a line when the last one is long enough ago."""
        if time.monotonic() - self._last_line >= INTERVAL_SECONDS:
            self.say(text)
