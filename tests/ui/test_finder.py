"""A scanned receipt shows its case, as the region tells it now."""

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.hall import HallQueue
from desk.region.contract import CaseAnswer
from desk.region.tokens import REFRESH_TOKEN
from desk.vault.keys import Keys
from tests.practice.material import social_card_case, submit
from tests.practice_region import PracticeRegion
from tests.ui.desks import ClerkDesk
from tests.ui.test_call import waiting, words
from tests.visit.conftest import MakeWindow
from tests.visit.window import SERVICE

KEY = Qt.Key


@pytest.fixture
async def joined(
    qapp: QApplication, open_window: MakeWindow, practice: PracticeRegion, english: None
) -> AsyncIterator[ClerkDesk]:
    """A window whose clerk is signed in at a region that answers."""
    Keys(SERVICE).keep_secret(REFRESH_TOKEN, practice.sign_in()["refresh_token"])
    desk = ClerkDesk(qapp, open_window(region_url=practice.url))
    await desk.show()
    yield desk
    await desk.settle()
    desk.close()


def accepted(practice: PracticeRegion) -> CaseAnswer:
    """A case that the region has accepted from some window."""
    with practice.client() as client:
        answer = submit(client, social_card_case(client))
    told = answer.json()
    return CaseAnswer(
        case_no=told["case_no"],
        local_no=told["local_no"],
        state=told["state"],
        matter=told["matter"],
        received_at=told["received_at"],
    )


async def test_a_scanned_receipt_shows_its_case(
    joined: ClerkDesk, practice: PracticeRegion
) -> None:
    case = accepted(practice)
    await joined.scan(case.local_no)
    assert joined.shell.finder.isVisible()
    shown = words(joined)
    assert case.case_no in shown
    assert "accepted" in shown


async def test_a_scanned_notice_shows_its_case_even_in_the_middle_of_a_visit(
    joined: ClerkDesk, practice: PracticeRegion, hall: HallQueue
) -> None:
    case = accepted(practice)
    await waiting(joined, hall, "A")
    await joined.press(KEY.Key_Space)
    await joined.pause()
    await joined.press(KEY.Key_F9)
    await joined.type("梁")
    await joined.scan(case.case_no)
    assert case.local_no in words(joined)
    await joined.press(KEY.Key_Escape)
    assert "梁" in words(joined)


async def test_a_number_that_nobody_knows_is_said_to_be_unknown(joined: ClerkDesk) -> None:
    await joined.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    await joined.type("45-0100-20990101-000001")
    assert "Nothing answers to this" in words(joined)


async def test_a_code_that_is_none_of_ours_says_so(joined: ClerkDesk) -> None:
    await joined.scan("#!?%")
    assert not joined.shell.finder.isVisible()
    assert "This barcode is not known here" in words(joined)


async def test_a_ticket_scanned_over_the_finder_is_called_and_the_finder_makes_room(
    joined: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(joined, hall, "A")
    await joined.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
    await joined.type("sb")
    await joined.scan("A001")
    assert joined.window.counter.open_visit.ticket_number == "A001"
    assert not joined.shell.finder.isVisible()


async def test_a_scan_while_a_question_is_open_answers_nothing(
    joined: ClerkDesk, practice: PracticeRegion
) -> None:
    case = accepted(practice)
    await joined.press(KEY.Key_F8)
    assert joined.shell.chooser.isVisible()
    await joined.scan(case.local_no)
    assert not joined.shell.chooser.isVisible()
    assert case.case_no in words(joined)


async def test_a_burst_that_breaks_off_is_said_and_types_nothing(
    joined: ClerkDesk, hall: HallQueue
) -> None:
    await waiting(joined, hall, "A")
    await joined.press(KEY.Key_Space)
    await joined.pause()
    await joined.press(KEY.Key_F9)
    await joined.type("li")
    for character in "45-0100-2026":
        QTest.keyClicks(joined.focus, character)
    await joined.pause()
    await joined.settle()
    assert "The barcode was not read whole" in words(joined)
    assert "45-0100" not in words(joined)
    assert "li" in words(joined)
