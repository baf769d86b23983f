"""Materials: pages from a device or from files into the checklist, and their correction.

A page is shown only after its bytes are in the vault and its row is in the database; only then does
the device remove it. A crash at any moment loses no page that the clerk has seen.
"""

import logging
import uuid
from collections.abc import Callable, Sequence
from contextlib import aclosing
from pathlib import Path

from sqlalchemy import Connection

from desk.domain.failures import Failure
from desk.domain.visits import Page, PageFile, Recipe, Visit
from desk.processes import ProcessPool
from desk.scan import imaging
from desk.scan.devices import (
    ArrivedFile,
    Inspection,
    OnProgress,
    ScanDevice,
    ScanJob,
    Sharpness,
    digest,
    quiet,
)
from desk.scan.failures import (
    FileTooLarge,
    NoScanner,
    ScanFailure,
    UnreadableFile,
    UnreadableFiles,
)
from desk.scan.names import list_of_names, readable_name
from desk.scan.opening import read_brought
from desk.scan.pictures import PDF
from desk.scan.watched import WatchedFolder
from desk.vault.durable import DiskFull
from desk.vault.files import FileVault
from desk.vault.sealing import Tampered
from desk.visit.devices import ChoiceStore, ScanDevices
from desk.visit.failures import NotToFollow, PageNotSaved, PagesTampered, StepNotReady
from desk.visit.import_questions import Decide, Lying, ScanOutcome, leave, take
from desk.visit.intake import Intake
from desk.visit.page_facts import PageFacts, cut_percent
from desk.visit.page_import import PageImport
from desk.visit.page_versions import PageVersions
from desk.visit.session import VisitSession
from desk.worker_thread import WorkerThread
from printing.words import short_digest

Also = Callable[[Connection, Visit], None]
"""Something that is done in the transaction in which a page is stored."""

BROUGHT = "file"
"""Source of a page file that was laid in from the desktop."""

log = logging.getLogger(__name__)


def _quiet(_sheets: int) -> None:
    pass


