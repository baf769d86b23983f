"""The window can be closed at any moment, and then it ends."""

from pathlib import Path

from tests.bench.start import OURS, seconds


def test_a_window_that_is_closed_before_anybody_signed_in_ends(tmp_path: Path) -> None:
    """The process ends by itself (a hang is cut off and fails), and it was painted before."""
    painted, ready = seconds(OURS, str(tmp_path))
    assert painted < ready
