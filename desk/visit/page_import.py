"""Importing pages into a material, and the questions about them."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Collection
from dataclasses import replace

from sqlalchemy import Connection

from desk.domain.visits import Visit
from desk.scan.devices import ArrivedFile, OnProgress, ScanDevice, ScanJob
from desk.scan.failures import TakenNotMoved
from desk.scan.folder_files import FolderFile, FolderListing
from desk.scan.names import NAMES_SHOWN, list_of_names
from desk.scan.watched import WatchedFolder
from desk.visit.arrivals import Came, LyingFile
from desk.visit.audit_log import AuditKind
from desk.visit.import_questions import (
    Decide,
    FileDecision,
    HeldElsewhere,
    LeftBefore,
    ScanOutcome,
)
from desk.visit.intake import Intake
from desk.visit.pages_of_day import Holder
from desk.visit.session import VisitSession

AddPage = Callable[[ArrivedFile, Callable[[Connection, Visit], None]], Awaitable[None]]
"""Stores a page; what it is given is done in the same transaction."""


class PageImport:
    """Pages on their way into one material. `outcome` says how far it has come."""

    def __init__(
        self,
        intake: Intake,
        session: VisitSession,
        visit: Visit,
        code: str,
        *,
        decide: Decide,
        add_page: AddPage,
    ) -> None:
        self._intake = intake
        self._session = session
        self._visit = visit
        self._code = code
        self._decide = decide
        self._add_page = add_page
        self._device: WatchedFolder | None = None
        self._asked: set[str] = set()
        self._adopted: set[str] = set()
        self._decided: dict[str, FileDecision] = {}
        self._not_moved: list[TakenNotMoved] = []
        self.outcome = ScanOutcome()

    def pages(
        self, device: ScanDevice, job: ScanJob, on_progress: OnProgress
    ) -> AsyncGenerator[ArrivedFile]:
        """The device's pages; of a folder those files that belong to the visit."""
        if isinstance(device, WatchedFolder):
            self._device = device
            return device.scan(job, on_progress, self._admit, self._rejecting)
        return device.scan(job, on_progress)

    async def lay_in(self, arrived: ArrivedFile) -> int:
        """Lay a page in, unless it is there or the clerk decides otherwise.

        Returns how many sheets came. raises what `add_page` raises.
        """
        decision = await self._judged(arrived)
        if decision is FileDecision.TAKE:
            await self._session.whole(self._keep(arrived))
            self._count(taken=1)
            return arrived.sheets
        if decision is FileDecision.ASIDE:
            if arrived.file is not None:
                await self._intake.put_aside((arrived.file,))
            self._count(aside=1)
        elif decision is FileDecision.LEAVE:
            if arrived.file is not None:
                self._intake.leave((arrived.file,))
            self._count(left=1)
        else:
            self._count(again=1)
        return 0

    def end(self) -> ScanOutcome:
        """The outcome, also when it ended early."""
        unfinished = self._device.unfinished if self._device else 0
        self.outcome = replace(self.outcome, unfinished=unfinished)
        return self.outcome

    def finish(self) -> None:
        """Say at the end what could not be moved away. Raises `TakenNotMoved`."""
        if self._not_moved:
            names = list_of_names([str(one.facts["name"]) for one in self._not_moved])
            raise TakenNotMoved(name=names, detail=str(self._not_moved[0].facts["detail"]))

    async def _rejecting(self, file: FolderFile) -> None:
        if self._device is not None:
            await self._intake.reject(self._device, file)

    # files from before

    async def _admit(self, listing: FolderListing) -> Collection[str]:
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
        decision = await self._decide(
            await self._session.worker_thread.run(self._left_before, before)
        )
        if decision is FileDecision.TAKE:
            adopt = self._intake.arrivals.adopt
            await self._session.run(adopt, device.id, files, self._visit)
            self._adopted.update(file.name for file in files)
        elif decision is FileDecision.ASIDE:
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

    # pages that another visit or material has

    async def _judged(self, arrived: ArrivedFile) -> FileDecision | None:
        """The decision about a page; None when this material has it already."""
        here, holder = await self._session.worker_thread.run(self._held, arrived)
        if here == self._code:
            if arrived.file is not None:
                await self._session.whole(self._keep_again(arrived))
            return None
        decision = FileDecision.TAKE
        if holder is not None:
            decision = await self._ask_once(holder, arrived)
        if here is not None and decision is FileDecision.TAKE:
            self._also_in(self._visit.material(here).spec.name)
        return decision

    async def _ask_once(self, holder: Holder, arrived: ArrivedFile) -> FileDecision:
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
        visit = self._session.store.visit(self._visit.id)
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
        await self._add_page(
            arrived, lambda connection, visit: self._note(connection, visit, arrived)
        )
        await self._done(arrived)

    def _note(self, connection: Connection, visit: Visit, arrived: ArrivedFile) -> None:
        """In the transaction that stores the page: its file is taken, its visit holds it."""
        intake = self._intake
        holder = intake.pages.holder(arrived.sha256, visit.id)
        if holder is not None:
            number = holder.ticket_number
            self._session.store.did(connection, visit, AuditKind.HELD_PAGE_IN, reason=number)
        intake.pages.note(connection, visit, arrived.sha256)
        if arrived.file is not None and self._device is not None:
            intake.arrivals.took(connection, self._device.id, arrived.file, visit.id)

    async def _keep_again(self, arrived: ArrivedFile) -> None:
        """The page is there already: only its file is moved away."""
        assert arrived.file is not None
        assert self._device is not None
        arrivals, visit_id = self._intake.arrivals, self._visit.id
        await self._session.worker_thread.run(
            arrivals.took_again, self._device.id, arrived.file, visit_id
        )
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