class MaterialsStep:
    """The pages of the open visit. `device` may be changed between two scans.

    A page that is not there raises KeyError; a change of a submitted case `AlreadySubmitted`.
    """

    def __init__(
        self,
        session: VisitSession,
        arrangements: PageVersions,
        files: FileVault,
        reading: WorkerThread,
        process_pool: ProcessPool,
        *,
        device: ScanDevice | None = None,
    ) -> None:
        self._session = session
        self._arrangements = arrangements
        self._files = files
        self._reading = reading
        self._process_pool = process_pool
        self.intake = Intake(session)
        choices = ChoiceStore(session.store.engine)
        self.devices = ScanDevices(choices, session.worker_thread, session.store.now, device)
        self.devices.take_over = self.intake.take_over
        self.devices.subscribe(lambda _: self.intake.use(self.devices.device))
        self._job: ScanJob | None = None
        self.scanning = False
        """Whether a scan is under way."""
        self.outcome = ScanOutcome()
        """The outcome of the last scan, also of one that was stopped or failed."""

    @property
    def device(self) -> ScanDevice | None:
        """What the next scan reads from."""
        return self.devices.device

    @device.setter
    def device(self, device: ScanDevice | None) -> None:
        self.devices.give(device)

    @property
    def job(self) -> ScanJob:
        """What the next scan asks of a scanner."""
        return self._job or self.devices.job

    @job.setter
    def job(self, job: ScanJob) -> None:
        self._job = job

    @property
    def waiting_for(self) -> str:
        """The file in the scan folder that is waited for just now; empty while none is."""
        device = self.device
        return device.waiting_for if isinstance(device, WatchedFolder) else ""

    async def what_lies(self) -> Lying | None:
        """What lies in the scan folder just now; None without one that can be looked into."""
        try:
            return await self.intake.look()
        except ScanFailure as failure:
            log.info("%s", failure)
            return None

    async def put_aside(self) -> int:
        """Put aside what lies in the scan folder and came during this visit; returns how many.

        Raises `ScanFolderUnreadable` or `ScanFolderMissing`.
        """
        moved = await self.intake.put_aside(await self.intake.own_files())
        await self.intake.look()
        return moved

    # pages come in

    async def scan(
        self,
        code: str,
        on_progress: Callable[[int], None] = _quiet,
        *,
        decide: Decide = leave,
        on_page: OnProgress = quiet,
    ) -> ScanOutcome:
        """Scan into a material until there is no more paper.

        `on_progress` is called with the number of sheets so far, `on_page` with the progress of the
        current page. `decide` is asked about files that came before the visit and about pages that
        are held already. Cancelling stops the device; every page shown is kept, and `outcome` says
        how far it came. Raises `NoScanner`, what the device raises, or `PageNotSaved`, which stops
        the feeder at the page it names.
        """
        visit = self._expecting(code)
        device = self.device
        if device is None:
            raise NoScanner
        sheets = 0
        taking = self._taking_in(visit, code, decide, lambda: sheets + 1)
        self.scanning = True
        try:
            async with aclosing(taking.pages(device, self.job, on_page)) as files:
                async for arrived in files:
                    sheets += await taking.lay_in(arrived)
                    on_progress(sheets)
        finally:
            self.scanning = False
            self.outcome = taking.end()
            self._look_soon()
        taking.finish()
        return taking.outcome

    async def take_files(
        self, code: str, paths: Sequence[Path], *, decide: Decide = take
    ) -> ScanOutcome:
        """Lay files in as they are. One that cannot be read is named at the end; the rest go on.

        `decide` is asked about pages that somebody holds already. Raises an `UnreadableFile`,
        or `PageNotSaved`.
        """
        visit = self._expecting(code)
        refused: list[UnreadableFile] = []
        sheets = 0
        taking = self._taking_in(visit, code, decide, lambda: sheets + 1)
        try:
            for path in paths:
                try:
                    arrived = await self._read(path)
                except UnreadableFile as failure:
                    refused.append(failure)
                    continue
                sheets += await taking.lay_in(arrived)
        finally:
            self.outcome = taking.end()
        if len(refused) == 1:
            raise refused[0]
        if refused:
            names = list_of_names([str(failure.facts["name"]) for failure in refused])
            raise UnreadableFiles(count=len(refused), names=names)
        return taking.outcome

    # pages are mended

    async def rotate(self, page_id: str, quarters: int = 1) -> None:
        """Turn a page clockwise by quarter turns."""
        await self._change(self._arrangements.turn, page_id, quarters)

    async def switch_whole(self, page_id: str) -> None:
        """Show a page that was straightened or cut as it lay, or correct it again."""
        visit, (_, page) = self._session.open_visit, self._find(page_id)
        sha256 = page.file.sha256
        seen = await self._reading.run(self._arrangements.inspection, visit.id, sha256)
        proposed = seen.recipe if seen else Recipe()
        await self._change(self._arrangements.switch_whole, page_id, proposed)

    async def delete(self, page_id: str) -> None:
        """Take a page out; `undo` brings it back."""
        await self._change(self._arrangements.take_out, page_id)

    async def move(self, page_id: str, place: int) -> None:
        """Move a page to `place` (from 0) among the pages of its material."""
        await self._change(self._arrangements.move, page_id, place)

    async def undo(self, code: str) -> None:
        """Take back the last change to a material's pages; also after a restart."""
        visit = self._expecting(code)
        await self._session.change(self._arrangements.undo, visit.id, code)

    async def redo(self, code: str) -> None:
        """Make again what `undo` took back."""
        visit = self._expecting(code)
        await self._session.change(self._arrangements.redo, visit.id, code)

    async def follow(self, code: str, on: bool) -> None:
        """Let a material come later, by the last day that the guide allows, or take that back.

        Raises `NotToFollow`.
        """
        visit = self._expecting(code)
        material = visit.material(code)
        until = None
        if on:
            days = material.spec.follow_within_days
            if not material.may_follow or days is None:
                raise NotToFollow
            until = self._session.term(days).day
        await self._session.change(self._session.store.promise, visit.id, code, until)

    # pages are looked at

    async def picture(self, page_id: str, sheet: int, width_px: int) -> bytes:
        """One sheet (from 0) of a page with its recipe applied, as JPEG or PNG.

        Raises `PagesTampered` when the stored bytes are not what arrived.
        """
        visit, (_, page) = self._session.open_visit, self._find(page_id)
        data = await self._reading.run(self._bytes, page.file.sha256)
        as_it_is = False
        if page.file.media_type == PDF:
            seen = await self._reading.run(
                self._arrangements.inspection, visit.id, page.file.sha256
            )
            as_it_is = seen is not None and seen.as_it_is
        try:
            return await self._process_pool.run(
                imaging.render, data, sheet, page.recipe, width_px, as_it_is
            )
        except UnreadableFile as failure:
            raise failure.named(self._words_for(page)) from failure

    async def facts(self, page_id: str) -> PageFacts:
        """What is known of a page."""
        visit = self._session.open_visit
        _, page = self._find(page_id)
        agreed, inspection = await self._reading.run(self._examine, visit, page)
        return PageFacts(
            sharpness=inspection.sharpness if inspection else Sharpness.UNKNOWN,
            dpi=inspection.dpi if inspection else 0,
            cut_percent=cut_percent(page, inspection),
            correctable=inspection is not None and inspection.recipe.corrects,
            as_it_is=inspection is not None and inspection.as_it_is,
            digest=short_digest(page.file.sha256),
            agreed=agreed,
        )

    # how

    def _expecting(self, code: str) -> Visit:
        visit = self._session.open_visit
        if visit.matter is None:
            raise StepNotReady
        visit.material(code)
        return visit

    def _look_soon(self) -> None:
        """List the scan folder after a scan, whatever its outcome."""

        async def look() -> None:
            try:
                await self.intake.look()
            except Failure as failure:
                log.info("the scan folder was not looked at: %s", failure)

        self._session.begin(look())

    def _taking_in(
        self, visit: Visit, code: str, decide: Decide, number: Callable[[], int]
    ) -> PageImport:
        """Pages on their way into a material; `number` is that of the page that comes next."""

        async def add_page(arrived: ArrivedFile, also: Also) -> None:
            try:
                await self._session.change(self._add_page, visit, code, arrived, also)
            except DiskFull as full:
                raise PageNotSaved(page=number()) from full

        return PageImport(self.intake, self._session, visit, code, decide=decide, add_page=add_page)

    def _add_page(self, visit: Visit, code: str, arrived: ArrivedFile, also: Also) -> Visit:
        """Bytes first, then their row; on the worker thread on which files are removed."""
        stored = self._files.put(arrived.data)
        file = PageFile(
            sha256=stored.sha256,
            media_type=arrived.media_type,
            size=stored.size,
            sheets=arrived.sheets,
            source=arrived.source,
            arrived_at=self._session.store.now(),
        )
        page = Page(str(uuid.uuid4()), file, arrived.inspection.recipe)
        matter = visit.matter.code if visit.matter else ""
        return self._arrangements.lay_in(
            visit.id, matter, code, page, arrived.inspection, also=also
        )

    async def _read(self, path: Path) -> ArrivedFile:
        name = readable_name(path.name)
        try:
            data = await self._reading.run(read_brought, path)
        except OSError as error:
            raise UnreadableFile(name=name) from error
        except FileTooLarge as refusal:
            raise FileTooLarge(name=name) from refusal
        inspection: Inspection = await self._process_pool.run(imaging.inspect, data, name)
        return ArrivedFile(data, digest(data), inspection, BROUGHT, name)

    async def _change(
        self, change: Callable[..., Visit], page_id: str, *args: int | Recipe
    ) -> None:
        code, _ = self._find(page_id)
        await self._session.change(change, self._session.open_visit.id, code, page_id, *args)

    def _find(self, page_id: str) -> tuple[str, Page]:
        for material in self._session.open_visit.materials:
            for page in material.pages:
                if page.id == page_id:
                    return material.spec.code, page
        raise KeyError("no such page")

    def _words_for(self, page: Page) -> str:
        """What people know a page by: its material and its place there."""
        for material in self._session.open_visit.materials:
            if page in material.pages:
                return f"{material.spec.name} · {material.pages.index(page) + 1}"
        return ""

    def _bytes(self, sha256: str) -> bytes:
        try:
            data = self._files.read(sha256)
        except (KeyError, Tampered):
            raise PagesTampered from None
        return data

    def _examine(self, visit: Visit, page: Page) -> tuple[bool, Inspection | None]:
        inspection = self._arrangements.inspection(visit.id, page.file.sha256)
        try:
            same = digest(self._bytes(page.file.sha256)) == page.file.sha256
        except PagesTampered as failure:
            log.warning("%s", failure)
            return False, inspection
        if visit.case is not None and visit.case.files:
            same = same and any(file.sha256 == page.file.sha256 for file in visit.case.files)
        return same, inspection
