"""Days that the law makes free, in any year from 1900 to 2100.

The State Council's regulation on public holidays (全国年节及纪念日放假办法, as revised in 2024)
fixes thirteen days: 1 January; Spring Festival from New Year's Eve to the third day; Qingming;
1 and 2 May; the Dragon Boat and the Mid-Autumn festivals; 1 to 3 October. One that falls on a
weekend is made up for on a workday (art. 6), of which only the yearly notice says which: here it
is the next one.

Guangxi adds two days (广西壮族自治区少数民族习惯节日放假办法, decree 98): the third day of the
third month, 三月三, and the day after; the autonomous region's own notice may move them.

Lunar dates and the solar term are computed by the package ``borax``.
"""

from datetime import date, timedelta
from functools import cache

LAST_YEAR = 2100
"""Lunar dates are known up to this year."""

_DAY = timedelta(days=1)


def lunar_day(year: int, month: int, day: int) -> date:
    """The day of the lunar year that begins in `year`, leap months left out. Raises ValueError."""
    from borax.calendars.lunardate import LunarDate

    solar: date = LunarDate(year, month, day).to_solar_date()
    return solar


def qingming(year: int) -> date:
    """The day of the solar term Qingming. Raises ValueError beyond the known years."""
    from borax.calendars.lunardate import TermUtils

    term: date = TermUtils.nth_term_day(year, term_name="清明")
    return term


@cache
def fixed_by_law(year: int) -> tuple[date, ...]:
    """The days of `year` that the regulation names, in order; two that fall together, twice."""
    days = [date(year, 1, 1)]
    days += [date(year, 5, day) for day in (1, 2)]
    days += [date(year, 10, day) for day in (1, 2, 3)]
    if 1900 < year <= LAST_YEAR:
        spring = lunar_day(year, 1, 1)
        days += [spring + n * _DAY for n in range(-1, 3)]
        days += [qingming(year), lunar_day(year, 5, 5), lunar_day(year, 8, 15)]
    return tuple(sorted(days))


@cache
def guangxi_days(year: int) -> tuple[date, ...]:
    """三月三 and the day after, with the workdays that make up for a weekend."""
    if not 2014 <= year <= LAST_YEAR:
        return ()
    third = lunar_day(year, 3, 3)
    return _made_up((third, third + _DAY), frozenset(fixed_by_law(year)))


@cache
def likely_free(year: int) -> frozenset[date]:
    """Every day of `year` that will be free, as far as it is known before the notice."""
    country = _made_up(fixed_by_law(year), frozenset())
    return frozenset((*country, *guangxi_days(year)))


def _made_up(days: tuple[date, ...], others: frozenset[date]) -> tuple[date, ...]:
    """`days`, and for each that falls on a weekend or on another holiday the next workday."""
    free = dict.fromkeys(days)
    owed: list[date] = []
    for place, day in enumerate(days):
        if day.weekday() >= 5 or day in days[:place] or day in others:
            owed.append(day)
    for day in owed:
        instead = day
        while instead.weekday() >= 5 or instead in free or instead in others:
            instead += _DAY
        free[instead] = None
    return tuple(free)
