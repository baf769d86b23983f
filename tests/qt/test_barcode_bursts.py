"""A burst of keys is read whole or not at all, whatever its pace, its ending and what is in it.

`tests.faults.bursts` tries the same with thousands of generated bursts.
"""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.domain.codes import UnknownCode, read_code
from tests.qt.barcode_desk import CODE, CONTROL, PLAIN, Desk, shown_desk


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    """A shown window whose field has the focus."""
    yield from shown_desk(qapp)


@pytest.mark.parametrize("gap_ms", [1, 5, 12, 20, 33, 45, 50])
def test_guns_of_every_pace_are_read(desk: Desk, gap_ms: int) -> None:
    for text in (CODE, "A024", "45-0100-20261124-004417"):
        desk.type(text, gap_ms)
        desk.enter(gap_ms)
        assert desk.scans.pop() == text
        desk.rest()
    assert desk.field.text() == ""
    assert desk.entered == []


ENDINGS = {
    "CR": [(Qt.Key.Key_Return, PLAIN, "\r")],
    "keypad": [(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "\r")],
    "CR CR": [(Qt.Key.Key_Return, PLAIN, "\r")] * 2,
    "CR LF": [(Qt.Key.Key_Return, PLAIN, "\r"), (Qt.Key.Key_J, CONTROL, "\n")],
    "LF": [(Qt.Key.Key_J, CONTROL, "\n")],
    "Tab": [(Qt.Key.Key_Tab, PLAIN, "\t")],
}


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("gap_ms", [5, 40])
def test_whatever_ends_a_burst_reaches_nobody(desk: Desk, ending: str, gap_ms: int) -> None:
    desk.type(CODE, gap_ms)
    for key, modifiers, text in ENDINGS[ending]:
        desk.press(text, gap_ms, key, modifiers)
    desk.rest()
    assert desk.scans == [CODE]
    assert (desk.field.text(), desk.entered) == ("", [])
    assert desk.app.focusWidget() is desk.field


@pytest.mark.parametrize("pause_ms", [60, 90, 140, 280, 320, 600, 950])
@pytest.mark.parametrize("place", [6, 8, 12])
def test_a_pause_inside_a_burst_never_makes_a_code_of_its_rest(
    desk: Desk, pause_ms: int, place: int
) -> None:
    broke: list[bool] = []
    desk.barcode_scanner.broke_off.connect(lambda: broke.append(True))
    desk.type(CODE[:place])
    desk.press(CODE[place], pause_ms)
    desk.type(CODE[place + 1 :])
    desk.enter()
    desk.rest()
    assert desk.scans in ([CODE], [])
    assert bool(desk.scans) != bool(broke), "what was not read is said"
    assert (desk.field.text(), desk.entered) == ("", [])


def test_a_burst_without_its_ending_key_is_dropped_and_said(desk: Desk) -> None:
    broke: list[bool] = []
    desk.barcode_scanner.broke_off.connect(lambda: broke.append(True))
    desk.type("45-0100-20261124-004417")
    desk.rest()
    assert desk.scans == []
    assert broke == [True]
    assert desk.field.text() == ""


def test_a_code_that_says_where_it_ends_needs_no_ending_key(desk: Desk) -> None:
    for code in (CODE, "NN01-3-20261124-0007-K"):
        desk.type(code, gap_ms=8)
        desk.rest()
        desk.press("", 2000, Qt.Key.Key_F35)
    assert desk.scans[0] == CODE
    assert desk.field.text() == ""


@pytest.mark.parametrize("place", range(9))
@pytest.mark.parametrize(
    "odd",
    [
        (Qt.Key.Key_BracketRight, CONTROL, "\x1d"),
        (Qt.Key.Key_Backslash, CONTROL, "\x1c"),
        (Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier, "2"),
    ],
)
def test_one_unprintable_key_makes_the_whole_burst_unknown(
    desk: Desk, odd: tuple[Qt.Key, Qt.KeyboardModifier, str], place: int
) -> None:
    key, modifiers, text = odd
    if not place and modifiers is not CONTROL:
        return  # a key with Alt by itself is a person's
    desk.type("foo-C002"[:place])
    desk.press("", 1, Qt.Key.Key_Control)
    desk.press(text, 4, key, modifiers)
    desk.type("foo-C002"[place:])
    desk.enter()
    desk.rest()
    assert all(isinstance(read_code(scan), UnknownCode) for scan in desk.scans)
    assert len(desk.scans) == 1
    assert (desk.field.text(), desk.entered) == ("", [])


def test_two_hundred_thousand_keys_cost_no_more_each_than_ten(desk: Desk) -> None:
    slowest = 0.0
    for start in range(0, 200_000, 1000):
        before = time.perf_counter()
        desk.type("A1B2C3D4E5" * 100)
        slowest = max(slowest, (time.perf_counter() - before) / 1000)
        if start == 20_000:  # the rest is the same: a run that is too long is only counted
            break
    assert slowest < 0.001, "a gun's key, however many came before, is read in less than 1 ms"
    before = time.perf_counter()
    desk.enter()
    assert time.perf_counter() - before < 0.05
    assert [isinstance(read_code(scan), UnknownCode) for scan in desk.scans] == [True]
    assert desk.field.text() == ""


def test_capitals_turned_around_by_caps_lock_are_the_same_code(desk: Desk) -> None:
    desk.press("", key=Qt.Key.Key_CapsLock)
    desk.type("a024-20261127")
    desk.press("", key=Qt.Key.Key_CapsLock)
    desk.enter()
    assert [read_code(scan) for scan in desk.scans] == [read_code(CODE)]


def test_the_window_systems_clock_begins_anew(desk: Desk) -> None:
    desk.time_ms = 2**32 - 30
    for character in CODE:
        desk.press(character)
        desk.time_ms %= 2**32
    desk.enter()
    assert desk.scans == [CODE]
