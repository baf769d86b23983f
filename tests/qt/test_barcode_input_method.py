"""Text of an input method is a person's, unless it is a whole code at a gun's pace."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.domain.codes import UnknownCode, read_code
from tests.qt.barcode_desk import CODE, PLAIN, Desk, shown_desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A shown window whose field has the focus."""
    yield from shown_desk(qapp)


def commit(desk: Desk, text: str) -> None:
    """An input method gives `text` to the field."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(desk.field, event)


def test_text_of_an_input_method_is_never_a_scan_and_comes_after_what_was_held(desk: Desk) -> None:
    desk.type("ab")
    event = QInputMethodEvent("", [])
    event.setCommitString("梁䶮")
    QCoreApplication.sendEvent(desk.field, event)
    desk.enter()
    assert desk.field.text() == "ab梁䶮"
    assert desk.entered == ["ab梁䶮"]
    assert desk.scans == []


def test_full_width_letters_of_an_input_method_at_a_guns_pace_are_a_scan(desk: Desk) -> None:
    for character in "Ａ０２４－２０２６１１２７":
        commit(desk, character)
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, PLAIN, "\r")
    QCoreApplication.sendEvent(desk.field, event)
    assert [read_code(scan) for scan in desk.scans] == [read_code(CODE)]
    desk.rest()
    assert desk.field.text() == ""


def test_a_number_that_an_input_method_gives_at_once_is_typed(desk: Desk) -> None:
    commit(desk, "450102198803162133")
    desk.enter()
    assert desk.field.text() == "450102198803162133"
    assert desk.entered == ["450102198803162133"]
    assert desk.scans == []


def test_full_width_letters_of_a_person_reach_the_field(desk: Desk) -> None:
    for character in "ＡＢ１":
        commit(desk, character)
        QTest.qWait(90)
    desk.rest()
    assert desk.field.text() == "ＡＢ１"
    assert desk.scans == []


def test_what_an_input_method_took_keys_from_is_no_code(desk: Desk) -> None:
    """Pinyin took the first letters of A024-…: what is left is the rest of a code."""
    composing = QInputMethodEvent("a", [])
    QCoreApplication.sendEvent(desk.field, composing)
    commit(desk, "At")
    for character in "4-20261127":
        QTest.keyClicks(desk.field, character)
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    desk.rest()
    assert all(isinstance(read_code(scan), UnknownCode) for scan in desk.scans)
    assert desk.field.text() == "At"


def test_a_word_that_an_input_method_gives_at_once_is_a_persons(desk: Desk) -> None:
    for word in ("450102198803162133", "hello"):
        commit(desk, word)
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, PLAIN, "\r")
        QCoreApplication.sendEvent(desk.field, event)
        desk.rest()
        assert desk.entered.pop() == word
        desk.field.clear()
    assert desk.scans == []
