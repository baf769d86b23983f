"""Signing in, against the practice region: the code is shown, confirmed elsewhere, and held to."""

from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk.clerk.steps.sign_in.presenter import Phase
from desk.clerk.steps.sign_in.view import SignInView
from desk.domain.visits import Step
from printing.barcodes import qr_rows
from tests.clerk.desks import ClerkDesk
from tests.clerk.test_call import words
from tests.practice_region import PracticeRegion
from tests.visit.conftest import MakeWindow

KEY = Qt.Key


@pytest.fixture
async def stranger(
    qapp: QApplication, open_window: MakeWindow, practice: PracticeRegion, english: None
) -> AsyncIterator[ClerkDesk]:
    """A window at which nobody is signed in, with a region that answers."""
    desk = ClerkDesk(qapp, await open_window(region_url=practice.url), signed_in=False)
    desk.shell.show()
    yield desk
    presenter_of(desk).presenter.give_up()
    await desk.settle()
    desk.close()


def presenter_of(desk: ClerkDesk) -> SignInView:
    view = next(one for one in desk.shell.views if isinstance(one, SignInView))
    assert isinstance(view, SignInView)
    return view


async def test_the_code_is_shown_and_the_window_goes_on_once_it_is_confirmed(
    stranger: ClerkDesk, practice: PracticeRegion
) -> None:
    presenter = presenter_of(stranger).presenter
    await stranger.until(lambda: presenter.state.phase is Phase.WAITING)
    assert presenter.state.code
    assert presenter.state.address in words(stranger)
    assert presenter.state.left_s > 60
    practice.approve(presenter.state.code)
    await stranger.until(lambda: stranger.shown() is Step.CALL, seconds=20)
    clerk = stranger.window.session.clerk
    assert clerk is not None
    assert clerk.name in words(stranger)


async def test_it_can_be_given_up_and_begun_again_with_another_code(stranger: ClerkDesk) -> None:
    presenter = presenter_of(stranger).presenter
    await stranger.until(lambda: presenter.state.phase is Phase.WAITING)
    first = presenter.state.code
    presenter.give_up()
    await stranger.until(lambda: not presenter.busy)
    assert presenter.state.code == ""
    assert stranger.shell.bottom.primary.text() == "Show a new code"
    presenter.begin()
    await stranger.until(lambda: presenter.state.phase is Phase.WAITING)
    assert presenter.state.code not in ("", first)


async def test_a_region_that_is_away_is_said_and_can_be_asked_again(
    qapp: QApplication, open_window: MakeWindow, english: None
) -> None:
    desk = ClerkDesk(qapp, await open_window(), signed_in=False)
    try:
        await desk.show()
        assert "cannot be reached" in words(desk)
        assert desk.shell.bottom.primary.text() == "Show a new code"
        assert desk.shown() is None
    finally:
        desk.close()


def test_the_qr_reads_back_as_the_address() -> None:
    import cv2
    import numpy as np

    address = "https://region.example/device?user_code=WDJB-MJHT"
    modules = np.array([[0 if dark else 255 for dark in row] for row in qr_rows(address)], np.uint8)
    quiet = np.pad(modules, 4, constant_values=255)
    picture = quiet.repeat(6, axis=0).repeat(6, axis=1)
    read, *_ = cv2.QRCodeDetector().detectAndDecode(picture)  # not by the library that wrote it
    assert read == address
