"""Ending a visit without a case: why, what the citizen is given, what is kept and how long.

The list of what is missing is printed before the visit ends: if printing fails, the visit stays
open, and the clerk can choose another printer or end without the paper.
"""

import asyncio
import re
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from desk.domain.clock import CHINA
from desk.domain.endings import Office, kept_until, last_kept_day
from desk.domain.failures import Failure
from desk.domain.forms import FormFault, form_faults
from desk.domain.tickets import Outcome
from desk.domain.visits import Visit
from desk.processes import ProcessPool
from desk.region.client import RegionClient
from desk.region.problems import RegionFailure
from desk.visit.failures import HoldsEnded, NamesSomebody, StepNotReady
from desk.visit.kept_visits import KeptVisits
from desk.visit.paper_records import PaperRecords
from desk.visit.retention import Retention, paper_number
from desk.visit.session import VisitSession
from desk.visit.steps.call import CallStep
from desk.visit.steps.paper import ADDRESS_WAIT_S
from printing import papers
from printing.papers.facts import GuideFacts, OfficeSlipFacts, OneTimeNoticeFacts, PaperFacts
from printing.papers.missing import empty_fields, missing_materials, wrong_fields
from printing.printers import Printer
from printing.queue import PaperKind
from printing.spool import Spool

T = TypeVar("T")
_ID_NUMBER = re.compile(r"[0-9]{15}|[0-9]{17}[0-9Xx]")


@dataclass(frozen=True, slots=True)
class Lacking:
    """What keeps the open visit's case from being accepted: names, for the clerk."""

    materials: tuple[str, ...]
    wrong: tuple[str, ...]
    empty: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """All of it."""
        return self.materials + self.wrong + self.empty


