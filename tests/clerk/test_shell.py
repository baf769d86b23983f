"""The window around the steps: what is always there, what Esc does, and that nothing is cut."""

import gc
from typing import ClassVar

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from desk.clerk.shell.presenter import Link
from desk.domain.failures import Failure
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.qt.language import speak
from desk.qt.theme import Tone
from desk.qt.widgets import FocusRing, KeyHint, Label, RichLabel
from desk.region.problems import RegionUnreachable, SignInNeeded
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import waiting, words
from tests.visit.pages import LIANG

KEY = Qt.Key


class Sample(Failure):
    """A failure for these tests."""

    code: ClassVar[str] = "TST-01"
    title: ClassVar[str] = "Page {page} was not saved"


async def served(desk: ClerkDesk, hall: HallQueue) -> None:
    """梁思源 is at the window and identified."""
    await waiting(desk, hall, "CA")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    await desk.window.identify_step.identify(*LIANG)
    desk.presenter.go(Step.MATTER)
    await desk.settle()


async def test_the_one_next_action_is_bottom_right_with_its_key_on_it(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "A")
    primary = desk.shell.bottom.primary
    corner = primary.mapTo(desk.shell, QPoint(primary.width(), primary.height()))
    assert desk.shell.width() - corner.x() == 20
    assert desk.shell.height() - corner.y() < 16
    assert primary.accessibleName() == "Call the next (Space)"


async def test_esc_takes_the_notice_away_first_and_then_goes_back(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    desk.presenter.show_failure(Sample(page=3))
    await desk.settle()
    assert "Page 3 was not saved" in words(desk)
    assert "TST-01" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert not desk.shell.notice.isVisible()
    assert desk.shown() is Step.MATTER
    await desk.press(KEY.Key_Escape)
    assert desk.shown() is Step.IDENTIFY
    await desk.press(KEY.Key_Escape)
    assert desk.shown() is Step.IDENTIFY


async def test_what_mends_itself_is_said_in_another_tone_than_a_refusal(desk: ClerkDesk) -> None:
    desk.presenter.show_failure(RegionUnreachable())
    await desk.settle()
    first = desk.shell.notice.tone
    desk.presenter.show_failure(Sample(page=1))
    await desk.settle()
    assert (first, desk.shell.notice.tone) == (Tone.WAIT, Tone.STOP)


async def test_the_header_shows_who_is_served_with_the_number_masked(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    shown = words(desk)
    assert "梁思源" in shown
    assert "4501**********2133" in shown
    assert LIANG[2] not in shown


async def test_a_sign_in_that_ended_is_asked_for_and_the_visit_stays(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    desk.presenter.show_failure(SignInNeeded())
    await desk.settle()
    assert desk.shown() is None
    assert desk.window.session.visit is not None


async def test_the_platforms_standing_is_a_word_beside_the_dot(desk: ClerkDesk) -> None:
    desk.presenter.set_link(Link.OFFLINE)
    desk.assembly.set_pending(2)
    await desk.settle()
    assert "Platform out of reach" in words(desk)
    assert "To send 2" in words(desk)


async def test_a_scan_in_a_visit_says_so_and_leaves_the_field_as_it_was(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    await desk.type("li")
    await desk.scan("B001")
    field = desk.focus
    assert isinstance(field, QLineEdit)
    assert field.text() == "li"
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "A001"
    assert "A001 is still at this window" in words(desk)


async def test_the_finder_opens_over_everything_and_finds_todays_ticket(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(desk, hall, "AB")
    await desk.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    await desk.type("b001")
    assert desk.shell.finder.isVisible()
    assert "waiting" in words(desk)
    await desk.press(KEY.Key_Return)
    assert not desk.shell.finder.isVisible()
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.ticket_number == "B001"


async def test_esc_closes_the_finder_and_nothing_else(desk: ClerkDesk, hall: HallQueue) -> None:
    await served(desk, hall)
    await desk.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    await desk.press(KEY.Key_Escape)
    assert not desk.shell.finder.isVisible()
    assert desk.shown() is Step.MATTER
    assert isinstance(desk.focus, QLineEdit)


async def test_the_focus_ring_lies_around_whatever_has_the_keyboard(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    ring = desk.shell.findChild(FocusRing)
    assert isinstance(ring, FocusRing)
    focus = desk.focus
    corner = focus.mapTo(desk.shell, QPoint(0, 0))
    assert ring.isVisible()
    assert ring.geometry().contains(corner)
    assert ring.width() > focus.width()


SIZES = ((1366, 768), (1440, 900))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
async def test_nothing_is_cut_and_everything_has_a_name(
    desk: ClerkDesk, hall: HallQueue, size: tuple[int, int], language: str
) -> None:
    desk.close()
    speak(desk.app, language)
    again = ClerkDesk(desk.app, desk.window)
    try:
        await again.show(*size)
        await waiting(again, hall, "ABCD" * 5)
        wanted = QSize(*size)
        whole(again, wanted)
        again.presenter.show_failure(RegionUnreachable())
        again.presenter.set_link(Link.OFFLINE)
        await again.settle()
        whole(again, wanted)
        await again.press(KEY.Key_Escape)
        await again.press(KEY.Key_Space)
        await again.pause()
        whole(again, wanted)
        await again.press(KEY.Key_F9)
        await again.type("4" * 17)
        await again.press(KEY.Key_F9)
        whole(again, wanted)
        await again.window.identify_step.identify(*LIANG)
        again.presenter.go(Step.MATTER)
        await again.settle()
        whole(again, wanted)
    finally:
        again.close()


def whole(desk: ClerkDesk, size: QSize) -> None:
    """Every word is whole, inside a window that did not grow, and every control has a name."""
    assert desk.shell.size() == size
    window = desk.shell.rect()
    for widget in desk.shell.findChildren(QWidget):
        if not widget.isVisible() or widget.visibleRegion().isEmpty():
            continue
        if isinstance(widget, KeyHint | Label):
            name = widget.text()
            wanted = widget.sizeHint().width()
            if isinstance(widget, Label) and widget.wordWrap():
                wanted = 0
                tall = widget.heightForWidth(widget.width())
                assert widget.height() >= tall, f"{name!r} is cut at its foot"
            assert widget.width() >= wanted, f"{name!r} is cut at its end"
            corner = widget.mapTo(desk.shell, widget.rect().bottomRight())
            assert window.contains(corner), f"{name!r} lies outside the window"
        if isinstance(widget, QAbstractButton | QLineEdit):
            assert widget.accessibleName(), f"{widget} has no name for a screen reader"


def test_facts_in_a_line_are_never_read_as_markup(qapp: object) -> None:
    label = RichLabel()
    label.say("<em>{service}</em> · <b>{n}</b>", service="<b>企业</b>", n=3)
    assert label.text() == "<b>企业</b> · 3"


async def test_what_was_loaded_is_not_looked_through_again_and_again(desk: ClerkDesk) -> None:
    """A full run of Python's collector stopped the loop for 50 to 90 ms before."""
    before = gc.get_freeze_count()
    try:
        await desk.assembly.warm()
        assert gc.get_freeze_count() > before + 50_000
    finally:
        gc.unfreeze()
