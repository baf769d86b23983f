"""What a worker process may use, set by the operating system.

On Linux a worker limits itself before it looks at anything: memory (RLIMIT_DATA, which counts
what is really its own), files written and opened, core dumps, no new privileges and, where the
system allows it, no network (a network namespace of its own). On Windows the parent puts it
into a job object, which bounds its memory and lets it start no other process.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from dataclasses import dataclass
from typing import Any

GIB = 1024**3

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS = 1, 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


@dataclass(frozen=True, slots=True)
class ProcessLimits:
    """What one worker may use, besides the time that each call has.

    `memory_bytes` is its private memory, None for no limit. `outside` lets it write files and
    use the network, for work that is the window's own.
    """

    memory_bytes: int | None = None
    outside: bool = True


TRUSTED = ProcessLimits()
"""For the window's own work, such as drawing papers."""

STRANGERS = ProcessLimits(memory_bytes=3 * GIB, outside=False)
"""For files that anybody may have made."""


def end_with_parent(parent: int) -> None:
    """In a worker: have the system kill it when the parent ends, for whatever reason (Linux)."""
    if sys.platform != "linux":
        return
    _prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:  # it ended before we asked
        os._exit(1)


def shut_off(limits: ProcessLimits) -> None:
    """In a worker, before it loads anything: leave the network and take no new privileges."""
    if sys.platform == "linux" and not limits.outside:
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        # Only where the system lets users make namespaces; then no address can be reached.
        _libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def bound(limits: ProcessLimits) -> None:
    """In a worker, once it is warm: bound what it may use from now on."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    if limits.memory_bytes is not None:
        _lower(resource.RLIMIT_DATA, limits.memory_bytes)
    if not limits.outside:
        # not none: a log or a measurement of test coverage may go to a file
        _lower(resource.RLIMIT_FSIZE, 1024 * 1024)
        _lower(resource.RLIMIT_NOFILE, 64)


def bound_processor_time(seconds: float) -> None:
    """In a worker: end it when it has used so much more processor time than it has by now."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    if hard == resource.RLIM_INFINITY or until <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))


def _lower(kind: int, value: int) -> None:
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _libc() -> Any:
    return ctypes.CDLL(None, use_errno=True)


def _prctl(option: int, value: int) -> None:
    _libc().prctl(option, ctypes.c_ulong(value), 0, 0, 0)
