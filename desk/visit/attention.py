"""The cases that need a person's attention, listed until somebody has dealt with them."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from typing import Any

from desk.domain.clock import CHINA, local_time
from desk.domain.deadlines import working_days_after
from desk.domain.failures import Failure
from desk.domain.visits import Visit
from desk.outbox.entries import EntrySummary
from desk.outbox.worker import OutboxStatus, OutboxWorker
from desk.processes import ProcessPool
from desk.region import checks
from desk.region.case_numbers import number_for_address
from desk.region.client import RegionClient
from desk.region.problems import NotAtRegion, RegionAnswerUnusable, RegionFailure
from desk.signal import Observable
from desk.visit import contradictions, region_answers
from desk.visit.attention_store import (
    AttentionItem,
    AttentionListing,
    AttentionReason,
    AttentionStore,
)
from desk.visit.failures import NoPaperYet
from desk.visit.follow_ups import FollowUpKind
from desk.visit.notice_of_faults import fault_lines
from desk.visit.session import VisitSession
from desk.visit.steps.call import CallStep
from printing import papers
from printing.papers.facts import OneTimeNoticeFacts
from printing.printers import Printer
from printing.queue import PaperKind, PrintJob, PrintQueue, PrintState
from printing.spool import Spool

CORRECT_WITHIN_DAYS = 5
"""Working days for a correction, where neither guide nor region says how many."""

LONG = timedelta(minutes=15)
"""What could not be sent for longer than this is said with words."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Delayed:
    """What waits to be sent longer than `LONG`: since when, and the code of what is in the way."""

    count: int
    since: datetime
    trouble: str


@dataclass(frozen=True, slots=True)
class Attention:
    """What the top bar and the list show."""

    listing: AttentionListing = field(default_factory=AttentionListing)
    delayed: Delayed | None = None

    @property
    def count(self) -> int:
        """How many wait for somebody."""
        return self.listing.count


