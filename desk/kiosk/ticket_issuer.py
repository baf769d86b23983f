"""Issuing tickets: the hall decides, and every number that it gave reaches the citizen once.

The hall's client finds a hall that was away again by itself, so that a kiosk can be switched on
before its hall.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from desk.domain.failures import Failure
from desk.domain.tickets import HallOverview, Priority, Ticket, Window
from desk.hall.client import HallClient
from desk.hall.requests import CheckIn, TakeTicket


@dataclass(frozen=True, slots=True)
class IssuedTicket:
    """A ticket as its holder sees it at the moment it was given.

    `wait_s` is None when it is unknown.
    """

    ticket: Ticket
    ahead: int
    wait_s: int | None
    hall: str
    hall_name: str


@dataclass(frozen=True, slots=True)
class Outlooks:
    """The hall, and how many are before somebody who takes a number for a service now."""

    overview: HallOverview
    before: Mapping[str, int]


def people_before(overview: HallOverview, windows: Iterable[Window]) -> dict[str, int]:
    """By service code: who waits for anything that a window of this service calls, too.

    The same rule as `HallQueue.ahead`, so that the ticket says what the screen said.
    """
    waiting = {outlook.service.code: outlook.waiting for outlook in overview.services}
    before = {}
    for code in waiting:
        shared = {code}
        for window in windows:
            if window.rank(code) is not None:
                shared |= {other for other in waiting if window.rank(other) is not None}
        before[code] = sum(waiting[other] for other in shared)
    return before


class TicketIssuer:
    """A kiosk's part of its hall."""

    def __init__(self, hall: HallClient) -> None:
        self._hall = hall
        self._named: tuple[str, str] | None = None
        self._follows = False

    async def look(self) -> Outlooks:
        """The hall as it is now. Raises `HallUnreachable` and its kinds, `HallBusy`."""
        await self._hall.catch_up()
        return self.seen()

    def seen(self) -> Outlooks:
        """The hall as it was last told. Raises `HallUnreachable` before that."""
        overview = self._hall.mirror.overview()
        return Outlooks(overview, people_before(overview, self._hall.mirror.windows()))

    async def take(self, service: str, priority: Priority, command: str) -> IssuedTicket:
        """The day's next number for a service; the same `command` never gives a second one.

        Raises as `desk.hall.requests.TakeTicket` fails, and as `look`.
        """
        wanted = TakeTicket(command=command, service=service, priority=priority)
        return await self._issued(await self._hall.do(wanted))

    async def check_in(
        self, *, code: str | None = None, identity_number: str | None = None, command: str
    ) -> IssuedTicket:
        """The number of an appointment, found by its code or by who holds it.

        Raises as `desk.hall.requests.CheckIn` fails, and as `look`.
        """
        holder = None
        if identity_number is not None:
            holder = await self._hall.holder_of(identity_number)
        return await self._issued(
            await self._hall.do(CheckIn(command=command, code=code, holder=holder))
        )

    async def follow(
        self, on_change: Callable[[], None], on_trouble: Callable[[Failure | None], None]
    ) -> None:
        """Call `on_change` after every change in the hall, from now on.

        `on_trouble` is called with the failure when the hall goes away, and with None when it is
        back. Raises as `look` when the hall is away; it is followed as soon as it is back.
        """
        if not self._follows:
            self._follows = True
            self._hall.on_look(on_change)
            self._hall.on_trouble(on_trouble)
            await self._hall.start()

    @property
    def follows(self) -> bool:
        """Whether changes in the hall are followed."""
        return self._follows and self._hall.mirror.seq is not None

    async def _issued(self, ticket: Ticket) -> IssuedTicket:
        if self._named is None:
            state = self._hall.mirror.state()
            self._named = state.code, state.name
        seen = await self._hall.ticket(ticket.id)
        return IssuedTicket(ticket, seen.ahead, seen.expected_s, *self._named)
