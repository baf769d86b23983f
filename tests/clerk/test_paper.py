"""The paper step by its keys: what is printed, where, and what cannot be."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from desk.clerk.steps.paper.view import PaperView
from desk.domain.visits import Step
from desk.qt.widgets.aloud import said
from tests.clerk.complete_case import names_in, primary, printers, saved_papers, send, submit_step
from tests.clerk.desks import ClerkDesk
from tests.practice_region import PracticeRegion
from tests.visit.conftest import region
from tests.visit.pages import LIANG, SOCIAL_CARD

__all__ = ["printers", "region", "saved_papers", "submit_step"]

pytestmark = pytest.mark.usefixtures("english")
CTRL = Qt.KeyboardModifier.ControlModifier


async def test_a_missing_printer_is_said_and_another_one_prints(
    submit_step: ClerkDesk, saved_papers: Path
) -> None:
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    await submit_step.press(Qt.Key.Key_F9)
    paper = submit_step.shell.view
    assert isinstance(paper, PaperView)
    await submit_step.until(lambda: paper.viewer.has_picture)
    await submit_step.press(Qt.Key.Key_F9)
    notice = submit_step.presenter.state.notice
    assert notice is not None
    assert notice.code == "PRN-01"
    assert submit_step.window.session.visit is not None
    await submit_step.press(Qt.Key.Key_Escape)
    await submit_step.press(Qt.Key.Key_Down)
    await submit_step.press(Qt.Key.Key_P, CTRL)
    assert len(names_in(saved_papers)) == 1
    assert primary(submit_step) == "F9 Finish"


async def test_f9_prints_and_ends_the_visit(submit_step: ClerkDesk, saved_papers: Path) -> None:
    await submit_step.press(Qt.Key.Key_F9)
    await send(submit_step)
    case = submit_step.window.session.open_visit.case
    assert case is not None
    await submit_step.press(Qt.Key.Key_F9)
    await submit_step.press(Qt.Key.Key_Down)
    await submit_step.press(Qt.Key.Key_F9)
    assert names_in(saved_papers) == [f"notice-{case.case_no}.pdf"]
    assert submit_step.window.session.visit is None
    assert submit_step.presenter.state.shown is Step.CALL
    assert submit_step.presenter.state.notice is None


async def test_a_name_that_the_paper_cannot_draw_is_said_before_it_is_printed(
    submit_step: ClerkDesk, region: PracticeRegion
) -> None:
    kind, name, number = LIANG
    await submit_step.window.identify_step.identify(kind, f"{name[0]}\U0002ebf0", number)
    await submit_step.window.matter_step.choose(SOCIAL_CARD)
    await submit_step.window.session.go(Step.SUBMIT)
    region.stop()
    await submit_step.press(Qt.Key.Key_F9)
    await submit_step.window.worker.step()
    await submit_step.settle()
    await submit_step.press(Qt.Key.Key_F9)
    assert isinstance(submit_step.shell.view, PaperView)
    told = said(submit_step.shell.view)
    assert "U+2EBF0 cannot be printed" in told
    assert "The paper has an empty frame there: write it in by hand." in told
