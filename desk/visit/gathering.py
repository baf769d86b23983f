"""Gathering: pages from a device or from files into the checklist, and mending what came.

A page is shown only after its bytes are in the vault and its place is in the book; the device
lets go of it only after that. A crash at any moment loses no page that the clerk has seen.
"""

import logging
import uuid
from collections.abc import Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path

from desk.domain.visits import Page, PageFile, Recipe, Visit
from desk.lanes import Lane
from desk.processes import ProcessPool
from desk.scan import imaging
from desk.scan.cutting import cut_share
from desk.scan.devices import ArrivedFile, Inspection, ScanDevice, ScanJob, Sharpness, digest
from desk.scan.failures import NoScanner, UnreadableFile, UnreadableFiles
from desk.scan.pictures import PDF
from desk.vault.durable import DiskFull
from desk.vault.files import FileVault
from desk.vault.sealing import Tampered
from desk.visit.arrangement import Arrangements
from desk.visit.counter import Counter
from desk.visit.failures import NotToFollow, PageNotSaved, PagesTampered, StepNotReady
from printing.words import short_digest

BROUGHT = "file"
"""Source of a page file that was laid in from the desktop."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What is known of a page, for the clerk.

    `dpi` is 0 when the file does not say; `cut_percent` is the part of the page that the crop
    takes away, `correctable` whether imaging proposed any correction; a file that is attached
    `as_it_is` gives no pages to the tidy PDF; `digest` is the short form that the papers print;
    `agreed` says that the stored bytes are still those that arrived and, once the region has
    answered, that it computed the same.
    """

    sharpness: Sharpness
    dpi: int
    cut_percent: float
    correctable: bool
    as_it_is: bool
    digest: str
    agreed: bool


def _quiet(_sheets: int) -> None:
    pass


