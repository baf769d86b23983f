"""Intake: which files of a scan folder belong to the open visit, and whether a page is new.

A file is taken without a question only if it came while this visit stood at the window
(`desk.visit.arrivals`), and a page only if no other visit of today holds its digest. Everything
else is asked. A page that another material of the visit holds is taken, and that is said.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection, Sequence
from dataclasses import replace

from sqlalchemy import Connection

from desk.domain.failures import Failure
from desk.domain.visits import Visit
from desk.scan.devices import ArrivedFile, OnProgress, ScanDevice, ScanJob
from desk.scan.failures import TakenNotMoved
from desk.scan.folder_files import FolderFile, Listing
from desk.scan.names import NAMES_SHOWN, list_of_names
from desk.scan.watched import WatchedFolder
from desk.visit.acts import ActKind
from desk.visit.arrivals import Arrivals, Came, LyingFile
from desk.visit.counter import Counter
from desk.visit.doubts import (
    Decide,
    Decision,
    HeldElsewhere,
    LeftBefore,
    Lying,
    ScanOutcome,
)
from desk.visit.pages_of_day import Holder, PagesOfDay

log = logging.getLogger(__name__)

Store = Callable[[ArrivedFile, Callable[[Connection, Visit], None]], Awaitable[None]]
"""Stores a page; what it is given is done in the same transaction."""


class Intake:
    """Watches the scan folder beside the counter. Used on the event loop's thread."""

    def __init__(self, counter: Counter) -> None:
        self._counter = counter
        self.arrivals = Arrivals(counter.book)
        self.pages = PagesOfDay(counter.book)
        self._device: WatchedFolder | None = None
        self._looking = asyncio.Lock()
        self._stood: str | None = None
        self._knows_who_stands = False
        self._lying: Lying | None = None
        self._listeners: list[Callable[[Lying | None], None]] = []
        self._left: set[str] = set()
        self._not_moved: set[FolderFile] = set()
        self._subscribed = False
        counter.subscribe(self._visit_changed)
        self._subscribed = True

    @property
    def lying(self) -> Lying | None:
        """What lies in the folder beside the open visit; None without either."""
        return self._lying

    def watch(self, listener: Callable[[Lying | None], None]) -> None:
        """Call `listener` with what lies in the folder now and whenever it changes."""
        self._listeners.append(listener)
        listener(self._lying)

    def use(self, device: ScanDevice | None) -> None:
        """Watch this device's folder from now on; nothing, when it has none."""
        folder = device if isinstance(device, WatchedFolder) else None
        if folder is not self._device:
            self._device = folder
            self._tell(None)
            if self._knows_who_stands:
                self._counter.begin(self._look_at_once())

    async def look(self) -> Lying | None:
        """Look into the folder: what is new, whose it is, what is still to be moved.

        Raises `ScanFolderMissing`, `ScanFolderUnreadable` or the vault's failures; what came
        until the next good look then counts as from before.
        """
        device = self._device
        if device is None or not self._knows_who_stands:
            return None
        async with self._looking:
            visit = self._counter.visit
            try:
                listing = await device.look()
                files = await self._note(device, listing, visit)
            except Failure:
                self._tell(None)
                raise
            await self._move_taken(device, files)
            await self._tell_of(files, visit)
        return self._lying

    async def own_files(self) -> tuple[FolderFile, ...]:
        """Files that came while the open visit stood at the window, and were not taken."""
        device, visit = self._device, self._counter.visit
        if device is None or visit is None:
            return ()
        files = await self._note(device, await device.look(), visit)
        return tuple(one.file for one in files if one.came is Came.NOW)

    async def put_aside(self, files: Sequence[FolderFile]) -> int:
        """Put files aside for the open visit; returns how many were moved.

        Raises `ScanFolderUnreadable`.
        """
        device, visit = self._device, self._counter.open_visit
        if device is None or not files:
            return 0
        moved = await device.put_aside(files)
        await self._counter.run(self.arrivals.put_aside, device.id, moved, visit)
        return len(moved)

    def begin(self, visit: Visit, code: str, decide: Decide, store: Store) -> "TakingIn":
        """Take pages into a material of the open visit, from wherever they come."""
        return TakingIn(self, self._counter, visit, code, decide=decide, store=store)

    # what a scan needs

    async def sort(
        self, device: WatchedFolder, listing: Listing, visit: Visit
    ) -> tuple[LyingFile, ...]:
        """Whose the listed files are; none while another visit stands at the window.

        What was taken already is moved away.
        """
        standing = self._counter.visit
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
            return  # at the start nobody knows yet who stood here when the window was closed
        self._stood, self._knows_who_stands = stands, True
        self._left.clear()
        self._tell(None)
        self._counter.begin(self._stands(stands))

    async def _stands(self, visit_id: str | None) -> None:
        try:
            await self._counter.lane.run(self.arrivals.stand, visit_id)
        except Failure as failure:
            log.warning("who stands at the window was not written down: %s", failure)
        await self._look_at_once()

    async def _look_at_once(self) -> None:
        try:
            await self.look()
        except Failure as failure:
            log.info("the scan folder was not looked at: %s", failure)

    async def _note(
        self, device: WatchedFolder, listing: Listing, visit: Visit | None
    ) -> tuple[LyingFile, ...]:
        files = (*listing.files, *listing.unfinished)
        stands = visit.id if visit else None
        return await self._counter.lane.run(self.arrivals.note, device.id, files, stands)

    async def _move_taken(self, device: WatchedFolder, files: Sequence[LyingFile]) -> None:
        """Do the moves that a crash has kept from being done."""
        for one in files:
            if one.came is Came.TAKEN and one.file not in self._not_moved:
                try:
                    await device.let_go(one.file)
                except TakenNotMoved as failure:
                    self._not_moved.add(one.file)
                    log.warning("%s", failure)

    async def _tell_of(self, files: Sequence[LyingFile], visit: Visit | None) -> None:
        standing = self._counter.visit
        if visit is None or standing is None or standing.id != visit.id:
            self._tell(None)
            return
        own = sum(one.came is Came.NOW for one in files)
        before = sum(one.came is Came.BEFORE and not self.was_left(one.file) for one in files)
        taken = await self._counter.lane.run(self.arrivals.taken_for, visit.id) if own else 0
        self._tell(Lying(visit.id, visit.opened_at, own, taken, before))

    def _tell(self, lying: Lying | None) -> None:
        if lying != self._lying:
            self._lying = lying
            for listener in tuple(self._listeners):
                listener(lying)


