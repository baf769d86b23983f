"""Pictures of every screen, in both languages and sizes: ``python -m tests.clerk.gallery DIR``.

The window is the real one over real rooms in a folder of its own; what stands in the hall and
in the visit is made up. Look at the pictures one by one, beside the drawn boards.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import keyring
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.clerk.shell.presenter import Link
from desk.clerk.steps.sign_in.presenter import Phase, SignInState
from desk.clerk.steps.sign_in.view import SignInView
from desk.domain.tickets import Priority, Service
from desk.hall import HallQueue, create_hall, open_hall, sqlite_url
from desk.processes import ProcessPool
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.qt.theme.fonts import load_rare_fonts
from desk.region.problems import RegionUnreachable
from desk.vault.memory import MemoryKeyring
from printing.barcodes import qr_rows
from tests.clerk.desks import ClerkDesk
from tests.hall.halls import Clock
from tests.visit.window import CLERK, Window

SIZES = ((1366, 768), (1440, 900))
LANGUAGES = ("zh_CN", "en")
SERVICES = (
    Service("A", "A", "企业开办"),
    Service("B", "B", "食品经营"),
    Service("C", "C", "社会保障"),
    Service("D", "D", "不动产登记"),
)
NOON = datetime(2026, 11, 24, 2, 47, tzinfo=UTC)
QUEUE = "AACBADABACAB"


def sample_hall(folder: Path, clock: Clock) -> str:
    """A hall at 10:47: a queue with every kind of ticket, windows at work, one at lunch."""
    url = sqlite_url(folder / "hall.db")
    create_hall(url, "NN01", "南宁市民中心", SERVICES, "123456", clock=clock)
    with open_hall(url, clock=clock) as hall:
        clock.now = NOON - timedelta(minutes=70)
        for window, service in (("2", "B"), ("4", "D")):
            at_work(hall, window, service)
        for _ in range(9):
            hall.take("B")
            clock.pass_by(seconds=20)
            ticket = hall.call_next("3", "weili")
            assert ticket
            hall.serve(ticket.id, "3", "weili")
            clock.pass_by(minutes=6, seconds=40)
            hall.finish(ticket.id, "3", "weili")
        clock.now = NOON - timedelta(minutes=12)
        hall.take("A")
        missed = hall.call_next("5", "other")
        assert missed
        hall.no_show(missed.id, "5", "other")
        hall.return_to_row(missed.number, "5", "other")
        for window in "16":
            at_work(hall, window, "A")
        hall.take("C")
        ticket = hall.call_next("3", "weili")
        assert ticket
        hall.hold(ticket.id, "3", "weili")
        hall.pause_window("5", "other", "午休")
        booked = hall.book("D", NOON + timedelta(minutes=3))
        for place, service in enumerate(QUEUE):
            clock.now = NOON - timedelta(minutes=11 - 0.8 * place)
            hall.take(service, Priority.PRIORITY if place == 3 else Priority.NORMAL)
        hall.check_in(booked.code)
        clock.now = NOON
    return url


def at_work(hall: HallQueue, window: str, service: str) -> None:
    """Somebody takes a ticket and is served there."""
    hall.take(service)
    ticket = hall.call_next(window, "other")
    assert ticket
    hall.serve(ticket.id, window, "other")


def make_small(path: Path) -> None:
    """Keep a picture in 256 colours of its own: a third of the size, the same to the eye."""
    with Image.open(path) as picture:
        small = picture.convert("RGB").quantize(256, dither=Image.Dither.NONE)
    small.save(path, optimize=True)


class Gallery:
    """Walks the window through its screens and keeps a picture of each."""

    def __init__(self, desk: ClerkDesk, folder: Path, suffix: str, after: int = 0) -> None:
        self._desk, self._folder, self._suffix = desk, folder, suffix
        self._number = after

    async def keep(self, name: str) -> None:
        """A picture of what is on the screen now."""
        await self._desk.settle()
        self._number += 1
        path = self._folder / f"{self._number:02d}-{name}-{self._suffix}.png"
        if not self._desk.picture().save(str(path)):
            raise OSError(f"{path} was not written")
        await asyncio.to_thread(make_small, path)

    async def _signing_in(self) -> None:
        """Nobody is signed in: first the region is away, then it shows a code."""
        desk = self._desk
        desk.presenter.sign_out()
        await self.keep("sign-in-offline")
        desk.presenter.back()
        view = desk.shell.view
        assert isinstance(view, SignInView)
        address = "https://ptyw.gxzf.example/device"
        whole = f"{address}?user_code=WDJB-MJHT"
        state = SignInState(Phase.WAITING, "WDJB-MJHT", address, whole, qr_rows(whole), 594)
        view.presenter.show(state)
        await self.keep("sign-in")
        desk.presenter.sign_in(CLERK)

    async def walk(self) -> None:
        """Every screen of the first half of a visit, good days and bad."""
        desk, key = self._desk, Qt.Key
        await self._signing_in()
        await self.keep("call")
        await desk.press(key.Key_Down)
        await desk.press(key.Key_Down)
        await self.keep("call-chosen")
        await desk.press(key.Key_F5)
        await desk.type("B0")
        await self.keep("call-number")
        await desk.press(key.Key_Escape)
        desk.presenter.show_failure(RegionUnreachable())
        desk.presenter.set_link(Link.OFFLINE)
        desk.assembly.set_pending(2)
        await self.keep("call-offline")
        desk.presenter.back()
        desk.presenter.set_link(Link.ONLINE)
        desk.assembly.set_pending(0)
        await desk.press(key.Key_Space)
        await desk.window.call_step.refresh()
        await self.keep("called")
        await desk.press(key.Key_F9)
        await self.keep("identify-empty")
        await desk.type("梁䶮𠅤")
        await desk.press(key.Key_Return)
        await desk.type("450102198803162134")
        await self.keep("identify-fault")
        await desk.press(key.Key_Backspace)
        await desk.type("3")
        await self.keep("identify")
        await desk.press(key.Key_Return)
        await self.keep("matter")
        await desk.type("dj")
        await self.keep("matter-search")
        await desk.press(key.Key_K, Qt.KeyboardModifier.ControlModifier)
        await desk.type("A004")
        await self.keep("finder-ticket")
        for _ in "A004":
            await desk.press(key.Key_Backspace)
        await desk.type("shbz")
        await self.keep("finder-matters")
        await desk.press(key.Key_Escape)
        for letter in ("", "", *"spjy"):
            await (desk.type(letter) if letter else desk.press(key.Key_Backspace))
        await desk.press(key.Key_Return)
        await desk.until(lambda: not desk.shell.view.bar().progress)
        await self.keep("materials")
        await self._asked()

    async def _asked(self) -> None:
        """What the window asks in a visit, and the window that is locked."""
        desk, key = self._desk, Qt.Key
        for asked, name in (
            (key.Key_F7, "device-asked"),
            (key.Key_F11, "end-asked"),
            (key.Key_F12, "work-asked"),
        ):
            await desk.press(asked)
            await self.keep(name)
            await desk.press(key.Key_Escape)
        desk.shell.close()
        await self.keep("closing-asked")
        await desk.press(key.Key_Escape)
        await desk.press(key.Key_F12)
        await desk.press(key.Key_1)
        await self.keep("locked")


async def pictures(app: QApplication, folder: Path, languages: Sequence[str]) -> None:
    """Keep every picture in `folder`."""
    process_pool = ProcessPool()
    try:
        for language in languages:
            speak(app, language)
            for width, height in SIZES:
                suffix = f"{language}-{width}x{height}"
                await _one_run(app, process_pool, folder, suffix, (width, height))
    finally:
        process_pool.close()


async def _one_run(
    app: QApplication, process_pool: ProcessPool, folder: Path, suffix: str, size: tuple[int, int]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        clock = Clock(NOON)
        url = sample_hall(Path(place), clock)
        window = await Window.open(Path(place) / "profile", url, process_pool, now=clock)
        desk = ClerkDesk(app, window)
        desk.presenter.set_link(Link.ONLINE)
        try:
            await desk.show(*size)
            await Gallery(desk, folder, suffix).walk()
        finally:
            desk.close()
            await window.close()


def main() -> int:
    """Render everything."""
    parser = argparse.ArgumentParser(prog="python -m tests.clerk.gallery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    keyring.set_keyring(MemoryKeyring())
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    load_rare_fonts()
    languages = options.language or LANGUAGES
    asyncio.run(pictures(app, options.folder, languages))
    from tests.clerk import second_half, strip

    for language in languages:
        for size in SIZES:
            asyncio.run(second_half.pictures(app, options.folder, language, size))
            asyncio.run(strip.pictures(app, options.folder, language, size))
    return 0


if __name__ == "__main__":
    sys.exit(main())
