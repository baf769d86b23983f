"""A kiosk over a real hall, a real print queue and a folder for a printer: touches in, paper out.

The clock of the hall and the clock of the kiosk are the test's.
"""

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.domain.failures import Failure
from desk.domain.tickets import OpenHours, Service, Window
from desk.hall import HallQueue, create_hall, open_hall, sample, sqlite_url
from desk.kiosk.cards import IdCardReader
from desk.kiosk.parts import Touch
from desk.kiosk.services import KioskMachine, KioskServices, open_services
from desk.kiosk.state import KioskPage, KioskState, Work
from desk.kiosk.timeouts import Timeouts
from desk.kiosk.window import KioskWindow
from desk.processes import ProcessPool
from desk.settings import Settings
from desk.vault.durable import make_folder
from desk.visit.database import open_window_database
from printing.printers.save_as_pdf import SaveAsPdf
from tests.hall.halls import Clock

WORKDAYS = frozenset(range(5))
HOURS = (
    OpenHours(WORKDAYS, time(9), time(12)),
    OpenHours(WORKDAYS, time(13), time(17)),
)
SERVICES = tuple(structs.replace(service, hours=HOURS) for service in sample.SERVICES)
NOON = datetime(2026, 11, 24, 2, 47, tzinfo=UTC)
"""Thirteen minutes to eleven in the hall, a Tuesday."""

URL = "https://ptyw.gxzf.example"
GAP_S = 0.08
"""Slower than a barcode gun."""


def make_hall(folder: Path, clock: Clock, services: tuple[Service, ...] = SERVICES) -> str:
    """The hall of the drawn kiosk: three windows serve A, two B, two C, and one D."""
    url = sqlite_hall(folder)
    windows = [Window(str(n), ((code, 0),)) for n, code in enumerate("AAABBCCD", 1)]
    create_hall(url, "NN01", "南宁市民中心", services, windows, clock=clock)
    return url


def sqlite_hall(folder: Path) -> str:
    """Where `make_hall` makes it."""
    return sqlite_url(folder / "hall.db")


def make_profile(profile: Path) -> None:
    """A kiosk's empty database."""
    make_folder(profile / "kiosk")
    open_window_database(profile / "kiosk" / "kiosk.db").dispose()


class TicketFolder(SaveAsPdf):
    """A folder as a printer, from which the paper can be taken: that no machine here can."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.out: Failure | None = None
        self.fails: Failure | None = None

    async def trouble(self) -> Failure | None:
        return self.out or await super().trouble()

    async def print(self, title: str, pdf: bytes) -> str:
        if self.out or self.fails:
            raise self.out or self.fails or Failure()
        return await super().print(title, pdf)

    @property
    def papers(self) -> list[Path]:
        """What came out."""
        return sorted(self.folder.glob("*.pdf")) if self.folder.exists() else []


async def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until this holds; fails when it does not in time."""
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 — whatever it is, it tells nobody
            await asyncio.sleep(0.01)


class Steady:
    """The kiosk's own clock: seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Kiosk:
    """A kiosk without its face, put together as the shipped one is, on the machine of a test."""

    def __init__(
        self, services: KioskServices, stack: AsyncExitStack, clock: Clock, steady: "Steady"
    ) -> None:
        self._stack = stack
        self.hall_clock, self.steady = clock, steady
        self.store = services.store
        self.giving = services.issuer
        self.hall_client = services.hall
        self.presenter = services.presenter
        self.printer: TicketFolder
        self.folder: Path
        self.hall: HallQueue

    @classmethod
    async def open(
        cls,
        folder: Path,
        url: str,
        process_pool: ProcessPool,
        clock: Clock,
        *,
        reader: IdCardReader | None = None,
        public_url: str = URL,
        open_hall_now: bool = True,
    ) -> "Kiosk":
        """Open a kiosk over `folder`; `process_pool` outlives it, `clock` is the hall's."""
        steady, printer = Steady(), TicketFolder(folder / "tickets")
        machine = KioskMachine(
            steady=steady,
            hall_clock=clock,
            printer=printer,
            reader=reader,
            times=replace(Timeouts(), again=0.01, patience=0.0),
            process_pool=process_pool,
        )
        settings = Settings(profile=folder, hall_url=url, public_url=public_url)
        async with AsyncExitStack() as stack:
            services = await open_services(settings, stack, machine=machine)
            hall = stack.enter_context(open_hall(url, clock=clock)) if open_hall_now else None
            kiosk = cls(services, stack.pop_all(), clock, steady)
        kiosk.printer, kiosk.folder = printer, folder
        if hall is not None:
            kiosk.hall = hall
        return kiosk

    @property
    def state(self) -> KioskState:
        """What is shown."""
        return self.presenter.state

    def page(self) -> KioskPage:
        """What fills the screen now."""
        return self.state.page

    def work(self) -> Work:
        """What is waited for now."""
        return self.state.work

    def leaves_in(self) -> int | None:
        """What the countdown says now."""
        return self.state.leaves_in

    async def settle(self) -> None:
        """Let everything that was asked for be done, and the page that came hear again."""
        await asyncio.sleep(0)
        reading = {self.presenter._reading}  # a card reader waits for ever
        while self.presenter._tasks - reading:
            await asyncio.wait(self.presenter._tasks - reading)
        self.steady.now += 0.5

    async def look(self) -> None:
        """What the kiosk does by itself every few seconds."""
        await self.presenter.ask_printer()
        await self.presenter.look()

    @property
    def follows(self) -> bool:
        """Whether it hears of what happens in the hall."""
        return self.giving.follows

    def pass_by(self, seconds: float) -> None:
        """So long nobody touches anything."""
        self.steady.now += seconds
        self.presenter.tick()

    async def close(self) -> None:
        """Put it away."""
        self.presenter.cancel()
        await self.presenter.settled()
        await self._stack.aclose()


