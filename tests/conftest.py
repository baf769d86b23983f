"""What tests of several rooms share."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Cluster, running
from tests.practice_region import PracticeRegion

LONG = (
    "tests/test_installer.py",
    "tests/faults/privacy/test_smoke.py",
    "tests/faults/window/test_smoke.py",
    "tests/visit/test_killed_scanning.py",
    "tests/system/test_demo.py",
)
"""The files that take longest, the longest first."""


@pytest.hookimpl(trylast=True)  # after they were shuffled
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: left to the end, one of them keeps one worker alone."""

    def place(item: pytest.Item) -> int:
        file = item.nodeid.partition("::")[0]
        return LONG.index(file) if file in LONG else len(LONG)

    items.sort(key=place)


class _Failed(logging.Handler):
    """Keeps what listeners raised."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[object] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.errors.append(record.exc_info and record.exc_info[1])


@pytest.fixture(autouse=True)
def no_listener_fails(request: pytest.FixtureRequest) -> Iterator[None]:
    """A listener that fails is only logged, so that the others are told: here it fails its test.

    Tests of failing listeners are marked ``listeners_fail``.
    """
    handler, log = _Failed(), logging.getLogger("desk.signal")
    log.addHandler(handler)
    yield
    log.removeHandler(handler)
    if request.node.get_closest_marker("listeners_fail") is None:
        assert handler.errors == []


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticeRegion]:
    """A practice region of this test's own, running."""
    region = PracticeRegion(tmp_path / "region", record=True)
    yield region
    region.stop()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL server of the tests' own, started when the first test asks for it."""
    with running() as cluster:
        yield cluster
