"""What a hall did on a day, in figures: for the whole hall, each service, window and hour.

All lengths of time are whole seconds. Nothing here identifies a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from desk.domain.tickets import Service


@dataclass(frozen=True, slots=True)
class Spread:
    """Some lengths of time: how many, their mean and median, and how long the long ones are.

    `p90` is the length that nine of ten do not exceed. Without any, all is 0.
    """

    count: int = 0
    mean_s: int = 0
    median_s: int = 0
    p90_s: int = 0
    longest_s: int = 0

    @classmethod
    def of(cls, lengths: Iterable[float]) -> "Spread":
        """The spread of these lengths in seconds."""
        given = sorted(lengths)
        if not given:
            return cls()
        middle = len(given) // 2
        median = given[middle] if len(given) % 2 else (given[middle - 1] + given[middle]) / 2
        ninth = given[max(0, -(-len(given) * 9 // 10) - 1)]
        return cls(
            len(given),
            round(sum(given) / len(given)),
            round(median),
            round(ninth),
            round(given[-1]),
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """What happened to tickets.

    A ticket that is handed on is called again, so that `called` may exceed `taken`. `priority`
    are the calls of tickets with priority. `waits` are those that ended with a call: from the
    taking, the coming back or the handing on, of an appointment from its slot on. `served` ended
    with a case, `without_case` were finished otherwise: a question answered, something missing,
    another office's matter, a citizen who left. `visits` are
    the times at a window of everybody who was served there, until he left it for good.
    """

    taken: int = 0
    called: int = 0
    served: int = 0
    no_shows: int = 0
    returned: int = 0
    transferred: int = 0
    cancelled: int = 0
    expired: int = 0
    without_case: int = 0
    priority: int = 0
    waits: Spread = Spread()
    visits: Spread = Spread()

    @property
    def no_show_share(self) -> float:
        """The share of calls to which nobody came; 0 without calls."""
        return self.no_shows / self.called if self.called else 0.0

    @property
    def priority_share(self) -> float:
        """The share of calls that went to priority; 0 without calls."""
        return self.priority / self.called if self.called else 0.0


@dataclass(frozen=True, slots=True)
class HourTally:
    """One hour of the hall's local time; what it counts happened in it."""

    hour: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class ServiceStatistics:
    """One service; `hours` only those in which something happened."""

    service: Service
    whole: Tally
    hours: tuple[HourTally, ...]


@dataclass(frozen=True, slots=True)
class WindowStatistics:
    """One window: of `open_s` seconds in which it was open, `busy_s` were with a citizen."""

    window: str
    whole: Tally
    hours: tuple[HourTally, ...]
    open_s: int = 0
    busy_s: int = 0

    @property
    def load(self) -> float:
        """The share of its open time with a citizen, 0 … 1."""
        return min(1.0, self.busy_s / self.open_s) if self.open_s else 0.0


@dataclass(frozen=True, slots=True)
class Appointments:
    """Booked for the day; `kept` by checking in; `in_time` called within their first 15 min."""

    booked: int = 0
    kept: int = 0
    in_time: int = 0


@dataclass(frozen=True, slots=True)
class DayStatistics:
    """One day of a hall as its history tells it up to `at`."""

    day: date
    at: datetime
    whole: Tally
    hours: tuple[HourTally, ...]
    services: tuple[ServiceStatistics, ...]
    windows: tuple[WindowStatistics, ...]
    appointments: Appointments
    waiting: int = 0

    @property
    def load(self) -> float:
        """The share of all windows' open time with a citizen, 0 … 1."""
        open_s = sum(window.open_s for window in self.windows)
        return min(1.0, sum(w.busy_s for w in self.windows) / open_s) if open_s else 0.0


COUNTS = tuple(field.name for field in fields(Tally) if field.type is int or field.type == "int")
"""The names of a tally's counts, in order."""
