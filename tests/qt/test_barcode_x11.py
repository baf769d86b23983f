"""Keys on their way to an input method: a person's arrive there, a gun's go past it.

The X server is made up here; ``python -m tests.faults.input_method`` tries a real one with ibus.
"""

import ctypes
import struct
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodQueryEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.qt import barcode_scanner_x11
from desk.qt.barcode_scanner_x11 import KeysBeforeInputMethod
from desk.qt.input_method import with_input_method, without_input_method

PRESS, RELEASE, SENT = 2, 3, 0x80
SHIFT = 50


class Server:
    """Takes what is sent to the window, and brings it back when asked."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def send(self, events: list[bytes]) -> None:
        self.sent += events

    def close(self) -> None:
        """Nothing to close."""


class Keyboard:
    """A field with the focus, a filter before its input method, and keys with times."""

    def __init__(self, field: QLineEdit, keys: KeysBeforeInputMethod, server: Server) -> None:
        self.field, self.keys, self.server = field, keys, server
        self.passed: list[tuple[int, bool]] = []
        self.time_ms = 1000

    def _event(self, kind: int, key: int) -> None:
        raw = struct.pack("=BBHIIII", kind, key, 0, self.time_ms, 1, 2, 0).ljust(32, b"\0")
        buffer = ctypes.create_string_buffer(raw, 32)
        kept, _ = self.keys.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(buffer))
        if not kept:
            self.passed.append((key, takes_input_method(self.field)))

    def press(self, key: int, gap_ms: int) -> None:
        """A key down and up."""
        self.time_ms += gap_ms
        for kind in (PRESS, RELEASE):
            self._event(kind, key)

    def come_back(self) -> None:
        """What was sent comes from the server."""
        sent, self.server.sent = self.server.sent, []
        for raw in sent:
            buffer = ctypes.create_string_buffer(bytes([raw[0] | SENT]) + raw[1:], 32)
            kept, _ = self.keys.nativeEventFilter(b"xcb_generic_event_t", ctypes.addressof(buffer))
            assert not kept
            self.passed.append((raw[1], takes_input_method(self.field)))

    def downs(self) -> list[tuple[int, bool]]:
        """Each key that got through, and whether the input method was asked."""
        return self.passed[::2]


def takes_input_method(field: QLineEdit) -> bool:
    query = QInputMethodQueryEvent(Qt.InputMethodQuery.ImEnabled)
    QCoreApplication.sendEvent(field, query)
    return bool(query.value(Qt.InputMethodQuery.ImEnabled))


def becomes(true: Callable[[], bool]) -> bool:
    """Wait for it: on a busy machine one look at the queue can outlast any fixed time."""
    for _ in range(500):
        if true():
            return True
        QTest.qWait(20)
    return False


@pytest.fixture
def keyboard(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Keyboard]:
    """A keyboard at a field that takes an input method's text."""
    server = Server()
    monkeypatch.setattr(barcode_scanner_x11, "_Wire", lambda: server)
    field = QLineEdit()
    field.show()
    field.activateWindow()
    field.setFocus()
    qapp.processEvents()
    keys = KeysBeforeInputMethod(field)
    yield Keyboard(field, keys, server)
    keys.close()
    field.close()
    field.deleteLater()


def test_a_persons_keys_arrive_at_the_input_method_in_order(keyboard: Keyboard) -> None:
    for key in (10, 11, 12):
        keyboard.press(key, 90)
        assert becomes(lambda: bool(keyboard.server.sent))
        keyboard.come_back()
    assert keyboard.downs() == [(10, True), (11, True), (12, True)]


def test_a_roll_of_two_keys_keeps_its_order(keyboard: Keyboard) -> None:
    keyboard.press(10, 90)
    keyboard.press(11, 12)
    assert becomes(lambda: bool(keyboard.server.sent))
    keyboard.come_back()
    assert keyboard.downs() == [(10, True), (11, True)]


@pytest.mark.parametrize("gap_ms", [3, 20, 45])
def test_a_guns_keys_go_past_the_input_method_and_it_is_back_afterwards(
    keyboard: Keyboard, gap_ms: int
) -> None:
    typed = list(range(10, 24))
    for key in (SHIFT, *typed):
        keyboard.press(key, gap_ms)
        keyboard.come_back()
    keyboard.come_back()
    assert [key for key, _ in keyboard.downs()] == [SHIFT, *typed]
    assert not any(asked for _, asked in keyboard.downs())
    assert not takes_input_method(keyboard.field)
    assert becomes(lambda: takes_input_method(keyboard.field))


def test_keys_that_come_while_others_are_away_stay_behind_them(keyboard: Keyboard) -> None:
    for key in range(10, 20):
        keyboard.press(key, 4)
    keyboard.come_back()
    keyboard.press(20, 4)
    keyboard.come_back()
    assert [key for key, _ in keyboard.downs()] == list(range(10, 21))


def test_a_field_that_takes_no_input_method_sees_its_keys_at_once(keyboard: Keyboard) -> None:
    without_input_method(keyboard.field)
    keyboard.press(10, 90)
    assert keyboard.downs() == [(10, False)]
    with_input_method(keyboard.field)
    assert takes_input_method(keyboard.field)


def test_it_is_only_there_where_a_session_names_an_input_method(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_IM_MODULES", "QT_IM_MODULE", "XMODIFIERS", "GTK_IM_MODULE"):
        monkeypatch.delenv(name, raising=False)
    assert not barcode_scanner_x11.input_method_named()
    monkeypatch.setenv("XMODIFIERS", "@im=fcitx")
    assert barcode_scanner_x11.input_method_named()
    assert barcode_scanner_x11.keys_before_input_method(qapp) is None, "there is no X server"
