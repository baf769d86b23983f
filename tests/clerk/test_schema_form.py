"""The form on the screen: typed by keys alone, what it gives is what the region accepts."""

import asyncio
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from desk.clerk.steps.form.schema import Field, FieldKind, read_fields
from desk.clerk.steps.form.schema_form import SchemaForm
from desk.demo.citizens import sample
from desk.domain.forms import form_faults
from desk.qt.widgets.choices import Choices
from desk.qt.widgets.date_edit import DateEdit, dashed
from desk.qt.widgets.fields import FieldRow

TODAY = date(2026, 11, 24)
MATTERS: list[dict[str, Any]] = sample("matters")["matters"]
TYPED = {
    "contact_phone": "0771-5550001",
    "credit_code": "91450103mad3k7p27y",
    "plate": "桂A12345",
    "vin": "LSVAA4182E2184847",
    "spouse_id": "450103199207214241",
}
BY_KIND = {
    FieldKind.INTEGER: "3",
    FieldKind.NUMBER: "120.5",
    FieldKind.MONEY: "1200.50",
    FieldKind.DATE: "20261201",
}


@pytest.fixture
def form(qapp: QApplication) -> Iterator[SchemaForm]:
    """An empty form on the screen."""
    form = SchemaForm()
    form.resize(1000, 700)
    form.show()
    form.activateWindow()
    yield form
    form.close()
    form.deleteLater()


def draw(form: SchemaForm, matter: dict[str, Any]) -> tuple[Field, ...]:
    fields = read_fields(matter["form"])
    form.show_fields(fields)
    QApplication.processEvents()
    return fields


def collect(form: SchemaForm) -> dict[str, Any]:
    """What the form has told, field by field."""
    values: dict[str, Any] = {}
    form.edited.connect(values.__setitem__)
    return values


def answer(form: SchemaForm, field: Field) -> None:
    """Fill the field that has the keyboard, by keys."""
    editor = form.field_editor(field.name)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus is editor or editor.isAncestorOf(focus), field.name
    if isinstance(editor, Choices):
        QTest.keyClick(focus, Qt.Key.Key_Space)
    elif isinstance(editor, QComboBox):
        QTest.keyClick(focus, Qt.Key.Key_Down)
    else:
        assert isinstance(editor, QLineEdit)
        text = TYPED.get(field.name, BY_KIND.get(field.kind, "南宁市"))
        if text.isascii():
            QTest.keyClicks(focus, text)
        else:
            editor.insert(text)
            editor.textEdited.emit(editor.text())


@pytest.mark.parametrize("matter", MATTERS, ids=[one["name_en"] for one in MATTERS])
def test_every_sample_form_is_filled_by_keys_alone(
    form: SchemaForm, matter: dict[str, Any]
) -> None:
    fields, values, ended = draw(form, matter), collect(form), []
    form.ended.connect(lambda: ended.append(True))
    form.focus_on(fields[0].name)
    for field in fields:
        answer(form, field)
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, Qt.Key.Key_Return)
    assert form_faults(matter["form"], values, TODAY) == ()
    assert set(values) == {field.name for field in fields}
    assert ended == [True]


@pytest.mark.parametrize("matter", MATTERS, ids=[one["name_en"] for one in MATTERS])
def test_a_form_shows_what_was_saved_and_gives_it_back_unchanged(
    form: SchemaForm, matter: dict[str, Any]
) -> None:
    fields, values = draw(form, matter), collect(form)
    form.focus_on(fields[0].name)
    for field in fields:
        form.focus_on(field.name)
        answer(form, field)
    again = SchemaForm()
    again.show_fields(fields)
    again.fill(values)
    told: list[str] = []
    again.edited.connect(lambda name, _value: told.append(name))
    again.fill(values)
    assert told == []
    assert {name: again.value_of(name) for name in values} == values
    again.deleteLater()


