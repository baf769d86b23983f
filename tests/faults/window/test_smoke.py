"""The storm in small: a few kills, and everything that it left."""

from pathlib import Path

from tests.faults.window.storm import Storm, storm


def test_a_window_that_is_killed_mixes_loses_and_doubles_nothing(tmp_path: Path) -> None:
    what = Storm(kills=4, seed=20261128, longest_life_s=6.0, region_away=0.15, hall_busy=0.1)
    report = storm(tmp_path / "storm", what, within_s=30)
    print(report)
    assert report.verdict.wrong == []
    assert report.verdict.cases > 0
