"""A window's side of the wire, against a real practice region in a process of its own."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack

import keyring
import keyring.backend
import pytest

from desk.region.client import RegionClient
from desk.region.tokens import REFRESH_TOKEN, Tokens
from desk.vault.keys import Keys
from desk.vault.memory import MemoryKeyring
from desk.worker_thread import WorkerThread
from tests.practice_region import PracticeRegion
from tests.region.strange_server import StrangeServer


@pytest.fixture
def keys() -> Iterator[Keys]:
    """The keyring of this test's window."""
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    yield Keys("hall-desk-test")
    keyring.set_keyring(before)


@pytest.fixture
def worker_thread() -> Iterator[WorkerThread]:
    """The lane on which the window asks its keyring."""
    worker_thread = WorkerThread("keys")
    yield worker_thread
    worker_thread.close()


@pytest.fixture
def tokens(keys: Keys, worker_thread: WorkerThread) -> Tokens:
    """The tokens of this test's window; nobody is signed in."""
    return Tokens(keys, worker_thread)


ClientTo = Callable[..., RegionClient]


@pytest.fixture
async def client_to(tokens: Tokens) -> AsyncIterator[ClientTo]:
    """Makes a client of this test's window to an address, and closes it afterwards."""
    async with AsyncExitStack() as stack:

        def make(url: str, *, deadline_s: float = 10.0) -> RegionClient:
            client = RegionClient(url, tokens, deadline_s=deadline_s)
            stack.push_async_callback(client.close)
            return client

        yield make


@pytest.fixture
def signed_in(practice: PracticeRegion, keys: Keys) -> PracticeRegion:
    """The practice region, with a refresh token of its clerk in the window's keyring."""
    keys.keep_secret(REFRESH_TOKEN, practice.sign_in()["refresh_token"])
    return practice


@pytest.fixture
def client(signed_in: PracticeRegion, client_to: ClientTo) -> RegionClient:
    """A client of the practice region on which its clerk is signed in."""
    return client_to(signed_in.url)


@pytest.fixture
def strange() -> Iterator[StrangeServer]:
    """A server that answers whatever a test tells it to."""
    with StrangeServer() as server:
        yield server
