"""Intake: which files of a scan folder belong to the open visit, and whether a page is new.

A file is taken without a question only if it came while this visit stood at the window
(`desk.visit.arrivals`), and a page only if no other visit of today holds its digest. Everything
else is asked. A page that another material of the visit holds is taken, and that is said.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from desk.domain.failures import Failure
from desk.domain.visits import Visit
from desk.scan.devices import ScanDevice
from desk.scan.failures import ScanFolderClaimed, TakenNotMoved
from desk.scan.folder_files import FolderFile, FolderListing
from desk.scan.watched import WatchedFolder
from desk.signal import Observable
from desk.visit.arrivals import Arrivals, Came, LyingFile
from desk.visit.import_questions import Lying
from desk.visit.kept_files import KeptFiles, KeptPlace
from desk.visit.pages_of_day import PagesOfDay
from desk.visit.session import VisitSession

log = logging.getLogger(__name__)


class Intake:
    """Watches the scan folder for the open visit. Used on the event loop's thread."""

    def __init__(self, session: VisitSession) -> None:
        self._session = session
        self.arrivals = Arrivals(session.store)
        self.pages = PagesOfDay(session.store)
        self.kept = KeptFiles(session.store)
        self._device: WatchedFolder | None = None
        self._looking = asyncio.Lock()
        self._stood: str | None = None
        self._knows_who_stands = False
        self._lying: Observable[Lying | None] = Observable(None)
        self._left: set[str] = set()
        self._not_moved: set[FolderFile] = set()
        self._subscribed = False
        session.subscribe(self._visit_changed)
        self._subscribed = True

    @property
    def lying(self) -> Lying | None:
        """What lies in the folder beside the open visit; None without either."""
        return self._lying.value

    def subscribe(self, listener: Callable[[Lying | None], None]) -> Callable[[], None]:
        """Call `listener` with what lies in the folder now and whenever it changes.

        Returns how to stop that.
        """
        return self._lying.subscribe(listener)

    def use(self, device: ScanDevice | None) -> None:
        """Watch this device's folder from now on; nothing if it has none."""
        folder = device if isinstance(device, WatchedFolder) else None
        if folder is not self._device:
            self._device = folder
            self._lying.set(None)
            if self._knows_who_stands:
                self._session.begin(self._look_at_once())

    async def look(self) -> Lying | None:
        """Look into the folder: what is new, whose it is, what is still to be moved.

        Raises `ScanFolderMissing`, `ScanFolderUnreadable` or the vault's failures; what came
        until the next good look then counts as from before.
        """
        device = self._device
        if device is None or not self._knows_who_stands:
            return None
        async with self._looking:
            visit = self._session.visit
            try:
                listing = await device.look()
                files = await self._note(device, listing, visit)
            except Failure as failure:
                self._lying.set(None)
                if isinstance(failure, ScanFolderClaimed):
                    await self._session.worker_thread.run(self.arrivals.lost, device.id)
                raise
            await self._move_taken(device, files)
            await self._tell_of(files, visit)
        return self._lying.value

    async def look_or_claim(self) -> None:
        """As `look`; while nobody is known to stand here, see only whose the folder is.

        So that it is said at the start that the folder is another window's. Raises as `look`.
        """
        if self._knows_who_stands:
            await self.look()
        elif self._device is not None:
            await self._device.look()

    async def take_over(self, device: ScanDevice) -> None:
        """A clerk gave the folder to this window: what lies there by now came from before.

        Raises `ScanFolderUnreadable` or the vault's failures.
        """
        if isinstance(device, WatchedFolder):
            await self._session.run(self.arrivals.lost, device.id, taken_over=True)
            await device.take_over()
            await self.look()

    async def own_files(self) -> tuple[FolderFile, ...]:
        """Files that came while the open visit stood at the window, and were not taken."""
        device, visit = self._device, self._session.visit
        if device is None or visit is None:
            return ()
        files = await self._note(device, await device.look(), visit)
        return tuple(one.file for one in files if one.came is Came.NOW)

    async def put_aside(self, files: Sequence[FolderFile]) -> int:
        """Put files aside for the open visit; returns how many were moved.

        Raises `ScanFolderUnreadable`.
        """
        device, visit = self._device, self._session.open_visit
        if device is None or not files:
            return 0
        await self._session.run(self.kept.expect, device.folder, tuple(files), KeptPlace.ASIDE)
        moved = await device.put_aside(files)
        await self._session.run(self.arrivals.put_aside, device.id, moved, visit)
        return len(moved)

    async def reject(self, device: WatchedFolder, file: FolderFile) -> None:
        """A file that is no page is about to be moved away. Raises the vault's failures."""
        await self._session.run(self.kept.expect, device.folder, (file,), KeptPlace.REJECTED)

    async def sweep(self, today: date, days: Mapping[KeptPlace, int]) -> None:
        """Remove files of ours outside the profile that are due by the sure day `today`.

        In every folder of which this window knows, whatever device is chosen just now; `days`
        is how long each kind stays. Forgets of whom old files were.
        """
        # on a thread of its own: a share that does not answer must not block others
        await asyncio.to_thread(self.kept.sweep, today, days, self.arrivals.was_taken)
        await self._session.worker_thread.run(self.arrivals.forget_old, today)
        await self._session.worker_thread.run(self.pages.forget_old, today)

    # what a scan needs

    async def sort(
        self, device: WatchedFolder, listing: FolderListing, visit: Visit
    ) -> tuple[LyingFile, ...]:
        """To which visit the listed files belong; empty while another visit is open.

        Files that were taken already are moved away.
        """
        standing = self._session.visit
        if standing is None or standing.id != visit.id:
            return ()
        files = await self._note(device, listing, visit)
        await self._move_taken(device, files)
        lain = {file.name for file in listing.files}
        return tuple(one for one in files if one.file.name in lain)

    def was_left(self, file: FolderFile) -> bool:
        """Whether the clerk left this file lying in this visit."""
        return file.name in self._left

    def leave(self, files: Sequence[FolderFile]) -> None:
        """The clerk leaves these files lying, for this visit."""
        self._left.update(file.name for file in files)

    # how

    def _visit_changed(self, visit: Visit | None) -> None:
        stands = visit.id if visit else None
        if stands == self._stood and self._knows_who_stands:
            return
        if visit is None and not self._subscribed:
            return  # at the start it is unknown which visit was open when the window was closed
        self._stood, self._knows_who_stands = stands, True
        self._left.clear()
        self._lying.set(None)
        self._session.begin(self._stands(stands))

    async def _stands(self, visit_id: str | None) -> None:
        try:
            await self._session.worker_thread.run(self.arrivals.stand, visit_id)
        except Failure as failure:
            log.warning("who stands at the window was not written down: %s", failure)
        await self._look_at_once()

    async def _look_at_once(self) -> None:
        try:
            await self.look()
        except Failure as failure:
            log.info("the scan folder was not looked at: %s", failure)

    async def _note(
        self, device: WatchedFolder, listing: FolderListing, visit: Visit | None
    ) -> tuple[LyingFile, ...]:
        await self._session.worker_thread.run(self.kept.know, device.folder)
        files = (*listing.files, *listing.unfinished)
        stands = visit.id if visit else None
        return await self._session.worker_thread.run(self.arrivals.note, device.id, files, stands)

    async def _move_taken(self, device: WatchedFolder, files: Sequence[LyingFile]) -> None:
        """Make the moves that a crash prevented."""
        for one in files:
            if one.came is Came.TAKEN and one.file not in self._not_moved:
                try:
                    await device.let_go(one.file)
                except TakenNotMoved as failure:
                    self._not_moved.add(one.file)
                    log.warning("%s", failure)

    async def _tell_of(self, files: Sequence[LyingFile], visit: Visit | None) -> None:
        standing = self._session.visit
        if visit is None or standing is None or standing.id != visit.id:
            self._lying.set(None)
            return
        own = sum(one.came is Came.NOW for one in files)
        before = sum(one.came is Came.BEFORE and not self.was_left(one.file) for one in files)
        taken = (
            await self._session.worker_thread.run(self.arrivals.taken_for, visit.id) if own else 0
        )
        self._lying.set(Lying(visit.id, visit.opened_at, own, taken, before))
