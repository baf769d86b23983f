"""A folder in which a scanner, a camera's software or a colleague leaves files."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from pathlib import Path

from desk.processes import ProcessPool
from desk.scan import imaging, kept_aside
from desk.scan.claim import FolderClaim
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
    FileKindUnknown,
    FileNotReadable,
    FileTooLarge,
    LinkNotFollowed,
    ScanFailure,
    ScanFolderEmpty,
    TakenNotMoved,
    UnreadableFile,
    UnreadableFiles,
)
from desk.scan.finished import kind_by_head, readiness
from desk.scan.folder_files import FolderFile, FolderListing, folder_failure, look_into
from desk.scan.kept_aside import ASIDE, REJECTED, TAKEN
from desk.scan.names import list_of_names, readable_name
from desk.scan.opening import StillOpen, opened
from desk.scan.pictures import MAX_BYTES
from desk.worker_thread import WorkerThread

__all__ = ["REJECTED", "Admit", "WatchedFolder", "everything"]

Admit = Callable[[FolderListing], Awaitable[Collection[str]]]
"""Decides which of the listed files may be taken, by their names. It may wait for a person."""


Rejecting = Callable[[FolderFile], Awaitable[None]]
"""Called with a file that is not a page before it is moved away. If it raises, the file stays."""


async def not_noted(_file: FolderFile) -> None:
    """Reject a file without recording it."""


async def everything(listing: FolderListing) -> Collection[str]:
    """Admit every file."""
    return {file.name for file in listing.files}


class _Changed(Exception):
    """The file is no longer what it was when it was looked at."""


class _Unfinished:
    """In place of an outcome: the file has to be waited for."""


class _Looks:
    """The files that one scan has seen, may take, and has processed."""

    def __init__(self, watched: WatchedFolder, admit: Admit) -> None:
        self._watched = watched
        self._admit = admit
        self._asked: tuple[FolderFile, ...] = ()
        self._admitted: Collection[str] = ()
        self._tried: set[FolderFile] = set()
        self.listing = FolderListing()
        self.waiting: list[FolderFile] = []

    @property
    def done(self) -> int:
        """How many files were processed."""
        return len(self._tried)

    def tried(self, file: FolderFile) -> None:
        """Mark this file, the first that waits, as processed."""
        self._tried.add(file)
        del self.waiting[0]

    async def again(self) -> bool:
        """List the folder, and ask `admit` about new files. False when it holds no files."""
        self.listing = await self._watched.look()
        files = self.listing.files
        if any(file not in self._asked for file in files):
            self._asked, self._admitted = files, await self._admit(self.listing)
        self.waiting = [f for f in files if f.name in self._admitted and f not in self._tried]
        return bool(files)


class WatchedFolder:
    """Takes in the files that lie in a folder and are finished, in natural order of their names.

    The order is that of the names as people count (`desk.scan.names.natural_key`), never that
    of arrival: a copying program delivers in any order. Nothing overtakes a file that is not
    finished.

    A file is finished when nobody has it open for writing, its end is there, and its size and time
    have not changed for `still_s` seconds, longer for kinds to which pages are added
    (`desk.scan.finished`). One that is not is waited for up to `patience_s` after the last one that
    was taken, and left for the next time. No link is followed.

    Nothing is removed here. A file that was given stays where it lies until its `done()`, so
    that a crash in between costs nothing, and is moved into the subfolder ``taken`` of its day
    then. A file that is no page is moved to ``rejected`` and named at the end in an
    `UnreadableFile`; the rest go on.
    """

    kind = DeviceKind.FOLDER

    def __init__(
        self,
        folder: Path,
        process_pool: ProcessPool,
        *,
        claim: FolderClaim | None = None,
        still_s: float = 0.4,
        patience_s: float = 30.0,
    ) -> None:
        """With a `claim` nothing is read or moved while the folder is another window's."""
        self.folder = folder
        self._claim = claim
        self._process_pool = process_pool
        self._still_s = still_s
        self._patience_s = patience_s
        self._worker_thread = WorkerThread("watched-folder")
        self._stop = asyncio.Event()
        self._since: dict[str, tuple[FolderFile, float]] = {}
        self._links_told: set[str] = set()
        self.waiting_for = ""
        """The file that is waited for just now, as people read it; empty while none is."""
        self.unfinished = 0
        """How many files the last scan left because another program still wrote the first."""

    @property
    def id(self) -> str:
        """The folder's path, marked as a folder."""
        return f"folder:{self.folder}"

    @property
    def label(self) -> str:
        """The folder's own name."""
        return readable_name(self.folder.name)

    async def look(self) -> FolderListing:
        """What lies in the folder.

        Raises `ScanFolderMissing`, `ScanFolderUnreadable` or `ScanFolderClaimed`.

        Earlier calls shorten the wait of a scan for unchanged files.
        """
        return await self._worker_thread.run(self._look)

    async def scan(
        self,
        wanted: ScanJob,
        on_progress: OnProgress = quiet,
        admit: Admit = everything,
        rejecting: Rejecting = not_noted,
    ) -> AsyncGenerator[ArrivedFile]:
        """Give each finished file that `admit` lets in. See `desk.scan.devices.ScanDevice.scan`.

        `admit` is asked whenever something lies there that it has not seen, `rejecting` is called
        with each file that is not a page before it is moved. Raises `ScanFolderMissing`,
        `ScanFolderUnreadable`, `ScanFolderClaimed`, `ScanFolderEmpty`; and at the end
        `UnreadableFile` or `UnreadableFiles` for what was refused.
        """
        self._stop.clear()
        self.unfinished = 0
        look = _Looks(self, admit)
        if not await look.again():
            raise self._nothing(look.listing)
        refused: list[UnreadableFile] = []
        deadline = time.monotonic() + self._patience_s
        while look.waiting and not self._stop.is_set():
            file = look.waiting[0]
            begin = partial(on_progress, ScanProgress(look.done + 1, None))
            outcome = await self._try(file, begin, rejecting)
            if isinstance(outcome, _Unfinished):  # nothing overtakes a file that still grows
                self.waiting_for = file.shown
                if time.monotonic() > deadline:
                    self.unfinished = len(look.waiting)
                    break
                await self._pause()
                await look.again()
                continue
            self.waiting_for = ""
            look.tried(file)
            deadline = time.monotonic() + self._patience_s
            if isinstance(outcome, ArrivedFile):
                yield outcome
            elif outcome is not None:
                refused.append(outcome)
            if not look.waiting:
                await look.again()
        self.waiting_for = ""
        refused += self._links(look.listing)
        if len(refused) == 1:
            raise refused[0]
        if refused:
            names = list_of_names([str(refusal.facts["name"]) for refusal in refused])
            raise UnreadableFiles(count=len(refused), names=names)

    async def cancel(self) -> None:
        """Take no further file; those that lie there stay."""
        self._stop.set()

    async def take_over(self) -> None:
        """A person gave the folder to this window. Raises `ScanFolderUnreadable`."""
        if self._claim is not None:
            try:
                await self._worker_thread.run(self._claim.take_over)
            except OSError as error:
                raise folder_failure(self.folder, error) from error

    async def close(self) -> None:
        """Do nothing: no resources are held between scans."""

    async def put_aside(self, files: Iterable[FolderFile]) -> tuple[FolderFile, ...]:
        """Move files into the subfolder ``aside``; returns those that were moved.

        Raises `ScanFolderUnreadable` where one cannot be moved.
        """
        return await self._worker_thread.run(self._put_aside, tuple(files))

    async def let_go(self, file: FolderFile) -> None:
        """Move a file that was taken into ``taken``, unless another one has its name by now.

        Raises `TakenNotMoved`.
        """
        await self._worker_thread.run(self._let_go, file)

    async def _pause(self) -> None:
        try:
            await asyncio.wait_for(self._stop.wait(), self._still_s)
        except TimeoutError:
            return

    # one file

    async def _try(
        self, file: FolderFile, begin: Callable[[], None], rejecting: Rejecting
    ) -> ArrivedFile | UnreadableFile | _Unfinished | None:
        """The file as a page, or why it is none; None when it is gone."""
        try:
            if not await self._worker_thread.run(self._is_finished, file):
                return _Unfinished()
            begin()
            return await self._take(file)
        except _Changed:
            return _Unfinished()
        except FileNotFoundError:
            return None
        except OSError as error:
            return FileNotReadable(name=file.shown, detail=error.strerror or "")
        except UnreadableFile as refusal:
            await rejecting(file)
            await self._worker_thread.run(self._reject, file)
            return refusal

    async def _take(self, file: FolderFile) -> ArrivedFile:
        data = await self._worker_thread.run(self._read, file)
        sha256 = await self._worker_thread.run(digest, data)
        inspection = await self._process_pool.run(imaging.inspect, data, file.shown)
        let_go = partial(self._let_go, file)
        return ArrivedFile(data, sha256, inspection, self.label, file.shown, let_go, file)

    def _hold(self) -> None:
        if self._claim is not None:
            self._claim.hold()

    def _look(self) -> FolderListing:
        self._hold()
        listing = look_into(self.folder)
        now = time.monotonic()
        since: dict[str, tuple[FolderFile, float]] = {}
        for file in listing.files:
            before = self._since.get(file.name)
            since[file.name] = before if before and before[0] == file else (file, now)
        self._since = since
        return listing

    def _is_finished(self, file: FolderFile) -> bool:
        """Raises `_Changed` or `OSError`."""
        seen, since = self._since.get(file.name, (None, 0.0))
        if seen != file:
            raise _Changed
        still_s = time.monotonic() - since
        if still_s < self._still_s:
            return False
        try:
            with opened(self.folder / file.name) as raw:
                self._require_same(file, raw.fileno())
                found = readiness(raw)
        except StillOpen:
            return False
        return not found.written and still_s >= found.still_s(self._still_s)

    def _read(self, file: FolderFile) -> bytes:
        """The file's bytes; one that is no page, or too large for one, is not read at all."""
        self._hold()  # it may have been given to another window since the folder was listed
        if file.size > MAX_BYTES:
            raise FileTooLarge(name=file.shown)
        try:
            with opened(self.folder / file.name) as raw:
                self._require_same(file, raw.fileno())
                head = _read_all(raw.fileno(), min(file.size, 1024))
                if head and not kind_by_head(head):
                    raise FileKindUnknown(name=file.shown)
                data = head + _read_all(raw.fileno(), file.size - len(head) + 1)
                self._require_same(file, raw.fileno())
        except StillOpen as error:
            raise _Changed from error
        if len(data) != file.size:
            raise _Changed
        return data

    def _require_same(self, file: FolderFile, descriptor: int) -> None:
        if FolderFile.of(file.name, os.fstat(descriptor)) != file:
            raise _Changed

    # moves

    def _let_go(self, file: FolderFile) -> None:
        day = datetime.now().astimezone().date().isoformat()
        try:
            kept_aside.move(self.folder, file, TAKEN, day)
        except OSError as error:
            raise TakenNotMoved(name=file.shown, detail=error.strerror or "") from error

    def _reject(self, file: FolderFile) -> None:
        self._move(file, REJECTED)

    def _put_aside(self, files: tuple[FolderFile, ...]) -> tuple[FolderFile, ...]:
        self._hold()
        return tuple(file for file in files if self._move(file, ASIDE))

    def _move(self, file: FolderFile, into: str) -> bool:
        try:
            return kept_aside.move(self.folder, file, into)
        except OSError as error:
            raise folder_failure(self.folder, error) from error

    # what is no file

    def _links(self, listing: FolderListing) -> list[UnreadableFile]:
        """Links that were not reported yet: they stay where they are, and are reported once."""
        new = [name for name in listing.links if name not in self._links_told]
        self._links_told.update(new)
        return [LinkNotFollowed(name=readable_name(name)) for name in new]

    def _nothing(self, listing: FolderListing) -> ScanFailure:
        links = self._links(listing)
        return links[0] if links else ScanFolderEmpty()


def _read_all(descriptor: int, size: int) -> bytes:
    """Read so many bytes, or as many as there are."""
    pieces = []
    while size > 0 and (piece := os.read(descriptor, min(size, 1 << 24))):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)
