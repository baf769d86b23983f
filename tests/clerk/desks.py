"""The clerk's window on real rooms, for tests and for the gallery: keys in, pictures out."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.clerk.shell.assembly import Assembly
from desk.domain.visits import Step
from desk.presenter import Presenter
from printing.printers import Printer
from tests.visit.window import CLERK, Window

TYPING_GAP_MS = 75
"""Slower than a barcode gun."""
AFTER_SCAN_MS = 150
"""A person's next key comes later than a gun's second Return, which reaches nobody."""


class ClerkDesk:
    """A shown shell over one test window. Keys go to whatever has the keyboard."""

    def __init__(
        self,
        app: QApplication,
        window: Window,
        *,
        signed_in: bool = True,
        printers: Sequence[Printer] = (),
    ) -> None:
        self.app = app
        self.window = window
        self.assembly = Assembly(window.services, lambda: printers)
        self.shell = self.assembly.shell
        self.presenter = self.assembly.presenter
        if signed_in:
            self.presenter.sign_in(CLERK)

    async def show(self, width: int = 1366, height: int = 768) -> None:
        """Show the window in this size and look at the hall."""
        self.shell.resize(width, height)
        self.shell.show()
        self.shell.activateWindow()
        await self.window.call_step.refresh()
        await self.settle()

    async def settle(self) -> None:
        """Let everything that is under way end and be shown."""
        for _ in range(3):
            await asyncio.sleep(0.005)
            for presenter in self._presenters():
                await presenter.settled()
            await self.window.session.settled()
            await self.window.attention_cases.settled()
            self.app.processEvents()

    def _presenters(self) -> list[Presenter[object]]:
        found = [self.presenter, self.assembly.call, self.assembly.finding]
        names = ("presenter", "_presenter")
        shown = [getattr(view, name, None) for view in self.shell.views for name in names]
        return [one for one in (*found, *shown) if isinstance(one, Presenter)]

    async def until(self, holds: Callable[[], bool], seconds: float = 10.0) -> None:
        """Wait until this holds; fails when it does not in time."""
        async with asyncio.timeout(seconds):
            while not holds():
                await asyncio.sleep(0.01)
                self.app.processEvents()

    def shown(self) -> Step | None:
        """The step on the screen; None is signing in."""
        return self.presenter.state.shown

    @property
    def focus(self) -> QWidget:
        """What the keyboard writes to."""
        return self.app.focusWidget() or self.shell

    async def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        """One key, as a person presses it: through the window system's door."""
        handle = self.shell.windowHandle()
        QTest.keyClick(handle, key, modifiers or Qt.KeyboardModifier.NoModifier)
        await self.pause()
        await self.settle()

    async def type(self, text: str) -> None:
        """Type into whatever has the keyboard, at a person's pace.

        What no key types comes from an input method.
        """
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.focus, character)
            else:
                committed = QInputMethodEvent("", [])
                committed.setCommitString(character)
                QApplication.sendEvent(self.focus, committed)
            await self.pause()
        await self.settle()

    async def scan(self, code: str) -> None:
        """What a barcode gun does: a burst and Enter."""
        for character in code:
            QTest.keyClicks(self.focus, character)
        QTest.keyClick(self.focus, Qt.Key.Key_Return)
        await asyncio.sleep(AFTER_SCAN_MS / 1000)
        await self.settle()

    async def pause(self) -> None:
        """Longer than a burst's gap."""
        await asyncio.sleep(TYPING_GAP_MS / 1000)
        await self.until(lambda: not self.shell.barcode_scanner.holding)
        self.app.processEvents()

    def picture(self) -> QPixmap:
        """What is on the screen."""
        self.app.processEvents()
        return self.shell.grab()

    def close(self) -> None:
        """Put the window away."""
        self.shell.close_now()
        self.shell.deleteLater()
        self.app.processEvents()
