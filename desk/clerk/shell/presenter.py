"""The shell's presenter: the hall at a glance, the open visit, the current step, one notice."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

from desk.clerk.failures import (
    BurstBrokeOff,
    CodeUnknown,
    PersonalNumberScanned,
    TicketOfAnotherDay,
)
from desk.clerk.shell.asked import Asked, WhatOfMissed, WhereTo, WhyPaused
from desk.domain.clock import local_time
from desk.domain.codes import (
    CaseCode,
    LocalReceiptCode,
    PersonalCode,
    ScannedCode,
    TicketCode,
    read_code,
)
from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot, TicketState
from desk.domain.visits import STEPS, SendState, Step, Visit
from desk.presenter import Presenter
from desk.region.contract import Clerk
from desk.region.problems import RegionFailure, SignInNeeded

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.session import VisitSession
    from desk.visit.steps.call import CallStep


class Link(StrEnum):
    """Whether the regional platform answers."""

    CHECKING = "checking"
    ONLINE = "online"
    OFFLINE = "offline"


@dataclass(frozen=True, slots=True)
class ShellState:
    """The frame as it stands; `clerk` is None while nobody is signed in.

    `longest_s` is the longest wait in the hall in seconds; `pending` counts cases that the region
    has not acknowledged yet. `asked` is what the clerk has to choose, `hall_trouble` why the hall's
    queue cannot be reached. `locked_by` is the clerk who left the window locked, `proved_here`
    whether the clerk signed in by the passphrase of this window. While it is `starting` it is not
    known yet whether a visit is open. `attention` counts cases that need somebody, `delayed` what
    waits to be sent for long; `listing` while their list is open.
    """

    hall: str
    window: str
    link: Link = Link.CHECKING
    pending: int = 0
    waiting: int = 0
    longest_s: int = 0
    clerk: Clerk | None = None
    visit: Visit | None = None
    notice: Failure | None = None
    asked: Asked | None = None
    hall_trouble: Failure | None = None
    locked_by: Clerk | None = None
    proved_here: bool = False
    starting: bool = False
    attention: int = 0
    delayed: int = 0
    listing: bool = False

    @property
    def shown(self) -> Step | None:
        """The step on the screen; None is signing in."""
        if self.clerk is None:
            return None
        return self.visit.step if self.visit else Step.CALL

    @property
    def lists(self) -> bool:
        """Whether the list of cases that need somebody is shown in place of the call screen."""
        return self.listing and self.free

    @property
    def free(self) -> bool:
        """Whether somebody works here and no visit is open."""
        return self.shown is Step.CALL and self.visit is None and not self.starting

    @property
    def passing(self) -> bool:
        """Whether the notice is about something that passes by itself."""
        return isinstance(self.notice, RegionFailure) and self.notice.passing

    @property
    def called(self) -> bool:
        """Whether a citizen was called and has not shown up yet."""
        return self.visit is not None and self.shown is Step.CALL

    @property
    def may_go_back(self) -> bool:
        """Whether there is an earlier step of this visit to look at."""
        return self.visit is not None and self.shown not in (None, Step.CALL, Step.IDENTIFY)

    @property
    def may_hold(self) -> bool:
        """Whether the visit can be put aside or handed on: until its case is on its way."""
        visit = self.visit
        if visit is not None and visit.taken_up:
            return False
        return self.shown is not None and visit is not None and not visit.submitted

    @property
    def may_put_back(self) -> bool:
        """Whether a case that was opened from the list can go back there as it stands."""
        visit = self.visit
        if self.shown is None or visit is None:
            return False
        return visit.taken_up and visit.correctable

    @property
    def may_end(self) -> bool:
        """Whether the visit can end without a case: once the citizen has come."""
        return self.may_hold and not self.called


def is_done(visit: Visit, step: Step) -> bool:
    """Whether nothing of this step is open, as the timeline ticks it."""
    place = STEPS.index(visit.step)
    done = {
        Step.CALL: place > 0,
        Step.IDENTIFY: visit.applicant is not None,
        Step.MATTER: visit.matter is not None,
        Step.MATERIALS: visit.matter is not None and visit.materials_complete,
        Step.FORM: visit.submitted or place > STEPS.index(Step.FORM),
        Step.SUBMIT: visit.case is not None
        and visit.case.send is SendState.ACKNOWLEDGED
        and not visit.correctable,
        Step.PAPER: visit.closed_at is not None,
    }
    return done[step]


class ShellPresenter(Presenter[ShellState]):
    """Follows the visit session and the hall, and dispatches scanned codes."""

    def __init__(
        self, session: VisitSession, call_step: CallStep, find: Callable[[str], None]
    ) -> None:
        place = session.place
        super().__init__(ShellState(place.hall_name, place.window), self.show_failure)
        self._session = session
        self._call_step = call_step
        self._find = find
        self.look_up: Callable[[str], Awaitable[bool]] = _nothing_here
        """Shows a case of this window by its number; set by the list of cases."""
        self.take_up_kept: Callable[[ScannedCode], Awaitable[bool]] = _nothing_kept
        """Continues what is kept under a code; set by the ending commands."""
        session.subscribe(self._visit_changed)
        call_step.subscribe(self._hall_changed)

    def now(self) -> datetime:
        """The time in the hall."""
        return local_time(self._session.store.now())

    # news from the services

    def _hall_changed(self, hall: HallSnapshot) -> None:
        waiting = sum(load.waiting for load in hall.loads)
        self.show(replace(self.state, waiting=waiting, longest_s=hall.longest_wait_s))

    def _visit_changed(self, visit: Visit | None) -> None:
        before = self.state.shown, self.state.visit and self.state.visit.id
        state = replace(self.state, visit=visit)
        if (state.shown, visit and visit.id) != before:
            state = replace(state, notice=None, asked=None, listing=False)
        self.show(state)

    def set_starting(self, starting: bool) -> None:
        """Whether the visit that was open is still being taken up."""
        self.show(replace(self.state, starting=starting))

    def set_attention(self, attention: int, delayed: int) -> None:
        """So many cases need somebody, and so much waits to be sent for long."""
        self.show(replace(self.state, attention=attention, delayed=delayed))

    def open_list(self) -> None:
        """F10: show the cases that need somebody; only while no visit is open."""
        if self.state.free:
            self.show(replace(self.state, listing=True))

    def close_list(self) -> None:
        """Show the call screen again."""
        self.show(replace(self.state, listing=False))

    def set_link(self, link: Link) -> None:
        """Show whether the region answers."""
        self.show(replace(self.state, link=link))

    def set_pending(self, pending: int) -> None:
        """So many cases wait for the region's acknowledgement."""
        self.show(replace(self.state, pending=pending))

    def sign_in(self, clerk: Clerk, *, proved_here: bool = False) -> None:
        """The clerk is known: show where the window stands.

        A clerk who `proved_here` who they are works on even if the region does not know them.
        """
        self._session.clerk = clerk
        state = replace(self.state, clerk=clerk, locked_by=None, proved_here=proved_here)
        self.show(replace(state, notice=None))
        self.do(self._call_step.signed_in())

    def sign_out(self) -> None:
        """Show that nobody is signed in."""
        self._leave(None)

    def lock(self) -> None:
        """Lock the window until a clerk has proved who they are."""
        if self.state.clerk is not None:
            self._leave(self.state.clerk)

    def _leave(self, locked_by: Clerk | None) -> None:
        self._session.clerk = None
        self._call_step.signed_out()
        state = replace(self.state, clerk=None, locked_by=locked_by, asked=None, notice=None)
        self.show(replace(state, listing=False))

    def set_hall_trouble(self, trouble: Failure | None) -> None:
        """Show that the hall is away, or withdraw that notice when it is back."""
        state, before = replace(self.state, hall_trouble=trouble), self.state.hall_trouble
        if trouble is not None:
            state = replace(state, notice=trouble)
        elif state.notice and before and state.notice.code == before.code:
            state = replace(state, notice=None)
        self.show(state)

    def show_failure(self, failure: Failure) -> None:
        """Say it in the notice strip, in place of what stood there.

        When the region no longer knows who works here, signing in is shown too; the visit
        stays as it is.
        """
        if isinstance(failure, SignInNeeded) and not self.state.proved_here:
            self.sign_out()
        self.show(replace(self.state, notice=failure))

    # what the clerk does

    def go(self, step: Step) -> None:
        """Go to `step` of the open visit."""
        if self.state.visit is not None and step is not self.state.shown:
            self.do(self._session.go(step))

    def back(self) -> None:
        """Esc: first the notice goes, then the step before is shown."""
        state = self.state
        if state.notice is not None:
            self.show(replace(state, notice=None))
        elif state.lists:
            self.close_list()
        elif state.may_go_back and state.shown is not None:
            self.go(STEPS[STEPS.index(state.shown) - 1])

    def hold_ends(self) -> time | None:
        """When the hall closes for the visit's service: no hold lasts longer; None when unknown."""
        visit = self.state.visit
        return self._call_step.closes(visit.service_name) if visit else None

    def hold(self) -> None:
        """Put the visit aside; one that was taken up goes back to the list."""
        if self.state.may_hold or self.state.may_put_back:
            self.do(self._call_step.hold())

    def call(self, number: str) -> None:
        """Call this number out of its turn; one that missed its call is asked about."""
        if self.state.shown is not None:
            self.do(self.call_or_ask(number))

    async def call_or_ask(self, number: str) -> None:
        """As `call`. Raises what `CallStep.call` raises."""
        found = await self._call_step.find(number)
        if found is not None and found.state is TicketState.NO_SHOW:
            may_call = self.state.visit is None
            self.show(replace(self.state, asked=WhatOfMissed(found, may_call)))
            return
        over = found is not None and found.state is TicketState.SERVED
        if not over or not await self.take_up_kept(TicketCode(number, self._session.today)):
            await self._call_step.call(number)

    # what the clerk is asked

    def ask_why_paused(self) -> None:
        """Ask why the window is to be paused."""
        if self.state.free:
            self.show(replace(self.state, asked=WhyPaused()))

    def ask_where_to(self) -> None:
        """Ask where the citizen is to be handed on."""
        if self.state.may_hold:
            self.do(self._ask_where_to())

    async def _ask_where_to(self) -> None:
        ways = await self._call_step.ways_on()
        visit = self.state.visit
        if visit is not None:
            entered = visit.applicant is not None
            self.show(replace(self.state, asked=WhereTo(ways, entered)))

    def ask(self, asked: Asked) -> None:
        """Ask this in place of whatever was asked."""
        self.show(replace(self.state, asked=asked))

    def ask_nothing(self) -> None:
        """Leave the question unanswered."""
        self.show(replace(self.state, asked=None))

    def pause(self, reason: str) -> None:
        """Pause the window."""
        self._answer(self._call_step.pause(reason))

    def hand_on(self, *, to_service: str | None = None, to_window: str | None = None) -> None:
        """Hand the citizen on to this service or window."""
        self._answer(self._call_step.hand_on(to_service=to_service, to_window=to_window))

    def call_missed(self, number: str) -> None:
        """Call a citizen who missed the call to this window now."""
        self._answer(self._call_step.call(number))

    def return_to_row(self, number: str) -> None:
        """Put a citizen who missed the call back into the queue."""
        self._answer(self._call_step.return_to_row(number))

    def _answer(self, work: Awaitable[object]) -> None:
        self.ask_nothing()
        self.do(work)

    # the barcode gun

    def scanned(self, burst: str) -> None:
        """Take a scanned code: call its ticket, or show the case of its receipt."""
        if self.state.shown is None:
            return
        code = read_code(burst)
        self.ask_nothing()  # a scan is no answer to what was asked, and goes on without it
        if isinstance(code, TicketCode):
            if code.day is not None and code.day != self._session.today:
                old = TicketOfAnotherDay(number=code.number, day=code.day.isoformat())
                self.do(self._take_up(code, lambda: self.show_failure(old)))
            else:
                self.call(code.number)
        elif isinstance(code, LocalReceiptCode | CaseCode | PersonalCode):
            self.do(self._open_case(code))
        else:
            self.show_failure(CodeUnknown())

    async def _open_case(self, code: LocalReceiptCode | CaseCode | PersonalCode) -> None:
        """What is kept under the code, else the case as it is known here, else at the region."""
        if isinstance(code, LocalReceiptCode) and await self.take_up_kept(code):
            return
        if await self.look_up(code.number):
            return
        if isinstance(code, PersonalCode):  # a case's number may look so: only this window looks
            self.show_failure(PersonalNumberScanned())
        else:
            self._find(code.number)

    async def _take_up(self, code: ScannedCode, otherwise: Callable[[], None]) -> None:
        if not await self.take_up_kept(code):
            otherwise()

    def scan_broke_off(self) -> None:
        """Report a code that the scanner did not complete; its keys were dropped."""
        if self.state.shown is not None:
            self.show_failure(BurstBrokeOff())

    def do(self, work: Awaitable[object]) -> None:
        """Start `work`; its failure goes to the notice."""

        async def done() -> None:
            await work

        self.start(done())


async def _nothing_here(_number: str) -> bool:
    return False


async def _nothing_kept(_code: ScannedCode) -> bool:
    return False
