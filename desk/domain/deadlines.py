"""Working days: until when a promise runs.

Days are working days (Administrative Licensing Law, art. 82); day 1 is the working day after
acceptance. The State Council's yearly notice says which weekdays are holidays and which
weekends are worked; the autonomous region adds its own holiday. Beyond the last known notice
weekends and what `desk.domain.holidays` knows count as free, and the day is an estimate (预计).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from desk.domain.holidays import guangxi_days, likely_free

_DAY = timedelta(days=1)


class WorkCalendar(Protocol):
    """Knows which days are worked."""

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is a working day; None when it is not known yet."""


class StateCouncilCalendar:
    """The notices of the State Council, as the package ``chinese_calendar`` holds them."""

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None beyond the years that the package knows."""
        from chinese_calendar import is_workday

        try:
            return bool(is_workday(day))
        except NotImplementedError:
            return None


_GUANGXI_NOTICES: Mapping[int, tuple[date, ...]] = {
    2023: (date(2023, 4, 21), date(2023, 4, 22), date(2023, 4, 23)),
}
"""When 三月三 was free, by year of the autonomous region's notice."""


class GuangxiCalendar:
    """The country's calendar with the autonomous region's holiday.

    The days around 三月三 are unknown in a year whose notice is not known here.
    """

    def __init__(self, country: WorkCalendar | None = None) -> None:
        self._country = country or StateCouncilCalendar()

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None when a notice is not known."""
        notice = _GUANGXI_NOTICES.get(day.year)
        if notice is not None:
            return day not in notice and self._country.is_workday(day)
        worked = self._country.is_workday(day)
        return None if worked and day in guangxi_days(day.year) else worked

    def knows(self, day: date) -> bool:
        """Whether the country's notice for this day is known."""
        return self._country.is_workday(day) is not None


@dataclass(frozen=True, slots=True)
class ToldCalendar:
    """What a region says of the days from `first` to `last`, and `beyond` for all others.

    `days` are those that differ from the week: True for a Saturday or Sunday that is worked,
    False for a weekday that is free.
    """

    first: date
    last: date
    days: Mapping[date, bool]
    beyond: WorkCalendar = field(default_factory=GuangxiCalendar)

    def is_workday(self, day: date) -> bool | None:
        """Whether `day` is worked; None when neither the region nor a notice has said so."""
        if self.first <= day <= self.last:
            return self.days.get(day, day.weekday() < 5)
        return self.beyond.is_workday(day)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a term, itself included (含). `estimated` when a day in it is not known."""

    day: date
    estimated: bool


class Terms(Protocol):
    """Computes terms that begin today."""

    def term(self, days: int) -> Deadline:
        """When a term of so many working days ends that begins today."""

    def is_estimated(self, last: date) -> bool:
        """Whether a term from today to `last` has a day in it that is not known."""


def working_days_after(start: date, days: int, calendar: WorkCalendar | None = None) -> Deadline:
    """The day on which a term of `days` working days ends that began on `start`.

    With 0 days it ends on `start` itself. Raises ValueError when `days` is negative.
    """
    if days < 0:
        raise ValueError(f"a term cannot have {days} days")
    calendar = calendar or GuangxiCalendar()
    day, estimated = start, False
    while days:
        day += _DAY
        worked = calendar.is_workday(day)
        if worked is None:
            estimated = True
            worked = is_likely_worked(day)
        days -= worked
    return Deadline(day, estimated)


def is_likely_worked(day: date) -> bool:
    """Whether a day of which no notice is known will be worked, as far as the law says."""
    return day.weekday() < 5 and day not in likely_free(day.year)


def is_estimated(start: date, last: date, calendar: WorkCalendar | None = None) -> bool:
    """Whether the term from `start` to `last` includes a day that no notice covers yet."""
    calendar = calendar or GuangxiCalendar()
    days = ((last - start).days + 1) if last > start else 0
    return any(calendar.is_workday(start + n * _DAY) is None for n in range(1, days))