class AttentionCases:
    """Keeps the list of cases that need somebody, and does what clerks decide about them."""

    def __init__(
        self,
        session: VisitSession,
        call_step: CallStep,
        store: AttentionStore,
        *,
        worker: OutboxWorker,
        region: RegionClient,
        prints: PrintQueue,
        spool: Spool,
        process_pool: ProcessPool,
    ) -> None:
        self._session = session
        self._call_step = call_step
        self._store = store
        self._worker = worker
        self._region = region
        self._prints = prints
        self._spool = spool
        self._process_pool = process_pool
        self._attention = Observable(Attention())
        self._again = False
        self._running: asyncio.Task[None] | None = None
        worker.subscribe(self._outbox_moved)
        session.subscribe(self._visit_changed)

    @property
    def attention(self) -> Attention:
        """What was last read."""
        return self._attention.value

    def subscribe(self, listener: Callable[[Attention], None]) -> Callable[[], None]:
        """Call `listener` with the list now and whenever it differs; returns how to stop that."""
        return self._attention.subscribe(listener)

    async def refresh(self) -> Attention:
        """Read the list anew."""
        midnight = datetime.combine(self._session.today, time(), CHINA)
        visit = self._session.visit
        standing = visit.id if visit else None
        listing = await self._session.run(self._store.listing, midnight, standing)
        self._attention.set(replace(self.attention, listing=listing))
        return self.attention

    def refresh_soon(self) -> None:
        """As `refresh`, for a listener that cannot wait; many at once are read once."""
        self._again = True
        if self._running is None or self._running.done():
            self._running = asyncio.get_running_loop().create_task(self._keep_reading())

    async def settled(self) -> None:
        """Wait until nothing is being read."""
        while self._running is not None and not self._running.done():
            await asyncio.wait({self._running})

    async def _keep_reading(self) -> None:
        while self._again:
            self._again = False
            try:
                await self.refresh()
            except Failure as failure:
                log.warning("the list of cases stays as it is: %s", failure)

    def _outbox_moved(self, news: OutboxStatus) -> None:
        if not news.size:
            self._note_delay(news.summary)
            self.refresh_soon()

    def _visit_changed(self, _visit: Visit | None) -> None:
        if self.attention.count or self._attention.heard:
            try:
                self.refresh_soon()
            except RuntimeError:
                return  # made before its loop runs

    def _note_delay(self, summary: EntrySummary) -> None:
        delayed, oldest = None, summary.oldest
        if oldest is not None and self._session.store.now() - oldest >= LONG:
            delayed = Delayed(summary.pending, oldest, summary.trouble or "")
        self._attention.set(replace(self.attention, delayed=delayed))

    def note_time(self) -> None:
        """Update the list after time has passed: an entry may have become overdue."""
        self._note_delay(self._worker.summary)

    # finding

    async def look_up(self, number: str) -> AttentionItem | None:
        """A case of this window by its number: a line of the list, or how else it stands."""
        listing = (await self.refresh()).listing
        for item in (*listing.open, *listing.settled):
            case = item.visit.case
            if case is not None and number in (case.local_no, case.case_no) and not item.settled:
                return item
        return await self._session.run(self._store.look_up, number)

    async def search(self, part: str) -> list[Visit]:
        """Submitted cases of this window with `part` in their numbers, the newest first."""
        return await self._session.run(self._store.search, part)

    # what clerks decide

    async def take_up(self, item: AttentionItem) -> None:
        """Open a case again, to be corrected. Raises as `CallStep.take_up` does."""
        case = item.visit.case
        if case is None:
            raise NoPaperYet
        await self._call_step.take_up(case.local_no)

    async def tell(self, item: AttentionItem, outcome: FollowUpKind, note: str = "") -> None:
        """Record the result of informing the applicant."""
        person = self._session.person
        await self._session.whole(self._told(item, outcome, note, person))

    async def _told(
        self, item: AttentionItem, outcome: FollowUpKind, note: str, person: Any
    ) -> None:
        await self._session.run(self._store.tell, item.visit.id, outcome, note, person)
        await self.refresh()

    async def give_up(self, item: AttentionItem, reason: str) -> None:
        """Decide, by name and with a reason, that nothing more is done. Raises `NotParked`."""
        person = self._session.person
        await self._session.whole(self._given_up(item, reason, person))
        self._worker.wake()

    async def _given_up(self, item: AttentionItem, reason: str, person: Any) -> None:
        await self._session.run(self._store.give_up, item, reason, person)
        await self.refresh()

    async def print(self, item: AttentionItem, printer: Printer) -> PrintJob:
        """Print what belongs to the item: the paper that did not come out, the last paper of a
        case that was looked up, or the one-time notice with every fault.

        Raises `NoPaperYet`, and what the printer raises.
        """
        job = item.job
        if item.why is AttentionReason.LOOKED_UP:
            job = await self._session.run(self._once_more, item)
        elif job is None:
            pdf = await self._process_pool.run(papers.render, await self._notice(item))
            case = item.visit.case
            number = (case.case_no or case.local_no) if case else ""
            job = await self._session.run(self._prints.add, PaperKind.ONE_TIME_NOTICE, number, pdf)
        elif job.state is PrintState.FAILED:
            job = await self._session.run(self._prints.again, job.id)
        try:
            return await self._spool.print(job.id, printer)
        finally:
            self.refresh_soon()

    def _once_more(self, item: AttentionItem) -> PrintJob:
        """The last paper of the case, queued again. Raises `NoPaperYet`."""
        case = item.visit.case
        for number in (case.case_no, case.local_no) if case else ():
            jobs = self._prints.jobs((PrintState.PRINTED,), number) if number else []
            if jobs:
                return self._prints.add(
                    jobs[-1].kind, jobs[-1].number, self._prints.pdf(jobs[-1].id)
                )
        raise NoPaperYet

    async def _notice(self, item: AttentionItem) -> OneTimeNoticeFacts:
        visit, place = item.visit, self._session.place
        case, matter, applicant = visit.case, visit.matter, visit.applicant
        if case is None or matter is None or applicant is None:
            raise NoPaperYet
        told_at = self._session.store.now()
        day = working_days_after(local_time(told_at).date(), CORRECT_WITHIN_DAYS)
        try:
            region = await self._region.discovery()
        except RegionFailure:
            region = None
        return OneTimeNoticeFacts(
            number=case.case_no or case.local_no,
            authority=matter.authority,
            applicant=applicant,
            matter_name=matter.name,
            matter_code=matter.code,
            hall_name=place.hall_name,
            window=place.window,
            clerk=self._session.person.name,
            told_at=told_at,
            lines=fault_lines(visit),
            until=day.day,
            estimated=day.estimated,
            kept_pages=sum(material.sheets for material in visit.materials),
            case_no=case.case_no or "",
            public_url=region.public_url if region else "",
            practice=region is not None and region.practice,
        )

    # the states of cases that the region has received

    async def ask_region(self) -> int:
        """Ask the region for the states of the cases that are due; returns how many were asked.

        Raises `RegionFailure` when the region itself is in the way.
        """
        store = self._session.store
        due = await self._session.run(self._store.due, self._session.store.now())
        for visit_id, case_no, local_no in due:
            try:
                answer = await self._region.case(number_for_address(case_no, local_no))
                checks.same_case(answer, case_no, local_no)
                await self._session.change(region_answers.hear, store, visit_id, answer)
            except RegionFailure as failure:
                if failure.passing and not isinstance(failure, RegionAnswerUnusable):
                    raise
                level = logging.INFO if isinstance(failure, NotAtRegion) else logging.WARNING
                log.log(level, "how a case stands was not learnt: %s", failure)
                await self._session.run(self._not_learnt, visit_id, failure)
        if due:
            await self.refresh()
        return len(due)

    def _not_learnt(self, visit_id: str, failure: Failure) -> None:
        store, kind = self._session.store, contradictions.contradiction_of(failure)
        if kind is not None:
            contradictions.note(store, visit_id, kind)
        else:
            region_answers.asked(store, visit_id)
