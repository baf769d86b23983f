"""A folder in which a scanner, a camera's software or a colleague leaves files."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desk.lanes import Lane, Workshop
from desk.scan import imaging
from desk.scan.devices import (
    ArrivedFile,
    DeviceKind,
    OnProgress,
    ScanJob,
    ScanProgress,
    digest,
    quiet,
)
from desk.scan.failures import (
    FileTooLarge,
    ScanFolderEmpty,
    ScanFolderMissing,
    ScanFolderUnreadable,
    UnreadableFile,
    UnreadableFiles,
)
from desk.scan.pictures import MAX_BYTES

REJECTED = "rejected"
UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".download")
"""Endings that copying programs give to files that they have not finished."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file looked like when it was last seen."""

    size: int
    changed_ns: int

    @classmethod
    def of(cls, found: os.stat_result) -> _Look:
        return cls(found.st_size, found.st_mtime_ns)


class WatchedFolder:
    """Takes in the files that lie in a folder and have stopped growing, in order of their names.

    A file is taken when its size and time have stood still for `still_s` seconds; one that goes
    on growing is waited for, up to `patience_s`, and is left for the next time. A file that is
    no page is moved to the subfolder ``rejected`` and named at the end in an `UnreadableFile`;
    the rest go on. A file that was given stays where it lies until its `done()`, so that a
    crash in between costs nothing.
    """

    kind = DeviceKind.FOLDER

    def __init__(
        self, folder: Path, workshop: Workshop, *, still_s: float = 0.4, patience_s: float = 30.0
    ) -> None:
        self._folder = folder
        self._workshop = workshop
        self._still_s = still_s
        self._patience_s = patience_s
        self._lane = Lane("watched-folder")
        self._stop = asyncio.Event()

    @property
    def id(self) -> str:
        """The folder's path, marked as a folder."""
        return f"folder:{self._folder}"

    @property
    def label(self) -> str:
        """The folder's own name."""
        return self._folder.name

    async def scan(
        self, wanted: ScanJob, on_progress: OnProgress = quiet
    ) -> AsyncGenerator[ArrivedFile]:
        """Give each finished file. See `desk.scan.devices.ScanDevice.scan`.

        Raises `ScanFolderMissing`, `ScanFolderUnreadable`, `ScanFolderEmpty`; and at the end
        `UnreadableFile` or `UnreadableFiles` for what was rejected.
        """
        self._stop.clear()
        rejected: list[UnreadableFile] = []
        number = 0
        seen = await self._lane.run(self._look)
        if not seen:
            raise ScanFolderEmpty()
        deadline = time.monotonic() + self._patience_s
        taken: set[str] = set()
        while not self._stop.is_set():
            await self._pause()
            now = await self._lane.run(self._look)
            waiting = sorted(name for name in now if name not in taken)
            for name in waiting:
                if self._stop.is_set() or seen.get(name) != now[name]:
                    break  # in order of names: nothing overtakes a file that still grows
                number += 1
                on_progress(ScanProgress(number, None))
                taken.add(name)
                try:
                    yield await self._take(name)
                except UnreadableFile as refusal:
                    await self._lane.run(self._reject, name)
                    rejected.append(refusal)
            seen = now
            if all(name in taken for name in now) or time.monotonic() > deadline:
                break
        if len(rejected) == 1:
            raise rejected[0]
        if rejected:
            names = ", ".join(str(refusal.facts["name"]) for refusal in rejected)
            raise UnreadableFiles(count=len(rejected), names=names)

    async def cancel(self) -> None:
        """Take no further file; those that lie there stay."""
        self._stop.set()

    async def close(self) -> None:
        """Nothing is held between scans."""

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), self._still_s)
        except TimeoutError:
            return

    async def _take(self, name: str) -> ArrivedFile:
        data, look = await self._lane.run(self._read, name)
        sha256 = await self._lane.run(digest, data)
        inspection = await self._workshop.run(imaging.inspect, data, name)
        let_go = partial(self._remove, name, look)
        return ArrivedFile(data, sha256, inspection, self.label, name, let_go)

    def _look(self) -> dict[str, _Look]:
        """Every plain, visible, finished-looking file in the folder."""
        try:
            with os.scandir(self._folder) as entries:
                return {
                    entry.name: _Look.of(entry.stat())
                    for entry in entries
                    if entry.is_file()
                    and not entry.name.startswith((".", "~"))
                    and not entry.name.lower().endswith(UNFINISHED)
                }
        except (FileNotFoundError, NotADirectoryError) as error:
            raise ScanFolderMissing(folder=str(self._folder)) from error
        except OSError as error:
            raise self._unreadable(error) from error

    def _read(self, name: str) -> tuple[bytes, _Look]:
        try:
            with (self._folder / name).open("rb") as file:
                look = _Look.of(os.fstat(file.fileno()))
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            raise self._unreadable(error) from error
        if len(data) > MAX_BYTES:
            raise FileTooLarge(name=name)
        return data, look

    def _reject(self, name: str) -> None:
        """Move a file aside; never over one that was rejected before."""
        aside = self._folder / REJECTED
        try:
            aside.mkdir(exist_ok=True)
            target, count = aside / name, 1
            while target.exists():
                count += 1
                target = aside / f"{Path(name).stem} ({count}){Path(name).suffix}"
            (self._folder / name).rename(target)
        except OSError as error:
            raise self._unreadable(error) from error

    def _remove(self, name: str, taken: _Look) -> None:
        """Remove a file that was taken, unless another one lies under its name by now."""
        path = self._folder / name
        try:
            if _Look.of(path.stat()) == taken:
                path.unlink()
        except FileNotFoundError:
            return
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> ScanFolderUnreadable:
        return ScanFolderUnreadable(folder=str(self._folder), detail=error.strerror or "")
