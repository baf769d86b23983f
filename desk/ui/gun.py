"""The barcode gun: a keyboard that types a line in a burst and presses Enter.

One filter over the whole application sees every key before any field or shortcut. Printable
keys less than 30 ms apart are held back; when Enter ends such a burst, the line is a scan and
nobody else ever sees its keys. When the burst breaks (a pause, another kind of key, an input
method's text), the keys that were held are played again, in order, to whom they were meant
for: a person's typing is late by at most 30 ms and never lost.

The time between keys is the window system's, so that keys which queued up behind a busy
moment of ours are not taken for a burst.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from shiboken6 import isValid

GAP_MS = 30
"""Keys further apart than this were typed by a person."""
SHORTEST = 4
"""A burst of fewer characters is typing: the shortest code is a ticket's, ``A024``."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFTS = (Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_BREAKS = (QEvent.Type.InputMethod, QEvent.Type.MouseButtonPress)


@dataclass(frozen=True, slots=True)
class _Held:
    """A key held back, and the widget it was meant for."""

    event: QKeyEvent
    target: QObject


class BarcodeGun(QObject):
    """Emits `scanned` with the line of a burst. Install once: ``app.installEventFilter(gun)``."""

    scanned = Signal(str)

    def __init__(
        self,
        parent: QObject | None = None,
        now_ms: Callable[[], float] = lambda: time.monotonic() * 1000,
    ) -> None:
        super().__init__(parent)
        self._now_ms = now_ms
        self._held: list[_Held] = []
        self._text = ""
        self._last_ms = 0.0
        self._taken: set[int] = set()
        self._replaying = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)

    @property
    def holding(self) -> bool:
        """Whether keys are held back that may still become a scan."""
        return bool(self._held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._replaying or kind not in _KEYS:
            if kind in _BREAKS and self._held and not self._replaying:
                self._let_go()
            return False
        if not isinstance(event, QKeyEvent):
            return False
        if kind is QEvent.Type.ShortcutOverride:
            return self._claim(event)
        if not watched.isWidgetType():  # on its way to a widget
            return False
        if kind is QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return self._pressed(watched, event)

    def _claim(self, event: QKeyEvent) -> bool:
        """Keep shortcuts off keys that may belong to a burst: they come back as a press."""
        mine = self._may_belong(event) or (self._ends(event) and self._complete(event))
        if mine:
            event.accept()
        return mine

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _SHIFTS:
            return False
        if self._ends(event) and self._complete(event):
            self._scan(event)
            return True
        if not self._may_belong(event):
            self._let_go()
            return False
        if self._held and self._gap(event) >= GAP_MS:
            self._let_go()
        self._held.append(_Held(event.clone(), watched))
        self._text += event.text()
        self._last_ms = self._time(event)
        self._pause.start(GAP_MS)
        return True

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in self._taken:
            self._taken.discard(event.key())
            return True
        if any(held.event.key() == event.key() for held in self._held):
            self._held.append(_Held(event.clone(), watched))
            return True
        return False

    def _scan(self, event: QKeyEvent) -> None:
        text = self._text
        self._taken = {
            held.event.key() for held in self._held if held.event.type() is QEvent.Type.KeyPress
        }
        self._taken -= {
            held.event.key() for held in self._held if held.event.type() is QEvent.Type.KeyRelease
        }
        self._taken.add(event.key())
        self._forget()
        self.scanned.emit(text)

    def _may_belong(self, event: QKeyEvent) -> bool:
        text = event.text()
        return (
            len(text) == 1
            and " " <= text <= "~"
            and not event.isAutoRepeat()
            and not event.modifiers() & ~_PLAIN
        )

    def _ends(self, event: QKeyEvent) -> bool:
        return event.key() in _ENTER and not event.modifiers() & ~_PLAIN

    def _complete(self, event: QKeyEvent) -> bool:
        return len(self._text) >= SHORTEST and self._gap(event) < GAP_MS

    def _gap(self, event: QKeyEvent) -> float:
        return self._time(event) - self._last_ms

    def _time(self, event: QKeyEvent) -> float:
        """When the key was pressed; our own clock where the window system gives no time."""
        return float(event.timestamp()) or self._now_ms()

    def _paused(self) -> None:
        # keys that already wait in the queue come first
        QTimer.singleShot(0, self, self._let_go_unless_more)

    def _let_go_unless_more(self) -> None:
        if not self._pause.isActive():
            self._let_go()

    def _let_go(self) -> None:
        """The burst failed: play the held keys again."""
        held = self._held
        self._forget()
        self._replaying = True
        try:
            for key in held:
                if isValid(key.target):
                    QCoreApplication.sendEvent(key.target, key.event)
        finally:
            self._replaying = False

    def _forget(self) -> None:
        self._held, self._text = [], ""
        self._pause.stop()
