from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hall.server.running import RunningServer


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[RunningServer]:
    """A server over the hall of the tests, on every database that a hall can be on."""
    server = RunningServer(url, tmp_path / "server")
    yield server
    server.stop()
