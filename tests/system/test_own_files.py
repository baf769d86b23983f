"""What the window leaves on the disk is its user's alone, and goes when it was promised."""

import os
import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from desk.domain.clock import utc_now
from desk.domain.visits import Step
from desk.vault.database import moment_text
from tests.system.clerk import Clerk
from tests.system.day import Day

PAPER = "社会保障卡补领申请表"


@pytest.fixture(autouse=True)
def open_handed() -> Iterator[None]:
    """The shell's umask lets everybody read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


async def serves(clerk: Clerk) -> None:
    await clerk.reaches_the_form()
    await clerk.fills_in()
    await clerk.submits()
    await clerk.sees("45-0100-")
    await clerk.hands_over()


async def stands_ready(clerk: Clerk) -> None:
    await clerk.stands_at(Step.CALL)


def open_to_others(folder: Path) -> list[str]:
    """Everything in `folder`, and itself, that somebody else may read or write."""
    there = [folder, *folder.rglob("*")]
    return [str(path) for path in there if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_profile_and_papers_are_the_users_alone_also_those_of_before(day: Day) -> None:
    """Folders that were there and open, and files that an older version left."""
    for folder in (day.profile, day.profile / "files", day.tray):
        folder.mkdir(mode=0o755)
    old = day.tray / "notice-45-0100-20261101-000001.pdf"
    old.write_bytes(b"%PDF-1.4 of an older version")
    left = day.tray / f"{'5e' * 16}.part"
    left.write_bytes(b"half a paper, from a kill")
    assert len(open_to_others(day.profile)) + len(open_to_others(day.tray)) == 5
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass(PAPER)
    day.at_the_window(serves)
    assert open_to_others(day.profile) == []
    assert open_to_others(day.tray) == []
    assert not left.exists()
    assert len(list(day.tray.glob("*.pdf"))) == 2


def test_a_folder_that_somebody_also_uses_stays_as_it_is(day: Day) -> None:
    day.tray.mkdir(mode=0o755)
    theirs = day.tray / "holiday.jpg"
    theirs.write_bytes(b"")
    old = day.tray / "notice-45-0100-20261101-000001.pdf"
    old.write_bytes(b"%PDF-1.4")
    download = day.tray / "form.pdf.part"
    download.write_bytes(b"")
    day.sign_in()

    async def waits_for_the_papers(clerk: Clerk) -> None:
        await stands_ready(clerk)
        await clerk.waits("old papers to be closed", lambda: not old.stat().st_mode & 0o077)

    day.at_the_window(waits_for_the_papers)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in day.tray.iterdir()}
    assert modes == {theirs.name: 0o644, old.name: 0o600, download.name: 0o644}
    assert stat.S_IMODE(day.tray.stat().st_mode) == 0o755


def test_what_is_due_goes_at_the_start_and_before_a_visit_is_taken_up(day: Day) -> None:
    """A window that is used for minutes a day purges as well."""
    day.sign_in()
    for _ in range(2):
        day.take_ticket()
    day.lay_on_the_glass(PAPER)

    async def serves_one_and_begins_another(clerk: Clerk) -> None:
        await serves(clerk)
        await clerk.calls_the_next()

    day.at_the_window(serves_one_and_begins_another)
    files = day.profile / "files"
    assert len([path for path in files.iterdir() if len(path.name) == 64]) == 3

    long_ago = moment_text(utc_now() - timedelta(days=8))
    engine = create_engine(f"sqlite:///{day.profile / 'window.db'}")
    with engine.begin() as connection:
        connection.execute(
            text("UPDATE visit SET acknowledged_at = :at, closed_at = :at WHERE case_no <> ''"),
            {"at": long_ago},
        )
        connection.execute(
            text("UPDATE visit SET changed_at = :at WHERE case_no IS NULL"), {"at": long_ago}
        )

    async def sees_that_it_is_gone(clerk: Clerk) -> None:
        await stands_ready(clerk)
        with engine.connect() as connection:
            left = connection.execute(text("SELECT applicant, purged_at FROM visit")).all()
            acts = connection.execute(
                text("SELECT count FROM act WHERE kind = 'visits_purged'")
            ).scalars()
            assert list(acts) == [2]
        ((applicant, purged_at),) = left
        assert applicant is None
        assert purged_at is not None
        assert [path for path in files.iterdir() if len(path.name) == 64] == []

    day.at_the_window(sees_that_it_is_gone)
