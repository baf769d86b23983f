"""The short form of ``python -m tests.faults.bursts``."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.faults.bursts import judge
from tests.qt.fixtures import qapp

__all__ = ["qapp"]


@pytest.mark.parametrize("seed", [1, 2])
def test_bursts_are_whole_or_nothing_and_typing_is_never_lost(
    qapp: QApplication, seed: int
) -> None:
    kinds, wrong = judge(qapp, seed, 1200)
    assert wrong == []
    assert sum(kinds.values()) == 1200
