"""Handing over: the paper that fits where the case stands, its record, and the end of a visit."""

import asyncio
from dataclasses import dataclass

from desk.domain.failures import Failure
from desk.domain.visits import Recipe, SendState, Visit
from desk.outbox.worker import OutboxWorker
from desk.processes import ProcessPool
from desk.region import checks
from desk.region.case_numbers import number_for_address
from desk.region.client import RegionClient
from desk.region.contract import Discovery
from desk.region.problems import RegionFailure
from desk.scan import imaging
from desk.visit import contradictions, region_answers
from desk.visit.failures import NoPaperYet
from desk.visit.paper_records import PaperRecords
from desk.visit.session import VisitSession
from desk.visit.steps.call import CallStep
from printing import papers
from printing.papers.facts import MaterialsReceiptFacts, NoticeFacts
from printing.papers.materials import material_lines
from printing.printers import Printer
from printing.queue import PaperKind, PrintJob
from printing.spool import Spool

ADDRESS_WAIT_S = 1.0
"""How long a paper waits for the address of the region's public pages, in seconds."""


@dataclass(frozen=True, slots=True)
class PaperOffer:
    """A paper that may be printed now, with the number that its barcode will say."""

    kind: PaperKind
    number: str


class PaperStep:
    """Prints the open visit's papers and ends the visit."""

    def __init__(
        self,
        session: VisitSession,
        call_step: CallStep,
        papers: PaperRecords,
        *,
        spool: Spool,
        process_pool: ProcessPool,
        region: RegionClient,
        worker: OutboxWorker,
    ) -> None:
        self._session = session
        self._call_step = call_step
        self._papers = papers
        self._spool = spool
        self._process_pool = process_pool
        self._region = region
        self._worker = worker

    def papers(self) -> tuple[PaperOffer, ...]:
        """What fits now: the notice of an accepted case, else the materials receipt.

        Empty before the case is submitted.
        """
        visit = self._session.open_visit
        case = visit.case
        if case is None or not case.submitted:
            return ()
        if case.case_no is not None and case.accepted_at and case.promised_by:
            return (PaperOffer(PaperKind.NOTICE, case.case_no),)
        return (PaperOffer(PaperKind.MATERIALS_RECEIPT, case.local_no),)

    async def ask(self) -> None:
        """Ask the region how the case stands by now: a received one may have been accepted.

        What changed is heard through `VisitSession.subscribe`. Does nothing before the region has
        the case. Raises `RegionFailure`, or `DigestDiffers` when its files are no longer ours.
        """
        visit = self._session.open_visit
        if visit.case is None or visit.case.case_no is None:
            return
        number, local_no = visit.case.case_no, visit.case.local_no
        try:
            answer = await self._region.case(number_for_address(number, local_no))
            checks.same_case(answer, number, local_no)
            await self._session.change(region_answers.hear, self._session.store, visit.id, answer)
        except RegionFailure as failure:
            kind = contradictions.contradiction_of(failure)
            if kind is not None:  # it is seen to also when the citizen has left
                await self._session.run(contradictions.note, self._session.store, visit.id, kind)
            raise

    async def picture(self, kind: PaperKind, width_px: int) -> bytes:
        """The paper's first page as it would be printed now, as a JPEG so many pixels across.

        Raises `NoPaperYet`.
        """
        pdf = await self._drawn(self._session.open_visit, kind)
        return await self._process_pool.run(imaging.render, pdf, 0, Recipe(), width_px)

    async def print(self, kind: PaperKind, printer: Printer) -> PrintJob:
        """Print a paper; its record is on its way to the region before it is printed.

        The same paper printed again is recorded once. A printer that fails leaves the paper in
        the print queue; printing again takes it from there. Raises `NoPaperYet`, and what the
        printer raises.
        """
        visit = self._session.open_visit
        offer = next((offer for offer in self.papers() if offer.kind == kind), None)
        if offer is None:
            raise NoPaperYet
        pdf = await self._drawn(visit, kind)
        job = await self._session.whole(self._queued(visit, offer, pdf))
        return await self._printed(visit, job, printer)

    async def _printed(self, visit: Visit, job: PrintJob, printer: Printer) -> PrintJob:
        """Print, and write whether it came out into the log of acts."""
        try:
            printed = await self._spool.print(job.id, printer)
        except Failure as failure:
            await self._session.run(self._papers.note, visit, job, failure.code)
            raise
        await self._session.run(self._papers.note, visit, job)
        return printed

    async def finish(self) -> None:
        """The citizen leaves: the visit is closed and its ticket finished."""
        await self._call_step.finish()

    async def _queued(self, visit: Visit, offer: PaperOffer, pdf: bytes) -> PrintJob:
        job = await self._session.run(
            self._papers.queue_paper, visit.id, offer.kind, offer.number, pdf
        )
        self._worker.wake()
        return job

    async def _drawn(self, visit: Visit, kind: PaperKind) -> bytes:
        region = await self._discovery()
        public_url = region.public_url if region else ""
        practice = region is not None and region.practice
        facts = (
            notice_facts(visit, self._session, public_url, practice)
            if kind is PaperKind.NOTICE
            else receipt_facts(visit, self._session, public_url, practice)
        )
        return await self._process_pool.run(papers.render, facts)

    async def _discovery(self) -> Discovery | None:
        """What the region says of itself; None when this window has not learnt it yet."""
        try:
            async with asyncio.timeout(ADDRESS_WAIT_S):
                return await self._region.discovery()
        except (RegionFailure, TimeoutError):
            return None  # the paper says less and is still right


def notice_facts(
    visit: Visit, session: VisitSession, public_url: str, practice: bool
) -> NoticeFacts:
    """What the notice of acceptance of this visit's case says. Raises `NoPaperYet`."""
    case, matter, applicant = visit.case, visit.matter, visit.applicant
    if case is None or matter is None or applicant is None:
        raise NoPaperYet
    if case.case_no is None or case.accepted_at is None or case.promised_by is None:
        raise NoPaperYet
    return NoticeFacts(
        case_no=case.case_no,
        authority=matter.authority,
        applicant=applicant,
        matter_name=matter.name,
        matter_code=matter.code,
        hall_name=session.place.hall_name,
        window=session.place.window,
        clerk=session.person.name,
        accepted_at=case.accepted_at,
        promised_by=case.promised_by,
        promised_days=matter.promised_days,
        legal_days=matter.legal_days,
        fee_fen=matter.fee_fen,
        materials=material_lines(visit.materials, session.is_estimated),
        public_url=public_url,
        estimated=case.estimated,
        practice=practice,
    )


def receipt_facts(
    visit: Visit, session: VisitSession, public_url: str, practice: bool
) -> MaterialsReceiptFacts:
    """What the materials receipt of this visit says. Raises `NoPaperYet`."""
    case, matter, applicant = visit.case, visit.matter, visit.applicant
    if case is None or matter is None or applicant is None or case.submitted_at is None:
        raise NoPaperYet
    return MaterialsReceiptFacts(
        local_no=case.local_no,
        authority=matter.authority,
        applicant=applicant,
        matter_name=matter.name,
        matter_code=matter.code,
        hall_name=session.place.hall_name,
        window=session.place.window,
        clerk=session.person.name,
        received_at=case.received_at or case.submitted_at,
        materials=material_lines(visit.materials, session.is_estimated),
        public_url=public_url,
        case_no=case.case_no or "",
        link_down=case.send is not SendState.ACKNOWLEDGED,
        practice=practice,
    )
