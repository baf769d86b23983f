"""What the shell shows: the hall at a glance, the open visit, the step in hand, one notice."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from desk.domain.codes import CaseCode, LocalReceiptCode, TicketCode, read_code
from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot
from desk.domain.visits import STEPS, Step, Visit
from desk.ui.failures import CodeUnknown, TicketOfAnotherDay, VisitStillOpen
from desk.ui.presenter import Presenter


class Link(StrEnum):
    """Whether the regional platform answers."""

    CHECKING = "checking"
    ONLINE = "online"
    OFFLINE = "offline"


class TicketDesk(Protocol):
    """What the shell asks of the calling service (`desk.visit.calling.Calling`)."""

    async def call(self, number: str) -> Visit:
        """Call this ticket."""

    async def recall(self) -> object:
        """Call the ticket in hand once more."""

    async def hold(self) -> None:
        """Put the ticket in hand, and its visit, aside."""

    async def no_show(self) -> None:
        """The citizen did not come."""


@dataclass(frozen=True, slots=True)
class ShellState:
    """The frame as it stands. `shown` is None while nobody is signed in.

    `longest_s` is the longest wait in the hall in seconds; `pending` counts cases that the
    region has not acknowledged yet.
    """

    window: str
    hall: str = ""
    link: Link = Link.CHECKING
    pending: int = 0
    waiting: int = 0
    longest_s: int = 0
    clerk: str = ""
    role: str = ""
    visit: Visit | None = None
    shown: Step | None = None
    notice: Failure | None = None

    @property
    def reached(self) -> Step:
        """The furthest step of the open visit."""
        return self.visit.step if self.visit else Step.CALL

    @property
    def may_go_back(self) -> bool:
        """Whether there is an earlier step of this visit to look at."""
        return self.visit is not None and self.shown not in (None, Step.CALL, Step.IDENTIFY)

    @property
    def may_recall(self) -> bool:
        """Whether the citizen was called and has not shown up yet."""
        return self.visit is not None and self.reached is Step.IDENTIFY

    @property
    def may_hold(self) -> bool:
        """Whether the visit can be put aside: until its case is on its way."""
        return self.visit is not None and STEPS.index(self.reached) < STEPS.index(Step.SUBMIT)


class ShellPresenter(Presenter[ShellState]):
    """Decides which step is shown, and where a scanned code leads."""

    def __init__(
        self,
        window: str,
        tickets: TicketDesk,
        find: Callable[[str], None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(ShellState(window), self.show_failure)
        self._tickets = tickets
        self._find = find
        self.now = now

    # what comes in from the rooms

    def set_hall(self, hall: HallSnapshot) -> None:
        """The hall changed."""
        self.show(
            replace(
                self.state,
                hall=hall.hall_name,
                waiting=sum(load.waiting for load in hall.loads),
                longest_s=hall.longest_wait_s,
            )
        )

    def set_link(self, link: Link) -> None:
        """The region answers, or does not."""
        self.show(replace(self.state, link=link))

    def set_pending(self, pending: int) -> None:
        """So many cases wait for the region's acknowledgement."""
        self.show(replace(self.state, pending=pending))

    def sign_in(self, name: str, role: str) -> None:
        """The clerk is known: show where the window stands."""
        visit = self.state.visit
        shown = visit.step if visit else Step.CALL
        self.show(replace(self.state, clerk=name, role=role, shown=shown, notice=None))

    def set_visit(self, visit: Visit | None) -> None:
        """The open visit changed; a step that it has newly reached is shown at once."""
        before, state = self.state.visit, replace(self.state, visit=visit)
        if state.shown is not None:
            if visit is None:
                state = replace(state, shown=Step.CALL)
            elif before is None or (before.id, before.step) != (visit.id, visit.step):
                state = replace(state, shown=visit.step, notice=None)
        self.show(state)

    def show_failure(self, failure: Failure) -> None:
        """Say it in the notice strip, in place of what stood there."""
        self.show(replace(self.state, notice=failure))

    # what the clerk does

    def go(self, step: Step) -> None:
        """Show `step` of the open visit, if the visit can show it."""
        if self.state.visit is not None and step is not Step.CALL:
            self.show(replace(self.state, shown=step, notice=None))

    def back(self) -> None:
        """Esc: first the notice goes, then the step before is shown."""
        state = self.state
        if state.notice is not None:
            self.show(replace(state, notice=None))
        elif state.may_go_back and state.shown is not None:
            self.go(STEPS[STEPS.index(state.shown) - 1])

    def recall(self) -> None:
        """Call the citizen once more."""
        if self.state.may_recall:
            self.start(_done(self._tickets.recall()))

    def hold(self) -> None:
        """Put the visit aside."""
        if self.state.may_hold:
            self.start(_done(self._tickets.hold()))

    def no_show(self) -> None:
        """The citizen did not come."""
        if self.state.may_recall:
            self.start(_done(self._tickets.no_show()))

    def scanned(self, burst: str) -> None:
        """The barcode gun read something: a ticket is called, a receipt shows its case."""
        if self.state.shown is None:
            return
        code = read_code(burst)
        if isinstance(code, TicketCode):
            self.call(code)
        elif isinstance(code, CaseCode | LocalReceiptCode):
            self._find(code.number)
        else:
            self.show_failure(CodeUnknown())

    def call(self, ticket: TicketCode) -> None:
        """Call this ticket if it is of today and the window is free."""
        visit = self.state.visit
        if ticket.day is not None and ticket.day != self.now().date():
            self.show_failure(TicketOfAnotherDay(number=ticket.number, day=ticket.day.isoformat()))
        elif visit is not None:
            self.show_failure(VisitStillOpen(number=ticket.number, open=visit.ticket_number))
        else:
            self.start(_done(self._tickets.call(ticket.number)))


async def _done(work: Awaitable[object]) -> None:
    await work
