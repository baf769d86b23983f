"""Looking at a hall's queue; nothing here changes it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import (
    Event,
    HallMove,
    HallOverview,
    HallSnapshot,
    Service,
    Ticket,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
)
from desk.hall import records
from desk.hall.adapters import reading
from desk.hall.estimates import expected_wait_of
from desk.hall.face import Face, stored
from desk.hall.order import ANYWHERE, SHARE, in_calling_order
from desk.hall.projection import Standing, advance
from desk.hall.statistics import spans, statistics_of_span
from desk.hall.tables import event, hall, ticket
from desk.hall.view import look, oversee


class Looking(Face):
    """What windows, kiosks, screens and managers see."""

    def services(self) -> tuple[Service, ...]:
        """The hall's services, in their order."""
        with self._reading():
            return tuple(self._setup.services.values())

    def windows(self) -> tuple[Window, ...]:
        """The hall's windows as they are set up, in their order."""
        with self._reading():
            return tuple(self._setup.windows.values())

    def ticket(self, ticket_id: str) -> Ticket:
        """The ticket with this id, of any day. Raises `TicketUnknown`."""
        with self._reading() as (connection, _):
            return self._shown(stored(connection, ticket_id))

    def find(self, number: str) -> Ticket | None:
        """Today's ticket with this number, or None."""
        with self._reading() as (connection, now):
            row = connection.execute(
                records.select_standing().where(
                    ticket.c.number == number.strip().upper(), ticket.c.day == now.day
                )
            ).one_or_none()
            return None if row is None else self._shown(records.standing_of(row))

    def at_window(self, window: str) -> Ticket | None:
        """The ticket that the window has called or is serving, or None."""
        with self._reading() as (connection, _):
            row = connection.execute(
                records.select_standing().where(
                    ticket.c.window == window,
                    ticket.c.state.in_([TicketState.CALLED, TicketState.SERVING]),
                )
            ).one_or_none()
            return None if row is None else self._shown(records.standing_of(row))

    def done(self, command: str) -> Event | None:
        """What was done when `command` was carried out; None when it never was."""
        with reading(self._engine) as connection:
            row = connection.execute(
                records.select_event().where(event.c.command == command)
            ).one_or_none()
            return None if row is None else records.event_of(row)

    def given_only_by(self, person: str) -> bool:
        """Whether nobody but `person` ever gave a ticket here, or booked an appointment."""
        others = event.c.person.is_(None) | (event.c.person != person)
        with reading(self._engine) as connection:
            found = select(event.c.seq).where(
                event.c.move.in_([TicketMove.TAKEN, HallMove.BOOKED]), others
            )
            return connection.execute(found.limit(1)).first() is None

    def ahead(self, ticket_id: str) -> int:
        """How many will be called before this ticket; 0 when it does not wait.

        Only those count who may be called by a window that could also call this one.
        """
        with self._reading() as (connection, now):
            mine = stored(connection, ticket_id)
            shared = {
                code
                for window in self._setup.windows.values()
                if window.rank(mine.service_code) is not None
                for code in self._setup.services
                if window.rank(code) is not None
            } | {mine.service_code}
            waiting = list(records.waiting(connection, now.day))
            recent = records.recent_calls(connection, SHARE - 1)
            passed = records.passed(connection, waiting)
            count = 0
            for other, _ in in_calling_order(waiting, recent, ANYWHERE, now=now.at, passed=passed):
                if other.id == ticket_id:
                    return count
                count += other.service_code in shared
            return 0

    def expected_wait_of(self, ticket_id: str) -> int | None:
        """In how many seconds this ticket will be called; None when it does not wait.

        Also None when no open window would call it (`desk.hall.estimates` says how it is found).
        """
        with self._reading() as (connection, now):
            return expected_wait_of(connection, now, self._setup, ticket_id)

    def snapshot(self, window: str) -> HallSnapshot:
        """The hall as this window sees it now, all of one moment."""
        with self._reading() as (connection, now):
            return look(connection, now, self._setup, window)

    def overview(self) -> HallOverview:
        """The whole hall as everybody in it may see it, all of one moment."""
        with self._reading() as (connection, now):
            return oversee(connection, now, self._setup)

    def statistics(self, day: date | None = None) -> DayStatistics | None:
        """What the hall did on one of its days, by default today's; None when nothing happened."""
        with self._reading() as (_, now):
            wanted = day or now.day
        return next(iter(self.history(wanted, wanted)), None)

    def history(self, first: date, last: date) -> tuple[DayStatistics, ...]:
        """The days from `first` to `last` on which something happened, the first one first."""
        with self._reading() as (connection, now):
            return tuple(
                statistics_of_span(
                    connection, span, self._setup.services, self._setup.windows, now.local
                )
                for span in spans(connection, now.utc_offset_min)
                if first <= span.day <= last
            )

    def events_since(self, seq: int) -> list[Event]:
        """Every event with a higher number, in order; no event is ever added below one seen."""
        with reading(self._engine) as connection:
            rows = connection.execute(
                records.select_event().where(event.c.seq > seq).order_by(event.c.seq)
            )
            return [records.event_of(row) for row in rows]

    def ticket_events(self, since: int = 0) -> Iterator[TicketEvent]:
        """Those of `events_since` that are about a ticket."""
        return (event for event in self.events_since(since) if isinstance(event, TicketEvent))

    def seq(self) -> int:
        """The number of the hall's last event; 0 before the first."""
        with reading(self._engine) as connection:
            return int(connection.scalar(select(hall.c.seq)) or 0)

    def project(self) -> dict[str, Standing]:
        """Every ticket's standing by its id, rebuilt from the events alone."""
        standings: dict[str, Standing] = {}
        for happened in self.ticket_events():
            standings[happened.ticket_id] = advance(standings.get(happened.ticket_id), happened)
        return standings

    def standings(self) -> dict[str, Standing]:
        """Every ticket's standing by its id, as stored; always equal to `project`."""
        with reading(self._engine) as connection:
            rows = connection.execute(records.select_standing()).all()
            return {row.id: records.standing_of(row) for row in rows}
