"""F12: who works at the window. Nobody does without proof, and everything bears the right name."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.sign_in.presenter import Phase
from desk.clerk.steps.sign_in.view import SignInView
from desk.domain.visits import SendState, Step
from desk.hall import HallQueue
from desk.qt.language import speak
from desk.region.contract import Clerk
from desk.vault.passphrases import KnownClerk
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import words
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow, region
from tests.visit.pages import LIANG, SOCIAL_CARD
from tests.visit.steps import called
from tests.visit.test_sending import FORM
from tests.visit.window import Window

__all__ = ["region"]

KEY = Qt.Key
WEI = Clerk("gx-0371", "韦丽", "综合窗口")
CHEN = Clerk("gx-0402", "陈晨", "综合窗口")
PHRASES = {WEI.id: "qingshan 7", CHEN.id: "lvshui 88"}


def knows(window: Window, *clerks: Clerk) -> None:
    """These clerks signed in here by the region lately, and have their passphrases."""
    for clerk in clerks:
        known = KnownClerk(clerk.id, clerk.name, clerk.role)
        window.passphrases.proved(known)
        window.passphrases.set(known, PHRASES[clerk.id])


@pytest.fixture
async def offline(
    qapp: QApplication, open_window: MakeWindow, hall: HallQueue
) -> AsyncIterator[ClerkDesk]:
    """No region answers; 韦丽 works here, and 陈晨 may, too."""
    speak(qapp, "en")
    window = await open_window()
    knows(window, WEI, CHEN)
    desk = ClerkDesk(qapp, window, signed_in=False)
    await desk.show()
    await proves(desk, WEI)
    yield desk
    sign_in(desk).presenter.give_up()
    await desk.settle()
    desk.close()


def sign_in(desk: ClerkDesk) -> SignInView:
    view = next(view for view in desk.shell.views if isinstance(view, SignInView))
    assert isinstance(view, SignInView)
    return view


async def at_the_field(desk: ClerkDesk) -> None:
    await desk.until(lambda: sign_in(desk).presenter.state.phase is Phase.PASSPHRASE)
    await desk.settle()


async def proves(desk: ClerkDesk, clerk: Clerk, phrase: str | None = None) -> None:
    """Choose the name, type the passphrase, Enter."""
    await at_the_field(desk)
    presenter = sign_in(desk).presenter
    ids = [one.id for one in presenter.state.people]
    for _ in range(len(ids)):
        await desk.press(KEY.Key_Up)
    for _ in range(ids.index(clerk.id)):
        await desk.press(KEY.Key_Down)
    await desk.type(PHRASES[clerk.id] if phrase is None else phrase)
    await desk.press(KEY.Key_Return)
    await desk.until(lambda: presenter.state.phase is not Phase.CHECKING)
    await desk.settle()


async def with_a_citizen(desk: ClerkDesk, hall: HallQueue) -> None:
    await called(desk.window, hall)
    await desk.window.identify_step.identify(*LIANG)
    await desk.window.matter_step.choose(SOCIAL_CARD)
    await desk.settle()


def acts(desk: ClerkDesk) -> list[tuple[str, str]]:
    return [(act.kind, act.clerk) for act in desk.window.store.acts.acts()]


async def test_a_lock_hides_the_citizen_and_the_same_clerk_goes_on(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await with_a_citizen(desk, hall)
    assert LIANG[1] in words(desk)
    await desk.press(KEY.Key_F12)
    assert "C001 stands" in words(desk)
    await desk.press(KEY.Key_1)
    assert desk.shown() is None
    assert LIANG[1] not in words(desk)
    assert "Locked · 韦丽" in words(desk)
    assert desk.window.session.clerk is None
    await desk.press(KEY.Key_F11)  # no key of the window works behind the lock
    await desk.press(KEY.Key_F3)
    assert desk.window.session.visit is not None
    await proves(desk, WEI)
    assert desk.shown() is Step.MATERIALS
    assert LIANG[1] in words(desk)
    kinds = [kind for kind, _ in acts(desk)]
    assert kinds[0] == "signed_in"
    assert kinds[-2:] == ["locked", "unlocked"]


async def test_a_wrong_passphrase_unlocks_nothing_and_is_an_act(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_1)
    await proves(desk, WEI, "something")
    assert desk.shown() is None
    assert "This is not the passphrase" in words(desk)
    assert acts(desk)[-1] == ("unlock_refused", WEI.id)
    await proves(desk, WEI)
    assert desk.shown() is Step.CALL


async def test_a_change_of_shift_takes_two_keys_and_asks_about_the_visit(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await with_a_citizen(desk, hall)
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_2)
    await proves(desk, CHEN)
    assert "C001 is still at this window" in words(desk)
    await desk.press(KEY.Key_1)
    assert desk.shown() is Step.MATERIALS
    await desk.window.call_step.hold()
    told = dict(acts(desk))
    assert told["called"] == WEI.id
    assert told["shift_changed"] == CHEN.id
    assert told["held"] == CHEN.id
    assert list(hall.ticket_events())[-1].person == CHEN.id
    change = next(act for act in desk.window.store.acts.acts() if act.kind == "shift_changed")
    assert change.reason == f"passphrase from {WEI.id}"


async def test_the_next_clerk_may_put_the_visit_on_hold_instead(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await with_a_citizen(desk, hall)
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_2)
    await proves(desk, CHEN)
    await desk.press(KEY.Key_2)
    assert desk.shown() is Step.CALL
    assert len(desk.window.store.set_aside()) == 1


async def test_after_signing_out_nobody_works_here(offline: ClerkDesk, hall: HallQueue) -> None:
    desk = offline
    hall.take("C")
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_3)
    assert desk.shown() is None
    assert "Locked" not in words(desk)
    await desk.press(KEY.Key_Space)
    await desk.press(KEY.Key_Backspace)
    assert desk.window.session.visit is None
    assert acts(desk)[-1] == ("signed_out", WEI.id)
    await proves(desk, CHEN)
    assert desk.shown() is Step.CALL
    assert acts(desk)[-1] == ("signed_in", CHEN.id)


async def test_esc_and_a_click_beside_it_leave_everything(offline: ClerkDesk) -> None:
    await offline.press(KEY.Key_F12)
    await offline.press(KEY.Key_Escape)
    assert offline.shown() is Step.CALL
    assert offline.window.session.clerk == WEI


async def test_a_passphrase_is_typed_twice_and_never_shown(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_4)
    for phrase in ("other phrase", "slipped"):
        await desk.type(phrase)
        assert phrase not in words(desk)
        await desk.press(KEY.Key_Return)
    assert "not the same" in words(desk)
    for _ in range(2):
        await desk.type("other phrase")
        await desk.press(KEY.Key_Return)
    await desk.until(lambda: acts(desk)[-1][0] == "passphrase_set")
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_1)
    await proves(desk, WEI, "other phrase")
    assert desk.shown() is Step.CALL


async def test_opening_the_window_again_signs_nobody_in(
    qapp: QApplication, open_window: MakeWindow, region: PracticeRegion, hall: HallQueue
) -> None:
    """What the last sign-in left is in the keyring, and is no proof."""
    speak(qapp, "en")
    window = await open_window(region_url=region.url)
    assert (await window.region.me()).id == WEI.id
    desk = ClerkDesk(qapp, window, signed_in=False)
    desk.shell.show()
    presenter = sign_in(desk).presenter
    await desk.until(lambda: presenter.state.phase is Phase.WAITING)
    assert desk.shown() is None
    region.approve(presenter.state.code, CHEN.id)
    await desk.until(lambda: desk.shown() is Step.CALL, seconds=20)
    assert desk.window.session.clerk == CHEN
    await desk.settle()
    assert await desk.window.tokens.owner() == CHEN.id
    await desk.settle()
    desk.close()


async def test_each_clerk_has_their_own_tokens_and_their_own_cases(
    qapp: QApplication,
    open_window: MakeWindow,
    practice: PracticeRegion,
    hall: HallQueue,
    papers: list[Path],
) -> None:
    """韦丽 submits while the link is down; 陈晨 signs in and sends it: it is still hers."""
    speak(qapp, "en")
    window = await open_window(region_url=practice.url)
    desk = ClerkDesk(qapp, window, signed_in=False)
    desk.shell.show()
    desk.shell.activateWindow()
    presenter = sign_in(desk).presenter
    for clerk in (CHEN, WEI):
        await desk.until(lambda: presenter.state.phase is Phase.WAITING)
        practice.approve(presenter.state.code, clerk.id)
        await desk.until(lambda: desk.shown() is Step.CALL, seconds=20)
        await desk.settle()
        await window.clerk_session.set_passphrase(clerk, PHRASES[clerk.id])
        if clerk is CHEN:
            await desk.press(KEY.Key_F12)
            await desk.press(KEY.Key_2)
            await at_the_field(desk)
            presenter.ask_code()
    await with_a_citizen(desk, hall)
    if not window.session.open_visit.material("01").settled:
        await window.materials_step.take_files("01", papers[:1])
    await window.materials_step.take_files("02", papers[1:])
    await window.form_step.save(FORM)
    await window.submit_step.submit()
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_2)
    await proves(desk, CHEN)
    await desk.press(KEY.Key_1)
    assert (await window.region.me()).id == CHEN.id
    await window.send()
    case = window.session.open_visit.case
    assert case is not None
    assert case.send is SendState.ACKNOWLEDGED
    (sent,) = [one for one in practice.exchanges() if one["path"] == "/cases"]
    assert json.loads(sent["request_body"])["clerk"] == WEI.id
    submitted = next(act for act in window.store.acts.acts() if act.kind == "submitted")
    assert submitted.clerk == WEI.id
    await desk.press(KEY.Key_F12)
    await desk.press(KEY.Key_2)
    await proves(desk, WEI)
    assert (await window.region.me()).id == WEI.id
    desk.close()


async def test_what_the_passphrase_lets_in_works_also_when_the_region_wants_a_sign_in(
    qapp: QApplication, open_window: MakeWindow, region: PracticeRegion, hall: HallQueue
) -> None:
    speak(qapp, "en")
    window = await open_window(region_url=region.url)
    knows(window, CHEN)
    desk = ClerkDesk(qapp, window, signed_in=False)
    await desk.show()
    await proves(desk, CHEN)
    await desk.until(lambda: desk.presenter.state.notice is not None)
    assert desk.shown() is Step.CALL  # the tokens here were 韦丽's, and are put away
    assert "not signed in to the regional platform" in words(desk)
    assert await window.tokens.owner() == CHEN.id
    await with_a_citizen(desk, hall)
    assert desk.window.session.clerk == CHEN
    await desk.settle()
    desk.close()


async def test_three_days_without_the_region_are_the_limit(
    qapp: QApplication, open_window: MakeWindow
) -> None:
    from desk.domain.clock import utc_now

    speak(qapp, "en")
    before = await open_window()
    knows(before, WEI)
    await before.close()
    later = await open_window(now=lambda: utc_now() + timedelta(days=3, hours=1))
    desk = ClerkDesk(qapp, later, signed_in=False)
    await desk.show()
    presenter = sign_in(desk).presenter
    await desk.until(lambda: presenter.state.phase is Phase.IDLE)
    assert presenter.state.people == ()
    assert desk.shown() is None
    desk.close()


async def test_an_act_under_way_keeps_the_name_of_who_began_it(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    hall.take("C")
    call_step = asyncio.ensure_future(desk.window.call_step.call_next())
    await asyncio.sleep(0)
    desk.assembly.work.lock()
    await call_step
    assert ("called", WEI.id) in acts(desk)


# closing the window


async def test_closing_in_mid_visit_asks_and_says_what_is_kept(
    offline: ClerkDesk, hall: HallQueue, papers: list[Path]
) -> None:
    desk = offline
    await with_a_citizen(desk, hall)
    await desk.window.materials_step.take_files("02", papers[:2])
    await desk.settle()
    desk.shell.close()
    await desk.settle()
    assert desk.shell.isVisible()
    said = words(desk)
    assert "C001 stands where it stands" in said
    assert "2 pages are stored" in said
    await desk.press(KEY.Key_Escape)
    assert desk.shown() is Step.MATERIALS
    desk.shell.close()
    desk.shell.close()  # asked once, however often
    await desk.press(KEY.Key_2)
    assert not desk.shell.isVisible()
    assert desk.window.session.open_visit.sheets == 2


async def test_with_nothing_open_or_nobody_there_it_closes_at_once(
    offline: ClerkDesk, hall: HallQueue
) -> None:
    desk = offline
    await with_a_citizen(desk, hall)
    desk.assembly.work.lock()
    await at_the_field(desk)
    desk.shell.close()
    assert not desk.shell.isVisible()
