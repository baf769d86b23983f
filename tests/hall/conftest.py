import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.hall import HallQueue, open_hall
from desk.hall.adapters.server import keep_password
from tests.hall.halls import Clock, fill_hall, make_hall
from tests.postgres import OWNER, Cluster, shared_keyring


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def shared_secrets(tmp_path: Path) -> Iterator[None]:
    """A keyring that the processes of this test share."""
    folder = tmp_path / "keyring"
    folder.mkdir()
    with shared_keyring(folder):
        yield


@pytest.fixture(scope="session")
def hall_template(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A database with the hall of the tests, to copy: that is quicker than to make it again."""
    name = f"template_{secrets.token_hex(4)}"  # each room's tests have one of their own
    cluster.make_database(name)
    url = cluster.url(name)
    with shared_keyring(tmp_path_factory.mktemp("keyring")):
        keep_password(url, cluster.passwords[OWNER])
        fill_hall(url)
    return name


@pytest.fixture
def server_url(cluster: Cluster, hall_template: str, shared_secrets: None) -> Iterator[str]:
    """The hall of the tests on PostgreSQL, with the owner's password in the keyring."""
    with cluster.database(hall_template) as name:
        url = cluster.url(name)
        keep_password(url, cluster.passwords[OWNER])
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The hall of the tests, on every database that a hall can be on."""
    if request.param == "sqlite":
        return make_hall(tmp_path)
    found: str = request.getfixturevalue("server_url")
    return found


@pytest.fixture
def queue(url: str, clock: Clock) -> Iterator[HallQueue]:
    with open_hall(url, clock=clock) as queue:
        yield queue
