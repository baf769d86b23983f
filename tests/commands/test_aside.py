"""Days that are only played, and announcements that are only tried."""

import wave
from pathlib import Path

import pytest

from desk.hall import sqlite_url
from tests.commands.conftest import Desk


def test_a_day_is_played_and_judged(desk: Desk) -> None:
    told = desk("simulate", "--windows", "1", "--json")
    assert told.status == 0
    assert told.data["all_right"] is True
    assert told.data["checks"]["calls"] > 10


def test_a_hall_where_people_wait_is_not_played_in(hall: Desk) -> None:
    hall("take", "A")
    told = hall("simulate")
    assert (told.status, told.data["error"]["code"]) == (3, "SIM-01")
    assert hall("status").data["waiting"] == 1


def test_the_hall_of_the_settings_is_never_played_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HALL_DESK_HALL_URL", sqlite_url(tmp_path / "real.db"))
    assert desk("simulate", "--windows", "1").out.endswith("all right\n")
    assert not (tmp_path / "real.db").exists()


def test_a_simulation_that_went_wrong_exits_with_1(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.simulate.report.Checks.all_right", False)
    told = desk("simulate", "--windows", "1", "--json")
    assert (told.status, told.data["all_right"]) == (1, False)


def test_an_announcement_can_be_tried_into_a_file(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "call.wav"
    told = desk("say", "A024", "3", "--wav", str(file), "--json")
    assert told.data == {"said": "请 A 零二四号到三号窗口"}
    with wave.open(str(file)) as sound:
        assert sound.getnframes() > sound.getframerate()


def test_without_a_screen_the_figures_cannot_be_shown(
    hall: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    told = hall("today")
    assert (told.status, told.data["error"]["code"]) == (1, "WIN-03")
