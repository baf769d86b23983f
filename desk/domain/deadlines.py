"""Working days: until when a promise runs.

Days are working days (Administrative Licensing Law, art. 82); day 1 is the working day after
acceptance. The State Council's yearly notice says which weekdays are holidays and which
weekends are worked; beyond the last known notice only weekends count as free, and the day is
an estimate (预计).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol


class WorkCalendar(Protocol):
    """Knows which days are worked."""

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None when its year is not known yet."""


class StateCouncilCalendar:
    """The notices of the State Council, as the package ``chinese_calendar`` holds them."""

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None beyond the years that the package knows."""
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except NotImplementedError:
            return None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, itself included (含). `estimated` when a year was unknown."""

    day: date
    estimated: bool


def working_days_after(start: date, days: int, calendar: WorkCalendar | None = None) -> Deadline:
    """The day on which a term of `days` working days ends that began on `start`.

    With 0 days it ends on `start` itself. Raises ValueError when `days` is negative.
    """
    if days < 0:
        raise ValueError(f"a term cannot have {days} days")
    calendar = calendar or StateCouncilCalendar()
    day, estimated = start, False
    while days:
        day += timedelta(days=1)
        worked = calendar.is_workday(day)
        if worked is None:
            estimated = True
            worked = day.weekday() < 5
        days -= worked
    return Deadline(day, estimated)
