"""Making, upgrading and setting up halls; windows and days; and everything that is wrong."""

import csv
import io
import sqlite3
import sys
from contextlib import closing
from datetime import time
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from desk.domain.tickets import OpenHours, Window
from desk.hall import open_hall, sqlite_url
from tests.commands.conftest import Desk

SET_UP = """
[[service]]
code = "E"
name = "公证"
hint = "委托、继承"
hours = ["Mon-Fri 09:00-12:00", "Sat 09:00-11:30"]

[[service]]
code = "A"
name = "企业开办"

[[window]]
code = "3"
serves = ["E", ["A", "B"]]
direction = 45

[[window]]
code = "21"
"""


def test_a_sample_hall_has_the_four_services_and_sixteen_windows(
    desk: Desk, tmp_path: Path
) -> None:
    url = sqlite_url(tmp_path / "new.db")
    told = desk("init", url, "--sample", "--json")
    assert told.status == 0
    assert told.data["services"] == ["A", "B", "C", "D"]
    assert told.data["windows"] == [str(number) for number in range(1, 17)]
    status = desk("status", "--hall", url, "--json").data
    assert status["name"] == "南宁市民中心"
    assert [service["waiting"] for service in status["services"]] == [0, 0, 0, 0]
    assert all(service["gives_tickets"] for service in status["services"])


def test_a_hall_that_is_there_is_left_alone(hall: Desk, url: str) -> None:
    hall("take", "A")
    told = hall("init", url, "--sample")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-05")
    assert hall("take", "A").ticket["number"] == "A002"


def test_a_hall_is_made_whole_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    url = sqlite_url(tmp_path / "new.db")
    file = tmp_path / "hall.toml"
    file.write_text('[[service]]\ncode = "A"\nname = "x"\nprefix = "V"\n', encoding="utf-8")
    told = desk("init", url, "--sample", "--set-up", str(file))
    assert told.status == 2
    assert "priority" in told.err
    assert not (tmp_path / "new.db").exists()


