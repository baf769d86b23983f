from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.hall import HallQueue, open_hall
from tests.hall.halls import Clock, make_hall


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def url(tmp_path: Path, clock: Clock) -> str:
    return make_hall(tmp_path, clock)


@pytest.fixture
def queue(url: str, clock: Clock) -> Iterator[HallQueue]:
    with open_hall(url, clock=clock) as queue:
        yield queue