class Stand:
    """A kiosk with its face, worked by finger or keyboard."""

    def __init__(self, app: QApplication, kiosk: Kiosk) -> None:
        self.app, self.kiosk = app, kiosk
        self.window = KioskWindow(kiosk.presenter, app)

    async def show(self, width: int = 1080, height: int = 1920) -> None:
        """Stand there in this size, with a look at the hall."""
        self.window.resize(width, height)
        self.window.show()
        self.window.activateWindow()
        await self.kiosk.look()
        await self.settle()

    async def settle(self) -> None:
        """Let everything that is under way end and be shown."""
        for _ in range(2):
            self.app.processEvents()
            await self.kiosk.settle()
        self.app.processEvents()

    def page(self) -> KioskPage:
        """What fills the screen now."""
        return self.kiosk.state.page

    def words(self) -> str:
        """What a screen reader finds on the screen: names, and words that stand there."""
        found = [w.accessibleName() or getattr(w, "text", str)() for w in self._seen()]
        return "\n".join(word for word in found if word.strip())

    def _seen(self) -> list[QWidget]:
        return [part for part in self.window.findChildren(QWidget) if part.isVisible()]

    def touch_at_once(self, part: Touch) -> None:
        """A finger, and nothing is waited for."""
        QTest.mouseClick(
            part, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, part.rect().center()
        )

    async def touch(self, part: Touch) -> None:
        """A finger."""
        middle = part.mapTo(self.window, part.rect().center())
        assert self.window.childAt(middle) is part, "something else lies over it"
        self.touch_at_once(part)
        await self.settle()

    async def press(self, key: Qt.Key) -> None:
        """A key, through the window system's door."""
        QTest.keyClick(self.window.windowHandle(), key)
        await asyncio.sleep(GAP_S)
        await self.settle()

    async def type(self, text: str) -> None:
        """Keys, at a person's pace."""
        for character in text:
            QTest.keyClicks(self.app.focusWidget() or self.window, character)
            await asyncio.sleep(GAP_S)
            await self.let_go()
        await self.settle()

    async def let_go(self) -> None:
        """Until no key is held back that might be a gun's."""
        async with asyncio.timeout(5):
            while self.window.barcode_scanner.holding:
                await asyncio.sleep(0.01)
                self.app.processEvents()

    async def scan(self, text: str) -> None:
        """What a gun does: a burst and Enter."""
        for character in text:
            QTest.keyClicks(self.app.focusWidget() or self.window, character)
        QTest.keyClick(self.window.windowHandle(), Qt.Key.Key_Return)
        await self.settle()

    def picture(self) -> QPixmap:
        """What is on the screen."""
        self.app.processEvents()
        return self.window.grab()

    def outside(self) -> list[str]:
        """Everything to be seen that does not lie wholly in the window."""
        inside = self.window.rect()
        return [
            f"{type(part).__name__} {part.accessibleName()}"
            for part in self._seen()
            if not inside.contains(part.rect().translated(part.mapTo(self.window, QPoint(0, 0))))
        ]

    def close(self) -> None:
        """Put the window away."""
        self.window.close()
        self.window.deleteLater()
        self.app.processEvents()


def fill(kiosk: Kiosk) -> None:
    """People wait: 6 for A, 4 for B, 2 for C, 2 for D, taken in the last minutes."""
    now = kiosk.hall_clock.now
    for place, service in enumerate("ABADABACBABDCA"):
        kiosk.hall_clock.now = now - timedelta(minutes=14 - place)
        kiosk.hall.take(service)
    kiosk.hall_clock.now = now
