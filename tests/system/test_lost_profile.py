"""The window's data is lost, foreign or old: it is said, nothing goes, and a person decides."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import keyring
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desk.clerk.main import ClerkWindow
from desk.clerk.start import run_window
from desk.cli import main
from desk.domain.failures import Failure
from desk.domain.visits import Step
from desk.qt.language import speak
from desk.qt.trouble_window import TroubleWindow
from desk.qt.widgets.aloud import said
from desk.vault import keys as keys_module
from desk.vault.memory import MemoryKeyring
from desk.vault.trouble import ProfileDecision
from tests.system.clerk import Clerk
from tests.system.day import SIZE, Day
from tests.system.test_own_files import PAPER, serves

CHINESE = re.compile("[\u4e00-\u9fff]{4}")


@contextmanager
def somebody_presses(
    qapp: QApplication, *keys: Qt.Key, told: list[str] | None = None
) -> Iterator[list[str]]:
    """Read what a trouble window says, press these keys at it, one a look; close it at last."""
    told = [] if told is None else told
    left = list(keys)

    def look() -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, TroubleWindow) and window.isVisible():
                told.append(said(window))
                QTest.keyClick(window, left.pop(0) if left else Qt.Key.Key_Escape)

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(50)
    try:
        yield told
    finally:
        timer.stop()
        speak(qapp, "en")


@pytest.fixture
def used(day: Day) -> Day:
    """A day on which one visit was served."""
    day.sign_in()
    day.take_ticket()
    day.lay_on_the_glass(PAPER)
    day.at_the_window(serves)
    return day


def pages(folder: Path) -> dict[str, bytes]:
    """Every stored page and paper below the folder, by name."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if len(path.name) == 64}


def numbers(day: Day) -> list[str]:
    return [case["local_no"] for case in day.region.summary()["cases"]]


@pytest.mark.parametrize("data", [None, b""], ids=["missing", "empty"])
def test_a_lost_database_costs_no_page(
    used: Day, qapp: QApplication, capfd: pytest.CaptureFixture[str], data: bytes | None
) -> None:
    before = pages(used.profile)
    assert before
    for path in used.profile.glob("window.db*"):
        path.unlink()
    if data is not None:
        (used.profile / "window.db").write_bytes(data)
    with somebody_presses(qapp, Qt.Key.Key_Return) as told, pytest.raises(Failure, match="PRF-04"):
        run_window(used.settings())
    assert "window.db" in told[0]
    assert "PRF-04" in told[0]
    assert CHINESE.search(told[0])
    assert pages(used.profile) == before
    assert (used.profile / "window.db").exists() == (data is not None)
    assert not list(used.profile.parent.glob("*.aside-*"))


def test_a_person_may_begin_anew_and_no_number_is_given_twice(
    used: Day, qapp: QApplication
) -> None:
    before = pages(used.profile)
    (used.profile / "window.db").unlink()

    # F8 says what will happen, Esc goes back from it; F8 and F9 do it.
    keys = (Qt.Key.Key_F8, Qt.Key.Key_Escape, Qt.Key.Key_F8, Qt.Key.Key_F9)

    def close_the_window() -> None:
        for window in QApplication.topLevelWidgets():
            if window.isVisible() and not isinstance(window, TroubleWindow):
                window.close()

    closing = QTimer()
    closing.timeout.connect(close_the_window)
    QTimer.singleShot(4_000, lambda: closing.start(100))
    with somebody_presses(qapp, *keys) as told:
        assert run_window(used.settings(), size=SIZE) == 0
    closing.stop()
    assert len(told) == 4
    assert told[0] == told[2] != told[1]
    (aside,) = used.profile.parent.glob("profile.aside-*")
    assert pages(aside) == before
    assert pages(used.profile) == {}

    used.take_ticket()
    used.lay_on_the_glass(PAPER, 2)
    used.at_the_window(serves)
    first, second = numbers(used)
    assert int(second.split("-")[3]) > int(first.split("-")[3])


def test_an_older_copy_is_noticed_and_taken_up_only_when_somebody_says_so(
    used: Day, qapp: QApplication
) -> None:
    copy = {path.name: path.read_bytes() for path in used.profile.glob("window.db*")}
    used.take_ticket()
    used.lay_on_the_glass(PAPER, 2)
    used.at_the_window(serves)
    for path in used.profile.glob("window.db*"):
        path.unlink()
    for name, data in copy.items():
        (used.profile / name).write_bytes(data)
    before = pages(used.profile)
    with somebody_presses(qapp) as told, pytest.raises(Failure, match="PRF-06"):
        run_window(used.settings())
    assert "PRF-06" in told[0]
    assert pages(used.profile) == before

    used.take_ticket()
    used.lay_on_the_glass(PAPER, 3)

    async def act(clerk: Clerk) -> None:
        await clerk.stands_at(Step.CALL)
        await serves(clerk)

    used.at_the_window(act, decision=ProfileDecision.ACCEPT)
    assert len(set(numbers(used))) == len(numbers(used)) == 3
    # pages of the case that the older copy does not know lie aside, not gone
    assert before.items() <= pages(used.profile).items()


def test_the_command_line_says_it_too_and_takes_the_decision(
    used: Day, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    (used.profile / "window.db").unlink()
    file = used.profile.parent / "settings.toml"
    file.write_text(
        f'profile = "{used.profile}"\nhall_url = "{used.hall_url}"\n'
        f'region_url = "{used.region.url}"\n'
    )
    with somebody_presses(qapp):
        assert main(["--settings", str(file)]) == 1
    assert "[PRF-04]" in capsys.readouterr().err
    assert not (used.profile / "window.db").exists()


def test_a_keyring_that_does_not_answer_is_said_and_asked_again(
    used: Day, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody answers the keyring's prompt after the window has said what it waits for."""
    memory = keyring.get_keyring()
    answers = threading.Event()

    class Prompting(MemoryKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            answers.wait(60)
            return memory.get_password(service, username)

        def set_password(self, service: str, username: str, password: str) -> None:
            memory.set_password(service, username, password)

    monkeypatch.setattr(keys_module, "DEADLINE_S", 0.5)
    keyring.set_keyring(Prompting())

    told: list[str] = []

    def close_the_window(window: ClerkWindow) -> None:
        QTimer.singleShot(100, window.assembly.shell.close)

    def look() -> None:
        if len(told) > 1:
            answers.set()

    looking = QTimer()
    looking.timeout.connect(look)
    looking.start(100)
    try:
        with somebody_presses(qapp, *[Qt.Key.Key_F5] * 40, told=told):
            ready = run_window(used.settings(), size=SIZE, on_ready=close_the_window)
            assert ready == 0
    finally:
        looking.stop()
        keyring.set_keyring(memory)
    assert len(told) >= 2
    assert "KEY-06" in told[0]
    assert CHINESE.search(told[0])
