"""A window's outbox against a real practice region in a process of its own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import keyring
import pytest

from desk.vault.memory import MemoryKeyring
from tests.outbox.window import Profile, Window
from tests.practice.material import LIANG, SOCIAL_CARD, held_id
from tests.practice_region import PracticeRegion

OpenWindow = Callable[..., Window]


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Profile]:
    """This test's profile; nothing is in its outbox."""
    profile = Profile(tmp_path / "profile")
    yield profile
    profile.close()


@pytest.fixture
def holding(practice: PracticeRegion) -> str:
    """What the region holds of 梁思源: one material that need not be scanned."""
    with practice.client() as client:
        return held_id(client, LIANG, SOCIAL_CARD)


@pytest.fixture
async def open_window(practice: PracticeRegion, profile: Profile) -> AsyncIterator[OpenWindow]:
    """Opens a window whose clerk is signed in, and closes it afterwards."""
    async with AsyncExitStack() as stack:

        def make(**given: Any) -> Window:
            token = practice.sign_in()["refresh_token"]
            window = Window(given.pop("profile", profile), practice.url, token, **given)
            stack.push_async_callback(window.close)
            return window

        yield make
