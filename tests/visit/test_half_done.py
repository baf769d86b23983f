"""A move that the hall made and the window could not write is settled by the next look or key.

The disk is really full (a small file system of its own) and the database really busy (another
connection holds its write lock), at every move.
"""

import os
import sqlite3
import subprocess
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from desk.domain.tickets import TicketEvent, TicketMove, TicketState
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.vault import sqlite
from desk.vault.database import DatabaseBusy
from desk.vault.durable import DiskFull, DiskRefused
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import called, matter_step
from tests.visit.test_sending import ready
from tests.visit.window import WINDOW, Window

Trouble = Callable[[Window], AbstractContextManager[None]]
AuditEntry = Callable[[Window], Awaitable[object]]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MiB for the profile."""
    folder = tmp_path / "profile"
    folder.mkdir(mode=0o700)
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


@contextmanager
def full(window: Window) -> Iterator[None]:
    """Not a byte is left on the profile's disk."""
    path = Path(window.engine.url.database or "")
    with sqlite3.connect(path) as connection:  # the log's room would be used again
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    filler = path.parent / "filler"
    with filler.open("wb", buffering=0) as file:
        piece = 1024 * 1024
        while piece:
            try:
                file.write(os.urandom(piece))
            except OSError:
                piece //= 2
    yield
    filler.unlink()


