"""Counting sheets of files that nobody has looked at."""

import random
import time
from pathlib import Path

import pytest

from desk.practice.sheets import MOST_FRAMES, count_sheets
from tests.faults.strangers.pictures import KINDS, tiff_sheets
from tests.visit.pages import jpeg


def test_a_tiff_of_a_million_sheets_is_not_counted_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "sheets"
    largest = max((tiff_sheets(random.Random(seed)) for seed in range(4)), key=len)
    path.write_bytes(largest)
    begun = time.monotonic()
    assert count_sheets(path) == MOST_FRAMES
    assert time.monotonic() - begun < 5


def test_a_picture_has_one_sheet(tmp_path: Path) -> None:
    (tmp_path / "page").write_bytes(jpeg(1))
    assert count_sheets(tmp_path / "page") == 1


@pytest.mark.parametrize("kind", ["TIFF in a circle", "TIFF tags", "damaged picture", "noise"])
@pytest.mark.filterwarnings("ignore")
def test_whatever_lies_there_is_counted_or_nothing(tmp_path: Path, kind: str) -> None:
    for seed in range(40):
        path = tmp_path / str(seed)
        path.write_bytes(KINDS[kind][0](random.Random(seed)))
        assert 0 <= count_sheets(path) <= MOST_FRAMES
