"""A hall behind its server with the face of a `HallQueue`, for commands: every call blocks."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

from desk.domain.clock import local_day
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import (
    Appointment,
    Event,
    HallOverview,
    HallSnapshot,
    Service,
    Ticket,
    Window,
)
from desk.hall.client.credentials import credential_for
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role
from desk.hall.failures import TicketUnknown
from desk.hall.queue import HallQueue
from desk.hall.requests import Request, Requester

T = TypeVar("T")

ROLES = (Role.SCRIPT, Role.MANAGER, Role.WINDOW, Role.KIOSK, Role.DISPLAY)
"""As what a command asks when this machine is enrolled as several: what may do least of those
that may do it all."""


class BlockingHall(HallQueue):
    """Asks the server for everything; nothing is kept here."""

    def __init__(self, client: RemoteHall, runner: asyncio.Runner) -> None:
        # nothing of `HallCore` is needed: there is no database here
        self._client = client
        self._runner = runner

    def close(self) -> None:
        """Close the connections."""
        self._run(self._client.close())

    def _do(self, request: Request[Any], requester: Requester) -> Any:
        own = self._client.credential.window
        window = None if requester.window == own else requester.window
        return self._run(self._client.do(request, person=requester.person, window=window))

    def holder_of(self, identity_number: str) -> str:
        """By what the appointment of an identity card's holder is found; the server knows."""
        return self._run(self._client.holder_of(identity_number))

    # looks

    def services(self) -> tuple[Service, ...]:
        """As `HallQueue.services`."""
        return self._run(self._client.arrangement()).services

    def windows(self) -> tuple[Window, ...]:
        """As `HallQueue.windows`."""
        return self._run(self._client.arrangement()).windows

    def ticket(self, ticket_id: str) -> Ticket:
        """As `HallQueue.ticket`."""
        return self._run(self._client.ticket(ticket_id)).ticket

    def find(self, number: str) -> Ticket | None:
        """As `HallQueue.find`."""
        try:
            return self._run(self._client.ticket(number.strip().upper())).ticket
        except TicketUnknown:
            return None

    def at_window(self, window: str) -> Ticket | None:
        """As `HallQueue.at_window`."""
        status = {one.window: one for one in self.overview().windows}.get(window)
        number = status.ticket_number if status else None
        return None if number is None else self.find(number)

    def appointments(self, day: date | None = None) -> tuple[Appointment, ...]:
        """As `HallQueue.appointments`."""
        return tuple(self._run(self._client.appointments(day)))

    def ahead(self, ticket_id: str) -> int:
        """As `HallQueue.ahead`."""
        return self._run(self._client.ticket(ticket_id)).ahead

    def expected_wait_of(self, ticket_id: str) -> int | None:
        """As `HallQueue.expected_wait_of`."""
        return self._run(self._client.ticket(ticket_id)).expected_s

    def snapshot(self, window: str) -> HallSnapshot:
        """As `HallQueue.snapshot`."""
        return self._run(self._client.snapshot(window))

    def overview(self) -> HallOverview:
        """As `HallQueue.overview`."""
        return self._run(self._client.overview())

    # the history

    def done(self, command: str) -> Event | None:
        """As `HallQueue.done`."""
        return self._run(self._client.done(command))

    def statistics(self, day: date | None = None) -> DayStatistics | None:
        """As `HallQueue.statistics`."""
        if day is None:
            seen = self.overview()
            day = local_day(seen.at, seen.utc_offset_min)
        return next(iter(self.history(day, day)), None)

    def history(self, first: date, last: date) -> tuple[DayStatistics, ...]:
        """As `HallQueue.history`."""
        return tuple(self._run(self._client.figures(first, last)))

    def events_since(self, seq: int) -> list[Event]:
        """As `HallQueue.events_since`."""
        return self._run(_all(self._client.history(seq)))

    def seq(self) -> int:
        """As `HallQueue.seq`."""
        return self.overview().seq

    def _run(self, question: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(question)


@contextmanager
def blocking_hall(url: str) -> Iterator[BlockingHall]:
    """The hall behind the server at `url`, as one of the devices that this machine is.

    Raises `NotEnrolled`, `KeyringMissing`, `KeyringRefused`, `HallKindUnknown`.
    """
    client = RemoteHall(url, credential_for(url, ROLES))
    with asyncio.Runner() as runner, BlockingHall(client, runner) as hall:
        yield hall


async def _all(events: AsyncIterator[Event]) -> list[Event]:
    return [event async for event in events]
