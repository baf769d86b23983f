"""Windows job objects: memory bounded, no further processes, ended with the window.

Elsewhere the same names do nothing: there a worker limits itself (`desk.processes.limits`).
See learn.microsoft.com, "Job Objects" and JOBOBJECT_EXTENDED_LIMIT_INFORMATION.
"""

import ctypes
import logging
import os
from typing import Any

from desk.processes.limits import ProcessLimits

log = logging.getLogger(__name__)

_KILL_ON_CLOSE = 0x2000
_ACTIVE_PROCESSES = 0x0008
_PROCESS_MEMORY = 0x0100
_NO_ERROR_DIALOGUE = 0x0400
_EXTENDED_LIMITS = 9
_SET_QUOTA, _TERMINATE = 0x0100, 0x0001
_WINDOWS = os.name == "nt"


class _Basic(ctypes.Structure):
    _fields_ = (
        ("per_process_user_time", ctypes.c_int64),
        ("per_job_user_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("minimum_working_set", ctypes.c_size_t),
        ("maximum_working_set", ctypes.c_size_t),
        ("active_processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("io", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Job:
    """A job object with one process in it; nothing on other systems."""

    def __init__(self, handle: int | None = None) -> None:
        self._handle = handle

    def close(self) -> None:
        """Close the job object; a process that still runs in it ends."""
        if _WINDOWS and self._handle:
            _kernel().CloseHandle(ctypes.c_void_p(self._handle))
            self._handle = None


def put_into(pid: int, limits: ProcessLimits) -> Job:
    """Put a process into a job of its own. What the system refuses is logged."""
    return _put(pid, limits, _kernel()) if _WINDOWS else Job()


def _put(pid: int, limits: ProcessLimits, kernel: Any) -> Job:
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    kernel.OpenProcess.restype = ctypes.c_void_p
    told = _Extended()
    told.basic.flags = _KILL_ON_CLOSE | _NO_ERROR_DIALOGUE
    if not limits.outside:
        told.basic.flags |= _ACTIVE_PROCESSES
        told.basic.active_processes = 1
    if limits.memory_bytes is not None:
        told.basic.flags |= _PROCESS_MEMORY
        told.process_memory = limits.memory_bytes
    handle = kernel.CreateJobObjectW(None, None)
    process = kernel.OpenProcess(_SET_QUOTA | _TERMINATE, False, pid)
    done = bool(
        handle
        and process
        and kernel.SetInformationJobObject(
            ctypes.c_void_p(handle), _EXTENDED_LIMITS, ctypes.byref(told), ctypes.sizeof(told)
        )
        and kernel.AssignProcessToJobObject(ctypes.c_void_p(handle), ctypes.c_void_p(process))
    )
    if process:
        kernel.CloseHandle(ctypes.c_void_p(process))
    if not done:
        log.warning("a worker process has no limits: error %s", kernel.GetLastError())
    return Job(handle)


def _kernel() -> Any:
    return ctypes.windll.kernel32  # type: ignore[attr-defined]
