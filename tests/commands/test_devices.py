"""A hall's server and its devices, from the command line: the real process, a real keyring file."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desk.cli import main
from tests.commands.conftest import Desk
from tests.postgres import shared_keyring

START_S = 20


@pytest.fixture(autouse=True)
def file_keyring(tmp_path: Path) -> Iterator[None]:
    folder = tmp_path / "keyring"
    folder.mkdir()
    with shared_keyring(folder):
        yield


@pytest.fixture
def process(url: str, tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """``desk hall-server`` on the sample hall; its first line is its address."""
    words = ["hall-server", "--hall", url, "--listen", "127.0.0.1:0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", *words, "--folder", str(tmp_path / "server")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"HALL_DESK_PROFILE": str(tmp_path / "profile")},
    )
    yield process
    process.kill()
    process.wait()


@pytest.fixture
def address(process: "subprocess.Popen[str]") -> str:
    assert process.stdout
    ready, _, _ = select.select([process.stdout], [], [], START_S)
    assert ready, "the hall's server did not start"
    return process.stdout.readline().strip()


def test_a_manager_s_device_enrols_and_revokes_others(
    hall: Desk, desk: Desk, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    manager = hall("enrol", "--manager", "boss", "--address", address).data
    assert manager["command"] == f"desk enrol {address} {manager['code']}"
    assert main(manager["command"].split()[1:]) == 0
    capsys.readouterr()
    window = desk("enrol", "--window", "3", "--hall", address, "--json").data
    assert main(["enrol", address, window["code"], "--json"]) == 0
    assert '"window":"3"' in capsys.readouterr().out
    listed = desk("devices", "--hall", address, "--json").data["devices"]
    assert [(one["role"], one["name"]) for one in listed] == [("manager", "boss"), ("window", "3")]
    assert desk("revoke", listed[1]["id"], "--hall", address).status == 0
    assert hall("devices").data["devices"][1]["revoked_at"]
    assert "revoked" in desk("devices", "--hall", address).out


def test_a_code_is_for_one_device(hall: Desk) -> None:
    assert hall("enrol").status == 2
    assert hall("enrol", "--kiosk", "door", "--display", "hall").status == 2
    assert hall("enrol", "--window", "99").data["error"]["code"] == "HAL-12"
    assert hall("revoke", "nobody").status == 3


def test_a_code_that_was_not_given_enrols_nobody(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["enrol", address, "0000-0000-0000"]) == 3
    assert "HSV-08" in capsys.readouterr().err


def test_a_code_is_not_spent_where_nothing_can_be_kept(
    hall: Desk, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = hall("enrol", "--display", "hall").data["code"]
    there = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    assert main(["enrol", address, code]) != 0
    assert "KEY-01" in capsys.readouterr().err
    keyring.set_keyring(there)
    assert hall("devices").data["devices"] == []
    assert main(["enrol", address, code]) == 0


def test_the_server_ends_when_it_is_told_to(process: "subprocess.Popen[str]", address: str) -> None:
    begun = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert time.monotonic() - begun < 5


def test_a_place_that_is_taken_is_said(url: str, address: str, tmp_path: Path) -> None:
    place = address.removeprefix("https://")
    again = ["hall-server", "--hall", url, "--listen", place, "--folder", str(tmp_path / "two")]
    done = subprocess.run(
        [sys.executable, "-m", "desk", *again], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "HSV-14" in done.stderr
