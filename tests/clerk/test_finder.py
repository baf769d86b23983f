"""A scanned receipt shows its case, as the region tells it now."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.identify.view import IdentifyView
from desk.domain.visits import Step
from desk.hall import HallQueue
from desk.region.contract import CaseAnswer
from desk.region.tokens import REFRESH_TOKEN
from desk.vault.keys import Keys
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import waiting, words
from tests.practice.material import social_card_case, submit
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow
from tests.visit.window import SERVICE

KEY = Qt.Key


@pytest.fixture
async def joined(
    qapp: QApplication, open_window: MakeWindow, practice: PracticeRegion, english: None
) -> AsyncIterator[ClerkDesk]:
    """A window whose clerk is signed in at a region that answers."""
    Keys(SERVICE).keep_secret(REFRESH_TOKEN, practice.sign_in()["refresh_token"])
    desk = ClerkDesk(qapp, await open_window(region_url=practice.url))
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
    assert joined.window.session.open_visit.ticket_number == "A001"
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


NUMBER = "450102198803162133"


def addresses(practice: PracticeRegion) -> str:
    """Every address that the region was asked under: what its access log would hold."""
    return "\n".join(f"{one['path']}?{one['query']}" for one in practice.exchanges())


async def test_no_persons_number_is_ever_asked_for_however_it_comes(
    joined: ClerkDesk, practice: PracticeRegion
) -> None:
    for number in (NUMBER, "91350100M000100Y43", "13800138000", "E12345678"):
        await joined.scan(number)
        assert "This is a person's or a company's number" in words(joined)
        assert number not in words(joined)
        await joined.press(KEY.Key_Escape)
        await joined.press(KEY.Key_K, Qt.KeyboardModifier.ControlModifier)
        for character in number:  # slower than the finder's patience: each beginning is looked for
            QTest.keyClicks(joined.focus, character)
            await asyncio.sleep(0.2)
            await joined.settle()
        assert "the platform is not asked by it. Search by the number" in words(joined)
        await joined.press(KEY.Key_Escape)
    asked = addresses(practice)
    assert "/cases" not in asked
    assert not any(part in asked for part in ("450102", "1988", "91350100", "13800138", "E1234"))


async def test_a_scanned_number_goes_into_its_field_where_somebody_is_identified(
    joined: ClerkDesk, practice: PracticeRegion, hall: HallQueue
) -> None:
    await waiting(joined, hall, "A")
    await joined.press(KEY.Key_Space)
    await joined.pause()
    await joined.press(KEY.Key_F9)
    await joined.type("梁䶮")
    await joined.scan(NUMBER)
    view = joined.shell.view
    assert isinstance(view, IdentifyView)
    assert (view.presenter.state.name, view.presenter.state.number) == ("梁䶮", NUMBER)
    assert "1988-03-16" in words(joined)
    await asyncio.sleep(0.2)  # no hand is quicker after a scan
    await joined.press(KEY.Key_Return)
    assert joined.shown() is Step.MATTER
    assert NUMBER not in addresses(practice)