@pytest.mark.parametrize("matter", MATTERS, ids=[one["name_en"] for one in MATTERS])
def test_each_fault_stands_beside_its_own_field(form: SchemaForm, matter: dict[str, Any]) -> None:
    fields = draw(form, matter)
    faults = form_faults(matter["form"], {}, TODAY)
    form.show_faults({fault.pointer[1:]: f"fault of {fault.title}" for fault in faults})
    for field in fields:
        row = form.field_row(field.name)
        expected = matter["form"]["properties"][field.name]["title"]
        assert row.fault == (f"fault of {expected}" if field.required else "")
        assert form.field_editor(field.name).accessibleDescription() == row.fault
    form.show_faults({})
    assert all(form.field_row(field.name).fault == "" for field in fields)


def test_every_field_says_its_name_to_a_screen_reader(form: SchemaForm) -> None:
    for field in draw(form, MATTERS[1]):
        assert form.field_editor(field.name).accessibleName() == field.title


def test_a_field_that_is_typed_in_keeps_its_text(form: SchemaForm) -> None:
    """1,200.5 and 1200.50 are the same amount: saving must not rewrite what is being typed."""
    matter = next(one for one in MATTERS if one["name"] == "企业投资项目备案")
    draw(form, matter)
    editor = form.field_editor("investment_fen")
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    QTest.keyClicks(editor, "1,200.5")
    form.fill({"investment_fen": 120050})
    assert editor.text() == "1,200.5"


def test_arrows_choose_one_and_space_chooses_several(form: SchemaForm) -> None:
    matter = next(one for one in MATTERS if one["name"] == "食品经营许可(新办)")
    draw(form, matter)
    values = collect(form)
    form.focus_on("business_type")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    assert values["business_type"] == "餐饮服务经营者"
    form.focus_on("items")
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Space):
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
    assert values["items"] == ["预包装食品销售", "散装食品销售"]


def test_one_stop_of_the_tab_key_for_a_row_of_choices(form: SchemaForm) -> None:
    matter = next(one for one in MATTERS if one["name"] == "食品经营许可(新办)")
    draw(form, matter)
    form.focus_on("business_type")
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert form.field_editor("items").isAncestorOf(focus)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2026", "2026"),
        ("20261", "2026-1"),
        ("20261124", "2026-11-24"),
        ("2026112499", "2026-11-24"),
        ("2026/1/5", "2026-1-5"),
        ("2026-", "2026-"),
        ("2026年11月24日", "2026-11-24"),
        ("abc", ""),
    ],
)
def test_a_date_gets_its_dashes_by_itself(typed: str, shown: str) -> None:
    assert dashed(typed) == shown


def test_a_date_is_mended_in_the_middle_without_losing_the_place(qapp: QApplication) -> None:
    edit = DateEdit()
    QTest.keyClicks(edit, "20261124")
    assert edit.text() == "2026-11-24"
    edit.setCursorPosition(7)
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    QTest.keyClicks(edit, "2")
    assert edit.text() == "2026-12-24"
    assert edit.cursorPosition() == 7
    QTest.keyClick(edit, Qt.Key.Key_Up)
    assert edit.text() == "2026-12-25"
    edit.deleteLater()


async def test_a_form_that_is_drawn_ahead_is_the_one_that_is_shown(form: SchemaForm) -> None:
    one, other = (read_fields(matter["form"]) for matter in MATTERS[:2])
    drawing = asyncio.create_task(form.draw_ahead(one))
    await asyncio.sleep(0.05)
    assert form.has_field(one[0].name)
    early = form.field_editor(one[0].name)
    assert not form.has_field(one[-1].name)  # it takes its turns
    form.show_fields(one)  # asked for before the end
    assert form.field_editor(one[0].name) is early
    assert [field.name for field in one] == shown_names(form)
    await drawing
    assert [field.name for field in one] == shown_names(form)

    drawing = asyncio.create_task(form.draw_ahead(one))
    await asyncio.sleep(0)
    form.show_fields(other)  # another matter was chosen meanwhile
    await drawing
    assert [field.name for field in other] == shown_names(form)


def shown_names(form: SchemaForm) -> list[str]:
    """The fields on the screen, from the top."""
    QApplication.processEvents()
    rows = sorted(form.findChildren(FieldRow), key=lambda row: row.y())
    return [row.editor.objectName().removeprefix("field:") for row in rows if row.isVisible()]
