"""Submitting: the case goes into the outbox once, whole, with a number of its own."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from desk.domain.forms import form_faults
from desk.domain.visits import (
    Material,
    MaterialState,
    Page,
    Recipe,
    SendState,
    Visit,
)
from desk.outbox.store import OutboxStore
from desk.outbox.worker import OutboxStatus, OutboxWorker
from desk.processes import ProcessPool
from desk.region.contract import Clerk
from desk.scan.documents import tidy_pdf
from desk.scan.failures import UnreadableFile
from desk.signal import Signal
from desk.vault.files import FileVault
from desk.vault.marks import Marks
from desk.vault.sealing import Tampered
from desk.visit.case import Cases, Tidy
from desk.visit.failures import AlreadySubmitted, NotComplete, PagesTampered, StepNotReady
from desk.visit.page_versions import KnownFile, PageVersions
from desk.visit.receipts import next_local_number
from desk.visit.session import VisitSession
from desk.worker_thread import WorkerThread

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Derived:
    """A tidy PDF, and how many sheets are in it."""

    pdf: bytes
    sheets: int


class SubmitStep:
    """Sends the open visit's case, and watches how it stands."""

    def __init__(
        self,
        session: VisitSession,
        arrangements: PageVersions,
        cases: Cases,
        outbox: OutboxStore,
        worker: OutboxWorker,
        *,
        files: FileVault,
        reading: WorkerThread,
        process_pool: ProcessPool,
        marks: Marks | None = None,
    ) -> None:
        self._session = session
        self._arrangements = arrangements
        self._cases = cases
        self._outbox = outbox
        self._worker = worker
        self._files = files
        self._reading = reading
        self._process_pool = process_pool
        self._marks = marks
        self._progress: Signal[OutboxStatus] = Signal()
        worker.subscribe(self._news)

    def subscribe(self, listener: Callable[[OutboxStatus], None]) -> Callable[[], None]:
        """Call `listener` with how much is sent while the open visit's case is being sent.

        That the case stands differently is heard through `VisitSession.subscribe`. Returns how to
        stop.
        """
        return self._progress.subscribe(listener)

    async def submit(self) -> None:
        """Put the case into the outbox; it reaches the region exactly once, now or later.

        A case that was parked is corrected: a new entry takes the place of the refused one.
        Raises `NotComplete`, `AlreadySubmitted`, `StepNotReady`, `PagesTampered`, `DiskFull`.
        """
        await self._session.whole(self._submit(self._session.person))

    async def _submit(self, clerk: Clerk) -> None:
        visit = self._session.open_visit
        while True:
            await self._require_complete(visit)
            tidies = {
                material.spec.code: await self._tidy(visit, material)
                for material in visit.materials
                if material.state is MaterialState.SCANNED
            }
            stored = await self._session.change(self._put_in, visit, tidies, clerk)
            if stored.case is not None and stored.case.send is SendState.QUEUED:
                break
            visit = stored  # the clerk changed something while the PDFs were made
        self._worker.wake()

    async def _require_complete(self, visit: Visit) -> None:
        if visit.matter is None or visit.applicant is None:
            raise StepNotReady
        if not visit.may_change:
            raise AlreadySubmitted
        missing = len(visit.materials) - visit.settled_count
        form, today = visit.matter.form, self._session.today
        faults = await asyncio.to_thread(form_faults, form, visit.form, today)
        if missing or faults:
            fields = len({fault.pointer for fault in faults})
            raise NotComplete(materials=missing, fields=fields)

    async def _tidy(self, visit: Visit, material: Material) -> _Derived | None:
        """The tidy PDF of a material; None when all of it is attached as it is.

        The page files are what is submitted: that no PDF can be derived of them keeps no case
        back.
        """
        pages, files = await self._reading.run(self._read, visit, material)
        if not files:
            return None
        try:
            pdf = await self._process_pool.run(tidy_pdf, files)
        except UnreadableFile as failure:
            place = failure.facts.get("place", 0)
            log.warning(
                "no tidy PDF of material %s, file %s: %s", material.spec.code, place, failure
            )
            return None
        return _Derived(pdf, sum(page.file.sheets for page in pages))

    def _read(
        self, visit: Visit, material: Material
    ) -> tuple[list[Page], list[tuple[bytes, Recipe]]]:
        """The pages that are not attached as they are, and their files; all files are checked."""
        pages, files = [], []
        for page in material.pages:
            try:
                data = self._files.read(page.file.sha256)
            except (KeyError, Tampered):
                raise PagesTampered from None
            seen = self._arrangements.inspection(visit.id, page.file.sha256)
            if seen is None or not seen.as_it_is:
                pages.append(page)
                files.append((data, page.recipe))
        return pages, files

    def _put_in(self, visit: Visit, tidies: dict[str, _Derived | None], clerk: Clerk) -> Visit:
        """Files first, then number, entry and step in one transaction.

        Returns the visit unsubmitted when it is no longer as it was when `tidies` were made.
        """
        made = {code: tidy for code, tidy in tidies.items() if tidy is not None}
        stored = {code: self._files.put(tidy.pdf) for code, tidy in made.items()}
        with self._session.store.engine.begin() as connection:
            now = self._session.store.editable(connection, visit.id)
            if (now.matter, now.materials, now.form) != (visit.matter, visit.materials, visit.form):
                return now
            for material in now.materials:
                code, tidy = material.spec.code, None
                if code in stored:
                    file = stored[code]
                    tidy = Tidy(file.sha256, file.size, made[code].sheets)
                    self._arrangements.know(connection, visit.id, KnownFile(file.sha256))
                self._cases.keep_tidy(connection, now, code, tidy)
            place = self._session.place
            local_no = now.case.local_no if now.case else None
            if local_no is None:
                day = self._session.today
                local_no = next_local_number(connection, place.hall, place.window, day, self._marks)
            refused = self._outbox.case_of(connection, visit.id)
            corrects = now.correctable
            self._outbox.enqueue_case(
                connection,
                visit.id,
                self._cases.files(connection, now),
                supersedes=refused.id if refused and corrects else None,
                person=clerk.id,
                supplements=now.case.case_no if now.case else None,
            )
            return self._session.store.submit(connection, visit.id, local_no, clerk.id)

    def _news(self, news: OutboxStatus) -> None:
        visit = self._session.visit
        if visit is None or news.entry is None or news.entry.visit_id != visit.id:
            return
        if news.size:
            self._progress.emit(news)
        else:
            self._session.refresh_soon()
