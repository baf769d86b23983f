"""A hall for tests: four services, eight windows, and a clock that tests can move."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.domain.tickets import Event, Priority, Service, TicketEvent, TicketMove
from desk.hall import create_hall, sqlite_url

SERVICES = (
    Service("A", "A", "企业开办"),
    Service("B", "B", "食品经营"),
    Service("C", "C", "社会保障"),
    Service("D", "D", "不动产登记"),
)
WINDOWS = ("1", "2", "3", "4", "5", "6", "7", "8")
MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Nine o'clock in the hall."""


class Clock:
    """Stands still until a test moves it."""

    def __init__(self, now: datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **span: float) -> None:
        self.now += timedelta(**span)


def make_hall(folder: Path, clock: Callable[[], datetime] | None = None) -> str:
    """Make the hall of the tests in `folder`; returns its URL."""
    url = sqlite_url(folder / "hall.db")
    fill_hall(url, clock)
    return url


def fill_hall(url: str, clock: Callable[[], datetime] | None = None) -> None:
    """Make the hall of the tests at `url`."""
    create_hall(url, "NN01", "南宁市民中心", SERVICES, WINDOWS, clock=clock or Clock())


on_a_file = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
"""For tests that look into the hall's file themselves; all others run on every database."""


def calls_out_of_turn(events: Iterable[Event]) -> list[TicketEvent]:
    """The calls in a history that were not the turn of their ticket.

    Judged by a second telling of the rule, from the events alone, for halls whose windows serve
    everything: the oldest priority ticket goes first unless one of the last two calls was of
    priority, else whoever came first, of all.
    """
    priority: list[str] = []
    everybody: list[str] = []
    calls: list[Priority] = []
    wrong = []
    for event in events:
        if not isinstance(event, TicketEvent):
            continue
        if event.move is TicketMove.TAKEN:
            everybody.append(event.ticket_id)
            if event.priority is Priority.PRIORITY:
                priority.append(event.ticket_id)
        elif event.move is TicketMove.CALLED:
            rested = calls[-2:].count(Priority.PRIORITY) == 0
            turn = priority if priority and rested else everybody
            if not turn or turn[0] != event.ticket_id:
                wrong.append(event)
            calls.append(event.priority)
        if event.move in (TicketMove.CALLED, TicketMove.CANCELLED, TicketMove.EXPIRED):
            for row in (priority, everybody):
                if event.ticket_id in row:
                    row.remove(event.ticket_id)
    return wrong
