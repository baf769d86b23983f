"""The window can be closed at any moment, and then it ends."""

import asyncio
import os
import signal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from desk.domain.visits import Step
from tests.bench.start import OURS, make_hall, moments
from tests.system.clerk import Clerk
from tests.system.day import Day


def test_a_window_that_is_closed_before_anybody_signed_in_ends(tmp_path: Path) -> None:
    """The process ends by itself (a hang is cut off and fails), and it was painted before."""
    make_hall(tmp_path)
    painted, ready = moments(OURS, tmp_path)
    assert painted.wall_s < ready.wall_s


def test_a_session_that_ends_stores_what_is_typed_and_goes(day: Day) -> None:
    """SIGTERM in the middle of a form: nobody is asked, nothing is lost.

    Another window of the program that stands open keeps it from nothing.
    """
    other = QWidget()
    other.show()
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass("社会保障卡补领申请表")
    typed = False

    async def typing(clerk: Clerk) -> None:
        await clerk.reaches_the_form()
        clerk.field("contact_phone").setFocus()
        await clerk.types("0771-5551234")
        nonlocal typed
        typed = True
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.sleep(30)  # the window takes this clerk off the keyboard

    with pytest.raises(AssertionError):  # it ended before its clerk had done
        day.at_the_window(typing)
    assert typed

    async def again(clerk: Clerk) -> None:
        await clerk.stands_at(Step.FORM)
        assert clerk.window.services.session.open_visit.form["contact_phone"] == "0771-5551234"

    day.at_the_window(again)
    other.close()
