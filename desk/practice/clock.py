"""The region's clock: its own time zone, and a skew for training."""

from datetime import UTC, datetime, timedelta, timezone

REGION_TIME = timezone(timedelta(hours=8))
"""One time for the whole country, without summer time."""


class RegionClock:
    """Tells the region's time; `skew_s` puts it wrong on purpose."""

    def __init__(self) -> None:
        self.skew_s = 0.0

    def now(self) -> datetime:
        """The time in the region, to the second, with its offset."""
        now = datetime.now(UTC) + timedelta(seconds=self.skew_s)
        return now.astimezone(REGION_TIME).replace(microsecond=0)


def text_of(moment: datetime) -> str:
    """A time as the store keeps it: UTC in ISO form, so that texts sort like times."""
    return moment.astimezone(UTC).isoformat()


def moment_of(text: str) -> datetime:
    """The region's time that `text_of` wrote."""
    return datetime.fromisoformat(text).astimezone(REGION_TIME)
