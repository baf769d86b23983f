"""A clerk's window for each test."""

from collections.abc import AsyncIterator

import pytest
from PySide6.QtWidgets import QApplication

from tests.clerk.desks import ClerkDesk
from tests.qt.fixtures import english, nothing_left_behind, qapp
from tests.visit.conftest import (
    hall,
    hall_url,
    open_window,
    own_keyring,
    papers,
    process_pool,
    window,
)
from tests.visit.window import Window

__all__ = [
    "english",
    "hall",
    "hall_url",
    "nothing_left_behind",
    "open_window",
    "own_keyring",
    "papers",
    "process_pool",
    "qapp",
    "window",
]


@pytest.fixture
async def desk(qapp: QApplication, window: Window, english: None) -> AsyncIterator[ClerkDesk]:
    """The clerk's window, signed in, at the size of the commonest hall PC."""
    desk = ClerkDesk(qapp, window)
    await desk.show()
    yield desk
    await desk.settle()
    desk.close()
