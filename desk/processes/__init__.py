"""Work in other processes: typed calls with limits of memory, processor time and wall time.

A function that may be called there is marked with `remote`; `ProcessPool.run` calls it. Only
messages of declared types come back from a worker, never pickles, so that a worker which was
taken over by the file it opened cannot run anything in the window.
"""

from desk.processes.failures import (
    WorkerCrashed,
    WorkerError,
    WorkerLost,
    WorkerNotStarted,
    WorkerOverdue,
)
from desk.processes.limits import ProcessLimits
from desk.processes.messages import remote
from desk.processes.pool import ProcessPool

__all__ = [
    "ProcessLimits",
    "ProcessPool",
    "WorkerCrashed",
    "WorkerError",
    "WorkerLost",
    "WorkerNotStarted",
    "WorkerOverdue",
    "remote",
]
