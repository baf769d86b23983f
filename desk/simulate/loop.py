"""The event loop of a simulation: actions, each at its time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush

from desk.simulate.clocks import SimulatedClock


class Loop:
    """Runs actions in the order of their times; at the same time in the order of scheduling."""

    def __init__(self, clock: SimulatedClock) -> None:
        self.clock = clock
        self._due: list[tuple[datetime, int, Callable[[], None]]] = []
        self._asked = 0

    @property
    def now(self) -> datetime:
        """The simulated time."""
        return self.clock()

    def at(self, moment: datetime, act: Callable[[], None]) -> None:
        """Do `act` at that time."""
        self._asked += 1
        heappush(self._due, (moment, self._asked, act))

    def after(self, seconds: float, act: Callable[[], None]) -> None:
        """Do `act` so many simulated seconds from now."""
        self.at(self.now + timedelta(seconds=seconds), act)

    def run(self) -> None:
        """Go on until there is nothing left to do."""
        while self._due:
            moment, _, act = heappop(self._due)
            self.clock.wait_until(moment)
            act()
