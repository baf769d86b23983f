"""The process pool that opens untrusted files, with limits, separate from the papers' pool.

A file that broke its reader (too slow, too large, a crash) is set aside: its digest is kept,
and it is not opened again, not even after a restart. Another version of the program may be
able to read it and tries again.
"""

import asyncio
import hashlib
import logging
import os
from collections.abc import Mapping, Sequence
from inspect import signature
from pathlib import Path
from typing import Any

from desk import __version__
from desk.processes import (
    ProcessPool,
    WorkerCrashed,
    WorkerError,
    WorkerNotStarted,
    WorkerOverdue,
)
from desk.processes.limits import STRANGERS
from desk.processes.messages import Remote
from desk.scan import imaging
from desk.scan.failures import FileDamaged, FileUnsafe, ReadersDown

log = logging.getLogger(__name__)

READERS = 2
"""How many files may be open at a time, so that one that hangs does not block the next."""

MOST_SET_ASIDE = 1000


class SetAside:
    """The files that broke a reader, by digest and size; durable when it has a `path`.

    Blocking; `add` and `has` may be called from any thread.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._known: dict[str, int] = {}
        for line in self._lines():
            version, digest, size = line.split()
            if version == __version__:
                self._known[digest] = int(size)

    def _lines(self) -> list[str]:
        if self._path is None or not self._path.exists():
            return []
        text = self._path.read_text("ascii", errors="replace")
        lines = [line for line in text.splitlines() if _is_entry(line)]
        return lines[-MOST_SET_ASIDE:]

    def has(self, data: bytes) -> bool:
        """Whether this file broke a reader before."""
        size = len(data)
        return size in tuple(self._known.values()) and self._known.get(_digest(data)) == size

    def add(self, data: bytes) -> None:
        """Remember a file that broke a reader. What cannot be written is logged."""
        digest = _digest(data)
        if digest in self._known:
            return
        self._known[digest] = len(data)
        if self._path is None:
            return
        try:
            descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "a", encoding="ascii") as file:
                file.write(f"{__version__} {digest} {len(data)}\n")
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            log.warning("a file that broke its reader is remembered until the end only: %s", error)


def _is_entry(line: str) -> bool:
    parts = line.split()
    return len(parts) == 3 and len(parts[1]) == 64 and parts[2].isdigit()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class FileReaders(ProcessPool):
    """The processes in which strangers' files are opened.

    `run` raises `FileUnsafe` for a file that breaks its process, and from then on without
    opening it; `FileDamaged` for anything that the functions stumble over; `ReadersDown` when
    no process can be started, which says nothing about the file.
    """

    def __init__(self, aside: SetAside | None = None, workers: int = READERS) -> None:
        super().__init__(workers, imaging.warm, STRANGERS)
        self._aside = aside or SetAside()

    async def _run(
        self,
        remote: Remote,
        deadline_s: float | None,
        args: Sequence[Any],
        kwargs: Mapping[str, Any],
    ) -> Any:
        given = signature(remote.function).bind(*args, **kwargs).arguments
        files = _files(list(given.values()))
        name = str(given.get("name", "")) or "—"
        for data in files:
            if await asyncio.to_thread(self._aside.has, data):
                raise FileUnsafe(name=name)
        try:
            return await super()._run(remote, deadline_s, args, kwargs)
        except WorkerNotStarted as error:
            raise ReadersDown(detail=str(error)) from error
        except (WorkerOverdue, WorkerCrashed) as lost:
            log.warning("a file was set aside: %s of %s", lost, remote.name)
            if len(files) == 1:  # of several files it is unknown which one it was
                await asyncio.to_thread(self._aside.add, files[0])
            raise FileUnsafe(name=name) from lost
        except WorkerError as error:
            if not files:
                raise
            log.warning("a file could not be read: %s", error)
            raise FileDamaged(name=name) from error


def _files(value: Any) -> list[bytes]:
    """The byte strings among the arguments of a call."""
    match value:
        case bytes():
            return [value]
        case list() | tuple():
            return [data for one in value for data in _files(one)]
        case _:
            return []
