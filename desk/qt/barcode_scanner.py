"""The barcode scanner: a keyboard that types a line in a burst and ends it with Enter or Tab.

One filter over the whole application sees every key before any field or shortcut. Keys that follow
each other closely are held back until it is clear whether a scanner or a person typed them
(`desk.qt.key_bursts`). A burst is whole or nothing: ended by its key it is a scan, and no widget
sees its keys; one that stops without that key is dropped, and reported. What a person typed is
replayed, in order, to the widget that it was meant for: late by at most `GAP_MS`, or by `LINGER_MS`
when it looked like a gun's, and never lost.

The time between keys is the window system's, so that keys which queued up behind a busy
moment of ours are not taken for a burst.
"""

import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from shiboken6 import isValid

from desk.qt.key_bursts import (
    GAP_MS,
    SHORTEST,
    UNPRINTABLE,
    KeyBurst,
    is_certain_code,
    is_whole_code,
)

__all__ = ["GAP_MS", "SHORTEST", "BarcodeScanner"]

_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
)
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)
_TOUCHES = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_CHORD_MS = 20
"""A person cannot press a key with Ctrl or Alt this soon after a letter."""
_AFTER_MS = 120
"""A second ending key (the line feed of CR LF) this soon after a scan belongs to it."""
_BROKEN_MS = 1000
"""What a gun types this soon after a burst that broke off is the rest of that burst."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A key or an input method's text held back, and the widget it was meant for."""

    event: QKeyEvent | QInputMethodEvent
    target: QObject


class _Moment:
    """When something happened last, by the window system's clock where it gives one."""

    def __init__(self, now_ms: Callable[[], float]) -> None:
        self._now_ms = now_ms
        self._stamp, self._now = 0, float("-inf")

    def since(self, event: QEvent) -> float:
        """Milliseconds from then to this event."""
        stamp = _stamp(event)
        if stamp and self._stamp:
            return float((stamp - self._stamp) % 2**32)  # X's clock wraps around after 49 days
        return self._now_ms() - self._now

    def note(self, event: QEvent) -> None:
        """It happened with this event."""
        self._stamp, self._now = _stamp(event), self._now_ms()

    def note_as(self, other: "_Moment") -> None:
        """It happened when `other` did."""
        self._stamp, self._now = other._stamp, other._now


