"""Choosing a matter by keys: search as one types, the guide beside it, Enter chooses."""

import asyncio

from PySide6.QtCore import Qt

from desk.clerk.steps.matter.presenter import MatterPresenter, MatterState
from desk.clerk.steps.matter.view import MatterView
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.region.contract import MatterChanges
from desk.region.kept_out import KeptOut
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import words
from tests.clerk.test_shell import served
from tests.visit.pages import INVESTMENT, SOCIAL_CARD

KEY = Qt.Key


def state(desk: ClerkDesk) -> MatterState:
    """What the step shows."""
    view = desk.shell.view
    assert isinstance(view, MatterView)
    return view.presenter.state


async def test_what_the_ticket_was_taken_for_is_searched_first(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    assert state(desk).lines
    assert all("社会保障" in line.name for line in state(desk).lines)
    assert "The ticket was taken for 社会保障" in words(desk)


async def test_initials_find_a_matter_and_its_guide_stands_beside_it(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    await desk.type("spjy")
    line = state(desk).line
    assert line is not None
    assert line.name.startswith("食品经营许可")
    shown = words(desk)
    assert "8 working day" in shown
    assert "食品安全管理人员证明" in shown
    assert "free of charge" in shown


async def test_enter_chooses_and_the_checklist_comes_even_with_the_platform_away(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    await desk.type("社会保障卡")
    await desk.press(KEY.Key_Return)
    await desk.until(lambda: desk.shown() is Step.MATERIALS)
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.matter is not None
    assert visit.matter.code == SOCIAL_CARD
    assert visit.materials


async def test_the_arrows_choose_another_line(desk: ClerkDesk, hall: HallQueue) -> None:
    await served(desk, hall)
    await desk.type("dj")
    first = state(desk).line
    await desk.press(KEY.Key_Down)
    assert state(desk).chosen == 1
    assert state(desk).line != first
    await desk.press(KEY.Key_Up)
    await desk.press(KEY.Key_Up)
    assert state(desk).line == first


async def test_a_matter_for_organisations_cannot_be_chosen_for_a_person(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    await served(desk, hall)
    await desk.type("投资项目备案")
    line = state(desk).line
    assert line is not None
    assert line.code == INVESTMENT
    assert "Only organisations can apply for this." in words(desk)
    assert not desk.shell.bottom.primary.isEnabled()
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.MATTER


async def test_nothing_found_is_said(desk: ClerkDesk, hall: HallQueue) -> None:
    await served(desk, hall)
    await desk.type("zzzz")
    assert "No matter answers to this" in words(desk)


async def test_only_the_last_of_several_searches_is_shown(desk: ClerkDesk, hall: HallQueue) -> None:
    await served(desk, hall)
    presenter = MatterPresenter(
        desk.window.matter_step, desk.presenter.show_failure, desk.presenter.go
    )
    for text in ("s", "sp", "spjy", "shbz", "spjy"):
        presenter.type(text)
        await asyncio.sleep(0)
    await presenter.settled()
    assert [line.name for line in presenter.state.lines] == ["食品经营许可(新办)"]


def kept_out(desk: ClerkDesk, name: str, code: str, reason: str = "fee_fen") -> None:
    """The platform sent a guide of this matter that cannot be used."""
    wrong = [KeptOut(code, name, "", reason)]
    desk.window.catalogue.apply(MatterChanges("2", more=False), wrong=wrong)
    desk.window.matter_step.catalogue_changed()


async def test_a_matter_whose_guide_cannot_be_used_says_so_where_it_is_looked_for(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    kept_out(desk, "取水许可", "Q1")
    await served(desk, hall)
    await desk.type("qushui")
    line = state(desk).line
    assert line is not None
    assert line.name == "取水许可"
    shown = words(desk)
    assert "“取水许可” cannot be applied for at this window (fee_fen)" in shown
    assert "Hand the citizen on to a window that takes it (F6)" in shown
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.MATTER
    visit = desk.window.session.visit
    assert visit is not None
    assert visit.matter is None
    for _ in "qushui":
        await desk.press(KEY.Key_Backspace)
    await desk.type("社会保障卡")
    assert "cannot be applied for" not in words(desk)
    await desk.press(KEY.Key_Return)
    await desk.until(lambda: desk.shown() is Step.MATERIALS)


async def test_an_older_guide_in_force_is_said_to_be_one_and_can_be_chosen(
    desk: ClerkDesk, hall: HallQueue
) -> None:
    kept_out(desk, "社会保障卡补领", SOCIAL_CARD)
    await served(desk, hall)
    await desk.type("社会保障卡")
    assert "newer guide" in words(desk)
    assert "What is shown is the guide before it" in words(desk)
    await desk.press(KEY.Key_Return)
    await desk.until(lambda: desk.shown() is Step.MATERIALS)
