"""Noticing that a clock jumped: the machine's uptime tells how much time really passed."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""By how much a clock may be put forward without being doubted."""


def uptime_s() -> float:
    """Seconds since some moment, also while the machine slept, where the system counts them."""
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()


class ClockWatch:
    """Compares a clock with the uptime from one look to the next.

    A clock that was put forward is doubted until it is right again, or `trust` is called; one
    that was set back is not.
    """

    def __init__(self, uptime_s: Callable[[], float] = uptime_s) -> None:
        self._uptime_s = uptime_s
        self._trusted: tuple[datetime, float] | None = None

    def jumped(self, at: datetime) -> bool:
        """Whether the clock, which shows `at`, is further than the time that passed."""
        if self._trusted is None:
            self.trust(at)
            return False
        then, since_s = self._trusted
        expected = then + timedelta(seconds=self._uptime_s() - since_s)
        if at - expected > TOLERANCE:
            return True
        self.trust(at)
        return False

    def trust(self, at: datetime) -> None:
        """The clock is right now."""
        self._trusted = at, self._uptime_s()
