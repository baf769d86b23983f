"""One face for a hall wherever it is: behind its server, or in a file of this machine."""

import asyncio
import logging
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date
from typing import TypeVar

from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Appointment, Event
from desk.hall.client.mirror import HallMirror
from desk.hall.messages import TicketSeen
from desk.hall.requests import Request

A = TypeVar("A")
log = logging.getLogger(__name__)

ChangeListener = Callable[[Sequence[Event]], None]
TroubleListener = Callable[[Failure | None], None]


LOOK_EVERY_S = 0.2
"""The least time between two looks at a busy hall, in seconds."""


class HallClient(ABC):
    """A program's way to its hall; used on one event loop.

    `mirror` knows the hall since `start`, and is up with it while there is no `trouble`.
    Listeners are called on the event loop, after the mirror knows.
    """

    def __init__(self) -> None:
        self.mirror = HallMirror()
        self.trouble: Failure | None = None
        """Why the mirror may be behind; None while it is up with the hall."""
        self._on_change: list[ChangeListener] = []
        self._on_trouble: list[TroubleListener] = []

    def on_change(self, listener: ChangeListener) -> None:
        """Call `listener` after every change, with the events, in order and none twice.

        Without events when the hall is known anew, and some may have been missed, and when only
        the times to wait changed.
        """
        self._on_change.append(listener)

    def on_look(self, listener: Callable[[], None], every_s: float = LOOK_EVERY_S) -> None:
        """Call `listener` after changes, when it is time to look at the hall again.

        At once after a change that follows a quiet while, and at most every `every_s` seconds
        in a busy one: many changes are one look, and the last one is always seen.
        """
        looks = _Looks(listener, every_s)
        self._on_change.append(lambda _events: looks.due())

    def on_trouble(self, listener: TroubleListener) -> None:
        """Call `listener` when the hall goes away, once each time, and with None when it is back.

        At once with the trouble that there is.
        """
        self._on_trouble.append(listener)
        if self.trouble is not None:
            listener(self.trouble)

    @abstractmethod
    async def catch_up(self) -> None:
        """Return once `mirror` knows all that has happened until now.

        Raises `HallUnreachable` and its kinds, `HallBusy`.
        """

    @abstractmethod
    async def start(self) -> None:
        """Begin to follow the hall; returns when it is known.

        Raises why it is not after some seconds; it goes on trying all the same.
        """

    @abstractmethod
    async def close(self) -> None:
        """Let go of the hall."""

    @abstractmethod
    async def do(
        self, request: Request[A], *, person: str | None = None, window: str | None = None
    ) -> A:
        """Have a request carried out, once; its answer, also when the first one was lost.

        `mirror` knows what was done by then, unless there is trouble. `person` is the clerk who
        is signed in, `window` the window that acts, where the device is not enrolled as one. Raises
        the failure by which it was refused; `HallUnreachable` when nothing was done,
        `HallAnswerLost` when it may have been done.
        """

    @abstractmethod
    async def holder_of(self, identity_number: str) -> str:
        """By what the appointment of an identity card's holder is found: a digest.

        The hall's secret for it stays where the hall is. Raises `NotAllowed` where the device
        has nothing to do with appointments.
        """

    @abstractmethod
    async def ticket(self, named: str) -> TicketSeen:
        """A ticket of any day by its id, or today's by its number. Raises `TicketUnknown`."""

    @abstractmethod
    def history(self, since: int = 0) -> AsyncIterator[Event]:
        """Every event after `since`, in order."""

    @abstractmethod
    async def done(self, command: str) -> Event | None:
        """What was done when a command was carried out; None when it never was."""

    @abstractmethod
    async def figures(self, first: date, last: date) -> Sequence[DayStatistics]:
        """The days from `first` to `last` on which something happened."""

    @abstractmethod
    async def appointments(self, day: date | None = None) -> Sequence[Appointment]:
        """The appointments of a day, by default today's."""

    def _tell_change(self, events: Sequence[Event]) -> None:
        for listener in tuple(self._on_change):
            try:
                listener(events)
            except Exception:
                # a listener's fault must not cut the hall off from the others
                log.exception("a listener failed on what happened")

    def _tell_trouble(self, trouble: Failure | None) -> None:
        before, self.trouble = self.trouble, trouble
        if (before is None) == (trouble is None):
            return
        if trouble is None:
            log.info("the hall is back")
        else:
            log.warning("%s", trouble)
        for listener in tuple(self._on_trouble):
            try:
                listener(trouble)
            except Exception:
                log.exception("a listener failed on the hall's trouble")


class _Looks:
    """Calls a listener now, or later when it was called just now."""

    def __init__(self, listener: Callable[[], None], every_s: float) -> None:
        self._listener = listener
        self._every_s = every_s
        self._waiting: asyncio.TimerHandle | None = None
        self._again = False

    def due(self) -> None:
        """Something changed."""
        if self._waiting is not None:
            self._again = True
            return
        self._waiting = asyncio.get_running_loop().call_later(self._every_s, self._rested)
        self._listener()

    def _rested(self) -> None:
        self._waiting = None
        if self._again:
            self._again = False
            self.due()
