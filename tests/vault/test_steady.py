"""No single clock pushes the time forward by which things are removed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from desk.vault.steady import OVERNIGHT, SteadyTime
from desk.visit.database import open_window_database

NOON = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)
YEAR = timedelta(days=365)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_window_database(tmp_path / "window.db")


def steady(engine: Engine, elapsed_s: float = 0.0) -> SteadyTime:
    """As after a start at which the machine's steady clock stood at `elapsed_s`."""
    return SteadyTime(engine, lambda: NOON, lambda: elapsed_s)


def test_alone_a_clock_is_believed_from_one_working_day_into_the_next(engine: Engine) -> None:
    assert steady(engine).as_of(NOON) == NOON
    next_morning = NOON + timedelta(hours=21)
    assert steady(engine).as_of(next_morning) == next_morning


def test_a_year_ahead_moves_it_on_by_no_more_than_that(engine: Engine) -> None:
    steady(engine).as_of(NOON)
    for _ in range(20):  # however often the program is started
        assert steady(engine).as_of(NOON + YEAR) == NOON + OVERNIGHT


def test_another_clock_decides_who_is_wrong(engine: Engine) -> None:
    steady(engine).as_of(NOON)
    assert steady(engine).as_of(NOON + YEAR, [NOON + timedelta(minutes=5)]) == NOON + timedelta(
        minutes=5
    )
    assert steady(engine).as_of(NOON, [NOON + YEAR]) == NOON
    assert steady(engine).as_of(NOON + YEAR) <= NOON + OVERNIGHT + timedelta(minutes=5)


def test_after_a_fortnight_away_it_waits_for_the_second_clock(engine: Engine) -> None:
    steady(engine).as_of(NOON)
    back = NOON + timedelta(days=14)
    assert steady(engine).as_of(back) == NOON + OVERNIGHT
    assert steady(engine).as_of(back, [back + timedelta(seconds=2)]) == back
    assert steady(engine).as_of(back + timedelta(hours=20)) == back + timedelta(hours=20)


def test_time_that_passes_while_it_runs_is_sure(engine: Engine) -> None:
    ran = [0.0]
    running = SteadyTime(engine, lambda: NOON, lambda: ran[0])
    running.as_of(NOON)
    for day in range(1, 30):
        ran[0] = day * 86_400.0
        now = NOON + timedelta(days=day)
        assert running.as_of(now) == now
    assert steady(engine).as_of(now + timedelta(hours=30)) == now + timedelta(hours=30)


def test_a_clock_set_back_makes_nothing_due_and_forgets_nothing(engine: Engine) -> None:
    steady(engine).as_of(NOON)
    assert steady(engine).as_of(NOON - YEAR) == NOON - YEAR
    assert steady(engine).as_of(NOON + YEAR) == NOON + OVERNIGHT