class Gathering:
    """The pages of the open visit. `device` may be changed between two scans.

    A page that is not there raises KeyError; a change of a submitted case `AlreadySubmitted`.
    """

    def __init__(
        self,
        counter: Counter,
        arrangements: Arrangements,
        files: FileVault,
        reading: Lane,
        workshop: ProcessPool,
        *,
        device: ScanDevice | None = None,
    ) -> None:
        self._counter = counter
        self._arrangements = arrangements
        self._files = files
        self._reading = reading
        self._workshop = workshop
        self.device = device
        self.job = ScanJob()

    # pages come in

    async def scan(self, code: str, on_progress: Callable[[int], None] = _quiet) -> None:
        """Scan into a material until there is no more paper; hears how many sheets came.

        Whoever cancels this stops the device; every page shown is kept. Raises `NoScanner`,
        what the device raises, or `PageNotSaved`, which stops the feeder at the page it names.
        """
        visit = self._expecting(code)
        if self.device is None:
            raise NoScanner
        sheets = 0
        async with aclosing(self.device.scan(self.job)) as files:
            async for arrived in files:
                await self._counter.whole(self._lay_in(visit, code, arrived, sheets + 1))
                sheets += arrived.sheets
                on_progress(sheets)

    async def take_files(self, code: str, paths: Sequence[Path]) -> None:
        """Lay files in as they are. One that cannot be read is named at the end; the rest go on.

        Raises an `UnreadableFile`, or `PageNotSaved`.
        """
        visit = self._expecting(code)
        refused: list[UnreadableFile] = []
        sheets = 0
        for path in paths:
            try:
                arrived = await self._read(path)
            except UnreadableFile as failure:
                refused.append(failure)
                continue
            await self._counter.whole(self._lay_in(visit, code, arrived, sheets + 1))
            sheets += arrived.sheets
        if len(refused) == 1:
            raise refused[0]
        if refused:
            names = ", ".join(str(failure.facts["name"]) for failure in refused)
            raise UnreadableFiles(count=len(refused), names=names)

    # pages are mended

    async def rotate(self, page_id: str, quarters: int = 1) -> None:
        """Turn a page clockwise by quarter turns."""
        await self._change(self._arrangements.turn, page_id, quarters)

    async def switch_whole(self, page_id: str) -> None:
        """Show a page that was straightened or cut as it lay, or correct it again."""
        visit, (_, page) = self._counter.open_visit, self._find(page_id)
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
        await self._counter.change(self._arrangements.undo, visit.id, code)

    async def redo(self, code: str) -> None:
        """Make again what `undo` took back."""
        visit = self._expecting(code)
        await self._counter.change(self._arrangements.redo, visit.id, code)

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
            until = self._counter.term(days).day
        await self._counter.change(self._counter.book.promise, visit.id, code, until)

    # pages are looked at

    async def picture(self, page_id: str, sheet: int, width_px: int) -> bytes:
        """One sheet (from 0) of a page with its recipe applied, as JPEG or PNG.

        Raises `PagesTampered` when the stored bytes are not what arrived.
        """
        visit, (_, page) = self._counter.open_visit, self._find(page_id)
        data = await self._reading.run(self._bytes, page.file.sha256)
        as_it_is = False
        if page.file.media_type == PDF:
            seen = await self._reading.run(
                self._arrangements.inspection, visit.id, page.file.sha256
            )
            as_it_is = seen is not None and seen.as_it_is
        try:
            return await self._workshop.run(
                imaging.render, data, sheet, page.recipe, width_px, as_it_is
            )
        except UnreadableFile as failure:
            raise failure.named(self._words_for(page)) from failure

    async def facts(self, page_id: str) -> PageFacts:
        """What is known of a page."""
        visit = self._counter.open_visit
        _, page = self._find(page_id)
        agreed, inspection = await self._reading.run(self._examine, visit, page)
        return PageFacts(
            sharpness=inspection.sharpness if inspection else Sharpness.UNKNOWN,
            dpi=inspection.dpi if inspection else 0,
            cut_percent=_cut_percent(page, inspection),
            correctable=inspection is not None and inspection.recipe.corrects,
            as_it_is=inspection is not None and inspection.as_it_is,
            digest=short_digest(page.file.sha256),
            agreed=agreed,
        )

    # how

    def _expecting(self, code: str) -> Visit:
        visit = self._counter.open_visit
        if visit.matter is None:
            raise StepNotReady
        visit.material(code)
        return visit

    async def _lay_in(self, visit: Visit, code: str, arrived: ArrivedFile, number: int) -> None:
        try:
            await self._counter.change(self._store, visit, code, arrived)
        except DiskFull as full:
            raise PageNotSaved(page=number) from full
        await self._reading.run(arrived.done)

    def _store(self, visit: Visit, code: str, arrived: ArrivedFile) -> Visit:
        """Bytes first, then their place in the book; on the lane on which files are removed."""
        material = self._counter.book.visit(visit.id).material(code)
        if arrived.name and any(page.file.sha256 == arrived.sha256 for page in material.pages):
            # a folder gives a file again when the window died before the folder let go of it
            return self._counter.book.visit(visit.id)
        stored = self._files.put(arrived.data)
        file = PageFile(
            sha256=stored.sha256,
            media_type=arrived.media_type,
            size=stored.size,
            sheets=arrived.sheets,
            source=arrived.source,
            arrived_at=self._counter.book.now(),
        )
        page = Page(str(uuid.uuid4()), file, arrived.inspection.recipe)
        matter = visit.matter.code if visit.matter else ""
        return self._arrangements.lay_in(visit.id, matter, code, page, arrived.inspection)

    async def _read(self, path: Path) -> ArrivedFile:
        try:
            data = await self._reading.run(path.read_bytes)
        except OSError as error:
            raise UnreadableFile(name=path.name) from error
        inspection: Inspection = await self._workshop.run(imaging.inspect, data, path.name)
        return ArrivedFile(data, digest(data), inspection, BROUGHT, path.name)

    async def _change(
        self, change: Callable[..., Visit], page_id: str, *args: int | Recipe
    ) -> None:
        code, _ = self._find(page_id)
        await self._counter.change(change, self._counter.open_visit.id, code, page_id, *args)

    def _find(self, page_id: str) -> tuple[str, Page]:
        for material in self._counter.open_visit.materials:
            for page in material.pages:
                if page.id == page_id:
                    return material.spec.code, page
        raise KeyError("no such page")

    def _words_for(self, page: Page) -> str:
        """What people know a page by: its material and its place there."""
        for material in self._counter.open_visit.materials:
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


def _cut_percent(page: Page, inspection: Inspection | None) -> float:
    if inspection is None:
        return 0.0
    return 100 * cut_share(page.recipe, inspection.width, inspection.height)