class TakingIn:
    """Pages on their way into one material. `outcome` says how far it has come."""

    def __init__(
        self,
        intake: Intake,
        counter: Counter,
        visit: Visit,
        code: str,
        *,
        decide: Decide,
        store: Store,
    ) -> None:
        self._intake = intake
        self._counter = counter
        self._visit = visit
        self._code = code
        self._decide = decide
        self._store = store
        self._device: WatchedFolder | None = None
        self._asked: set[str] = set()
        self._adopted: set[str] = set()
        self._decided: dict[str, Decision] = {}
        self._not_moved: list[TakenNotMoved] = []
        self.outcome = ScanOutcome()

    def pages(
        self, device: ScanDevice, job: ScanJob, on_progress: OnProgress
    ) -> AsyncGenerator[ArrivedFile]:
        """The device's pages; of a folder those files that belong to the visit."""
        if isinstance(device, WatchedFolder):
            self._device = device
            return device.scan(job, on_progress, self._admit)
        return device.scan(job, on_progress)

    async def lay_in(self, arrived: ArrivedFile) -> int:
        """Lay a page in, unless it is there or the clerk decides otherwise.

        Returns how many sheets came. Raises what `Store` raises.
        """
        decision = await self._judged(arrived)
        if decision is Decision.TAKE:
            await self._counter.whole(self._keep(arrived))
            self._count(taken=1)
            return arrived.sheets
        if decision is Decision.ASIDE:
            if arrived.file is not None:
                await self._intake.put_aside((arrived.file,))
            self._count(aside=1)
        elif decision is Decision.LEAVE:
            if arrived.file is not None:
                self._intake.leave((arrived.file,))
            self._count(left=1)
        else:
            self._count(again=1)
        return 0

    def end(self) -> ScanOutcome:
        """What came of it, also when it ended early."""
        unfinished = self._device.unfinished if self._device else 0
        self.outcome = replace(self.outcome, unfinished=unfinished)
        return self.outcome

    def finish(self) -> None:
        """Say at the end what could not be moved away. Raises `TakenNotMoved`."""
        if self._not_moved:
            names = list_of_names([str(one.facts["name"]) for one in self._not_moved])
            raise TakenNotMoved(name=names, detail=str(self._not_moved[0].facts["detail"]))

    # files from before

    async def _admit(self, listing: Listing) -> Collection[str]:
        """The names of files that may be taken; asks about those from before."""
        assert self._device is not None
        lying = await self._intake.sort(self._device, listing, self._visit)
        own = {one.file.name for one in lying if one.came is Came.NOW}
        before = [
            one for one in lying if one.came is Came.BEFORE and one.file.name not in self._asked
        ]
        fresh = [one for one in before if not self._intake.was_left(one.file)]
        asked = fresh or (before if not own and not self._asked else [])
        if asked:
            await self._ask_about(self._device, asked)
        return own | self._adopted

    async def _ask_about(self, device: WatchedFolder, before: list[LyingFile]) -> None:
        files = [one.file for one in before]
        self._asked.update(file.name for file in files)
        decision = await self._decide(await self._counter.lane.run(self._left_before, before))
        if decision is Decision.TAKE:
            adopt = self._intake.arrivals.adopt
            await self._counter.run(adopt, device.id, files, self._visit)
            self._adopted.update(file.name for file in files)
        elif decision is Decision.ASIDE:
            self._count(aside=await self._intake.put_aside(files))
        else:
            self._intake.leave(files)
            self._count(left=len(files))

    def _left_before(self, before: list[LyingFile]) -> LeftBefore:
        names = tuple(one.file.shown for one in before[:NAMES_SHOWN])
        doubt = LeftBefore(len(before), names, self._visit.opened_at)
        owners = {one.visit_id for one in before}
        owner = owners.pop() if len(owners) == 1 else None
        earlier = self._intake.arrivals.earlier(owner) if owner else None
        if earlier is None:
            return doubt
        return replace(doubt, ticket_number=earlier.ticket_number, taken=earlier.taken)

    # pages that somebody holds

    async def _judged(self, arrived: ArrivedFile) -> Decision | None:
        """What is to become of a page; None when this material holds it already."""
        here, holder = await self._counter.lane.run(self._held, arrived)
        if here == self._code:
            if arrived.file is not None:
                await self._counter.whole(self._keep_again(arrived))
            return None
        decision = Decision.TAKE
        if holder is not None:
            decision = await self._ask_once(holder, arrived)
        if here is not None and decision is Decision.TAKE:
            self._also_in(self._visit.material(here).spec.name)
        return decision

    async def _ask_once(self, holder: Holder, arrived: ArrivedFile) -> Decision:
        """One answer serves for all pages that the same visit holds."""
        if holder.visit_id not in self._decided:
            doubt = HeldElsewhere(
                arrived.name, holder.ticket_number, holder.opened_at, arrived.file is not None
            )
            self._decided[holder.visit_id] = await self._decide(doubt)
        return self._decided[holder.visit_id]

    def _held(self, arrived: ArrivedFile) -> tuple[str | None, Holder | None]:
        """The material of this visit that holds the page, and the other visit of today.

        A sheet that a scanner reads anew is a new page of this visit, also when it looks the
        same as one before it: ten blank sheets are ten pages.
        """
        holder = self._intake.pages.holder(arrived.sha256, self._visit.id)
        if not arrived.name:
            return None, holder
        visit = self._counter.book.visit(self._visit.id)
        codes = [
            material.spec.code
            for material in visit.materials
            if any(page.file.sha256 == arrived.sha256 for page in material.pages)
        ]
        if self._code in codes:
            return self._code, holder
        return (codes[0] if codes else None), holder

    # storing

    async def _keep(self, arrived: ArrivedFile) -> None:
        await self._store(arrived, lambda connection, visit: self._note(connection, visit, arrived))
        await self._done(arrived)

    def _note(self, connection: Connection, visit: Visit, arrived: ArrivedFile) -> None:
        """In the transaction that stores the page: its file is taken, its visit holds it."""
        intake = self._intake
        holder = intake.pages.holder(arrived.sha256, visit.id)
        if holder is not None:
            number = holder.ticket_number
            self._counter.book.did(connection, visit, ActKind.HELD_PAGE_IN, reason=number)
        intake.pages.note(connection, visit, arrived.sha256)
        if arrived.file is not None and self._device is not None:
            intake.arrivals.took(connection, self._device.id, arrived.file, visit.id)

    async def _keep_again(self, arrived: ArrivedFile) -> None:
        """The page is there already: only its file is let go of."""
        assert arrived.file is not None
        assert self._device is not None
        arrivals, visit_id = self._intake.arrivals, self._visit.id
        await self._counter.lane.run(arrivals.took_again, self._device.id, arrived.file, visit_id)
        await self._done(arrived)

    async def _done(self, arrived: ArrivedFile) -> None:
        try:
            await asyncio.to_thread(arrived.done)
        except TakenNotMoved as failure:
            self._not_moved.append(failure)

    def _also_in(self, material: str) -> None:
        self.outcome = replace(self.outcome, also=self.outcome.also + 1, also_in=material)

    def _count(self, *, taken: int = 0, again: int = 0, aside: int = 0, left: int = 0) -> None:
        before = self.outcome
        self.outcome = replace(
            before,
            taken=before.taken + taken,
            again=before.again + again,
            aside=before.aside + aside,
            left=before.left + left,
        )
