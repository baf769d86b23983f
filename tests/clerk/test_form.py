"""The form step by its keys: saved as typed, faults in words, one key to go on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.domain.visits import Step
from desk.clerk.steps.form.view import FormView
from tests.clerk.desks import ClerkDesk
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, SOCIAL_CARD


@pytest.fixture
async def filling(
    qapp: QApplication, open_window: MakeWindow, english: None
) -> AsyncIterator[ClerkDesk]:
    """A visit at its form."""
    window = open_window()
    desk = ClerkDesk(qapp, window)
    await desk.show()
    window.hall.take("C")
    await window.calling.call_next()
    await window.identifying.identify(*LIANG)
    await window.choosing.choose(SOCIAL_CARD)
    await window.counter.go(Step.FORM)
    await desk.settle()
    yield desk
    await desk.settle()
    desk.close()


def view(desk: ClerkDesk) -> FormView:
    found = desk.shell.view
    assert isinstance(found, FormView)
    return found


def fault(desk: ClerkDesk, name: str) -> str:
    return view(desk).form.field_row(name).fault


def saved(desk: ClerkDesk) -> dict[str, Any]:
    return desk.window.counter.open_visit.form


async def test_the_keyboard_is_in_the_first_empty_field(filling: ClerkDesk) -> None:
    assert filling.focus is view(filling).form.field_editor("contact_phone")
    name = view(filling).form.field_editor("contact_name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "梁思源"


async def test_what_is_typed_is_saved_without_a_key(filling: ClerkDesk) -> None:
    await filling.type("139")
    assert saved(filling)["contact_phone"] == "139"
    stored = filling.window.book.visit(filling.window.counter.open_visit.id)
    assert stored.form["contact_phone"] == "139"


async def test_a_fault_is_told_when_the_field_is_left_not_before(filling: ClerkDesk) -> None:
    await filling.type("139")
    assert fault(filling, "contact_phone") == ""
    await filling.press(Qt.Key.Key_Return)
    assert fault(filling, "contact_phone") == "Not in the right form"
    assert fault(filling, "reason") == ""


async def test_f9_tells_every_fault_and_jumps_to_the_first(filling: ClerkDesk) -> None:
    await filling.press(Qt.Key.Key_Return)
    await filling.press(Qt.Key.Key_F9)
    assert filling.window.counter.open_visit.step is Step.FORM
    assert fault(filling, "contact_phone") == "Required"
    assert fault(filling, "reason") == "Required"
    assert fault(filling, "old_card") == ""
    assert filling.focus is view(filling).form.field_editor("contact_phone")


async def test_mended_faults_go_and_f9_goes_on(filling: ClerkDesk) -> None:
    await filling.press(Qt.Key.Key_F9)
    await filling.type("13978800001")
    for _ in range(3):
        await filling.press(Qt.Key.Key_Return)
    await filling.press(Qt.Key.Key_Space)
    assert fault(filling, "contact_phone") == fault(filling, "reason") == ""
    await filling.press(Qt.Key.Key_F9)
    assert filling.window.counter.open_visit.step is Step.SUBMIT
    assert saved(filling) == {
        "contact_name": "梁思源",
        "contact_phone": "13978800001",
        "reason": "遗失",
    }


async def test_leaving_the_step_loses_no_key(filling: ClerkDesk) -> None:
    editor = filling.focus
    assert isinstance(editor, QLineEdit)
    editor.insert("1397")
    editor.textEdited.emit(editor.text())
    await filling.window.counter.go(Step.MATERIALS)
    await filling.settle()
    assert saved(filling)["contact_phone"] == "1397"


async def test_putting_the_visit_on_hold_loses_no_key(filling: ClerkDesk) -> None:
    visit = filling.window.counter.open_visit
    editor = filling.focus
    assert isinstance(editor, QLineEdit)
    editor.insert("1397")
    editor.textEdited.emit(editor.text())
    QTest.keyClick(filling.shell.windowHandle(), Qt.Key.Key_F3)
    await filling.settle()
    assert filling.window.counter.visit is None
    assert filling.window.book.visit(visit.id).form["contact_phone"] == "1397"
    assert filling.presenter.state.notice is None


async def test_the_form_stands_as_it_was_after_a_restart(
    filling: ClerkDesk, open_window: MakeWindow, qapp: QApplication
) -> None:
    await filling.type("1397")
    await filling.settle()
    await filling.window.close()
    filling.shell.hide()
    window = open_window()
    await window.calling.restore()
    desk = ClerkDesk(qapp, window)
    await desk.show()
    editor = view(desk).form.field_editor("contact_phone")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1397"
    desk.close()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
async def test_whole_at_both_sizes(filling: ClerkDesk, width: int, height: int) -> None:
    filling.shell.resize(width, height)
    await filling.press(Qt.Key.Key_F9)
    found = view(filling)
    for name in ("contact_name", "reason"):
        row = found.form.field_row(name)
        corner = row.mapTo(found, row.rect().bottomRight())
        assert found.rect().contains(corner), name


async def test_a_submitted_form_is_closed(filling: ClerkDesk, papers: list[Path]) -> None:
    window = filling.window
    await window.gathering.take_files("01", papers[:1])
    await window.gathering.take_files("02", papers)
    await window.filling.save(
        {"contact_name": "梁思源", "contact_phone": "13978800001", "reason": "遗失"}
    )
    await window.submitting.submit()
    await window.counter.go(Step.FORM)
    await filling.settle()
    assert not view(filling).form.isEnabled()
    assert filling.presenter.state.notice is None
