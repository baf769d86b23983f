"""A visit on hold says until when it is, and ends by rule with the day."""

from datetime import UTC, datetime, time
from pathlib import Path

import pytest
from msgspec.structs import replace

from desk.domain.tickets import OpenHours, Outcome
from desk.hall import HallQueue
from tests.hall.halls import SERVICES, Clock
from tests.visit.conftest import MakeWindow
from tests.visit.steps import begun, called
from tests.visit.window import Window

WEDNESDAY = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


async def test_a_hold_ends_with_the_day_and_what_was_brought_is_kept_by_rule(
    open_window: MakeWindow, papers: list[Path], tmp_path: Path, hall_url: str
) -> None:
    clock = Clock(WEDNESDAY)
    window = await open_window(now=clock, hall_now=clock)
    await begun(window, window.hall, papers)
    await window.call_step.hold()
    held = window.store.set_aside()[0]
    assert await window.ending.settle_holds() is None
    window.hall.close_day("chief")
    said = await window.ending.settle_holds()
    assert said is not None
    assert said.facts == {"numbers": "C001", "until": "2026-11-30"}  # not on a Saturday
    assert window.store.set_aside() == ()
    kept = window.store.visit(held.id)
    assert (kept.ended, kept.sheets) == (Outcome.HOLD_OVER, 2)
    clock.now = datetime(2026, 11, 30, 15, 59, tzinfo=UTC)
    window.retention.purge(clock.now)
    assert window.store.visit(held.id).sheets == 2
    again = await window.ending.kept_of_ticket("C001")
    assert again is not None
    clock.pass_by(minutes=2)
    window.retention.purge(clock.now)
    with pytest.raises(KeyError):
        window.store.visit(held.id)


async def test_a_hold_without_anything_entered_just_ends(window: Window, hall: HallQueue) -> None:
    await called(window, hall)
    await window.call_step.hold()
    hall.close_day("chief")
    assert await window.ending.settle_holds() is None
    assert window.store.visits_where() == ()


async def test_a_hold_that_goes_on_elsewhere_is_left_alone(
    window: Window, hall: HallQueue, papers: list[Path]
) -> None:
    await begun(window, hall, papers)
    ticket_id = window.session.open_visit.ticket_id
    await window.call_step.hold()
    hall.resume(ticket_id, "5", "chen")
    assert await window.ending.settle_holds() is None
    assert len(window.store.set_aside()) == 1
    hall.finish(ticket_id, "5", "chen")
    assert await window.ending.settle_holds() is not None


async def test_a_hold_says_since_when_and_until_when(
    open_window: MakeWindow, hall_url: str
) -> None:
    clock = Clock(WEDNESDAY)
    window = await open_window(now=clock, hall_now=clock)
    hours = (OpenHours(frozenset(range(7)), time(9), time(17, 30)),)
    window.hall.arrange([replace(SERVICES[2], hours=hours)], [])
    await called(window, window.hall)
    await window.call_step.refresh()
    assert window.call_step.closes("社会保障") == time(17, 30)
    assert window.call_step.closes("企业开办") is None
    clock.pass_by(minutes=5)
    await window.call_step.hold()
    (held,) = (await window.call_step.refresh()).on_hold
    assert held.held_at == clock.now
    assert held.service.closing(clock.now.date()) == time(17, 30)
