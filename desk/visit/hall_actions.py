"""Moves: changes that the hall makes first and the window's database follows.

A move has two sides, in two databases, and either may fail half-way: the hall's answer is lost, the
window's disk is full, its database is busy. Then it is unknown how the move ended. The hall knows:
the next snapshot or the next key settles the move (`_settle`) and completes the window's side, so
that no half-done move waits for a restart.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeVar

from desk.domain.failures import Failure
from desk.domain.tickets import Outcome, Ticket, TicketState
from desk.domain.visits import Step, Visit
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.client import HallClient
from desk.hall.failures import (
    HallBusy,
    HallUnreachable,
    TicketClosed,
    TicketNotHere,
    TicketUnknown,
)
from desk.hall.requests import Finish, Request, Serve
from desk.visit.audit_log import AuditKind
from desk.visit.failures import VisitStillOpen
from desk.visit.hall_watch import HallWatch
from desk.visit.retention import Retention
from desk.visit.session import VisitSession

T = TypeVar("T")
AT_A_WINDOW = frozenset({TicketState.CALLED, TicketState.SERVING})
log = logging.getLogger(__name__)

End = Callable[[str], object]
"""How a visit ends here, by its id, when its citizen leaves this window."""


class HallActions(HallWatch):
    """Keeps the open visit and its ticket together, one move after the other."""

    def __init__(self, session: VisitSession, hall: HallClient, retention: Retention) -> None:
        super().__init__(session, hall)
        self._retention = retention
        self._turn = asyncio.Lock()
        self._unsure = False
        self._owed_end: tuple[str, End] | None = None
        self._owed_open: tuple[AuditKind, str] | None = None

    @property
    def unsure(self) -> bool:
        """Whether a move was left half-way and waits to be settled."""
        return self._unsure

    def await_restore(self) -> None:
        """Mark the position as unsure: the first action agrees on it with the hall."""
        self._unsure = True

    async def look(self) -> None:
        """Take a snapshot of the hall, and settle a half-done move. Raises what either raises."""
        await self.refresh()
        await self._looked()

    async def restore(self) -> Visit | None:
        """Restore the open visit, and agree on it with the hall.

        The visit is shown before the hall is asked, so that work goes on without the hall; its
        failure is raised then, and the next snapshot settles it.
        """
        self._unsure = True
        await self._in_turn(self._settle)
        return self._session.visit

    # one move after the other

    async def _in_turn(self, work: Callable[[], Awaitable[T]]) -> T:
        """Run `work` to its end, after the move under way."""

        async def carried() -> T:
            async with self._turn:
                return await work()

        return await self._session.whole(carried())

    async def _with_visit(
        self, work: Callable[[], Awaitable[None]], *, needs_hall: bool = True
    ) -> None:
        """Do `work` on the open visit, unless settling shows that it was done before.

        Without `needs_hall` an unreachable hall does not prevent it.
        """
        visit = self._session.open_visit

        async def settled() -> None:
            if self._unsure:
                try:
                    await self._settle()
                except (HallBusy, HallUnreachable) as failure:
                    if needs_hall:
                        raise
                    log.warning("%s", failure)
            now = self._session.visit
            if now is not None and now.id == visit.id:
                await work()

        await self._in_turn(settled)

    async def _settle(self) -> None:
        """Settle a move whose end is unknown, by the state of the hall."""
        visit = await self._session.run(self._session.store.current)
        if visit != self._session.visit:
            self._session.stand(visit)
        await self._agree()
        self._unsure, self._owed_end, self._owed_open = False, None, None

    async def _looked(self) -> None:
        if self._unsure and self._session.clerk is not None:  # no visit before somebody signed in
            await self._in_turn(self._settle_if_unsure)
        await super()._looked()

    async def _settle_if_unsure(self) -> None:
        if self._unsure:  # a key may have settled it meanwhile
            await self._settle()

    # agreeing with the hall

    async def _agree(self) -> None:
        visit = self._session.visit
        if visit is not None:
            await self._agree_on(visit)
        await self.refresh()
        here = self._hall.mirror.at_window(self._session.place.window)
        if self._session.visit is None and here is not None:
            await self._take_up(here)

    async def _agree_on(self, visit: Visit) -> None:
        owed = self._owed_end
        end = owed[1] if owed is not None and owed[0] == visit.id else None
        if visit.taken_up:  # nobody was called for it: the hall knows nothing of it
            if end is not None:
                await self._leave(end, visit)
            return
        try:
            ticket = (await self._hall.ticket(visit.ticket_id)).ticket
        except TicketUnknown:
            log.warning("the hall does not know the ticket of the open visit")
            if end is not None:
                await self._leave(end, visit)
            return
        ours = ticket.window == self._session.place.window
        if ticket.state in AT_A_WINDOW and ours:
            if ticket.state is TicketState.SERVING and visit.step is Step.CALL:
                await self._session.change(self._session.store.welcome, visit.id)
            return
        if end is None:
            end = self._end_by(ticket, visit)
        if end is not None:
            await self._leave(end, visit)

    def _end_by(self, ticket: Ticket, visit: Visit) -> End | None:
        """What the hall's state means for a visit here; None leaves it to the clerk.

        What was entered for a visit without a case is never removed for that reason alone.
        """
        if ticket.state is TicketState.SERVED and (visit.case or not visit.applicant):
            return self._retention.close
        if ticket.state is TicketState.ON_HOLD:
            return self._aside(AuditKind.HELD, "restored")
        if ticket.state is TicketState.WAITING:
            return self._gone_on(visit, "restored")
        if visit.applicant is None:
            return self._forget(AuditKind.ENDED, "closed_elsewhere")
        return None

    async def _take_up(self, ticket: Ticket) -> None:
        """The hall has this ticket at our window, and no visit is open here."""
        known = await self._session.run(self._session.store.of_ticket, ticket.id)
        act, reason = self._owed_open or (AuditKind.RESTORED, "")
        if self._owed_open is None and known is not None and known.closed_at is not None:
            await self._finish_ticket(ticket.id)
            return
        visit = await self._session.run(self._session.store.open, ticket, act, reason)
        self._session.stand(visit)
        await self._agree_on(visit)

    # the two sides of a move

    async def _open(
        self,
        call: Request[Ticket | None],
        act: AuditKind = AuditKind.CALLED,
        reason: str = "",
    ) -> Visit | None:
        if self._unsure:
            await self._settle()
            if self._session.visit is not None:
                return self._session.visit
        self._owed_open = (act, reason)
        ticket = await self._do(call)
        if ticket is None:
            return None
        self._unsure = True  # until the window has followed
        visit = await self._session.run(self._session.store.open, ticket, act, reason)
        self._unsure, self._owed_open = False, None
        self._session.stand(visit)
        return visit

    async def _leave(self, end: End, visit: Visit) -> None:
        """The hall has made the move: the window follows, now or when it is settled."""
        self._unsure, self._owed_end = True, (visit.id, end)
        try:
            await self._session.run(end, visit.id)
        except KeyError:
            log.warning("the visit had been left before")
        self._unsure, self._owed_end = False, None
        self._session.stand(None)

    def _gone_on(self, visit: Visit, reason: str) -> End:
        """How a visit ends here when its citizen was handed on."""
        if visit.applicant is None:
            return self._forget(AuditKind.HANDED_ON, reason)
        return self._aside(AuditKind.HANDED_ON, reason)

    def _aside(self, act: AuditKind, reason: str = "") -> End:
        return partial(self._session.store.put_aside, act=act, reason=reason)

    def _forget(self, act: AuditKind, reason: str = "") -> End:
        return partial(self._retention.forget, act=act, reason=reason)

    async def _finish_ticket(self, ticket_id: str, outcome: Outcome | None = None) -> None:
        """End a ticket; one that was ended elsewhere, or is of another day, counts as ended."""
        try:
            ticket = (await self._hall.ticket(ticket_id)).ticket
            if ticket.state is TicketState.CALLED:
                await self._do(Serve(ticket=ticket_id))
            await self._do(Finish(ticket=ticket_id, outcome=outcome))
        except (TicketClosed, TicketNotHere, TicketUnknown) as failure:
            log.warning("the ticket needed no finishing: %s", failure)

    async def _move(self, move: Callable[..., Request[Ticket]], **words: Any) -> Ticket:
        """Have a move made for the ticket of the open visit."""
        return await self._do(move(ticket=self._session.open_visit.ticket_id, **words))

    async def _do(self, request: Request[T]) -> T:
        """Have the hall do this, as the clerk who is signed in.

        The client asks again for the same while an answer is lost; if it stays lost, nobody
        knows how the move ended.
        """
        try:
            return await self._hall.do(request, person=self._session.person.id)
        except HallAnswerLost:
            self._unsure = True
            raise
        except Failure:
            raise  # the hall said no, or nothing was done
        except BaseException:
            self._unsure = True
            raise

    async def _note(self, act: AuditKind, *, visit: str = "", ticket: str = "") -> None:
        """Record an act of a move that only the hall stored; a full disk does not prevent it."""
        try:
            await self._session.run(self._session.store.acts.write, act, visit=visit, ticket=ticket)
        except Failure as failure:
            log.warning("an act was not written: %s", failure)

    def _require_free(self) -> None:
        if self._session.visit is not None:
            raise VisitStillOpen(number=self._session.visit.ticket_number)
