"""A hall's day as one flat table, for spreadsheets."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from desk.domain.hall_statistics import COUNTS, DayStatistics, HourTally, Spread, Tally

_LENGTHS = tuple(field.name for field in fields(Spread) if field.name != "count")

COLUMNS = (
    *("day", "of", "code", "name", "hour"),
    *COUNTS,
    *(f"{what}_{length}" for what in ("wait", "visit") for length in _LENGTHS),
    *("open_s", "busy_s"),
)
"""`of` is hall, service or window; `hour` is empty in the rows of whole days."""


def csv_of(days: Iterable[DayStatistics], heading: Callable[[str], str] = str) -> str:
    """The days as RFC 4180 text with a heading: a row for everything whole, and each hour of it.

    `heading` says the words for a column.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text)
    table.writerow(map(heading, COLUMNS))
    for day in days:
        table.writerows(_rows(day))
    return text.getvalue()


def _rows(day: DayStatistics) -> Iterator[tuple[str | int, ...]]:
    date = day.day.isoformat()
    open_s = sum(window.open_s for window in day.windows)
    busy_s = sum(window.busy_s for window in day.windows)
    yield from _course((date, "hall", "", ""), day.whole, day.hours, open_s, busy_s)
    for of in day.services:
        first = (date, "service", of.service.code, of.service.name)
        yield from _course(first, of.whole, of.hours)
    for at in day.windows:
        first = (date, "window", at.window, "")
        yield from _course(first, at.whole, at.hours, at.open_s, at.busy_s)


def _course(
    first: tuple[str, ...],
    whole: Tally,
    hours: Iterable[HourTally],
    open_s: int | str = "",
    busy_s: int | str = "",
) -> Iterator[tuple[str | int, ...]]:
    yield (*first, "", *_figures(whole), open_s, busy_s)
    for hour in hours:
        yield (*first, hour.hour, *_figures(hour.tally), "", "")


def _figures(tally: Tally) -> tuple[int, ...]:
    return (
        *(getattr(tally, name) for name in COUNTS),
        *(getattr(spread, name) for spread in (tally.waits, tally.visits) for name in _LENGTHS),
    )
