"""Pictures of the window's queue in its rarer states: ``python -m tests.clerk.strip DIR``.

Paused, the note of what happened meanwhile, a citizen who missed the call, a key pressed twice,
and handing a citizen on. Look at the pictures one by one, beside the drawn board.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.clerk.shell.presenter import Link
from desk.domain.matters import ApplicantKind
from desk.domain.tickets import Priority
from desk.hall import HallQueue, open_hall
from desk.processes import ProcessPool
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from desk.vault.memory import MemoryKeyring
from tests.clerk.desks import ClerkDesk
from tests.clerk.gallery import LANGUAGES, NOON, SIZES, Gallery, sample_hall
from tests.hall.halls import Clock
from tests.visit.window import Window

OTHER = "other"


async def walk(desk: ClerkDesk, hall: HallQueue, clock: Clock, gallery: Gallery) -> None:
    """Every rarer state, one after the other."""
    key, keep = Qt.Key, gallery.keep
    await desk.press(key.Key_F8)
    await keep("pause-asked")
    await desk.press(key.Key_Return)
    await keep("paused")
    clock.pass_by(minutes=14)
    meanwhile(hall)
    await desk.window.call_step.refresh()
    await desk.press(key.Key_F8)
    await keep("back")
    missed = hall.call_next("5", OTHER)
    assert missed
    hall.no_show(missed.id, "5", OTHER)
    await desk.window.call_step.refresh()
    await desk.press(key.Key_F5)
    await desk.type(missed.number)
    await desk.press(key.Key_Return)
    await keep("missed-asked")
    await desk.press(key.Key_Return)
    await keep("returned")
    await desk.press(key.Key_Space)
    await desk.press(key.Key_Space)
    await desk.pause()
    await keep("pressed-again")
    await desk.press(key.Key_F9)
    await desk.window.identify_step.identify(ApplicantKind.PERSON, "梁䶮𠅤", "450102198803162133")
    await desk.press(key.Key_F6)
    await keep("hand-on-asked")


def meanwhile(hall: HallQueue) -> None:
    """Others go on while this window is paused; one hands a citizen over to it."""
    for window in "12":
        status = next(one for one in hall.overview().windows if one.window == window)
        ticket = hall.find(status.ticket_number or "")
        assert ticket
        hall.finish(ticket.id, window, OTHER)
        hall.call_next(window, OTHER)
    hall.open_window("5", OTHER)
    ticket = hall.call_next("5", OTHER)
    assert ticket
    hall.transfer(ticket.id, "5", OTHER, to_window="3")
    for service, priority in (("B", Priority.NORMAL), ("C", Priority.PRIORITY)):
        hall.take(service, priority)


async def pictures(app: QApplication, folder: Path, language: str, size: tuple[int, int]) -> None:
    """Every state in one language at one size."""
    speak(app, language)
    process_pool = ProcessPool()
    with tempfile.TemporaryDirectory() as place:
        clock = Clock(NOON)
        url = sample_hall(Path(place), clock)
        window = await Window.open(Path(place) / "profile", url, process_pool, now=clock)
        desk = ClerkDesk(app, window)
        desk.presenter.set_link(Link.ONLINE)
        suffix = f"{language}-{size[0]}x{size[1]}"
        try:
            await desk.show(*size)
            with open_hall(url, clock=clock) as hall:
                await walk(desk, hall, clock, Gallery(desk, folder, suffix, after=40))
        finally:
            desk.close()
            await window.close()
            process_pool.close()


def main() -> int:
    """Render everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.clerk.strip", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    keyring.set_keyring(MemoryKeyring())
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    load_rare_fonts()
    for language in options.language or LANGUAGES:
        for size in SIZES:
            asyncio.run(pictures(app, options.folder, language, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
