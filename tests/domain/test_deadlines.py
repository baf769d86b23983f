"""Working days: day 1 is the working day after acceptance."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.deadlines import (
    Deadline,
    GuangxiCalendar,
    StateCouncilCalendar,
    ToldCalendar,
    is_estimated,
    is_likely_worked,
    working_days_after,
)
from desk.domain.holidays import fixed_by_law, guangxi_days, likely_free

ORACLE = Path(__file__).parent / "lunar_days.tsv"


class Always:
    """A calendar without weekends."""

    def is_workday(self, day: date) -> bool:
        """Every day is worked."""
        return True


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 11, 24), 0, date(2026, 11, 24)),
        (date(2026, 11, 24), 1, date(2026, 11, 25)),
        (date(2026, 11, 24), 8, date(2026, 12, 4)),
        (date(2026, 11, 27), 1, date(2026, 11, 30)),  # over a weekend
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # over the National Day holiday
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # a Saturday that is worked (调休)
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # a Saturday worked before Spring Festival
    ],
)
def test_a_term_ends_on_a_day_that_is_worked(start: date, days: int, last: date) -> None:
    assert working_days_after(start, days) == Deadline(last, estimated=False)


@pytest.mark.parametrize(
    ("start", "days", "last", "estimated"),
    [
        # inputs/deadlines.tsv
        (date(2026, 12, 31), 1, date(2027, 1, 4), True),
        (date(2026, 12, 18), 10, date(2027, 1, 4), True),
        (date(2026, 11, 27), 60, date(2027, 2, 26), True),
        (date(2023, 4, 20), 1, date(2023, 4, 24), False),
        # the like of them
        (date(2026, 12, 30), 1, date(2026, 12, 31), False),
        (date(2027, 2, 4), 1, date(2027, 2, 11), True),  # Spring Festival, made up for
        (date(2027, 12, 31), 1, date(2028, 1, 4), True),  # 1 January is a Saturday
        (date(2028, 9, 29), 1, date(2028, 10, 6), True),  # Mid-Autumn falls on 3 October
        (date(2030, 1, 4), 1, date(2030, 1, 7), True),
        (date(2026, 4, 16), 2, date(2026, 4, 22), True),  # 三月三 of a year without a notice here
        (date(2026, 4, 21), 1, date(2026, 4, 22), False),
    ],
)
def test_a_term_never_ends_on_a_day_that_the_law_makes_free(
    start: date, days: int, last: date, estimated: bool
) -> None:
    assert working_days_after(start, days) == Deadline(last, estimated)


def oracle() -> dict[int, set[date]]:
    """The days that the law fixes, put together from dates that others computed."""
    free: dict[int, set[date]] = {}
    for line in ORACLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        year, *rest = line.split("\t")
        spring, third, dragon, moon, qingming = map(date.fromisoformat, rest)
        y = int(year)
        free[y] = {date(y, 1, 1), date(y, 5, 1), date(y, 5, 2), dragon, moon, qingming}
        free[y] |= {date(y, 10, day) for day in (1, 2, 3)}
        free[y] |= {spring + timedelta(days=n) for n in (-1, 0, 1, 2)}
        free[y] |= {third, third + timedelta(days=1)}
    return free


def test_what_the_law_fixes_is_free_in_every_year() -> None:
    found = oracle()
    assert sorted(found) == list(range(2024, 2061))
    for year, days in found.items():
        assert days == {*fixed_by_law(year), *guangxi_days(year)[:2]}, year
        assert days <= likely_free(year)


def test_no_term_from_2024_to_2060_ends_on_a_free_day() -> None:
    free = {day for days in oracle().values() for day in days}
    start = date(2025, 1, 1)
    while start < date(2060, 9, 1):
        for days in (1, 2, 5, 10, 20, 45, 60):
            last = working_days_after(start, days).day
            assert last not in free, (start, days)
            assert last.year < 2027 or last.weekday() < 5
        start += timedelta(days=8)  # every weekday in its turn


def test_the_notices_agree_with_the_law_where_both_are_known() -> None:
    notices = StateCouncilCalendar()
    for year in (2025, 2026):
        assert all(notices.is_workday(day) is False for day in fixed_by_law(year))


def test_what_the_region_says_goes_before_everything_else() -> None:
    free, worked = date(2027, 4, 8), date(2027, 4, 10)
    told = ToldCalendar(date(2027, 1, 1), date(2027, 12, 31), {free: False, worked: True})
    assert working_days_after(date(2027, 4, 7), 1, told) == Deadline(date(2027, 4, 9), False)
    assert working_days_after(date(2027, 4, 7), 2, told) == Deadline(worked, False)
    assert working_days_after(date(2027, 12, 31), 1, told) == Deadline(date(2028, 1, 4), True)
    assert is_estimated(date(2027, 12, 30), date(2027, 12, 31), told) is False
    assert is_estimated(date(2027, 12, 30), date(2028, 1, 4), told) is True


def test_another_calendar_may_be_given() -> None:
    assert working_days_after(date(2026, 9, 30), 3, Always()) == Deadline(date(2026, 10, 3), False)


def test_a_term_is_not_negative() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        working_days_after(date(2026, 11, 24), -1)


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_exactly_so_many_days_are_worked_until_the_last(start: date, days: int) -> None:
    term = working_days_after(start, days)
    calendar = GuangxiCalendar()

    def worked(day: date) -> bool:
        known = calendar.is_workday(day)
        return is_likely_worked(day) if known is None else known

    span = [start + timedelta(days=n) for n in range(1, (term.day - start).days + 1)]
    assert sum(map(worked, span)) == days
    assert worked(term.day)
    assert term.estimated == any(calendar.is_workday(day) is None for day in span)
    assert term.estimated == is_estimated(start, term.day)
