"""What every part of the queue's face shares: the store, the clock, and how a change is made."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from types import TracebackType
from typing import NamedTuple, Self

from sqlalchemy import Connection, Engine, select

from desk.domain.tickets import Ticket, TicketState
from desk.hall import records
from desk.hall.adapters import reading, server_clock
from desk.hall.change import Change, Clock, Question, Setup, changing
from desk.hall.failures import TicketUnknown
from desk.hall.projection import Standing
from desk.hall.tables import hall, ticket

CLOSED = frozenset({TicketState.SERVED, TicketState.CANCELLED, TicketState.EXPIRED})


class Now(NamedTuple):
    """The hall at the moment of one consistent look."""

    seq: int
    at: datetime
    day: date
    code: str
    name: str
    utc_offset_min: int
    revision: int
    day_closed: bool

    @property
    def local(self) -> datetime:
        """What the clock on the hall's wall shows."""
        return self.at.astimezone(records.hall_zone(self.utc_offset_min))


class Face:
    """One hall's store. Without a `clock` the server's is taken, or this machine's."""

    def __init__(self, engine: Engine, clock: Clock | None = None) -> None:
        self._engine = engine
        self._clock = clock
        self._setup = Setup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the store; what was done is kept."""
        self._engine.dispose()

    def _changing(self, foreseen: Question | None = None) -> AbstractContextManager[Change]:
        return changing(self._engine, self._clock, self._setup, foreseen)

    @contextmanager
    def _reading(self) -> Iterator[tuple[Connection, Now]]:
        """One consistent look, with the services and windows as they are set up."""
        with reading(self._engine) as connection:
            row = connection.execute(select(hall, server_clock().label("server"))).one()
            at = self._clock() if self._clock else (row.server or datetime.now(UTC))
            at = at.astimezone(UTC)
            day = max(row.day, records.local_day(at, row.utc_offset_min))
            self._setup.refresh(connection, row.revision)
            yield (
                connection,
                Now(
                    row.seq,
                    at,
                    day,
                    row.code,
                    row.name,
                    row.utc_offset_min,
                    row.revision,
                    row.closed is not None and row.closed >= day,
                ),
            )

    def _shown(self, standing: Standing, enters_after: int = 0) -> Ticket:
        return standing.as_ticket(self._setup.services[standing.service_code], enters_after)


def stored(connection: Connection, ticket_id: str) -> Standing:
    """The ticket with this id as it stands. Raises `TicketUnknown`."""
    row = connection.execute(
        records.select_standing().where(ticket.c.id == ticket_id)
    ).one_or_none()
    if row is None:
        raise TicketUnknown(number=ticket_id)
    return records.standing_of(row)
