"""How often, and how much at once, anybody may ask: by device, or by address without one."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from time import monotonic

from desk.hall.server_failures import TooManyRequests

MAX_BODY = 64 * 1024
"""The longest body of a request, in bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the server allows; rates are requests a second, bursts what may come at once."""

    device_rate: float = 500.0
    device_burst: float = 1_000.0
    address_rate: float = 10.0
    address_burst: float = 60.0
    enrol_rate: float = 0.5
    enrol_burst: float = 10.0
    device_requests: int = 16
    device_streams: int = 8
    address_streams: int = 8
    all_streams: int = 2_000
    connections: int = 4_000
    header_s: float = 10.0
    body_s: float = 10.0
    idle_s: float = 75.0


class Rate:
    """Counts what each of many askers asks, as a bucket that fills with time."""

    def __init__(self, rate: float, burst: float, clock: Callable[[], float] = monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._full_at: dict[Hashable, float] = {}

    def require(self, asker: Hashable) -> None:
        """Count one. Raises `TooManyRequests` when the asker's bucket is empty."""
        now = self._clock()
        full_at = max(self._full_at.get(asker, 0.0), now) + 1 / self._rate
        if full_at - now > self._burst / self._rate:
            raise TooManyRequests
        self._full_at[asker] = full_at
        if len(self._full_at) > 4_096:
            self._full_at = {one: at for one, at in self._full_at.items() if at > now}


class Count:
    """How many things each of many askers holds at a time."""

    def __init__(self, most: int, most_in_all: int) -> None:
        self._most = most
        self._most_in_all = most_in_all
        self._held: dict[Hashable, int] = {}
        self.total = 0

    def take(self, asker: Hashable) -> None:
        """One more. Raises `TooManyRequests` when the asker holds as many as it may."""
        held = self._held.get(asker, 0)
        if held >= self._most or self.total >= self._most_in_all:
            raise TooManyRequests
        self._held[asker] = held + 1
        self.total += 1

    def give_back(self, asker: Hashable) -> None:
        """One less."""
        self.total -= 1
        self._held[asker] -= 1
        if not self._held[asker]:
            del self._held[asker]
