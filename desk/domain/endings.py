"""How a citizen's time at a window ends without a case, and how long what was entered is kept."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from desk.domain.deadlines import GuangxiCalendar, WorkCalendar, is_likely_worked
from desk.domain.tickets import Outcome

_TELEPHONE = re.compile(r"[0-9（()）+转 \-－—]{5,}")


@dataclass(frozen=True, slots=True)
class Office:
    """Where a citizen has to go instead: an office, and what is known of it."""

    name: str
    address: str = ""
    telephone: str = ""

    @classmethod
    def parse(cls, text: str) -> "Office":
        """Parse a line that a clerk typed: name, address and telephone, separated by commas.

        A part made of digits is the telephone, at any place.
        """
        parts = [part.strip() for part in re.split(r"[，,；;]", text) if part.strip()]
        numbers = [part for part in parts[1:] if _TELEPHONE.fullmatch(part)]
        words = [part for part in parts if part not in numbers]
        return cls(words[0] if words else "", "，".join(words[1:]), "、".join(numbers))

    @property
    def line(self) -> str:
        """Name, address and telephone in one line."""
        return "，".join(part for part in (self.name, self.address, self.telephone) if part)


KEPT_DAYS = 3
"""How many days what is not complete stays for the citizen to bring the rest."""

KEPT_AFTER_LEAVING = timedelta(hours=24)
"""How long entries are kept when the citizen left without saying so."""


def last_kept_day(today: date, calendar: WorkCalendar | None = None) -> date:
    """The last day, itself included, on which a visit that lacks something can be taken up.

    A term whose last day is free ends on the next working day.
    """
    calendar = calendar or GuangxiCalendar()
    day = today + timedelta(days=KEPT_DAYS)
    while not _worked(calendar, day):
        day += timedelta(days=1)
    return day


def _worked(calendar: WorkCalendar, day: date) -> bool:
    worked = calendar.is_workday(day)
    return is_likely_worked(day) if worked is None else worked


def kept_until(
    outcome: Outcome, now: datetime, zone: tzinfo, calendar: WorkCalendar | None = None
) -> datetime | None:
    """When what was entered is destroyed; None when nothing is kept at all."""
    match outcome:
        case Outcome.MISSING | Outcome.HOLD_OVER:
            day = last_kept_day(now.astimezone(zone).date(), calendar)
            return datetime.combine(day + timedelta(days=1), time(), zone)
        case Outcome.LEFT:
            return now + KEPT_AFTER_LEAVING
        case _:
            return None
