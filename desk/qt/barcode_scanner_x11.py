"""A barcode scanner in spite of an input method, on X11.

An input method (ibus, fcitx) sees a key before any filter of Qt's: of a burst the letters become
pinyin, and figures choose words. So while a field takes an input method's text, keys are held where
they come from the X server, told by their pace as the gun's filter tells them, and sent to this
window once more: as they are, to the input method, when a person typed them; past it when a gun
did. Their times stay what they were, so that `BarcodeScanner` sees the burst as without any input
method. A person's key is late by `GAP_MS` at most.

Elsewhere (Wayland, Windows) there is no such place: fields that take no Chinese have the input
method off, and what it gives at a gun's pace is told apart by `BarcodeScanner`.
"""

import ctypes
import ctypes.util
import logging
import os
import struct

from PySide6.QtCore import (
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Qt,
    QTimer,
)
from PySide6.QtGui import QGuiApplication, QInputMethodQueryEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desk.qt.input_method import with_input_method, without_input_method
from desk.qt.key_bursts import GAP_MS, LINGER_MS, KeyBurst

log = logging.getLogger(__name__)

_EVENT = struct.Struct("=BBHIIII")  # type, key, sequence, time, root, window, …
_SIZE = 32
_PRESS, _RELEASE, _SENT = 2, 3, 0x80
_MODIFIERS = frozenset((37, 50, 62, 64, 66, 77, 92, 105, 108, 133, 134, 203, 204, 205, 206, 207))
"""Shift, Control, Alt, the locks and their like, by evdev's key codes."""
_FORGET_MS = 5000
"""Events that were sent and did not come back are given up after this."""


def input_method_named() -> bool:
    """Whether the session names an input method that Qt would ask before us."""
    names = ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE")
    told = " ".join(os.environ.get(name, "") for name in names).lower()
    return any(one in told for one in ("ibus", "fcitx"))


def keys_before_input_method(parent: QObject) -> "KeysBeforeInputMethod | None":
    """Install the filter where it is of use; None where it is not, or cannot be had."""
    if QGuiApplication.platformName() != "xcb" or not input_method_named():
        return None
    try:
        keys = KeysBeforeInputMethod(parent)
    except (OSError, AttributeError) as error:
        log.warning("keys cannot be seen before the input method: %s", type(error).__name__)
        return None
    app = QCoreApplication.instance()
    assert app is not None
    app.installNativeEventFilter(keys)
    return keys


class _Wire:
    """A connection of our own to the X server, only to send key events to our window."""

    def __init__(self) -> None:
        xcb = ctypes.CDLL(ctypes.util.find_library("xcb") or "libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
        xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
        xcb.xcb_send_event.argtypes = (
            ctypes.c_void_p,
            ctypes.c_uint8,
            ctypes.c_uint32,
            ctypes.c_uint32,
            ctypes.c_char_p,
        )
        xcb.xcb_flush.argtypes = (ctypes.c_void_p,)
        xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
        self._xcb, self._connection = xcb, xcb.xcb_connect(None, None)
        if xcb.xcb_connection_has_error(self._connection):
            raise OSError("the X server takes no second connection")

    def send(self, events: list[bytes]) -> None:
        """Send key events to the windows that they came to."""
        for event in events:
            window = _EVENT.unpack_from(event)[5]
            # an empty mask: to the client that made the window, which is this one
            self._xcb.xcb_send_event(self._connection, 0, window, 0, event)
        self._xcb.xcb_flush(self._connection)

    def close(self) -> None:
        """End the connection."""
        self._xcb.xcb_disconnect(self._connection)


class KeysBeforeInputMethod(QAbstractNativeEventFilter):
    """Holds keys on their way to an input method until it is clear whose they are."""

    def __init__(self, parent: QObject) -> None:
        super().__init__()
        self._wire = _Wire()
        self._held: list[bytes] = []
        self._run: KeyBurst | None = None
        self._last_ms = 0
        self._away = 0
        self._past: QWidget | None = None
        self._pause, self._over, self._lost = (QTimer(parent) for _ in range(3))
        for timer, then in (
            (self._pause, self._to_input_method),
            (self._over, self._with_input_method),
            (self._lost, self._give_up),
        ):
            timer.setSingleShot(True)
            timer.timeout.connect(then)

    def close(self) -> None:
        """Remove the filter and close the connection."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self)
        self._with_input_method()
        self._wire.close()

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Called with every event of the X server."""
        if QByteArray(kind).data() != b"xcb_generic_event_t":
            return False, 0
        address = int(message)
        code = ctypes.c_uint8.from_address(address).value
        if code & ~_SENT not in (_PRESS, _RELEASE):
            return False, 0
        if code & _SENT:
            self._away = max(0, self._away - 1)
            return False, 0
        return self._key(ctypes.string_at(address, _SIZE)), 0

    def _key(self, event: bytes) -> bool:
        """A key came; whether it is kept from Qt for now."""
        if self._past is not None:
            self._over.start(LINGER_MS)
            if not self._away:
                return False
            self._send([event])
            return True
        if not self._held and not self._away and not _takes_input_method():
            return False
        code, key, _, time_ms, *_ = _EVENT.unpack_from(event)
        self._held.append(event)
        if code == _PRESS and key not in _MODIFIERS:
            gap = float((time_ms - self._last_ms) % 2**32) if self._last_ms else float("inf")
            self._last_ms = time_ms
            if self._run is None or gap >= self._run.patience_ms:
                self._run = KeyBurst(gap)
            self._run.add("", gap)
            if self._run.likely:
                self._past_input_method()
                return True
        self._pause.start(self._run.patience_ms if self._run else GAP_MS)
        return True

    def _to_input_method(self) -> None:
        """A person typed them."""
        held, self._held, self._run = self._held, [], None
        self._send(held)

    def _past_input_method(self) -> None:
        """A scanner types: its keys, held and future, bypass the input method."""
        held, self._held, self._run = self._held, [], None
        self._pause.stop()
        widget = QApplication.focusWidget()
        if widget is not None:
            self._past = widget
            without_input_method(widget)
        self._over.start(LINGER_MS)
        self._send(held)

    def _with_input_method(self) -> None:
        """The burst is over: the field takes an input method's text again."""
        widget, self._past = self._past, None
        if widget is not None and isValid(widget):
            with_input_method(widget)

    def _send(self, events: list[bytes]) -> None:
        self._away += len(events)
        self._wire.send(events)
        self._lost.start(_FORGET_MS)

    def _give_up(self) -> None:
        self._away = 0


def _takes_input_method() -> bool:
    widget = QApplication.focusWidget()
    if widget is None:
        return False
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(widget, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))
