"""Times are shown on one clock for each place, whatever zone they came in."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desk.domain.clock import CHINA, hall_zone, local_day, local_time, utc_now

LATE = datetime(2026, 11, 24, 16, 30, tzinfo=UTC)
"""Half past midnight in China, the day after."""


def test_a_moment_is_shown_on_chinas_clock() -> None:
    assert local_time(LATE) == LATE
    assert f"{local_time(LATE):%m-%d %H:%M %Z}" == "11-25 00:30 CST"
    elsewhere = LATE.astimezone(timezone(timedelta(hours=-5)))
    assert local_time(elsewhere).isoformat() == local_time(LATE).isoformat()


def test_a_hall_has_its_own_clock() -> None:
    assert f"{local_time(LATE, hall_zone(345)):%H:%M}" == "22:15"
    assert local_day(LATE, 345) == date(2026, 11, 24)
    assert local_day(LATE, 480) == local_day(LATE) == date(2026, 11, 25)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        local_time(LATE.replace(tzinfo=None))


def test_this_machines_clock_says_its_zone() -> None:
    assert utc_now().utcoffset() == timedelta(0)
    assert local_time(utc_now()).tzinfo is CHINA
