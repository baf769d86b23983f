"""The presenter of the call screen: the hall, the visit called, the line chosen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from desk.domain.failures import Failure
from desk.domain.tickets import HallSnapshot, Ticket, TicketState, WindowStanding, WindowStatus
from desk.domain.visits import Step, Visit
from desk.presenter import Presenter

if TYPE_CHECKING:  # the services are loaded after the first paint
    from desk.visit.absence import WhileAway
    from desk.visit.session import VisitSession
    from desk.visit.steps.call import CallStep


@dataclass(frozen=True, slots=True)
class CallState:
    """The screen as it stands. `now` is the hall's time and moves on, so that waits grow.

    `chosen` is the ticket's id of the chosen line, `typing` whether a number is being typed,
    `calls` how often this window has called the citizen of `visit`. `again` counts presses of
    the calling key that were taken as the same as the one before. `status` is this window as
    the hall has it, `away` what happened while nobody looked. While it is `starting` the visit
    that was open is still being taken up, and nobody is called.
    """

    now: datetime
    hall: HallSnapshot | None = None
    visit: Visit | None = None
    chosen: str = ""
    typing: bool = False
    working: bool = False
    pending: int = 0
    calls: int = 1
    call_step: bool = False
    again: int = 0
    status: WindowStatus | None = None
    away: WhileAway | None = None
    starting: bool = False

    @property
    def open(self) -> bool:
        """Whether this window calls numbers: it is neither paused nor closed."""
        return self.status is None or self.status.standing is WindowStanding.OPEN

    @property
    def next(self) -> Ticket | None:
        """Whose turn it is."""
        return self.hall.queue[0] if self.hall and self.hall.queue else None

    @property
    def lines(self) -> tuple[Ticket, ...]:
        """The tickets behind the number that is shown large, then those on hold."""
        return self.waiting + (self.hall.on_hold if self.hall else ())

    @property
    def waiting(self) -> tuple[Ticket, ...]:
        """Who waits behind the number that is shown large."""
        queue = self.hall.queue if self.hall else ()
        large = self.visit.ticket_id if self.visit else self.next.id if self.next else ""
        return tuple(ticket for ticket in queue if ticket.id != large)

    @property
    def chosen_ticket(self) -> Ticket | None:
        """The chosen line, when it is still there."""
        return next((line for line in self.lines if line.id == self.chosen), None)

    def waited_s(self, ticket: Ticket) -> int:
        """How long the holder of `ticket` has waited, in seconds."""
        return max(0, round((self.now - ticket.taken_at).total_seconds()))


class CallPresenter(Presenter[CallState]):
    """Calls the next number, or another one.

    `call_or_ask` calls a number, unless its citizen missed the call: then the clerk is asked.
    """

    def __init__(
        self,
        session: VisitSession,
        call_step: CallStep,
        on_failure: Callable[[Failure], None],
        call_or_ask: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__(CallState(call_step.now()), on_failure)
        self._call_step = call_step
        self._call_or_ask = call_or_ask
        self.window = session.place.window
        session.subscribe(self._visit_changed)
        call_step.subscribe(self._hall_changed)
        call_step.subscribe_returns(self._returned)

    def _visit_changed(self, visit: Visit | None) -> None:
        here = visit if visit is not None and visit.step is Step.CALL else None
        known = self.state.visit is not None and here is not None and here.id == self.state.visit.id
        state = replace(self.state, visit=here, typing=False, chosen="")
        if not known:
            state = replace(state, calls=1)
        gone = visit is None
        away, again = (state.away, 0) if gone else (None, state.again)
        self.show(replace(state, away=away, again=again))

    def _hall_changed(self, hall: HallSnapshot) -> None:
        now, status = self._call_step.now(), self._call_step.status
        self.show(replace(self.state, hall=hall, now=now, status=status))

    def _returned(self, away: WhileAway) -> None:
        if self.state.visit is None:
            self.show(replace(self.state, away=away))

    def tick(self) -> None:
        """Update the waits after time has passed."""
        self.show(replace(self.state, now=self._call_step.now()))

    def close_note(self) -> None:
        """Hide the note about what happened while nobody watched."""
        self.show(replace(self.state, away=None))

    def set_starting(self, starting: bool) -> None:
        """Whether the visit that was open is still being taken up."""
        self.show(replace(self.state, starting=starting))

    def set_pending(self, pending: int) -> None:
        """So many cases wait for the region's acknowledgement."""
        self.show(replace(self.state, pending=pending))

    # what the clerk does

    def call_next(self) -> None:
        """Call the next number; a second press calls nobody else, and says so."""
        if self.state.starting:
            return
        if self.state.visit is not None or self.state.call_step:
            self.show(replace(self.state, again=self.state.again + 1))
        elif self.state.next is not None:
            self._do(self._call_step.call_next, calls=True)

    def call(self, typed: str) -> None:
        """Call this number out of its turn."""
        number = typed.strip().upper()
        if number:
            self._do(lambda: self._call_number(number), calls=True)

    async def _call_number(self, number: str) -> None:
        await self._call_or_ask(number)
        self.ask_number(False)

    def open_window(self) -> None:
        """Open this window again."""
        self._do(self._call_step.open)

    def take_chosen(self) -> None:
        """Call the chosen line; one on hold goes on where it stood."""
        ticket = self.state.chosen_ticket
        if ticket is None:
            return
        if ticket.state is TicketState.ON_HOLD:
            self._do(lambda: self._call_step.resume(ticket.id), calls=True)
        else:
            self._do(lambda: self._call_step.call(ticket.number), calls=True)

    def recall(self) -> None:
        """Call the same citizen once more."""
        self._do(self._recall)

    async def _recall(self) -> None:
        await self._call_step.recall()
        self.show(replace(self.state, calls=self.state.calls + 1))

    def no_show(self) -> None:
        """Mark the ticket as a no-show."""
        self._do(self._call_step.no_show)

    def welcome(self) -> None:
        """Go on with the citizen, who has come."""
        self._do(self._call_step.welcome)

    def choose_by(self, steps: int, seen: Sequence[Ticket]) -> None:
        """Choose the line so many further down among those `seen`; above the first is none."""
        ids = [line.id for line in seen]
        place = ids.index(self.state.chosen) if self.state.chosen in ids else -1
        place = max(-1, min(len(ids) - 1, place + steps))
        self.show(replace(self.state, chosen=ids[place] if place >= 0 else ""))

    def choose(self, ticket_id: str) -> None:
        """Choose this line."""
        self.show(replace(self.state, chosen=ticket_id))

    def ask_number(self, typing: bool) -> None:
        """Open or close the field for a number."""
        self.show(replace(self.state, typing=typing, chosen=""))

    def _do(self, work: Callable[[], Awaitable[object]], *, calls: bool = False) -> None:
        if not self.state.working and not self.state.starting:
            self.show(replace(self.state, working=True, call_step=calls))
            self.start(self._done(work))

    async def _done(self, work: Callable[[], Awaitable[object]]) -> None:
        try:
            await work()
        finally:
            self.show(replace(self.state, working=False, call_step=False))
