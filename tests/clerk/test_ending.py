"""F11 in a visit: why it ends without a submission, answered by one key, Enter or the mouse."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desk.clerk.shell.numbered import NumberedLine
from desk.domain.codes import ticket_code
from desk.domain.tickets import Outcome, TicketState
from desk.domain.visits import Holding, Step
from desk.hall import HallQueue
from desk.qt.language import speak
from desk.qt.widgets import KeyHint
from printing.printers import PrinterMissing
from printing.printers.save_as_pdf import SaveAsPdf
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import words
from tests.printing.reading import text_of
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.steps import called
from tests.visit.window import Window

_HELD = Holding("h1", "居民身份证")

KEY = Qt.Key


class Breaking(SaveAsPdf):
    """A printer that is not there until it is mended."""

    broken = False

    async def print(self, title: str, pdf: bytes) -> str:
        if self.broken:
            raise PrinterMissing(name=self.name)
        return await super().print(title, pdf)


@pytest.fixture
def printer(tmp_path: Path) -> Breaking:
    return Breaking(tmp_path / "out")


@pytest.fixture
async def at_work(
    qapp: QApplication, window: Window, hall: HallQueue, papers: list[Path], printer: Breaking
) -> AsyncIterator[ClerkDesk]:
    """梁思源 is at the window with two pages of a new card's papers; a second printer is there."""
    speak(qapp, "en")
    desk = ClerkDesk(qapp, window, printers=[printer, SaveAsPdf(printer.folder / "second")])
    await desk.show()
    await called(window, hall)
    await window.identify_step.identify(*LIANG)
    await window.matter_step.choose(SOCIAL_CARD)
    await window.materials_step.take_files("02", papers[:2])
    await desk.settle()
    yield desk
    await desk.settle()
    desk.close()


def outcome(hall: HallQueue) -> str | None:
    return list(hall.ticket_events())[-1].detail.reason


def lines(desk: ClerkDesk) -> list[NumberedLine]:
    found = desk.shell.chooser.findChildren(NumberedLine)
    return [line for line in found if line.isVisible()]


def keys(desk: ClerkDesk) -> str:
    """The quiet keys that are drawn in the bottom bar."""
    hints = desk.shell.bottom.findChildren(KeyHint)
    return " ".join(hint.accessibleName() for hint in hints if not hint.isHidden())


async def ended(desk: ClerkDesk) -> None:
    """The paper is drawn by a worker process: wait for it."""
    await desk.until(lambda: desk.window.session.visit is None)
    await desk.settle()


async def test_f11_asks_why_and_one_key_prints_what_is_missing_and_ends(
    at_work: ClerkDesk, hall: HallQueue, printer: Breaking
) -> None:
    desk = at_work
    visit = desk.window.session.open_visit
    assert "End without submitting" in keys(desk)
    await desk.press(KEY.Key_F11)
    await desk.until(desk.shell.chooser.isVisible)
    said = words(desk)
    assert "C001: nothing is submitted today. Why?" in said
    assert "2 pages scanned" in said
    assert "at this window" in said
    assert len(lines(desk)) == 6
    await desk.press(KEY.Key_1)
    await ended(desk)
    assert desk.shown() is Step.CALL
    (paper,) = printer.folder.glob("*.pdf")
    assert "一次性告知书" in text_of(paper.read_bytes())
    assert outcome(hall) == "missing"
    assert desk.window.store.visit(visit.id).ended is Outcome.MISSING


