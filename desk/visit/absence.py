"""What happened in the hall while this window did not watch it, and since when it did not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, delete, insert, select

from desk.domain.tickets import Event, HallSnapshot, TicketEvent, TicketMove
from desk.vault.database import reading
from desk.visit.tables import hall_seen


class Away(StrEnum):
    """Why this window does not watch the hall."""

    SIGNED_OUT = "signed_out"
    PAUSED = "paused"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class Seen:
    """How far the hall was watched: up to event `seq`, at the hall's time `at`."""

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class WhileAway:
    """What happened in the hall since `since` (the hall's time), counted.

    `called` are calls by other windows, `taken` new tickets, `handed` those that were handed on
    to this window. `longest_s` is the longest wait in the hall now, in seconds.
    """

    since: datetime
    called: int
    taken: int
    handed: int
    longest_s: int

    @property
    def nothing(self) -> bool:
        """Whether nothing happened."""
        return not (self.called or self.taken or self.handed)


def what_happened(
    since: datetime, events: Iterable[Event], hall: HallSnapshot, window: str
) -> WhileAway:
    """Count `events`, of the time between `since` and the look `hall`, for `window`."""
    called = taken = handed = 0
    for event in events:
        if isinstance(event, TicketEvent):
            called += event.move is TicketMove.CALLED and event.window != window
            taken += event.move is TicketMove.TAKEN
            handed += event.move is TicketMove.TRANSFERRED and event.detail.to_window == window
    return WhileAway(since, called, taken, handed, hall.longest_wait_s)


class LastSeen:
    """Stores how far the hall was watched; survives a restart and a power cut. Blocking."""

    def __init__(self, engine: Engine, hall: str) -> None:
        self._engine = engine
        self._hall = hall

    def load(self) -> Seen | None:
        """What was last stored for this hall, or None."""
        with reading(self._engine) as connection:
            row = connection.execute(
                select(hall_seen.c.seq, hall_seen.c.at).where(hall_seen.c.hall == self._hall)
            ).one_or_none()
        return None if row is None else Seen(row.seq, row.at)

    def keep(self, seen: Seen) -> None:
        """Store `seen` in place of the former value, even if that was another hall's."""
        with self._engine.begin() as connection:
            connection.execute(delete(hall_seen))
            connection.execute(insert(hall_seen).values(hall=self._hall, seq=seen.seq, at=seen.at))
