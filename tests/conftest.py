"""What tests of several rooms share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import Cluster, running
from tests.practice_region import PracticeRegion


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
