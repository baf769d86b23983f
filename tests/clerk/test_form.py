"""The form step by its keys: saved as typed, faults in words, one key to go on."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desk.clerk.steps.form.view import FormView
from desk.domain.visits import Step
from tests.clerk.desks import ClerkDesk
from tests.visit.conftest import MakeWindow
from tests.visit.pages import LIANG, SOCIAL_CARD


@pytest.fixture
async def form_step(
    qapp: QApplication, open_window: MakeWindow, english: None
) -> AsyncIterator[ClerkDesk]:
    """A visit at its form."""
    window = await open_window()
    desk = ClerkDesk(qapp, window)
    await desk.show()
    window.hall.take("C")
    await window.call_step.call_next()
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(SOCIAL_CARD)
    await window.session.go(Step.FORM)
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
    return desk.window.session.open_visit.form


async def test_the_keyboard_is_in_the_first_empty_field(form_step: ClerkDesk) -> None:
    assert form_step.focus is view(form_step).form.field_editor("contact_phone")
    name = view(form_step).form.field_editor("contact_name")
    assert isinstance(name, QLineEdit)
    assert name.text() == "梁思源"


async def test_what_is_typed_is_saved_without_a_key(form_step: ClerkDesk) -> None:
    await form_step.type("139")
    assert saved(form_step)["contact_phone"] == "139"
    stored = form_step.window.store.visit(form_step.window.session.open_visit.id)
    assert stored.form["contact_phone"] == "139"


async def test_a_fault_is_told_when_the_field_is_left_not_before(form_step: ClerkDesk) -> None:
    await form_step.type("139")
    assert fault(form_step, "contact_phone") == ""
    await form_step.press(Qt.Key.Key_Return)
    assert fault(form_step, "contact_phone") == "Not in the right form"
    assert fault(form_step, "reason") == ""


async def test_f9_tells_every_fault_and_jumps_to_the_first(form_step: ClerkDesk) -> None:
    await form_step.press(Qt.Key.Key_Return)
    await form_step.press(Qt.Key.Key_F9)
    assert form_step.window.session.open_visit.step is Step.FORM
    assert fault(form_step, "contact_phone") == "Required"
    assert fault(form_step, "reason") == "Required"
    assert fault(form_step, "old_card") == ""
    assert form_step.focus is view(form_step).form.field_editor("contact_phone")


async def test_mended_faults_go_and_f9_goes_on(form_step: ClerkDesk) -> None:
    await form_step.press(Qt.Key.Key_F9)
    await form_step.type("13978800001")
    for _ in range(3):
        await form_step.press(Qt.Key.Key_Return)
    await form_step.press(Qt.Key.Key_Space)
    assert fault(form_step, "contact_phone") == fault(form_step, "reason") == ""
    await form_step.press(Qt.Key.Key_F9)
    assert form_step.window.session.open_visit.step is Step.SUBMIT
    assert saved(form_step) == {
        "contact_name": "梁思源",
        "contact_phone": "13978800001",
        "reason": "遗失",
    }


async def test_leaving_the_step_loses_no_key(form_step: ClerkDesk) -> None:
    editor = form_step.focus
    assert isinstance(editor, QLineEdit)
    editor.insert("1397")
    editor.textEdited.emit(editor.text())
    await form_step.window.session.go(Step.MATERIALS)
    await form_step.settle()
    assert saved(form_step)["contact_phone"] == "1397"


async def test_putting_the_visit_on_hold_loses_no_key(form_step: ClerkDesk) -> None:
    visit = form_step.window.session.open_visit
    editor = form_step.focus
    assert isinstance(editor, QLineEdit)
    editor.insert("1397")
    editor.textEdited.emit(editor.text())
    QTest.keyClick(form_step.shell.windowHandle(), Qt.Key.Key_F3)
    await form_step.settle()
    assert form_step.window.session.visit is None
    assert form_step.window.store.visit(visit.id).form["contact_phone"] == "1397"
    assert form_step.presenter.state.notice is None


async def test_the_form_stands_as_it_was_after_a_restart(
    form_step: ClerkDesk, open_window: MakeWindow, qapp: QApplication
) -> None:
    await form_step.type("1397")
    await form_step.settle()
    await form_step.window.close()
    form_step.shell.hide()
    window = await open_window()
    await window.call_step.restore()
    desk = ClerkDesk(qapp, window)
    await desk.show()
    editor = view(desk).form.field_editor("contact_phone")
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "1397"
    desk.close()


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1440, 900)])
async def test_whole_at_both_sizes(form_step: ClerkDesk, width: int, height: int) -> None:
    form_step.shell.resize(width, height)
    await form_step.press(Qt.Key.Key_F9)
    found = view(form_step)
    for name in ("contact_name", "reason"):
        row = found.form.field_row(name)
        corner = row.mapTo(found, row.rect().bottomRight())
        assert found.rect().contains(corner), name


async def test_a_submitted_form_is_closed(form_step: ClerkDesk, papers: list[Path]) -> None:
    window = form_step.window
    await window.materials_step.take_files("01", papers[:1])
    await window.materials_step.take_files("02", papers)
    await window.form_step.save(
        {"contact_name": "梁思源", "contact_phone": "13978800001", "reason": "遗失"}
    )
    await window.submit_step.submit()
    await window.session.go(Step.FORM)
    await form_step.settle()
    assert not view(form_step).form.isEnabled()
    assert form_step.presenter.state.notice is None
