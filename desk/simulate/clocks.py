"""The clock of a simulated day: as fast as it goes, or a fixed number of times as fast as ours.

Both are callables for `desk.hall.open_hall`, which then dates everything by them.
"""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class SimulatedClock(Protocol):
    """Says what time it is, and waits."""

    def __call__(self) -> datetime:
        """The simulated time, in UTC."""

    def wait_until(self, moment: datetime) -> None:
        """Come back when it is that time; at once when it is past."""


class LeapingClock:
    """Leaps to the next thing that happens."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def __call__(self) -> datetime:
        return self._now

    def wait_until(self, moment: datetime) -> None:
        """Leap there."""
        self._now = max(self._now, moment)


@dataclass(frozen=True)
class RunningClock:
    """Shows `begins` at the POSIX time `started`, and runs `speed` times as fast as ours.

    Every process that is given the same one sees the same time.
    """

    begins: datetime
    started: float
    speed: float

    def __call__(self) -> datetime:
        return self.begins + timedelta(seconds=(time.time() - self.started) * self.speed)

    def wait_until(self, moment: datetime) -> None:
        """Sleep until then."""
        left_s = (moment - self()).total_seconds() / self.speed
        if left_s > 0:
            time.sleep(left_s)
