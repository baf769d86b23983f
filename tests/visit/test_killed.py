"""A window killed between any two calls stands, opened again, where it stood."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from desk.domain.tickets import TicketState
from desk.domain.visits import SendState, Step, Visit
from desk.hall import HallQueue
from tests.visit.conftest import MakeWindow
from tests.visit.killed import CALLS
from tests.visit.window import Window

NAMES = list(CALLS)


def walk_and_die(tmp_path: Path, hall_url: str, calls: int, *move: str) -> list[Visit | None]:
    """What the window showed after each call, until it was killed."""
    out = tmp_path / "out"
    out.mkdir()
    program = [sys.executable, "-m", "tests.visit.killed", str(tmp_path / "profile"), hall_url]
    dead = subprocess.run(
        [*program, str(out), str(calls), *move], check=False, capture_output=True, timeout=120
    )
    assert dead.returncode == -9, dead.stderr.decode()
    return [msgspec.json.decode(line, type=Visit | None) for line in dead.stdout.splitlines()]


async def reopened(open_window: MakeWindow) -> Window:
    window = await open_window()
    window.files.clear_unfinished()
    window.retention.sweep()
    await window.call_step.restore()
    return window


@pytest.mark.parametrize("calls", range(1, len(NAMES) + 1), ids=NAMES)
async def test_killed_after(
    calls: int, tmp_path: Path, hall_url: str, hall: HallQueue, open_window: MakeWindow
) -> None:
    ticket = hall.take("C")
    shown = walk_and_die(tmp_path, hall_url, calls)
    window = await reopened(open_window)
    assert len(shown) == calls
    assert window.session.visit == shown[-1]

    if shown[-1] is None:
        assert hall.ticket(ticket.id).state is TicketState.SERVED
        return
    for material in shown[-1].materials:
        for page in material.pages:
            assert window.files.size(page.file.sha256) == page.file.size
    assert hall.ticket(ticket.id).window == "3"
    if shown[-1].case is not None:
        assert {entry.visit_id for entry in window.outbox.listed()} == {shown[-1].id}


async def test_killed_after_the_hall_called(
    tmp_path: Path, hall_url: str, hall: HallQueue, open_window: MakeWindow
) -> None:
    ticket = hall.take("C")
    assert walk_and_die(tmp_path, hall_url, 1, "CallNext") == []
    window = await reopened(open_window)
    assert window.session.open_visit.ticket_id == ticket.id
    assert window.session.open_visit.step is Step.CALL


async def test_killed_after_the_hall_served(
    tmp_path: Path, hall_url: str, hall: HallQueue, open_window: MakeWindow
) -> None:
    hall.take("C")
    shown = walk_and_die(tmp_path, hall_url, 3, "Serve")
    window = await reopened(open_window)
    assert shown[-1] is not None
    assert window.session.open_visit == replace(shown[-1], step=Step.IDENTIFY)


async def test_killed_after_the_hall_finished(
    tmp_path: Path, hall_url: str, hall: HallQueue, open_window: MakeWindow
) -> None:
    ticket = hall.take("C")
    walk_and_die(tmp_path, hall_url, len(NAMES), "Finish")
    window = await reopened(open_window)
    assert window.session.visit is None
    closed = window.store.of_ticket(ticket.id)
    assert closed is not None
    assert closed.case is not None
    assert closed.case.send is SendState.QUEUED
    assert closed.closed_at is not None