class VisitEnding:
    """The ways in which the open visit ends without a case, and back to one that did."""

    def __init__(
        self,
        session: VisitSession,
        call_step: CallStep,
        retention: Retention,
        paper_book: PaperRecords,
        *,
        spool: Spool,
        process_pool: ProcessPool,
        region: RegionClient,
    ) -> None:
        self._session = session
        self._call_step = call_step
        self._retention = retention
        self._papers = paper_book
        self._spool = spool
        self._process_pool = process_pool
        self._region = region
        self._kept = KeptVisits(session.store)

    # ending

    async def lacking(self) -> Lacking:
        """What is missing or wrong now; empty before a matter is chosen."""
        visit = self._session.open_visit
        faults = await self._faults(visit)
        return Lacking(
            tuple(line.name for line in missing_materials(visit.materials)),
            tuple(line.name for line in wrong_fields(faults)),
            empty_fields(faults),
        )

    async def end_missing(self, printer: Printer | None) -> None:
        """Something is missing: print the list of it, and keep what was entered for three days.

        Without a `printer`, or before a matter is chosen, nothing is printed. Raises what the
        printer raises; the visit then stays open.
        """
        visit = self._session.open_visit
        if printer is not None and visit.matter is not None and visit.applicant is not None:
            place, today = self._session.place, self._session.today
            number = self._kept.number_notice
            visit = await self._session.change(number, visit.id, place.hall, place.window, today)
            facts = await self._notice(visit)
            await self._print(visit, PaperKind.ONE_TIME_NOTICE, visit.notice_no, facts, printer)
        await self._end(Outcome.MISSING)

    async def end_asked(self, printer: Printer | None) -> None:
        """A question was answered: nothing is kept. With a `printer` the guide is printed first.

        Raises `StepNotReady` when a guide is wanted and no matter is chosen, and what the
        printer raises; the visit then stays open.
        """
        visit = self._session.open_visit
        if printer is not None:
            if visit.matter is None:
                raise StepNotReady
            place, clerk = self._session.place, self._session.person
            facts = GuideFacts(
                visit.matter,
                place.hall_name,
                place.window,
                clerk.name,
                self._session.store.now(),
                await self._practice(),
            )
            await self._print(visit, PaperKind.GUIDE, paper_number(visit), facts, printer)
        await self._end(Outcome.ASKED)

    async def end_elsewhere(self, office: Office, printer: Printer | None) -> None:
        """The matter is another office's: it is written down and printed; nothing is kept.

        Raises `NamesSomebody` when the office's words tell who the citizen is, and what the
        printer raises; the visit then stays open.
        """
        visit = self._session.open_visit
        names = (visit.applicant.name, visit.applicant.number) if visit.applicant else ()
        if _ID_NUMBER.search(office.line) or any(name in office.line for name in names):
            raise NamesSomebody
        if printer is not None:
            place, clerk = self._session.place, self._session.person
            facts = OfficeSlipFacts(
                office.name,
                place.hall_name,
                place.window,
                clerk.name,
                self._session.store.now(),
                office.address,
                office.telephone,
                visit.matter.name if visit.matter else "",
                await self._practice(),
            )
            await self._print(visit, PaperKind.OFFICE_SLIP, paper_number(visit), facts, printer)
        await self._end(Outcome.ELSEWHERE, office.line)

    async def end_left(self) -> None:
        """The citizen left without saying so: what was entered is kept for a day."""
        await self._end(Outcome.LEFT)

    async def send_back(self) -> None:
        """The wrong citizen was called: the number goes back to its place; nothing is kept."""
        await self._call_step.send_back()

    async def call_again(self) -> None:
        """Another person had come: what was entered is removed, the number is called once more."""
        await self._call_step.call_again()

    # taking up again

    async def kept_of_notice(self, number: str) -> Visit | None:
        """The visit that is kept under the number of its one-time notice."""
        return _first(await self._session.run(self._kept.find, notice_no=number))

    async def kept_of_ticket(self, number: str) -> Visit | None:
        """The newest visit that is kept under the number of its ticket."""
        return _first(await self._session.run(self._kept.find, ticket_number=number))

    async def kept_of_applicant(self) -> Visit | None:
        """What is kept of the open visit's applicant, unless something was begun already."""
        visit = self._session.visit
        if visit is None or visit.applicant is None or visit.matter is not None:
            return None
        number = visit.applicant.number
        return _first(await self._session.run(self._kept.find, applicant_number=number))

    async def take_up(self, kept: Visit) -> Visit:
        """Go on with what is kept: under the ticket at the window, or by itself when it is free.

        Raises `KeptDiffers`.
        """
        return await self._session.whole(self._take_up(kept))

    # holds

    async def settle_holds(self) -> HoldsEnded | None:
        """End visits on hold whose ticket the hall has closed; what to say of it, if anything.

        Raises what the hall raises.
        """
        return await self._session.whole(self._settle_holds())

    # how

    async def _end(self, outcome: Outcome, more: str = "") -> None:
        until = kept_until(outcome, self._session.store.now(), CHINA, self._session.calendar)
        reason = f"{outcome}: {more}"[:200] if more else str(outcome)
        after = partial(self._retention.end, outcome=outcome, until=until, reason=reason)
        await self._call_step.end(outcome, after)

    async def _take_up(self, kept: Visit) -> Visit:
        here = self._session.visit
        if here is None:
            visit = await self._session.run(self._kept.take_up, kept.id)
        else:
            visit = await self._session.run(self._kept.go_on_with, kept.id, here.id)
        self._session.stand(visit)
        return visit

    async def _settle_holds(self) -> HoldsEnded | None:
        aside = await self._session.run(self._session.store.set_aside)
        numbers, until = [], None
        for visit in aside:
            if not await self._call_step.is_over(visit.ticket_id):
                continue
            until = kept_until(
                Outcome.HOLD_OVER, self._session.store.now(), CHINA, self._session.calendar
            )
            await self._session.run(
                self._retention.end, visit.id, Outcome.HOLD_OVER, until, Outcome.HOLD_OVER
            )
            if visit.applicant is not None:
                numbers.append(visit.ticket_number)
        if not numbers or until is None:
            return None
        day = last_kept_day(self._session.today, self._session.calendar).isoformat()
        return HoldsEnded(numbers=" ".join(numbers), until=day)

    async def _faults(self, visit: Visit) -> tuple[FormFault, ...]:
        if visit.matter is None:
            return ()
        today = self._session.today
        return await asyncio.to_thread(form_faults, visit.matter.form, visit.form, today)

    async def _notice(self, visit: Visit) -> OneTimeNoticeFacts:
        assert visit.matter is not None
        assert visit.applicant is not None
        faults = await self._faults(visit)
        place, today = self._session.place, self._session.today
        until = last_kept_day(today, self._session.calendar)
        return OneTimeNoticeFacts(
            number=visit.notice_no,
            authority=visit.matter.authority,
            applicant=visit.applicant,
            matter_name=visit.matter.name,
            matter_code=visit.matter.code,
            hall_name=place.hall_name,
            window=place.window,
            clerk=self._session.person.name,
            told_at=self._session.store.now(),
            lines=missing_materials(visit.materials) + wrong_fields(faults),
            until=until,
            estimated=self._session.is_estimated(until),
            fields=empty_fields(faults),
            kept_pages=visit.sheets,
            practice=await self._practice(),
        )

    async def _practice(self) -> bool:
        """Whether the region is a practice region, as far as this window knows."""
        try:
            async with asyncio.timeout(ADDRESS_WAIT_S):
                return (await self._region.discovery()).practice
        except (RegionFailure, TimeoutError):
            return False

    async def _print(
        self, visit: Visit, kind: PaperKind, number: str, facts: PaperFacts, printer: Printer
    ) -> None:
        pdf = await self._process_pool.run(papers.render, facts)
        job = await self._session.run(self._papers.queue_without_case, kind, number, pdf)
        try:
            await self._spool.print(job.id, printer)
        except Failure as failure:
            await self._session.run(self._papers.note, visit, job, failure.code)
            raise
        await self._session.run(self._papers.note, visit, job)


def _first(visits: tuple[Visit, ...]) -> Visit | None:
    return next(iter(visits), None)
