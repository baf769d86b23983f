"""From days of statistics to the lines of a table and the bars of a chart. No Qt here.

A period's mean is exact; how long nine of ten waited at most is that of its worst day, because
such lengths of several days cannot be added up.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desk.domain.hall_statistics import DayStatistics, HourTally, Spread, Tally

NONE = Spread()


class FiguresSheet(StrEnum):
    """What the lines of the table are."""

    SERVICES = "services"
    WINDOWS = "windows"
    TIMES = "times"


@dataclass(frozen=True, slots=True)
class FiguresTable:
    """What is shown of some tallies; lengths in seconds. `load` is None where it means nothing."""

    taken: int = 0
    called: int = 0
    served: int = 0
    no_shows: int = 0
    left: int = 0
    waits: Spread = NONE
    visits: Spread = NONE
    priority: int = 0
    load: float | None = None

    @property
    def busy(self) -> bool:
        """Whether anybody came, was called or was served."""
        return bool(self.taken or self.called or self.served)

    @property
    def no_show_share(self) -> float:
        """The share of calls to which nobody came."""
        return self.no_shows / self.called if self.called else 0.0

    @property
    def priority_share(self) -> float:
        """The share of calls that went to priority."""
        return self.priority / self.called if self.called else 0.0


@dataclass(frozen=True, slots=True)
class Point:
    """A bar's place on the line of time: an hour of one day, or a day."""

    at: int | date
    figures: FiguresTable


@dataclass(frozen=True, slots=True)
class FiguresLine:
    """One line of the table, and its course through time.

    The first line of a sheet is the hall and has no `code`. `day` is what a line of the sheet
    of times leads to.
    """

    code: str
    name: str
    figures: FiguresTable
    course: tuple[Point, ...]
    at: int | date | None = None


def lines_of(
    days: Sequence[DayStatistics], sheet: FiguresSheet, *, hours: bool
) -> tuple[FiguresLine, ...]:
    """The lines of a sheet: the hall first, then its services, windows, or times.

    `hours` says that the course goes through the hours of one day, else through the days.
    """
    hall = _line("", "", days, lambda day: (day.whole, day.hours), _hall_load, hours=hours)
    if sheet is FiguresSheet.SERVICES:
        return (hall, *_services(days, hours=hours))
    if sheet is FiguresSheet.WINDOWS:
        return (hall, *_windows(days, hours=hours))
    times = hall.course if hours else reversed(hall.course)
    return (hall, *(FiguresLine("", "", point.figures, hall.course, point.at) for point in times))


def _services(days: Sequence[DayStatistics], *, hours: bool) -> Iterator[FiguresLine]:
    names = {of.service.code: of.service.name for day in days for of in day.services}
    for code, name in names.items():

        def of_day(day: DayStatistics, code: str = code) -> tuple[Tally, tuple[HourTally, ...]]:
            found = (of for of in day.services if of.service.code == code)
            return next(((of.whole, of.hours) for of in found), (Tally(), ()))

        yield _line(code, name, days, of_day, lambda _: None, hours=hours)


def _windows(days: Sequence[DayStatistics], *, hours: bool) -> Iterator[FiguresLine]:
    codes = dict.fromkeys(at.window for day in days for at in day.windows)
    for code in codes:

        def of_day(day: DayStatistics, code: str = code) -> tuple[Tally, tuple[HourTally, ...]]:
            found = (at for at in day.windows if at.window == code)
            return next(((at.whole, at.hours) for at in found), (Tally(), ()))

        def load(given: Sequence[DayStatistics], code: str = code) -> float | None:
            mine = [at for day in given for at in day.windows if at.window == code]
            return _share(sum(at.busy_s for at in mine), sum(at.open_s for at in mine))

        yield _line(code, code, days, of_day, load, hours=hours)


def _line(
    code: str,
    name: str,
    days: Sequence[DayStatistics],
    of_day: Callable[[DayStatistics], tuple[Tally, tuple[HourTally, ...]]],
    load: Callable[[Sequence[DayStatistics]], float | None],
    *,
    hours: bool,
) -> FiguresLine:
    course: Mapping[int | date, FiguresTable]
    if hours:
        course = {hour.hour: summed([hour.tally]) for day in days for hour in of_day(day)[1]}
    else:
        course = {day.day: summed([of_day(day)[0]], load([day])) for day in days}
    return FiguresLine(
        code,
        name,
        summed([of_day(day)[0] for day in days], load(days)),
        tuple(Point(at, figures) for at, figures in course.items() if figures.busy),
    )


def summed(tallies: Iterable[Tally], load: float | None = None) -> FiguresTable:
    """Several tallies as one."""
    given = list(tallies)
    return FiguresTable(
        taken=sum(tally.taken for tally in given),
        called=sum(tally.called for tally in given),
        served=sum(tally.served for tally in given),
        no_shows=sum(tally.no_shows for tally in given),
        left=sum(tally.cancelled + tally.expired for tally in given),
        waits=_spread(tally.waits for tally in given),
        visits=_spread(tally.visits for tally in given),
        priority=sum(tally.priority for tally in given),
        load=load,
    )


def _spread(spreads: Iterable[Spread]) -> Spread:
    """One spread of several: mean and longest are exact, the others those of the worst."""
    given = [spread for spread in spreads if spread.count]
    if len(given) == 1:
        return given[0]
    count = sum(spread.count for spread in given)
    return Spread(
        count=count,
        mean_s=round(sum(s.mean_s * s.count for s in given) / count) if count else 0,
        median_s=max((spread.median_s for spread in given), default=0),
        p90_s=max((spread.p90_s for spread in given), default=0),
        longest_s=max((spread.longest_s for spread in given), default=0),
    )


def _hall_load(days: Sequence[DayStatistics]) -> float | None:
    windows = [at for day in days for at in day.windows]
    return _share(sum(at.busy_s for at in windows), sum(at.open_s for at in windows))


def _share(part: float, whole: float) -> float | None:
    return min(1.0, part / whole) if whole else None