def test_a_file_sets_up_services_and_windows(hall: Desk, url: str, tmp_path: Path) -> None:
    file = tmp_path / "hall.toml"
    file.write_text(SET_UP, encoding="utf-8")
    hall("take", "A")
    assert hall("set-up", str(file)).status == 0
    with open_hall(url) as queue:
        services = {service.code: service for service in queue.services()}
        windows = {window.code: window for window in queue.windows()}
    assert list(services) == ["A", "B", "C", "D", "E"]
    assert services["E"].prefix == "E"
    assert services["E"].hours == (
        OpenHours(frozenset(range(5)), time(9), time(12)),
        OpenHours(frozenset({5}), time(9), time(11, 30)),
    )
    assert windows["3"] == Window("3", (("E", 0), ("A", 1), ("B", 1)), 45)
    assert windows["21"].serves == ()
    assert hall("status").data["waiting"] == 1, "nothing that was there is lost"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("[[service", "]]"),
        ('[[service]]\ncode = "E"\n', "name"),
        ('[[service]]\ncode = "E"\nname = "x"\nopen = "x"\n', "open"),
        ('[[service]]\ncode = "E"\nname = "x"\nprefix = "A"\n', "A's"),
        ('[[service]]\ncode = "E1"\nname = "x"\n', "prefix"),
        ('[[service]]\ncode = "E"\nname = "x"\nhours = ["always"]\n', "always"),
        ('[[service]]\ncode = "E"\nname = "x"\nhours = ["Mon-Fri 12:00-09:00"]\n', "12:00"),
        ('[[service]]\ncode = "E"\nname = "x"\nhours = ["Mon 29:00-30:00"]\n', "29:00"),
        ('[[window]]\ncode = "1"\n[[window]]\ncode = "1"\n', "more than once"),
        ('[[window]]\ncode = "1"\nserves = ["X"]\n', "X"),
        ('[[window]]\ncode = "1"\ndirection = 400\n', "direction"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault_and_changes_nothing(
    hall: Desk, tmp_path: Path, content: str, named: str
) -> None:
    file = tmp_path / "hall.toml"
    file.write_text(content, encoding="utf-8")
    before = hall("status").data["seq"]
    told = hall("set-up", str(file))
    assert (told.status, told.data["error"]["code"]) == (2, "CMD-03")
    assert "hall.toml" in told.err
    assert named in told.err
    assert hall("status").data["seq"] == before


def test_windows_pause_close_and_open(hall: Desk) -> None:
    hall("take", "A")
    paused = hall("pause", "--window", "3", "--reason", "午休").data["window"]
    assert (paused["standing"], paused["reason"], paused["person"]) == ("paused", "午休", "weili")
    told = hall("call", "--window", "3")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-14")
    assert hall("close", "--window", "3").data["window"]["standing"] == "closed"
    assert hall("open", "--window", "3").data["window"]["standing"] == "open"
    assert hall("call", "--window", "3").ticket["number"] == "A001"


def test_a_day_ends_for_everybody_who_waits(hall: Desk) -> None:
    hall("take", "A")
    hall("take", "B")
    assert hall("close-day").data == {"day_closed": True, "expired": 2}
    told = hall("take", "A")
    assert (told.status, told.data["error"]["code"]) == (3, "HAL-17")
    assert hall("status").data["day_closed"] is True


def test_an_appointment_is_booked_once_and_checked_in(
    hall: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = hall("status").data["at"]
    words = ("book", "A", "--at", at, "--command-id", "one")
    booked = hall(*words).data["appointment"]
    assert hall(*words).data["appointment"] == booked
    assert len(booked["code"]) == 6
    ticket = hall("check-in", booked["code"]).ticket
    assert (ticket["number"], ticket["priority"]) == ("Y001", "appointment")
    again = hall("check-in", booked["code"])
    assert (again.status, again.data["error"]["code"]) == (3, "HAL-42")
    fixed = hall("book", "A", "--at", at, "--code", "123456")
    assert fixed.data["appointment"]["code"] == "123456"
    assert hall("book", "A", "--at", at, "--code", "123456").status == 3


def test_a_slot_without_an_offset_is_in_the_halls_time(hall: Desk) -> None:
    booked = hall("book", "A", "--at", "2031-11-25 10:50").data["appointment"]
    assert booked["slot"] == "2031-11-25T02:50:00Z"


@pytest.mark.usefixtures("memory_keyring")
def test_an_identity_card_is_read_from_standard_input_and_not_kept(
    hall: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = "11010519491231002X"
    at = hall("status").data["at"]
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{number}\n"))
    assert hall("book", "A", "--at", at, "--id-card").status == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{number.lower()}\n"))
    assert hall("check-in", "--id-card").ticket["number"] == "Y001"
    for file in tmp_path.glob("hall.db*"):
        assert number.encode() not in file.read_bytes()


def test_a_days_figures_and_their_table(hall: Desk, tmp_path: Path) -> None:
    for _ in range(2):
        hall("take", "A")
    hall("call", "--window", "3")
    hall("finish", "--window", "3")
    file = tmp_path / "day.csv"
    told = hall("stats", "--csv", str(file)).data
    whole = told["whole"]
    assert (whole["taken"], whole["called"], whole["served"]) == (2, 1, 1)
    assert told["waiting"] == 1
    assert [service["served"] for service in told["services"]] == [1, 0, 0, 0]
    window = next(window for window in told["windows"] if window["code"] == "3")
    assert window["served"] == 1
    rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    first = rows[0]
    assert (first["of"], first["hour"], first["taken"], first["served"]) == ("hall", "", "2", "1")
    assert {row["of"] for row in rows} == {"hall", "service", "window"}
    assert all(None not in row and len(row) == len(first) for row in rows)


def test_a_day_on_which_nothing_happened_has_figures_of_nothing(hall: Desk) -> None:
    told = hall("stats", "--day", "2019-01-01")
    assert (told.status, told.data["whole"]["taken"], told.data["day"]) == (0, 0, "2019-01-01")


def test_events_are_lines_of_json(hall: Desk, desk: Desk, url: str) -> None:
    hall("take", "A", "--priority")
    hall("transfer", "V001", "--to-service", "C")
    told = desk("events", "--hall", url, "--since", "1")
    (line,) = told.out.splitlines()
    assert '"move":"transferred"' in line
    assert '"to_service":"C"' in line
    assert len(desk("events", "--hall", url).out.splitlines()) == 2


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("postgresql://clerk@127.0.0.1:9/hall", "HAL-01"),
        ("nonsense", "HAL-06"),
        ("mysql://root@localhost/hall", "HAL-06"),
        ("postgresql://clerk:secret@localhost/hall", "HAL-51"),
        ("postgresql://clerk@hall.example/hall?sslmode=disable", "HAL-53"),
    ],
)
def test_a_hall_that_cannot_be_reached_exits_with_4_and_a_sentence(
    desk: Desk, tmp_path: Path, address: str, code: str
) -> None:
    url = address.format(folder=tmp_path)
    told = desk("take", "A", "--hall", url, "--json")
    assert (told.status, told.data["error"]["code"]) == (4, code)
    assert told.err.startswith(f"[{code}] ")
    assert "secret" not in told.out + told.err


def _spoil(file: Path, how: str) -> None:
    """Make of a hall's file what disks, people and other programs make of it."""
    if how == "missing":
        file.unlink()
    elif how == "a letter":
        file.write_text("to the mayor\n" * 500, encoding="utf-8")
    elif how == "another database":
        file.unlink()
        with closing(sqlite3.connect(file)) as other:
            other.execute("CREATE TABLE x (y)")
    elif how == "damaged":
        with file.open("r+b") as opened:
            opened.seek(4096)
            opened.write(bytes(range(256)) * 12)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("missing", "HAL-71"),
        ("another database", "HAL-71"),
        ("a letter", "HAL-72"),
        ("damaged", "HAL-73"),
    ],
)
def test_what_is_wrong_with_the_file_is_said_and_not_to_be_repeated(
    hall: Desk, tmp_path: Path, how: str, code: str
) -> None:
    hall("take", "A")
    file = next(tmp_path.rglob("hall.db"))
    _spoil(file, how)
    url = sqlite_url(file)
    for words in (("take", "A", "--hall", url), ("upgrade", url)):
        told = hall(*words)
        assert (told.status, told.data["error"]["code"]) == (1, code), words


def test_a_hall_of_another_version_exits_with_4(hall: Desk, url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    told = hall("call", "--window", "3")
    assert (told.status, told.data["error"]["code"]) == (4, "HAL-04")
    assert hall("upgrade", url).data["error"]["code"] == "HAL-04"


def test_a_hall_of_today_is_upgraded_to_itself(hall: Desk, url: str) -> None:
    hall("take", "A")
    assert hall("upgrade", url).status == 0
    assert hall("status").data["waiting"] == 1
