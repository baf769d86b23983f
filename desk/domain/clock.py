"""Time: this machine's clock in UTC, and the clocks on the wall that people read.

Times are kept and sent in UTC. The region's are shown in China's one time zone, a hall's in its
own, which is a fixed offset: neither has summer time.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

Clock = Callable[[], datetime]
"""Gives the present time, aware of its zone."""

CHINA = timezone(timedelta(hours=8), "CST")


def utc_now() -> datetime:
    """What this machine's clock shows, in UTC."""
    return datetime.now(UTC)


def hall_zone(utc_offset_min: int) -> timezone:
    """The time zone of a hall, which is so many minutes ahead of UTC."""
    return timezone(timedelta(minutes=utc_offset_min))


def local_time(moment: datetime, zone: tzinfo = CHINA) -> datetime:
    """`moment` on the clocks of `zone`. Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a time must say its zone before it can be shown in another")
    return moment.astimezone(zone)


def local_day(moment: datetime, utc_offset_min: int = 480) -> date:
    """The day on which `moment` falls, so many minutes ahead of UTC; in China without them."""
    return local_time(moment, hall_zone(utc_offset_min)).date()
