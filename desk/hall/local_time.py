"""The hall's local time: a fixed offset from UTC."""

from datetime import date, datetime, timedelta, timezone
from functools import cache


@cache
def hall_zone(utc_offset_min: int) -> timezone:
    """The hall's time zone; `utc_offset_min` is how many minutes it is ahead of UTC."""
    return timezone(timedelta(minutes=utc_offset_min))


def local_day(at: datetime, utc_offset_min: int) -> date:
    """The day on which the moment `at` falls in the hall."""
    return at.astimezone(hall_zone(utc_offset_min)).date()
