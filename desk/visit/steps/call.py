"""Calling: the hall's queue seen from this window, and the visit of the ticket called.

The hall decides first and the window's database follows; whatever fails in between is settled by
the state of the hall (`desk.visit.hall_actions`).
"""

import logging
from dataclasses import dataclass
from functools import partial

from desk.domain.tickets import (
    Outcome,
    ServiceLoad,
    Ticket,
    TicketState,
    WindowStanding,
    WindowStatus,
)
from desk.domain.visits import Step, Visit
from desk.hall import requests
from desk.hall.failures import HallBusy, HallUnreachable, TicketUnknown
from desk.hall.requests import Request
from desk.visit.audit_log import AuditKind
from desk.visit.hall_actions import End, HallActions

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WaysOn:
    """Where the citizen at this window can be handed on to.

    `windows` are the others that serve what `ticket` is for and have not closed; `services`
    are the hall's other services.
    """

    ticket: Ticket
    windows: tuple[WindowStatus, ...]
    services: tuple[ServiceLoad, ...]


class CallStep(HallActions):
    """Calls numbers and keeps the open visit and its ticket in step."""

    # calling

    async def call_next(self) -> Visit | None:
        """Call the ticket whose turn it is; None when nobody waits.

        Raises `VisitStillOpen`, or as `desk.hall.requests.CallNext` fails.
        """
        self._require_free()
        return await self._in_turn(partial(self._open, requests.CallNext()))

    async def find(self, number: str) -> Ticket | None:
        """Today's ticket of this number, whatever its state; None when there is none."""
        try:
            return (await self._hall.ticket(number)).ticket
        except TicketUnknown:
            return None

    async def call(self, number: str) -> Visit:
        """Call this number out of its turn: typed, or scanned from the ticket.

        A ticket that waits aside at this hall is taken up where it stood. Raises
        `VisitStillOpen`, or as `desk.hall.requests.CallNumber` and `Resume` fail.
        """
        if (there := self._session.visit) is not None and there.ticket_number == number:
            return there
        self._require_free()
        found = await self.find(number)
        if found is not None and found.state is TicketState.ON_HOLD:
            return await self.resume(found.id)
        call = requests.CallNumber(number=number)
        visit = await self._in_turn(partial(self._open, call, reason="by_number"))
        assert visit is not None  # `CallNumber` gives a ticket or fails
        return visit

    async def resume(self, ticket_id: str) -> Visit:
        """Go on with a visit that was put on hold; fails as `desk.hall.requests.Resume`."""
        self._require_free()
        resume = requests.Resume(ticket=ticket_id)
        visit = await self._in_turn(partial(self._open, resume, AuditKind.RESUMED))
        assert visit is not None  # `Resume` gives a ticket or fails
        return visit

    async def take_up(self, number: str) -> Visit:
        """Take up a closed visit by its case's number, to correct what the region refused.

        Nobody is called by that. Raises `VisitStillOpen`; KeyError when this window knows no
        such case, and `NotParked` when there is nothing to correct.
        """
        return await self._in_turn(partial(self._take_up_case, number))

    async def _take_up_case(self, number: str) -> Visit:
        self._require_free()
        store = self._session.store
        found = await self._session.run(store.find, number)
        if found is None:
            raise KeyError("no such case at this window")
        visit = await self._session.run(store.reopen, found.id)
        self._session.stand(visit)
        return visit

    async def recall(self) -> None:
        """Call the same number once more."""
        visit = self._session.open_visit
        await self._move(requests.Recall)
        await self._note(AuditKind.RECALLED, visit=visit.id, ticket=visit.ticket_number)
        await self.refresh()

    async def welcome(self) -> None:
        """The citizen has come: the ticket is being served, and who they are is asked next.

        An unreachable hall does not prevent that; the ticket is then served when the visit ends.
        """
        await self._with_visit(self._welcome, needs_hall=False)

    async def hold(self) -> None:
        """The citizen steps aside; the visit waits as it stands and the window is free.

        A visit that was taken up goes back to where it was found.
        """
        await self._with_visit(self._hold)

    async def no_show(self) -> None:
        """Nobody came: the visit is forgotten, the number can be called again."""
        await self._with_visit(self._no_show)

    async def finish(self) -> None:
        """The visit is over, for the hall and for the window."""
        await self._with_visit(self._finish)

    async def end(self, outcome: Outcome, after: End) -> None:
        """End the visit without a case; `after` is how it ends here."""
        await self._with_visit(partial(self._end, outcome, after))

    async def send_back(self) -> None:
        """The wrong citizen was called: the number waits where it waited, the visit is forgotten.

        Fails as `desk.hall.requests.SendBack`.
        """
        await self._with_visit(self._send_back)

    async def call_again(self) -> None:
        """Somebody else had come: what was entered goes, and the number is called once more.

        Fails as `desk.hall.requests.Recall`.
        """
        await self._with_visit(self._call_again)

    async def return_to_row(self, number: str) -> None:
        """A citizen who missed the call is here and waits behind three numbers more.

        Fails as `desk.hall.requests.Return`.
        """
        await self._do(requests.Return(number=number))
        await self._note(AuditKind.RETURNED_TO_ROW, ticket=number)
        await self.refresh()

    # handing on

    async def ways_on(self) -> WaysOn:
        """Where the citizen can be handed on to. Raises `NoVisitOpen`, `TicketUnknown`."""
        ticket = (await self._hall.ticket(self._session.open_visit.ticket_id)).ticket
        hall = await self.refresh()
        arranged = {window.code: window for window in self._hall.mirror.windows()}
        return WaysOn(
            ticket,
            tuple(
                status
                for status in hall.windows
                if status.window != self._session.place.window
                and status.standing is not WindowStanding.CLOSED
                and arranged[status.window].rank(ticket.service.code) is not None
            ),
            tuple(load for load in hall.loads if load.service.code != ticket.service.code),
        )

    async def hand_on(self, *, to_service: str | None = None, to_window: str | None = None) -> None:
        """The citizen goes on to another service or window, and keeps their arrival.

        A visit for which nothing was entered is forgotten here. Any other is put aside: it is
        taken up where it stood when the citizen is sent back here, and is purged like every
        draft that was given up. What was entered never leaves this window. Fails as
        `desk.hall.requests.Transfer`.
        """
        await self._with_visit(partial(self._hand_on, to_service, to_window))

    # the window

    async def pause(self, reason: str) -> None:
        """This window calls nobody for a while; `reason` stands on the hall's screens."""
        await self._set(requests.PauseWindow(reason=reason[: requests.REASON]))
        await self._note(AuditKind.WINDOW_PAUSED)

    async def open(self) -> None:
        """This window calls again."""
        await self._set(requests.OpenWindow())
        await self._note(AuditKind.WINDOW_OPENED)

    async def _set(self, request: Request[None]) -> None:
        await self._do(request)
        await self.refresh()

    # the two sides of each

    async def _welcome(self) -> None:
        visit = self._session.open_visit
        try:
            ticket = (await self._hall.ticket(visit.ticket_id)).ticket
            if ticket.state is TicketState.CALLED:
                await self._move(requests.Serve)
        except (HallBusy, HallUnreachable) as failure:
            log.warning("%s", failure)
        if visit.step is Step.CALL:
            before, self._unsure = self._unsure, True
            await self._session.change(self._session.store.welcome, visit.id)
            self._unsure = before

    async def _hold(self) -> None:
        visit = self._session.open_visit
        if visit.taken_up:
            await self._leave(self._session.store.put_back, visit)
            return
        await self._move(requests.Hold)
        await self._leave(self._aside(AuditKind.HELD), self._session.open_visit)

    async def _hand_on(self, to_service: str | None, to_window: str | None) -> None:
        visit = self._session.open_visit
        await self._move(requests.Transfer, to_service=to_service, to_window=to_window)
        where = f"service:{to_service}" if to_service else f"window:{to_window}"
        await self._leave(self._gone_on(visit, where), visit)

    async def _no_show(self) -> None:
        await self._move(requests.MarkNoShow)
        await self._leave(self._forget(AuditKind.NO_SHOW), self._session.open_visit)

    async def _finish(self) -> None:
        visit = self._session.open_visit
        if not visit.taken_up:  # else its ticket was finished when its citizen left
            await self._finish_ticket(visit.ticket_id)
        await self._leave(self._retention.close, visit)

    async def _end(self, outcome: Outcome, after: End) -> None:
        visit = self._session.open_visit
        await self._finish_ticket(visit.ticket_id, outcome)
        await self._leave(after, visit)

    async def _send_back(self) -> None:
        await self._move(requests.SendBack)
        await self._leave(self._forget(AuditKind.SENT_BACK), self._session.open_visit)

    async def _call_again(self) -> None:
        visit = self._session.open_visit
        await self._move(requests.Recall)
        before, self._unsure = self._unsure, True
        visit = await self._session.run(self._retention.restart, visit.id)
        self._unsure = before
        self._session.stand(visit)
        await self.refresh()
