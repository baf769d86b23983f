"""``desk hall`` on a hall's server says the same as on its database."""

import io
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.hall.client.credentials import keep_credential
from desk.hall.enrolment import Role
from tests.commands.conftest import Desk
from tests.hall.server.running import RunningServer
from tests.postgres import shared_keyring

NUMBER = "11010119900307771X"


@pytest.fixture
def server(url: str, tmp_path: Path) -> Iterator[RunningServer]:
    """The sample hall behind a server; this machine is one of its scripts, and a manager."""
    folder = tmp_path / "keyring"
    folder.mkdir()
    with shared_keyring(folder):
        server = RunningServer(url, tmp_path / "server")
        for role in (Role.SCRIPT, Role.MANAGER):
            keep_credential(server.address, server.enrolled(role, "here"))
        yield server
        server.stop()


@pytest.fixture
def remote(desk: Desk, server: RunningServer) -> Desk:
    """Run ``desk hall`` with these words on the server, answering in JSON."""
    return lambda *words: desk("--hall", server.address, "--json", "--person", "weili", *words)


def test_a_ticket_goes_all_its_way(remote: Desk, hall: Desk) -> None:
    assert remote("take", "A").ticket["ahead"] == 0
    assert remote("take", "A", "--priority").ticket["number"] == "V001"
    called = remote("call", "--window", "3").ticket
    assert (called["number"], called["window"]) == ("V001", "3")
    assert remote("recall", "--window", "3").ticket["calls"] == 2
    assert remote("serve", "--window", "3").ticket["state"] == "serving"
    assert remote("hold", "--window", "3").ticket["state"] == "on_hold"
    assert remote("resume", "--window", "3").ticket["state"] == "serving"
    assert remote("transfer", "--window", "3", "--to-service", "B").ticket["service"]["code"] == "B"
    assert remote("call", "A001", "--window", "3").ticket["state"] == "called"
    assert remote("finish", "--window", "3").ticket["state"] == "served"
    assert remote("call", "--window", "3", "--command-id", "again").ticket["number"] == "V001"
    assert remote("call", "--window", "3", "--command-id", "again").ticket["number"] == "V001"
    assert remote("no-show", "--window", "3").ticket["state"] == "no_show"
    assert remote("return", "V001").ticket["state"] == "waiting"
    assert remote("pause", "--window", "3", "--reason", "午休").data["window"]["reason"] == "午休"
    here, there = remote("status").data, hall("status").data
    assert {**here, "at": None} == {**there, "at": None}
    assert remote("stats").data["whole"]["served"] == 1
    assert remote("events").out == hall("events").out


def test_a_refusal_is_told_as_it_is_here(remote: Desk) -> None:
    refused = remote("call", "A999", "--window", "3")
    assert (refused.status, refused.data["error"]["code"]) == (3, "HAL-21")
    assert remote("close-day").data["error"]["code"] == "HSV-04"  # a script's device may not


def test_a_server_that_is_not_known_here_is_said(desk: Desk, server: RunningServer) -> None:
    told = desk("take", "A", "--hall", "https://127.0.0.1:1", "--json")
    assert told.data["error"]["code"] == "HSV-03"


def test_the_key_for_identity_cards_stays_at_the_server(
    remote: Desk, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NUMBER}\n"))
    soon = datetime.now().astimezone() + timedelta(minutes=5)
    booked = remote("book", "A", "--at", soon.isoformat(), "--id-card")
    assert booked.status == 0, booked.err
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NUMBER.lower()}\n"))
    assert remote("check-in", "--id-card").ticket["number"] == "Y001"
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert NUMBER.encode() not in kept
    assert (tmp_path / "server" / "appointments.key").stat().st_mode & 0o777 == 0o600


def test_what_happens_is_written_as_it_happens(server: RunningServer, remote: Desk) -> None:
    remote("take", "A")
    words = ["hall", "events", "--follow", "--since", "0", "--hall", server.address]
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", *words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    guard = threading.Timer(30, process.kill)
    guard.start()
    try:
        first = json.loads(process.stdout.readline())
        while first["move"] != "taken":
            first = json.loads(process.stdout.readline())
        remote("take", "B")
        assert json.loads(process.stdout.readline())["number"] == "B001"
    finally:
        guard.cancel()
        process.kill()
        process.wait()