class BarcodeScanner(QObject):
    """Emits `scanned` with the line of a burst, `broke_off` when one came without its end.

    Install once: ``app.installEventFilter(gun)``. A line in which a key typed nothing printable, or
    which is longer than any code, ends in ``U+FFFD`` and is no code. `reads` tells whether a text
    is surely a code here; `is_whole` whether its form says where it ends, so that it needs no
    Enter.
    """

    scanned = Signal(str)
    broke_off = Signal()

    def __init__(
        self,
        parent: QObject | None = None,
        now_ms: Callable[[], float] = lambda: time.monotonic() * 1000,
        *,
        reads: Callable[[str], bool] = is_certain_code,
        is_whole: Callable[[str], bool] = is_whole_code,
    ) -> None:
        super().__init__(parent)
        self._reads, self._is_whole = reads, is_whole
        self._held: list[_Held] = []
        self._down: Counter[int] = Counter()
        self._taken: set[int] = set()
        self._run: KeyBurst | None = None
        self._last = _Moment(now_ms)
        self._ended, self._broken, self._doubt = (_Moment(now_ms) for _ in range(3))
        self._composing = _Moment(now_ms)
        self._other_was_last = self._scan_was_last = False
        self._replaying = False
        self.touched_at = time.monotonic()
        """When a key or a button of the mouse was pressed last, by the steady clock."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._paused)

    @property
    def holding(self) -> bool:
        """Whether keys are held back that may still become a scan."""
        return self._run is not None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if self._replaying:
            return False
        if kind in _TOUCHES:
            self.touched_at = time.monotonic()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            return self._key(watched, event)
        if kind is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return watched.isWidgetType() and self._composed(watched, event)
        if kind is QEvent.Type.MouseButtonPress and not self._is_sure():
            self._let_go()
        return False

    # incoming events

    def _key(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride:
            return self._claim(event)
        if not watched.isWidgetType():  # on its way to a widget
            return False
        if event.type() is QEvent.Type.KeyRelease:
            return self._released(watched, event)
        return self._pressed(watched, event)

    def _claim(self, event: QKeyEvent) -> bool:
        """Keep shortcuts off keys that may belong to a burst: they come back as a press."""
        mine = self._is_tail(event) or self._ends_burst(event) or self._part(event) is not None
        if mine:
            event.accept()
        elif event.key() not in _MODIFIERS:
            self._stop()  # a shortcut comes after what was typed before it
        return mine

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.key() in _MODIFIERS:
            return False
        self._taken.discard(event.key())
        if self._is_tail(event):
            self._taken.add(event.key())
            return True
        if self._ends_burst(event):
            self._finish(event)
            return True
        part = self._part(event)
        if part is None:
            self._stop()
            self._last.note(event)
            chord = bool(event.modifiers() & ~_PLAIN)
            self._other_was_last = chord or not (event.text() and event.text().isprintable())
            self._scan_was_last = False
            return False
        self._hold(watched, event, part)
        return True

    def _composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """An input method's text: a character that folds to ASCII may be a gun's key, in
        full-width letters; several at once are what a person chose."""
        text = event.commitString()
        folded = unicodedata.normalize("NFKC", text)
        key = len(text) == 1 and folded.isascii() and folded.isprintable()
        if event.preeditString() or not key:
            if text and not self._is_sure():
                self._let_go()
            if text or event.preeditString():
                self._composing.note(event)
            return False
        self._add(text, event)
        self._held.append(_Held(_copy(event), watched))
        self._wait()
        return True

    def _released(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if self._down[key]:
            self._down[key] -= 1
            if self._run and not self._run.too_long:
                self._held.append(_Held(event.clone(), watched))
            return True
        if key in self._taken:
            self._taken.discard(key)
            return True
        return False

    # what a key is

    def _part(self, event: QKeyEvent) -> str | None:
        """What this key adds to a burst; None when it belongs to none."""
        text = event.text()
        chord = bool(event.modifiers() & ~_PLAIN)
        typed = not chord and bool(text) and len(text) <= 2 and text.isprintable()
        if typed and not event.isAutoRepeat():
            return text
        gap = self._last.since(event)
        if event.key() in _MODIFIERS or self._run is None or gap >= GAP_MS:
            return None
        odd = chord and gap <= _CHORD_MS and not self._is_end(event)
        return UNPRINTABLE if odd or self._run.certain else None

    def _is_end(self, event: QKeyEvent) -> bool:
        """Enter, Tab, and the same as a terminal's Ctrl+M, Ctrl+J and Ctrl+I."""
        if event.isAutoRepeat():
            return False
        others = event.modifiers() & ~_PLAIN
        if others & ~Qt.KeyboardModifier.ControlModifier:
            return False
        return event.text() in ("\r", "\n", "\t") or (not others and event.key() in _ENDS)

    def _ends_burst(self, event: QKeyEvent) -> bool:
        run = self._run
        if run is None or not self._is_end(event):
            return False
        gap = self._last.since(event)
        return run.is_scan(gap, self._reads) or run.is_rest(gap)

    def _is_tail(self, event: QKeyEvent) -> bool:
        """Whether it ends a burst that is over: its line feed, or an Enter that came late."""
        if self._run is not None or not self._is_end(event):
            return False
        return self._ended.since(event) < _AFTER_MS or self._broken.since(event) < _BROKEN_MS

    def _is_sure(self) -> bool:
        return self._run is not None and self._run.certain

    # holding back

    def _hold(self, watched: QObject, event: QKeyEvent, part: str) -> None:
        run = self._add(part, event)
        self._down[event.key()] += 1
        if run.too_long:
            self._held.clear()
        else:
            self._held.append(_Held(event.clone(), watched))
        self._wait()

    def _add(self, part: str, event: QEvent) -> KeyBurst:
        """The run with this part in it: the one that is held, or a new one."""
        gap = self._last.since(event)
        if self._run is not None and gap >= self._run.patience_ms:
            self._stop()
        if self._run is None:
            odd = self._other_was_last and gap < GAP_MS
            # an input method took keys just before: they may have been this burst's
            odd = odd or self._composing.since(event) < GAP_MS
            apart = self._scan_was_last or (self._other_was_last and not odd)
            before = float("inf") if apart else gap
            doubted = self._doubt.since(event) < _BROKEN_MS
            self._run = KeyBurst(before, odd, doubted, self._broken.since(event) < _BROKEN_MS)
        self._run.odd = self._run.odd or part == UNPRINTABLE
        self._run.add(part, gap)
        self._last.note(event)
        self._other_was_last = self._scan_was_last = False
        return self._run

    def _wait(self) -> None:
        if self._run:
            self._pause.start(self._run.patience_ms)

    def _paused(self) -> None:
        # keys that already wait in the queue come first
        QTimer.singleShot(0, self, self._stop_unless_more)

    def _stop_unless_more(self) -> None:
        if not self._pause.isActive():
            self._stop()

    def _stop(self) -> None:
        """No key came for long: a code without an ending key, a broken one, or typing."""
        run = self._run
        if run is None or not run.certain:
            if run is not None and run.likely and run.length > SHORTEST + 1:
                self._doubt.note_as(self._last)
            self._let_go()
            return
        self._drop()
        self._broken.note_as(self._last)
        if run.rest:
            return  # said already
        if self._is_whole(run.text) and not run.may_be_cut:
            self.scanned.emit(run.text)
        else:
            self.broke_off.emit()

    def _finish(self, event: QKeyEvent) -> None:
        """Emit a burst that ended with its key."""
        run = self._run
        assert run is not None
        head = run.persons_head(self._reads)
        begun = self._first(head)
        cut = run.may_be_cut and not run.odd and not self._reads(run.text)
        self._drop()
        self._taken.add(event.key())
        self._last.note(event)
        self._ended.note(event)
        self._scan_was_last = True
        self._play(begun)
        if run.rest:
            self._broken.note(event)  # said already
        elif cut:
            self.broke_off.emit()
        else:
            self.scanned.emit("".join(run.parts[head:]) if head else run.text)

    def _first(self, keys: int) -> list[_Held]:
        """The first so many presses that are held, with their releases."""
        pressed: set[int] = set()
        mine = []
        for held in self._held if keys else []:
            if not isinstance(held.event, QKeyEvent):
                break
            key = held.event.key()
            if held.event.type() is QEvent.Type.KeyPress and keys:
                keys -= 1
                pressed.add(key)
                mine.append(held)
            elif held.event.type() is QEvent.Type.KeyRelease and key in pressed:
                pressed.discard(key)
                mine.append(held)
        return mine

    def _drop(self) -> None:
        """Drop the held keys, and later the releases of those still down."""
        self._taken.update(key for key, down in self._down.items() if down)
        self._forget()

    def _let_go(self) -> None:
        """A person typed them: replay the held keys."""
        held = self._held
        self._forget()
        self._play(held)

    def _play(self, held: list[_Held]) -> None:
        self._replaying = True
        try:
            for key in held:
                if isValid(key.target):
                    QCoreApplication.sendEvent(key.target, key.event)
        finally:
            self._replaying = False

    def _forget(self) -> None:
        self._held, self._run = [], None
        self._down.clear()
        self._pause.stop()


def _stamp(event: QEvent) -> int:
    return event.timestamp() if isinstance(event, QKeyEvent) else 0


def _copy(event: QInputMethodEvent) -> QInputMethodEvent:
    copy = QInputMethodEvent("", [])
    copy.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return copy
