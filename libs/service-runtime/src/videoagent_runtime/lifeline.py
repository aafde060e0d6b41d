"""Ties a child process to its parent's life: when the agent is killed, its ffmpeg does not work on for nobody.

Run as a script it ties itself and becomes the given program. Linux only (``prctl``); elsewhere it is not used.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1


def tie_to_parent(parent_pid: int) -> None:
    """Have the kernel kill this process when its parent ends. Does nothing where there is no prctl."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent_pid:  # it ended before the kernel knew
        os._exit(1)


if __name__ == "__main__":
    tie_to_parent(int(sys.argv[1]))
    try:
        os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606 - never a shell: that is the purpose
    except FileNotFoundError:
        sys.stderr.write(f"{sys.argv[2]}: not found\n")
        sys.exit(127)
