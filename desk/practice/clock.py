"""The region's clock: its own time zone, and a skew for training."""

from datetime import UTC, datetime, timedelta

from desk.domain.clock import local_time, utc_now


class RegionClock:
    """Tells the region's time; `skew_s` puts it wrong on purpose."""

    def __init__(self) -> None:
        self.skew_s = 0.0

    def now(self) -> datetime:
        """The time in the region, to the second, with its offset."""
        now = utc_now() + timedelta(seconds=self.skew_s)
        return local_time(now).replace(microsecond=0)


def text_of(moment: datetime) -> str:
    """A time as the store keeps it: UTC in ISO form, so that texts sort like times."""
    return moment.astimezone(UTC).isoformat()


def moment_of(text: str) -> datetime:
    """The region's time that `text_of` wrote."""
    return local_time(datetime.fromisoformat(text))
