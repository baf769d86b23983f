"""What windows, kiosks, screens and managers do with the hall's queue.

Every method that changes something carries out one request (`desk.hall.requests` tells what each
does and how it may fail); all block, and are safe to call from several threads and processes at
once. Any of them raises `HallUnreachable`, `HallBusy` or `HistoryDamaged`.

`command` is an id that the caller makes for one request and gives again when it does not know
whether the request was carried out: the second time nothing is done, and the ticket is returned
as it stands now.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from desk.domain.tickets import (
    Appointment,
    Event,
    HallOverview,
    HallSnapshot,
    Outcome,
    Priority,
    Service,
    Ticket,
    TicketEvent,
    Window,
)
from desk.hall import loading, queries, requests
from desk.hall.adapters import rows
from desk.hall.core import HallCore
from desk.hall.estimates import expected_wait_of
from desk.hall.failures import TicketUnknown
from desk.hall.requests import Requester, new_command
from desk.hall.state import HallState
from desk.hall.ticket_record import TicketRecord, advance

if TYPE_CHECKING:
    from desk.domain.hall_statistics import DayStatistics


class HallQueue(HallCore):
    """The queue of one hall; get one from `desk.hall.open_hall`."""

    # -- citizens

    def take(
        self,
        service_code: str,
        priority: Priority = Priority.NORMAL,
        *,
        person: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """`requests.TakeTicket`; `person` is the clerk or the kiosk that gives it."""
        wanted = requests.TakeTicket(
            command=command or new_command(), service=service_code, priority=priority
        )
        ticket: Ticket = self._do(wanted, Requester(person=person))
        return ticket

    def return_to_row(
        self,
        number: str,
        window: str | None = None,
        person: str | None = None,
        *,
        command: str | None = None,
    ) -> Ticket:
        """`requests.Return`."""
        return self._of_ticket(requests.Return, window, person, command, number=number)

    def cancel(
        self,
        ticket_id: str,
        window: str | None = None,
        person: str | None = None,
        *,
        command: str | None = None,
    ) -> Ticket:
        """`requests.Cancel`."""
        return self._of_ticket(requests.Cancel, window, person, command, ticket=ticket_id)

    def book(
        self,
        service_code: str,
        slot: datetime,
        *,
        code: str | None = None,
        holder: str | None = None,
        person: str | None = None,
        command: str | None = None,
    ) -> Appointment:
        """`requests.Book`; raises ValueError for a `code` that is not six digits."""
        if code is not None and not (len(code) == 6 and code.isascii() and code.isdigit()):
            raise ValueError("an appointment's code is six digits")
        if slot.tzinfo is None:
            raise ValueError("a slot needs a time zone")
        command = command or new_command()
        wanted = requests.Book(
            command=command, service=service_code, slot=slot, code=code, holder=holder
        )
        appointment: Appointment = self._do(wanted, Requester(person=person))
        return appointment

    def check_in(
        self,
        code: str | None = None,
        *,
        holder: str | None = None,
        person: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """`requests.CheckIn`; raises ValueError when neither `code` nor `holder` is given."""
        if code is None and holder is None:
            raise ValueError("an appointment is found by its code or by its holder")
        return self._of_ticket(requests.CheckIn, None, person, command, code=code, holder=holder)

    # -- windows

    def call_next(self, window: str, person: str, *, command: str | None = None) -> Ticket | None:
        """`requests.CallNext`."""
        wanted = requests.CallNext(command=command or new_command())
        ticket: Ticket | None = self._do(wanted, Requester(window, person))
        return ticket

    def call(self, number: str, window: str, person: str, *, command: str | None = None) -> Ticket:
        """`requests.CallNumber`."""
        return self._of_ticket(requests.CallNumber, window, person, command, number=number)

    def recall(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.Recall`."""
        return self._of_ticket(requests.Recall, window, person, command, ticket=ticket_id)

    def serve(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.Serve`."""
        return self._of_ticket(requests.Serve, window, person, command, ticket=ticket_id)

    def no_show(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.MarkNoShow`."""
        return self._of_ticket(requests.MarkNoShow, window, person, command, ticket=ticket_id)

    def hold(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.Hold`."""
        return self._of_ticket(requests.Hold, window, person, command, ticket=ticket_id)

    def resume(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.Resume`."""
        return self._of_ticket(requests.Resume, window, person, command, ticket=ticket_id)

    def finish(
        self,
        ticket_id: str,
        window: str,
        person: str,
        *,
        outcome: Outcome | None = None,
        command: str | None = None,
    ) -> Ticket:
        """`requests.Finish`."""
        return self._of_ticket(
            requests.Finish, window, person, command, ticket=ticket_id, outcome=outcome
        )

    def send_back(
        self, ticket_id: str, window: str, person: str, *, command: str | None = None
    ) -> Ticket:
        """`requests.SendBack`."""
        return self._of_ticket(requests.SendBack, window, person, command, ticket=ticket_id)

    def transfer(
        self,
        ticket_id: str,
        window: str | None,
        person: str,
        *,
        to_service: str | None = None,
        to_window: str | None = None,
        command: str | None = None,
    ) -> Ticket:
        """`requests.Transfer`; raises ValueError without a service and a window."""
        if to_service is None and to_window is None:
            raise ValueError("a ticket is handed on to a service or to a window")
        to = {"to_service": to_service, "to_window": to_window}
        return self._of_ticket(requests.Transfer, window, person, command, ticket=ticket_id, **to)

    def open_window(self, code: str, person: str, *, command: str | None = None) -> None:
        """`requests.OpenWindow`."""
        self._do(requests.OpenWindow(command=command or new_command()), Requester(code, person))

    def pause_window(
        self, code: str, person: str, reason: str, *, command: str | None = None
    ) -> None:
        """`requests.PauseWindow`; of `reason` the first 40 characters count."""
        wanted = requests.PauseWindow(command=command or new_command(), reason=reason)
        self._do(wanted, Requester(code, person))

    def close_window(self, code: str, person: str, *, command: str | None = None) -> None:
        """`requests.CloseWindow`."""
        self._do(requests.CloseWindow(command=command or new_command()), Requester(code, person))

    # -- managers

    def arrange(
        self, services: Sequence[Service], windows: Sequence[Window], person: str | None = None
    ) -> None:
        """`requests.Arrange`."""
        wanted = requests.Arrange(services=tuple(services), windows=tuple(windows))
        self._do(wanted, Requester(person=person))

    def close_day(self, person: str, *, command: str | None = None) -> int:
        """`requests.CloseDay`."""
        wanted = requests.CloseDay(command=command or new_command())
        expired: int = self._do(wanted, Requester(person=person))
        return expired

    def reopen(self, person: str, *, command: str | None = None) -> None:
        """`requests.Reopen`."""
        self._do(requests.Reopen(command=command or new_command()), Requester(person=person))

    def set_day(self, day: date, person: str, *, command: str | None = None) -> None:
        """`requests.SetDay`."""
        wanted = requests.SetDay(command=command or new_command(), day=day)
        self._do(wanted, Requester(person=person))

    # -- looking: nothing here changes the hall

    def services(self) -> tuple[Service, ...]:
        """The hall's services, in their order."""
        with self._reading() as (state, _):
            return tuple(state.services.values())

    def windows(self) -> tuple[Window, ...]:
        """The hall's windows as they are set up, in their order."""
        with self._reading() as (state, _):
            return tuple(state.windows.values())

    def ticket(self, ticket_id: str) -> Ticket:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        with self._reading() as (state, _):
            return state.shown(self._record(state, ticket_id))

    def find(self, number: str) -> Ticket | None:
        """Today's ticket with this number, or None."""
        with self._reading() as (state, at):
            found = state.numbered(number) if state.day_at(at) == state.day else None
            return None if found is None else state.shown(found)

    def at_window(self, window: str) -> Ticket | None:
        """The ticket that the window has called or is serving, or None."""
        with self._reading() as (state, _):
            found = state.at_window(window)
            return None if found is None else state.shown(found)

    def appointments(self, day: date | None = None) -> tuple[Appointment, ...]:
        """The appointments of one of the hall's days, by default today's, by their slots."""
        with self._reading() as (state, at):
            wanted = (day or state.day_at(at)).isoformat()
            found = map(rows.appointment_of, self._ask(rows.APPOINTMENTS_OF, wanted))
            ordered = sorted(found, key=lambda one: (one.slot, one.code))
            return tuple(map(state.booked, ordered))

    def ahead(self, ticket_id: str) -> int:
        """How many will be called before this ticket; 0 when it does not wait.

        Only those count who may be called by a window that could also call this one.
        """
        with self._reading() as (state, at):
            self._record(state, ticket_id)
            return queries.ahead(state, ticket_id, at)

    def expected_wait_of(self, ticket_id: str) -> int | None:
        """In how many seconds this ticket will be called; None when it does not wait.

        Also None when no open window would call it (`desk.hall.estimates` says how it is found).
        """
        with self._expecting() as (state, at):
            return expected_wait_of(state, at, ticket_id)

    def snapshot(self, window: str) -> HallSnapshot:
        """The hall as this window sees it now, all of one moment."""
        with self._reading() as (state, at):
            return queries.snapshot(state, window, at)

    def overview(self) -> HallOverview:
        """The whole hall as everybody in it may see it, all of one moment."""
        with self._expecting() as (state, at):
            return queries.overview(state, at)

    # -- the history

    def done(self, command: str) -> Event | None:
        """What was done when `command` was carried out; None when it never was."""
        with self._lock:
            found = self._ask(rows.DONE, command)
        return rows.event_of(found[0]) if found else None

    def given_only_by(self, person: str) -> bool:
        """Whether nobody but `person` ever gave a ticket here, or booked an appointment."""
        with self._lock:
            return not self._ask(rows.GIVEN_BY_OTHERS, person)

    def statistics(self, day: date | None = None) -> "DayStatistics | None":
        """What the hall did on one of its days, by default today's; None when nothing happened."""
        with self._reading() as (state, at):
            wanted = day or state.day_at(at)
        return next(iter(self.history(wanted, wanted)), None)

    def history(self, first: date, last: date) -> "tuple[DayStatistics, ...]":
        """The days from `first` to `last` on which something happened, the first one first."""
        from desk.hall import statistics  # slow to load, and few need it

        with self._reading() as (state, at):
            return statistics.history(self._database, state, first, last, state.local(at))

    def events_since(self, seq: int) -> list[Event]:
        """Every event with a higher number, in order; no event is ever added below one seen."""
        with self._lock:
            return loading.events(self._database, seq)

    def ticket_events(self, since: int = 0) -> Iterator[TicketEvent]:
        """Those of `events_since` that are about a ticket."""
        return (event for event in self.events_since(since) if isinstance(event, TicketEvent))

    def seq(self) -> int:
        """The number of the hall's last event; 0 before the first."""
        with self._lock:
            return self._database.hall().seq

    def project(self) -> dict[str, TicketRecord]:
        """Every ticket by its id, rebuilt from the events alone."""
        records: dict[str, TicketRecord] = {}
        for happened in self.ticket_events():
            records[happened.ticket_id] = advance(records.get(happened.ticket_id), happened)
        return records

    def standings(self) -> dict[str, TicketRecord]:
        """Every ticket by its id, as stored; always equal to `project`."""
        with self._lock:
            return {r.id: r for r in map(rows.ticket_of, self._ask(rows.ALL_TICKETS))}

    def _record(self, state: HallState, ticket_id: str) -> TicketRecord:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        record = state.find(ticket_id)
        if record is None:
            for row in self._ask(rows.ONE_TICKET, ticket_id):
                return rows.ticket_of(row)
            raise TicketUnknown(number=ticket_id)
        return record

    def _of_ticket(
        self,
        kind: Any,
        window: str | None,
        person: str | None,
        command: str | None,
        **words: Any,
    ) -> Ticket:
        """Carry out a request that is answered with a ticket."""
        wanted = kind(command=command or new_command(), **words)
        ticket: Ticket = self._do(wanted, Requester(window, person))
        return ticket
