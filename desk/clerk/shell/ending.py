"""What the clerk does to end a visit without a case, and to go on with one that ended so."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from desk.clerk.shell.asked import WhatOfKept, WhichGuide, WhichOffice, WhyEnded, WithoutPaper
from desk.domain.clock import local_time
from desk.domain.codes import CaseCode, LocalReceiptCode, ScannedCode, TicketCode
from desk.domain.endings import Office
from desk.domain.failures import Failure
from desk.domain.visits import Step

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.clerk.shell.presenter import ShellPresenter
    from desk.domain.visits import Visit
    from desk.visit.end_visit import VisitEnding
    from desk.visit.steps.call import CallStep
    from printing.printers import Printer


class EndingCommands:
    """Asks why a visit ends, and does what the answer says; the shell shows the questions."""

    def __init__(
        self,
        shell: ShellPresenter,
        ending: VisitEnding,
        call_step: CallStep,
        printers: Callable[[], Sequence[Printer]],
    ) -> None:
        self._shell = shell
        self._ending = ending
        self._call_step = call_step
        self._printers = printers

    # ending

    def ask_why(self) -> None:
        """F11: the visit is to end without a case."""
        if self._shell.state.may_end:
            self._shell.start(self._ask_why())

    async def _ask_why(self) -> None:
        lacking = await self._ending.lacking()
        visit = self._shell.state.visit
        if visit is not None:
            self._shell.ask(WhyEnded(visit, lacking))

    def missing(self) -> None:
        """Something is missing: the list of it is printed."""
        self._printed(self._ending.end_missing)

    def ask_guide(self) -> None:
        """Only a question: with a matter, is its guide wanted?"""
        visit = self._shell.state.visit
        if visit is None or visit.matter is None:
            self.asked()
        else:
            self._shell.ask(WhichGuide(visit.matter))

    def asked(self, *, guide: bool = False) -> None:
        """A question was answered, with the guide on paper or without."""
        if guide:
            self._printed(self._ending.end_asked)
        else:
            self._answer(self._ending.end_asked(None))

    def ask_office(self) -> None:
        """Not handled here: which office is it?"""
        visit = self._shell.state.visit
        if visit is not None:
            self._shell.ask(WhichOffice(visit.ticket_number, visit.matter))

    def elsewhere(self, office: Office) -> None:
        """End the visit because another office handles it; a slip is printed."""

        def end(printer: Printer | None) -> Awaitable[None]:
            return self._ending.end_elsewhere(office, printer)

        self._printed(end)

    def send_back(self) -> None:
        """End the visit because the wrong citizen was called."""
        self._answer(self._ending.send_back())

    def left(self) -> None:
        """End the visit because the citizen has left."""
        self._answer(self._ending.end_left())

    def call_again(self) -> None:
        """Somebody else had come."""
        self._answer(self._ending.call_again())

    # going on

    async def take_up_code(self, code: ScannedCode) -> bool:
        """Go on with what is kept under a ticket or a notice; False when nothing is."""
        kept = None
        if isinstance(code, LocalReceiptCode | CaseCode):
            kept = await self._ending.kept_of_notice(code.number)
        elif isinstance(code, TicketCode):
            kept = await self._ending.kept_of_ticket(code.number)
            if kept and code.day not in (None, local_time(kept.opened_at).date()):
                kept = None
        if kept is None:
            return False
        await self._take_up(kept)
        return True

    async def ask_of_kept(self) -> None:
        """Tell the clerk when something is kept of the applicant who was just identified."""
        kept = await self._ending.kept_of_applicant()
        if kept is not None:
            self._shell.ask(WhatOfKept(kept))

    def take_up(self, kept: Visit) -> None:
        """Continue the kept visit."""
        self._answer(self._take_up(kept))

    async def _take_up(self, kept: Visit) -> None:
        here = self._shell.state.visit
        if here is not None and here.step is Step.CALL:
            await self._call_step.welcome()
        await self._ending.take_up(kept)

    # how

    def _printed(self, end: Callable[[Printer | None], Awaitable[None]]) -> None:
        """End with a paper from the usual printer; when it fails, ask what then."""
        printers = tuple(self._printers())
        usual = printers[0] if printers else None
        self._answer(self._try(end, usual))

    async def _try(
        self, end: Callable[[Printer | None], Awaitable[None]], printer: Printer | None
    ) -> None:
        try:
            await end(printer)
        except Failure as failure:
            if printer is None or self._shell.state.visit is None:
                raise

            def again(chosen: Printer | None) -> None:
                self._answer(self._try(end, chosen))

            self._shell.ask(WithoutPaper(failure, tuple(self._printers()), again))

    def _answer(self, work: Awaitable[object]) -> None:
        self._shell.ask_nothing()
        self._shell.do(work)