@contextmanager
def busy(window: Window) -> Iterator[None]:
    """Somebody else writes, and does not end."""
    connection = sqlite3.connect(window.engine.url.database or "", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    yield
    connection.execute("ROLLBACK")
    connection.close()


TROUBLES: dict[str, Trouble] = {"disk full": full, "database busy": busy}


@pytest.fixture(params=sorted(TROUBLES))
def trouble(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Trouble:
    """What is in the way of the window's own write."""
    if request.param == "disk full":
        request.getfixturevalue("small_disk")
    monkeypatch.setattr(sqlite, "BUSY_MS", 150)
    return TROUBLES[request.param]


@pytest.fixture
async def window(trouble: Trouble, open_window: MakeWindow) -> Window:
    """A window that is opened after the trouble's place was prepared."""
    return await open_window()


async def half_done(window: Window, trouble: Trouble, act: AuditEntry) -> None:
    """The hall does it, the window cannot write; pressed again it is no other."""
    with trouble(window):
        for _ in range(2):
            with pytest.raises((DiskFull, DiskRefused, DatabaseBusy)):
                await act(window)


def look(window: Window) -> Awaitable[None]:
    return window.call_step.look()


def calls(hall: HallQueue) -> list[str]:
    return [
        event.number
        for event in hall.events_since(0)
        if isinstance(event, TicketEvent) and event.move is TicketMove.CALLED
    ]


def call_next(window: Window) -> Awaitable[object]:
    return window.call_step.call_next()


def call_by_number(window: Window) -> Awaitable[object]:
    return window.call_step.call("C001")


@pytest.mark.parametrize("act", [call_next, call_by_number])
@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_a_call(
    window: Window, hall: HallQueue, trouble: Trouble, act: AuditEntry, settles: AuditEntry | None
) -> None:
    hall.take("C")
    hall.take("C")
    await half_done(window, trouble, act)
    assert window.session.visit is None
    await (settles or act)(window)
    visit = window.session.open_visit
    assert (visit.ticket_number, visit.step) == ("C001", Step.CALL)
    assert calls(hall) == ["C001"]
    assert not window.call_step.unsure


@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_a_welcome(
    window: Window, hall: HallQueue, trouble: Trouble, settles: AuditEntry | None
) -> None:
    visit = await called(window, hall)
    await half_done(window, trouble, lambda w: w.call_step.welcome())
    await (settles or (lambda w: w.call_step.welcome()))(window)
    assert window.session.open_visit.step is Step.IDENTIFY
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVING


@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_a_hold_keeps_every_page(
    window: Window,
    hall: HallQueue,
    trouble: Trouble,
    papers: list[Path],
    settles: AuditEntry | None,
) -> None:
    before = await ready(window, hall, papers)
    await half_done(window, trouble, lambda w: w.call_step.hold())
    assert window.session.open_visit == before
    await (settles or (lambda w: w.call_step.hold()))(window)
    assert window.session.visit is None
    assert window.store.set_aside() == (before,)
    assert hall.ticket(before.ticket_id).state is TicketState.ON_HOLD
    assert await window.call_step.resume(before.ticket_id) == before


@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_going_on_with_a_held_visit(
    window: Window,
    hall: HallQueue,
    trouble: Trouble,
    papers: list[Path],
    settles: AuditEntry | None,
) -> None:
    before = await ready(window, hall, papers)
    await window.call_step.hold()
    await half_done(window, trouble, lambda w: w.call_step.resume(before.ticket_id))
    await (settles or (lambda w: w.call_step.resume(before.ticket_id)))(window)
    assert window.session.visit == before


@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_a_no_show(
    window: Window, hall: HallQueue, trouble: Trouble, settles: AuditEntry | None
) -> None:
    visit = await called(window, hall)
    await half_done(window, trouble, lambda w: w.call_step.no_show())
    await (settles or (lambda w: w.call_step.no_show()))(window)
    assert window.session.visit is None
    assert window.store.of_ticket(visit.ticket_id) is None
    assert hall.at_window(WINDOW) is None


@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_a_finish(
    window: Window,
    hall: HallQueue,
    trouble: Trouble,
    papers: list[Path],
    settles: AuditEntry | None,
) -> None:
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    await half_done(window, trouble, lambda w: w.paper_step.finish())
    await (settles or (lambda w: w.paper_step.finish()))(window)
    assert window.session.visit is None
    assert window.store.visit(visit.id).closed_at is not None
    assert hall.ticket(visit.ticket_id).state is TicketState.SERVED


@pytest.mark.parametrize("entered", [False, True])
@pytest.mark.parametrize("settles", [None, look], ids=["the same key", "a look"])
async def test_handing_on(
    window: Window, hall: HallQueue, trouble: Trouble, entered: bool, settles: AuditEntry | None
) -> None:
    def hand_on(window: Window) -> Awaitable[object]:
        return window.call_step.hand_on(to_service="A")

    visit = await (matter_step(window, hall, SOCIAL_CARD) if entered else called(window, hall))
    await half_done(window, trouble, hand_on)
    await (settles or hand_on)(window)
    assert window.session.visit is None
    assert hall.ticket(visit.ticket_id).state is TicketState.WAITING
    assert window.store.set_aside() == ((visit,) if entered else ())


async def test_another_key_settles_as_well_and_loses_nothing(
    window: Window, hall: HallQueue, trouble: Trouble, papers: list[Path]
) -> None:
    """The hold was made by the hall only; whatever is pressed next, the draft is kept."""
    before = await ready(window, hall, papers)
    await half_done(window, trouble, lambda w: w.call_step.hold())
    await window.paper_step.finish()
    assert window.session.visit is None
    assert window.store.set_aside() == (before,)
    hall.take("C")
    visit = await window.call_step.call_next()
    assert visit is not None
    assert visit.ticket_number == "C002"


async def test_a_start_that_could_not_read_its_book_is_settled_by_the_next_look(
    open_window: MakeWindow, window: Window, hall: HallQueue, papers: list[Path], trouble: Trouble
) -> None:
    before = await ready(window, hall, papers)
    await window.close()
    after = await open_window()

    def unreadable() -> None:
        raise DatabaseBusy

    current = after.store.current
    after.store.current = unreadable  # type: ignore[method-assign]
    with pytest.raises(DatabaseBusy):
        await after.call_step.restore()
    after.store.current = current  # type: ignore[method-assign]
    await after.call_step.look()
    assert after.session.visit == before


async def test_whatever_else_goes_wrong_is_settled_too(
    open_window: MakeWindow, hall: HallQueue
) -> None:
    """Not only failures that have a name: anything in the window's own write."""
    window = await open_window()
    hall.take("C")
    opened = window.store.open

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("a defect")

    window.store.open = broken  # type: ignore[method-assign,assignment]
    with pytest.raises(RuntimeError):
        await window.call_step.call_next()
    window.store.open = opened  # type: ignore[method-assign]
    visit = await window.call_step.call_next()
    assert visit is not None
    assert calls(hall) == ["C001"]


async def test_a_ticket_finished_elsewhere_takes_no_draft_with_it(
    open_window: MakeWindow, hall: HallQueue, papers: list[Path]
) -> None:
    window = await open_window()
    before = await ready(window, hall, papers)
    hall.finish(before.ticket_id, WINDOW, "someone")
    await window.call_step.restore()
    assert window.session.visit == before