@pytest.mark.parametrize(
    ("key", "reason"), [(KEY.Key_2, "asked"), (KEY.Key_5, "left")], ids=["asked", "left"]
)
async def test_other_reasons_need_one_key_more_at_most(
    at_work: ClerkDesk, hall: HallQueue, key: Qt.Key, reason: str
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.until(desk.shell.chooser.isVisible)
    await desk.press(key)
    if reason == "asked":
        assert "Print the guide?" in words(desk)
        await desk.press(KEY.Key_1)
    await ended(desk)
    assert outcome(hall) == reason


async def test_the_guide_is_printed_when_it_is_wanted(
    at_work: ClerkDesk, printer: Breaking
) -> None:
    await at_work.press(KEY.Key_F11)
    await at_work.press(KEY.Key_2)
    await at_work.press(KEY.Key_2)
    await ended(at_work)
    (paper,) = printer.folder.glob("*.pdf")
    assert "办事指南" in text_of(paper.read_bytes())


async def test_the_right_office_is_typed_in_one_line_and_printed(
    at_work: ClerkDesk, hall: HallQueue, printer: Breaking
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_3)
    await desk.type("市公安局，金湖路 12 号，0771-5551234")
    assert "金湖路 12 号 · 0771-5551234" in words(desk)
    await desk.press(KEY.Key_Return)
    await ended(desk)
    (paper,) = printer.folder.glob("*.pdf")
    assert "金湖路" in text_of(paper.read_bytes())
    last = desk.window.store.acts.acts()[-1]
    assert last.reason == "elsewhere: 市公安局，金湖路 12 号，0771-5551234"


async def test_a_citizens_name_in_the_office_is_refused_and_the_visit_stays(
    at_work: ClerkDesk,
) -> None:
    await at_work.press(KEY.Key_F11)
    await at_work.press(KEY.Key_3)
    await at_work.type(LIANG[1])
    await at_work.press(KEY.Key_Return)
    await at_work.until(lambda: at_work.presenter.state.asked is not None)
    assert "must not name a citizen" in words(at_work)
    assert at_work.window.session.visit is not None


async def test_the_wrong_citizen_goes_back_to_their_place(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    hall.take("C")
    await at_work.press(KEY.Key_F11)
    await at_work.press(KEY.Key_4)
    await ended(at_work)
    assert [ticket.number for ticket in hall.snapshot("3").queue] == ["C001", "C002"]


async def test_somebody_else_had_come_and_then_nobody_does(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_6)
    assert desk.shown() is Step.CALL
    assert desk.window.session.open_visit.applicant is None
    await desk.press(KEY.Key_F11)  # before the citizen came it is "did not come"
    await ended(desk)
    ticket = hall.find("C001")
    assert ticket is not None
    assert ticket.state is TicketState.NO_SHOW


async def test_arrows_and_enter_answer_too_and_esc_leaves_it(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_F9)  # nothing behind the question hears a key
    await desk.press(KEY.Key_Space)
    await desk.press(KEY.Key_Escape)
    assert desk.shown() is Step.MATERIALS
    assert not desk.shell.chooser.isVisible()
    await desk.press(KEY.Key_F11)
    for _ in range(4):
        await desk.press(KEY.Key_Down)
    await desk.press(KEY.Key_Return)
    await ended(desk)
    assert outcome(hall) == "left"


async def test_a_click_answers_and_a_click_beside_it_is_esc(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    primary = desk.shell.bottom.primary
    click(desk, primary)  # lies under the scrim
    await desk.settle()
    assert not desk.shell.chooser.isVisible()
    assert desk.shown() is Step.MATERIALS
    await desk.press(KEY.Key_F11)
    click(desk, lines(desk)[4])
    await ended(desk)
    assert outcome(hall) == "left"


def click(desk: ClerkDesk, on: QWidget) -> None:
    """As the mouse does: whatever lies uppermost at this place gets it."""
    at = on.mapTo(desk.shell, QPoint(on.width() // 2, on.height() // 2))
    QTest.mouseClick(
        desk.shell.windowHandle(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at
    )


async def test_a_printer_that_fails_is_asked_about_and_another_one_prints(
    at_work: ClerkDesk, hall: HallQueue, printer: Breaking
) -> None:
    desk = at_work
    printer.broken = True
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_1)
    await desk.until(lambda: "is not there" in words(desk))
    assert desk.window.session.visit is not None
    await desk.press(KEY.Key_2)
    await ended(desk)
    assert len(list((printer.folder / "second").glob("*.pdf"))) == 1


async def test_without_any_printer_it_ends_without_the_paper(
    at_work: ClerkDesk, hall: HallQueue, printer: Breaking
) -> None:
    desk = at_work
    printer.broken = True
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_1)
    await desk.until(lambda: "End without the paper" in words(desk))
    await desk.press(KEY.Key_3)
    await ended(desk)
    assert outcome(hall) == "missing"


async def test_the_old_ticket_is_scanned_and_everything_stands_as_it_stood(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_1)
    await ended(desk)
    await desk.scan(ticket_code("C001", desk.window.session.today))
    await desk.until(lambda: desk.window.session.visit is not None)
    await desk.settle()
    assert desk.shown() is Step.MATERIALS
    assert desk.window.session.open_visit.sheets == 2


async def test_the_notice_is_scanned_in_a_new_visit_and_goes_on_in_it(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    visit_id = desk.window.session.open_visit.id
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_1)
    await ended(desk)
    number = desk.window.store.visit(visit_id).notice_no
    await called(desk.window, hall)
    await desk.settle()
    await desk.scan(number)
    await desk.until(lambda: desk.shown() is Step.MATERIALS)
    visit = desk.window.session.open_visit
    assert (visit.id, visit.ticket_number, visit.sheets) == (visit_id, "C002", 2)
    ticket = hall.find("C002")
    assert ticket is not None
    assert ticket.state is TicketState.SERVING


async def test_who_comes_again_is_asked_whether_to_go_on(
    at_work: ClerkDesk, hall: HallQueue
) -> None:
    desk = at_work
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_1)
    await ended(desk)
    await called(desk.window, hall)
    await desk.window.identify_step.identify(*LIANG)
    await desk.until(desk.shell.chooser.isVisible)
    assert "This applicant was here" in words(desk)
    await desk.press(KEY.Key_2)
    assert desk.shown() is Step.MATTER
    assert desk.window.session.open_visit.sheets == 0
    await desk.press(KEY.Key_F11)
    await desk.press(KEY.Key_5)
    await ended(desk)


async def test_a_case_that_is_on_its_way_is_not_ended_without_submitting(
    at_work: ClerkDesk,
) -> None:
    from tests.visit.test_sending import FORM

    desk = at_work
    await desk.window.materials_step.take_files("01", [])
    await desk.window.form_step.save(FORM)
    for code in ("01",):
        if not desk.window.session.open_visit.material(code).settled:
            visit = desk.window.session.open_visit
            await desk.window.session.change(
                desk.window.store.hold, visit.id, SOCIAL_CARD, {code: _HELD}, unasked=set()
            )
    await desk.window.submit_step.submit()
    await desk.settle()
    assert "End without submitting" not in keys(desk)
    await desk.press(KEY.Key_F11)
    assert not desk.shell.chooser.isVisible()


async def test_f11_keeps_what_is_typed_in_the_form_first(at_work: ClerkDesk) -> None:
    desk = at_work
    await desk.window.session.go(Step.FORM)
    await desk.settle()
    await desk.type("13978800001")
    await desk.press(KEY.Key_F11)
    await desk.until(desk.shell.chooser.isVisible)
    assert "13978800001" in desk.window.session.open_visit.form.values()
