"""One after the other: a lock between processes, in front of a file that many write.

SQLite lets whoever comes at the right moment write next, and the others sleep for ever longer
times: among eight windows one may wait for seconds. Behind a lock that the system hands on, each
waits for those before it and no longer.
"""

import os
import threading
from pathlib import Path

HAS_TURNS = os.name == "posix"
"""Whether the system hands locks on; elsewhere SQLite's own waiting must do."""

if HAS_TURNS:
    import fcntl


class TurnLock:
    """A lock on the file at `path`, which is made as needed and stays empty.

    Not reentrant, and for one thread at a time; a process that ends lets go of it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: int | None = None

    def acquire(self, seconds: float) -> bool:
        """Wait for the lock, at most so long; whether the caller has it now.

        Where there can be no such file nothing is locked: the database itself says why.
        """
        if not HAS_TURNS:
            return True
        try:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError:
            return True
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not _Wait(file).ended(seconds):
                return False
        self._held = file
        return True

    def release(self) -> None:
        """Let the next one have it."""
        if self._held is not None:
            os.close(self._held)
            self._held = None


class _Wait:
    """A wait that can be given up: the system's own cannot, so a thread of its own waits."""

    def __init__(self, file: int) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._given_up = False
        self._got = threading.Event()
        threading.Thread(target=self._run, name="hall-turn", daemon=True).start()

    def ended(self, seconds: float) -> bool:
        """Whether the lock came in time; otherwise it is let go as soon as it comes."""
        if self._got.wait(seconds):
            return True
        with self._lock:
            self._given_up = not self._got.is_set()
            return not self._given_up

    def _run(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        with self._lock:
            if self._given_up:
                os.close(self._file)
            else:
                self._got.set()
