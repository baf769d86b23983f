"""What tests of the visit share: a hall, a window in it, pages to lay in."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import keyring
import pytest

from desk.domain.clock import utc_now
from desk.hall import HallQueue, open_hall
from desk.processes import ProcessPool
from desk.region.tokens import REFRESH_TOKEN
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.visit import attention_store
from tests.hall.halls import Clock, make_hall
from tests.practice_region import PracticeRegion
from tests.visit.pages import jpeg
from tests.visit.window import SERVICE, Window

MakeWindow = Callable[..., Awaitable[Window]]


@pytest.fixture(scope="session")
def process_pool() -> Iterator[ProcessPool]:
    """Worker processes for imaging, started once."""
    process_pool = ProcessPool()
    yield process_pool
    process_pool.close()


@pytest.fixture(autouse=True)
def own_keyring() -> Iterator[None]:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield
    keyring.set_keyring(before)


@pytest.fixture
def hall_url(tmp_path: Path) -> str:
    """A hall in which today is today."""
    return make_hall(tmp_path, Clock(utc_now()))


@pytest.fixture
def hall(hall_url: str) -> Iterator[HallQueue]:
    """The kiosk's view of the hall."""
    with open_hall(hall_url) as queue:
        yield queue


@pytest.fixture
async def open_window(
    tmp_path: Path, hall_url: str, process_pool: ProcessPool
) -> AsyncIterator[MakeWindow]:
    """Opens this test's window; close it and open it again on the same profile."""
    async with AsyncExitStack() as stack:

        async def make(at: str = hall_url, **given: Any) -> Window:
            window = await Window.open(tmp_path / "profile", at, process_pool, **given)
            stack.push_async_callback(window.close)
            return window

        yield make


@pytest.fixture
async def window(open_window: MakeWindow) -> Window:
    """A window with nobody at it."""
    return await open_window()


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Three papers that a citizen brings as files, different in every pixel."""
    folder = tmp_path / "brought"
    folder.mkdir()
    paths = [folder / f"{number}.jpg" for number in (1, 2, 3)]
    for number, path in enumerate(paths):
        path.write_bytes(jpeg(number))
    return paths


@pytest.fixture
def region(practice: PracticeRegion) -> PracticeRegion:
    """The practice region, with its clerk signed in at the window."""
    Keys(SERVICE).keep_secret(REFRESH_TOKEN, practice.sign_in()["refresh_token"])
    return practice


@pytest.fixture
async def online(open_window: MakeWindow, region: PracticeRegion) -> Window:
    """A window that reaches its region."""
    return await open_window(region_url=region.url)


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The region is asked whenever somebody looks."""
    for name in ("SOON", "SELDOM"):
        monkeypatch.setattr(attention_store, name, -attention_store.SOON)
