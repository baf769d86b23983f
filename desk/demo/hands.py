"""Input of the practice clerk: keys, text through an input method, clicks.

Everything goes through Qt's own event handling, as from a keyboard and a mouse; nothing here
knows a service or a presenter's methods.
"""

import asyncio
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

KEY_PAUSE_S = 0.08
"""Between two keys, in seconds: slower than a barcode gun, as fast as a quick typist."""


class Stuck(RuntimeError):
    """What the clerk waited for did not happen in time."""


class Hands:
    """The hands of a clerk at `window`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    async def press(self, key: str) -> None:
        """Press and release a key, named as in a shortcut: ``F9``, ``Ctrl+L``, ``Space``."""
        self._take_the_desk()
        combination = QKeySequence(key)[0]  # type: ignore[index]
        QTest.keyClick(self._focused(), combination.key(), combination.keyboardModifiers())
        await asyncio.sleep(KEY_PAUSE_S)

    async def write(self, text: str) -> None:
        """Put text into the field in focus, as an input method does: all at once."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(self._focused(), event)
        await asyncio.sleep(KEY_PAUSE_S)

    async def replace(self, text: str) -> None:
        """Put text into the field in focus in place of what stands there."""
        await self.press("Ctrl+A")
        await self.write(text)

    async def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget with the left button."""
        place = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        await asyncio.sleep(KEY_PAUSE_S)

    async def until(self, what: str, happened: Callable[[], bool], within_s: float = 30.0) -> None:
        """Watch until it has happened. Raises `Stuck` naming what did not."""
        limit = time.monotonic() + within_s
        while not happened():
            if time.monotonic() > limit:
                raise Stuck(f"waited {within_s:.0f} s for {what}")
            await asyncio.sleep(0.02)

    def _take_the_desk(self) -> None:
        """Keys reach the window also where no window manager, or another window, has the focus."""
        if QApplication.activeWindow() is None:
            QApplication.setActiveWindow(self._window)

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self._window
