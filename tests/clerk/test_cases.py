"""The list of cases that need somebody, through the window's keys."""

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.cases.view import CasesView
from desk.domain.visits import FieldFault, Step
from desk.hall import HallQueue
from desk.outbox.entries import EntryRefusal
from desk.outbox.progress import Progress
from desk.region.tokens import REFRESH_TOKEN
from desk.vault.keys import Keys
from desk.visit import attention_store
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import waiting, words
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.followed_cases import received, refused
from tests.visit.test_odd_numbers import ODD, acknowledged
from tests.visit.test_sending import FORM, ready, standing
from tests.visit.window import SERVICE

KEY = Qt.Key


@pytest.fixture
async def desk(
    qapp: QApplication, open_window: MakeWindow, practice: PracticeRegion, english: None
) -> AsyncIterator[ClerkDesk]:
    """A window whose clerk is signed in at a region that answers."""
    Keys(SERVICE).keep_secret(REFRESH_TOKEN, practice.sign_in()["refresh_token"])
    desk = ClerkDesk(qapp, await open_window(region_url=practice.url))
    await desk.show()
    yield desk
    await desk.settle()
    desk.close()


async def a_refused_case(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> str:
    number = await refused(desk.window, hall, papers, practice)
    await desk.settle()
    return number


async def test_the_top_bar_counts_and_opens_the_list(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    assert "needs somebody" not in words(desk)
    await a_refused_case(desk, hall, papers, practice)
    assert "1 needs somebody" in words(desk)
    QTest.mouseClick(desk.shell.top._attention, Qt.MouseButton.LeftButton)
    await desk.settle()
    assert isinstance(desk.shell.view, CasesView)
    assert "Not told yet" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert not isinstance(desk.shell.view, CasesView)


async def test_names_and_numbers_are_masked_until_a_key_is_held(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    await a_refused_case(desk, hall, papers, practice)
    await desk.press(KEY.Key_F10)
    assert "139****0001" in words(desk)
    assert FORM["contact_phone"] not in words(desk)
    assert "梁思源" not in words(desk)
    QTest.keyPress(desk.shell.windowHandle(), KEY.Key_Space)
    await desk.until(lambda: FORM["contact_phone"] in words(desk))
    QTest.keyRelease(desk.shell.windowHandle(), KEY.Key_Space)
    await desk.until(lambda: FORM["contact_phone"] not in words(desk))


async def test_a_note_says_when_to_call_again(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    await a_refused_case(desk, hall, papers, practice)
    await desk.press(KEY.Key_F10)
    await desk.press(KEY.Key_F7)
    await desk.press(KEY.Key_Down)
    await desk.press(KEY.Key_Down)
    await desk.type("下午三点")
    await desk.press(KEY.Key_Return)
    assert "下午三点" in words(desk)
    (item,) = desk.window.attention_cases.attention.listing.open
    assert [(one.outcome, one.note) for one in item.follow_ups] == [("later", "下午三点")]


async def test_a_receipt_scanned_in_a_visit_shows_its_case_and_leaves_the_visit(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    number = await a_refused_case(desk, hall, papers, practice)
    practice.stop()
    await waiting(desk, hall, "A")
    await desk.press(KEY.Key_Space)
    await desk.pause()
    await desk.press(KEY.Key_F9)
    await desk.scan(number)
    await desk.until(lambda: "refused, needs somebody" in words(desk))
    await asyncio.sleep(0.5)  # an Enter right behind a scan is the gun's own
    await desk.press(KEY.Key_Return)
    assert desk.shown() is Step.IDENTIFY
    assert "A001 is still at this window" in words(desk)
    practice.start()


async def test_a_case_that_needs_nobody_is_shown_and_its_paper_printed_again(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    window = desk.window
    await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.send()
    number = standing(window).case_no or ""
    await window.paper_step.finish()
    await desk.settle()
    practice.stop()
    await desk.scan(number)
    assert isinstance(desk.shell.view, CasesView)
    assert number in words(desk)
    assert "accepted" in words(desk)
    await desk.press(KEY.Key_Escape)
    assert "accepted" not in words(desk)
    practice.start()


@pytest.mark.parametrize("count", [1, 20_000])
async def test_a_refusal_with_very_many_faults_freezes_nothing(
    desk: ClerkDesk,
    hall: HallQueue,
    papers: list[Path],
    count: int,
) -> None:
    window = desk.window
    visit = await ready(window, hall, papers)
    await window.submit_step.submit()
    await window.paper_step.finish()
    faults = tuple(
        FieldFault("/form/contact_phone", f"第 {n} 处 " + "改" * 30) for n in range(count)
    )
    progress = Progress(window.outbox)
    with window.engine.begin() as connection:
        entry = window.outbox.case_of(connection, visit.id)
    assert entry is not None
    progress.park(entry.id, EntryRefusal("REG-12", "refused", "改" * 4000, faults))
    await window.attention_cases.refresh()
    begun, longest = time.perf_counter(), 0.0

    async def pressed(key: Qt.Key) -> None:
        nonlocal longest
        before = time.process_time()
        QTest.keyClick(desk.shell.windowHandle(), key)
        desk.app.processEvents()
        longest = max(longest, time.process_time() - before)
        await desk.settle()

    await pressed(KEY.Key_F10)
    assert f"{count} thing" in words(desk)
    if count > 1:
        assert "and 19500 more" in desk.shell.view._faults.toPlainText()  # type: ignore[attr-defined]
    await pressed(KEY.Key_Return)
    assert desk.shown() is Step.SUBMIT
    if count > 1:
        assert "20000 things to mend" in words(desk)
    assert longest < 0.5, f"the window stood still for {longest:.2f} s"
    assert time.perf_counter() - begun < 20


async def test_files_that_differ_at_the_platform_are_said_with_what_it_means(
    desk: ClerkDesk,
    hall: HallQueue,
    papers: list[Path],
    practice: PracticeRegion,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(attention_store, "SOON", -attention_store.SOON)
    number = await received(desk.window, hall, papers, practice)
    other = {"id": "f-9", "sha256": "ab" * 32, "size": 1, "sheets": 1}
    practice.fault(path="/cases/", method="GET", alter={"files": [other]})
    await desk.window.attention_cases.ask_region()
    await desk.settle()
    await desk.press(KEY.Key_F10)
    assert f"The platform has other files than were sent {number}" in words(desk)
    view = desk.shell.view
    assert isinstance(view, CasesView)
    assert "it may be decided by other papers" in view._faults.toPlainText()
    await desk.press(KEY.Key_Delete)
    await desk.type("平台已核实")
    await desk.press(KEY.Key_Return)
    await desk.settle()
    assert desk.window.attention_cases.attention.count == 0


async def test_a_case_number_that_looks_like_a_persons_opens_its_case_here(
    desk: ClerkDesk, hall: HallQueue, papers: list[Path], practice: PracticeRegion
) -> None:
    await acknowledged(desk.window, hall, papers, practice)
    await desk.window.paper_step.finish()
    await desk.settle()
    await desk.scan(ODD)
    await desk.until(lambda: isinstance(desk.shell.view, CasesView))
    assert ODD in words(desk)
    await desk.press(KEY.Key_Escape)
    await desk.scan("450103199001152133")
    await desk.until(desk.shell.notice.isVisible)
    assert not isinstance(desk.shell.view, CasesView)
