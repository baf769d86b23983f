"""What tests of several rooms share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.practice_region import PracticeRegion


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[PracticeRegion]:
    """A practice region of this test's own, running."""
    region = PracticeRegion(tmp_path / "region", record=True)
    yield region
    region.stop()
