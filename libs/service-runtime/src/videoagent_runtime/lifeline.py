"""Ties a child process to its parent's life: when the agent is killed, its ffmpeg does not work on for nobody.

Run as a script (parent's pid, bytes of memory, program …) it ties itself, limits what it may take, and becomes the
given program. Linux only (``prctl``); elsewhere it is not used.
"""

import ctypes
import os
import resource
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


def limit(memory_bytes: int) -> None:
    """Bound this process' address space for good, and have it leave no core file, which would hold users' data."""
    for kind, wanted in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    tie_to_parent(int(sys.argv[1]))
    limit(int(sys.argv[2]))
    try:
        os.execvp(sys.argv[3], sys.argv[3:])  # noqa: S606 - never a shell: that is the purpose
    except FileNotFoundError:
        sys.stderr.write(f"{sys.argv[3]}: not found\n")
        sys.exit(127)
