"""Identifying by keys: faults beside their fields, numbers masked, rare names whole."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from desk.clerk.steps.identify.view import IdentifyView, NumberField
from desk.domain.matters import ApplicantKind
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.qt.widgets import FieldRow
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import waiting, words

KEY = Qt.Key
NAME, NUMBER = "梁䶮𠅤", "450102198803162133"


async def identify_step(desk: ClerkDesk, hall: HallQueue) -> IdentifyView:
    """The citizen is at the window; nothing is typed yet."""
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    view = desk.shell.view
    assert isinstance(view, IdentifyView)
    return view


def fault(view: IdentifyView, name: str) -> str:
    """What is said to be wrong beside the field of this name."""
    for row in view.findChildren(FieldRow):
        if row.editor.accessibleName() == name:
            return row.fault
    raise KeyError(name)


def number_field(view: IdentifyView) -> NumberField:
    field = view.findChild(NumberField)
    assert isinstance(field, NumberField)
    return field


async def test_enter_walks_through_the_fields_and_goes_on_to_the_matter(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await identify_step(desk, hall)
    await desk.type(NAME)
    await desk.press(KEY.Key_Return)
    await desk.type(NUMBER)
    await desk.press(KEY.Key_Return)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.applicant is not None
    assert (visit.applicant.name, visit.applicant.number) == (NAME, NUMBER)
    assert visit.applicant.kind is ApplicantKind.PERSON
    assert desk.shown() is Step.MATTER


async def test_a_rare_name_is_shown_large_and_its_characters_are_named(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await identify_step(desk, hall)
    await desk.type(NAME)
    assert "䶮 U+4DAE · 𠅤 U+20164" in words(desk)


async def test_a_wrong_check_digit_is_said_beside_the_number_as_soon_as_it_is_full(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    await desk.type(NAME)
    await desk.press(KEY.Key_Return)
    await desk.type(NUMBER[:-1])
    assert fault(view, "ID number") == ""
    await desk.type("4")
    assert "last place" in fault(view, "ID number")
    assert "last place" in number_field(view).accessibleDescription()
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.IDENTIFY
    await desk.press(KEY.Key_Backspace)
    await desk.type("3")
    assert fault(view, "ID number") == ""
    assert "1988-03-16" in words(desk)


async def test_everything_missing_is_said_at_once_and_nothing_before_it_is_asked_for(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    assert fault(view, "Name") == ""
    await desk.press(KEY.Key_F9)
    assert fault(view, "Name")
    assert fault(view, "ID number")
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.applicant is None


async def test_the_number_is_masked_once_it_is_left_and_whole_while_it_is_worked_on(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    await desk.type(NAME)
    await desk.press(KEY.Key_Return)
    await desk.type(NUMBER)
    field = number_field(view)
    assert field.text() == NUMBER
    name = next(e for e in view.findChildren(QLineEdit) if e.accessibleName() == "Name")
    name.setFocus()
    await desk.settle()
    assert field.text() == "4501**********2133"
    field.setFocus()
    await desk.settle()
    assert field.text() == NUMBER


async def test_an_organisation_gives_its_credit_code(desk: ClerkDesk, hall: HallQueue) -> None:
    view = await identify_step(desk, hall)
    await desk.press(KEY.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    await desk.press(KEY.Key_Right)
    assert fault(view, "Credit code") == ""
    name = next(e for e in view.findChildren(QLineEdit) if e.accessibleName() == "Name")
    name.setFocus()
    await desk.type("邕江食品")
    await desk.press(KEY.Key_Return)
    await desk.type("91350100M000100Y43")
    await desk.press(KEY.Key_F9)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.applicant is not None
    assert visit.applicant.kind is ApplicantKind.ORGANISATION


async def test_what_was_typed_is_gone_when_the_citizen_has_gone(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    await desk.type(NAME)
    await desk.press(KEY.Key_F3)
    assert desk.shown() is Step.CALL
    assert NAME not in words(desk)
    assert view.presenter.state.name == ""


async def paste(desk: ClerkDesk, text: str) -> None:
    """What Ctrl+V does with text from elsewhere."""
    desk.app.clipboard().setText(text)
    await desk.press(KEY.Key_V, Qt.KeyboardModifier.ControlModifier)


async def test_a_pasted_name_is_stored_without_what_cannot_be_seen_and_that_is_said(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await identify_step(desk, hall)
    await paste(desk, "\ufeff阿卜杜拉 ．\u200b买买提\u202e")
    assert "invisible characters left out" in words(desk)
    assert "阿卜杜拉·买买提" in words(desk)
    await desk.press(KEY.Key_Return)
    await desk.type(NUMBER)
    await desk.press(KEY.Key_Return)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.applicant is not None
    assert visit.applicant.name == "阿卜杜拉·买买提"


async def test_a_character_that_no_name_has_is_named_at_once(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    await paste(desk, "梁\ue000")
    assert fault(view, "Name") == "A character here belongs to no name: U+E000"
    await desk.press(KEY.Key_F9)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.applicant is None


async def test_a_letter_that_only_looks_like_a_figure_is_named(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    view = await identify_step(desk, hall)
    await desk.type(NAME)
    await desk.press(KEY.Key_Return)
    await paste(desk, "45О102198803162133")
    assert fault(view, "ID number").endswith("О U+041E")


async def test_what_no_paper_can_draw_is_said_while_the_name_is_typed(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await identify_step(desk, hall)
    await desk.type("梁䶮김")
    assert "by hand" not in words(desk)
    await desk.type("\U000323b0")
    assert "Papers leave room for U+323B0: write it in by hand." in words(desk)
