"""Working days: day 1 is the working day after acceptance."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.domain.deadlines import Deadline, StateCouncilCalendar, working_days_after


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


def test_beyond_the_known_year_only_weekends_are_free_and_the_day_is_an_estimate() -> None:
    assert working_days_after(date(2026, 12, 31), 1) == Deadline(date(2027, 1, 1), estimated=True)
    assert working_days_after(date(2026, 12, 30), 1) == Deadline(date(2026, 12, 31), False)
    assert working_days_after(date(2030, 1, 4), 1) == Deadline(date(2030, 1, 7), estimated=True)


def test_another_calendar_may_be_given() -> None:
    assert working_days_after(date(2026, 9, 30), 3, Always()) == Deadline(date(2026, 10, 3), False)


def test_a_term_is_not_negative() -> None:
    with pytest.raises(ValueError, match="-1 days"):
        working_days_after(date(2026, 11, 24), -1)


@given(st.dates(date(2024, 1, 1), date(2028, 1, 1)), st.integers(1, 60))
def test_exactly_so_many_days_are_worked_until_the_last(start: date, days: int) -> None:
    term = working_days_after(start, days)
    calendar = StateCouncilCalendar()

    def worked(day: date) -> bool:
        known = calendar.is_workday(day)
        return day.weekday() < 5 if known is None else known

    span = [start + timedelta(days=n) for n in range(1, (term.day - start).days + 1)]
    assert sum(map(worked, span)) == days
    assert worked(term.day)
    assert term.estimated == any(calendar.is_workday(day) is None for day in span)
