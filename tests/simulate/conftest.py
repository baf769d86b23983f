from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.hall.adapters.server import keep_password
from tests.hall.halls import fill_hall
from tests.postgres import OWNER, Cluster, shared_keyring


@pytest.fixture
def server_url(cluster: Cluster, tmp_path: Path) -> Iterator[str]:
    """The hall of the tests on PostgreSQL; its password is in a keyring that processes share."""
    folder = tmp_path / "keyring"
    folder.mkdir()
    with shared_keyring(folder), cluster.database() as name:
        url = cluster.url(name)
        keep_password(url, cluster.passwords[OWNER])
        fill_hall(url)
        yield url
