"""A barcode gun is caught before any field or shortcut; a person's typing never is."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.barcode_desk import CODE, Desk, shown_desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A shown window whose field has the focus."""
    yield from shown_desk(qapp)


def test_a_burst_ended_by_enter_is_a_scan_and_leaves_the_field_untouched(desk: Desk) -> None:
    desk.field.setText("梁")
    desk.type("NN01-3-20261124-0007-K")
    desk.enter()
    desk.rest()
    assert desk.scans == ["NN01-3-20261124-0007-K"]
    assert desk.field.text() == "梁"
    assert desk.entered == []


def test_two_scans_in_a_row_are_two_scans(desk: Desk) -> None:
    for number in ("A024", "B017"):
        desk.type(number)
        desk.enter()
    assert desk.scans == ["A024", "B017"]


def test_a_person_typing_reaches_the_field_in_order_and_enter_too(desk: Desk) -> None:
    desk.type("A024", gap_ms=80)
    desk.enter(gap_ms=80)
    assert desk.entered == ["A024"]
    assert desk.scans == []


def test_a_fast_typist_who_pauses_before_enter_is_no_gun(desk: Desk) -> None:
    desk.type("wl0417", gap_ms=25)
    desk.rest()
    assert desk.field.text() == "wl0417"
    desk.enter(gap_ms=120)
    assert desk.entered == ["wl0417"]
    assert desk.scans == []


def test_a_burst_too_short_for_a_code_is_typing(desk: Desk) -> None:
    desk.type("wl")
    desk.enter()
    assert desk.entered == ["wl"]
    assert desk.scans == []


def test_a_person_before_the_gun_keeps_what_they_typed(desk: Desk) -> None:
    desk.type("li", gap_ms=90)
    desk.type("A", gap_ms=90)
    desk.type("024")
    desk.enter()
    assert desk.scans == ["A024"]
    assert desk.field.text() == "li"


def test_a_held_key_that_repeats_is_no_burst(desk: Desk) -> None:
    for _ in range(6):
        desk.press("7", gap_ms=20, repeat=True)
    desk.enter(gap_ms=20)
    assert desk.entered == ["777777"]
    assert desk.scans == []


def test_the_shift_key_of_a_gun_does_not_break_its_burst(desk: Desk) -> None:
    desk.press("", key=Qt.Key.Key_Shift)
    desk.press("A", modifiers=Qt.KeyboardModifier.ShiftModifier)
    desk.type("024")
    desk.enter()
    assert desk.scans == ["A024"]


def test_a_command_key_in_between_lets_the_held_keys_go_first(desk: Desk) -> None:
    desk.type("ab")
    desk.press("", key=Qt.Key.Key_Backspace)
    assert desk.field.text() == "a"
    assert desk.scans == []


def test_space_replayed_to_a_button_still_presses_it(desk: Desk) -> None:
    pressed: list[bool] = []
    desk.button.clicked.connect(lambda: pressed.append(True))
    desk.button.setFocus()
    desk.press(" ", gap_ms=200, key=Qt.Key.Key_Space)
    desk.rest()
    assert pressed == [True]


def test_a_scanned_space_does_not_press_the_button_that_has_the_focus(desk: Desk) -> None:
    pressed: list[bool] = []
    desk.button.clicked.connect(lambda: pressed.append(True))
    desk.button.setFocus()
    desk.type("A 024")
    desk.enter()
    desk.rest()
    assert desk.scans == ["A 024"]
    assert pressed == []


def test_keys_that_come_through_the_window_system_are_seen_before_a_shortcut(desk: Desk) -> None:
    hit: list[str] = []
    shortcut = QShortcut(QKeySequence("2"), desk.window)
    shortcut.activated.connect(lambda: hit.append("2"))
    desk.button.setFocus()
    handle = desk.window.windowHandle()
    for code in (Qt.Key.Key_A, Qt.Key.Key_0, Qt.Key.Key_2, Qt.Key.Key_4, Qt.Key.Key_Return):
        QTest.keyClick(handle, code)
    desk.rest()
    assert [scan.upper() for scan in desk.scans] == ["A024"]
    assert hit == []


def test_keys_queued_behind_a_busy_moment_keep_their_own_times(desk: Desk) -> None:
    """All delivered at once, but pressed 60 ms apart: a person, whatever our clock says."""
    desk.type("A024", gap_ms=60)
    desk.enter(gap_ms=60)
    assert desk.scans == []
    assert desk.entered == ["A024"]


def test_a_shortcut_comes_after_what_was_typed_just_before_it(desk: Desk) -> None:
    seen: list[str] = []
    shortcut = QShortcut(QKeySequence("F9"), desk.window)
    shortcut.activated.connect(lambda: seen.append(desk.field.text()))
    desk.type("a", gap_ms=200)
    QTest.keyClick(desk.field, Qt.Key.Key_F9)
    assert seen == ["a"]


def test_a_click_lets_a_persons_keys_go_first_and_does_not_let_go_a_burst(desk: Desk) -> None:
    desk.type("ab", gap_ms=40)
    QTest.mouseClick(desk.field, Qt.MouseButton.LeftButton)
    assert desk.field.text() == "ab"
    desk.rest()
    desk.time_ms += 1000
    desk.type(CODE)
    QTest.mouseClick(desk.field, Qt.MouseButton.LeftButton)
    desk.enter()
    assert desk.scans == [CODE]
    assert desk.field.text() == "ab"
