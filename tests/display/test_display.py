"""The hall's screen at a real hall: calls from another process, a server that goes and comes."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from desk.cli import main
from desk.display.main import DisplayOptions, NoHallNamed, Spoken, follow, run_display
from desk.display.presenter import DisplayPresenter
from desk.display.view import DisplayView
from desk.domain.tickets import Window
from desk.hall import create_hall, open_hall, sqlite_url
from desk.hall.client import HallClient, Role
from desk.hall.client.embedded import EmbeddedHall
from desk.hall.failures import HallKindUnknown
from desk.hall.server_failures import HallServerWanted
from desk.settings import Settings
from tests.display.test_presenter import Voice
from tests.hall.halls import SERVICES
from tests.hall.server.running import RunningServer

QUICKLY_S = 0.3

CLERK = """
import sys, time
from desk.hall import open_hall
with open_hall(sys.argv[1]) as hall:
    print("ready", flush=True)
    for line in sys.stdin:
        ticket = hall.call_next(line.strip(), "weili")
        print(ticket.number, time.monotonic(), flush=True)
"""


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A hall in a file, whose clock is this machine's."""
    url = sqlite_url(tmp_path / "hall.db")
    windows = (Window("1", direction=270), Window("2", direction=90), "综合受理")
    create_hall(url, "NN01", "南宁市民中心", SERVICES, windows)
    return url


class Clerk:
    """Calls from a process of its own."""

    def __init__(self, url: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", CLERK, url],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._read()

    def call(self, window: str) -> tuple[str, float]:
        """The number that was called, and when the call was done."""
        assert self._process.stdin
        self._process.stdin.write(f"{window}\n")
        self._process.stdin.flush()
        number, moment = self._read().split()
        return number, float(moment)

    def _read(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline()

    def leave(self) -> None:
        self._process.communicate()


class Watched(DisplayView):
    """Notes when each number was painted large."""

    def __init__(self, presenter: DisplayPresenter) -> None:
        self.painted: dict[str, float] = {}
        super().__init__(presenter)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        shown = self.presenter.state.call
        if shown is not None:
            self.painted.setdefault(shown.number, time.monotonic())


@asynccontextmanager
async def following(hall: HallClient | str, presenter: DisplayPresenter) -> AsyncIterator[None]:
    """The presenter follows the hall, or that in the file of this address, meanwhile."""
    client = EmbeddedHall(hall) if isinstance(hall, str) else hall
    task = asyncio.ensure_future(follow(client, presenter))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait({task})
        assert task.cancelled(), task.exception()
        await client.close()


async def until(app: QApplication, holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        app.processEvents()
        await asyncio.sleep(0.002)


async def test_a_call_of_another_process_is_on_the_screen_at_once(
    qapp: QApplication, english: None, url: str
) -> None:
    with open_hall(url) as hall:
        for _ in range(6):
            hall.take("A")
    clerk = await asyncio.to_thread(Clerk, url)
    voice = Voice()
    late = []
    for window in ("1", "2", "综合受理"):
        presenter = DisplayPresenter(speaker=voice)
        view = Watched(presenter)
        view.resize(1920, 1080)
        view.show()
        async with following(url, presenter):
            await until(qapp, lambda p=presenter: p.state.seen)  # type: ignore[misc]
            number, done = await asyncio.to_thread(clerk.call, window)
            await until(qapp, lambda v=view, n=number: n in v.painted)  # type: ignore[misc]
            late.append(view.painted[number] - done)
            shown = presenter.state.call
            assert shown is not None
            assert (shown.window, shown.direction) == (window, {"1": 270, "2": 90}.get(window))
            await until(
                qapp,
                lambda p=presenter: p.state.services[0].waiting == 6 - len(late),  # type: ignore[misc]
            )
        view.close()
        view.deleteLater()
    clerk.leave()
    assert min(late) < 0.1 < QUICKLY_S, late
    assert sorted(late)[1] < QUICKLY_S, late
    assert voice.told == [("A001", "1"), ("A002", "2"), ("A003", "综合受理")]


async def test_a_server_that_goes_and_comes_leaves_no_gap(
    qapp: QApplication,
    english: None,
    url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("desk.hall.client.remote.AGAIN_AT_MOST_S", 0.2)
    monkeypatch.setattr("desk.display.main.LOOK_GAP_S", 0.05)
    voice = Voice()
    presenter = DisplayPresenter(speaker=voice)
    server = RunningServer(url, tmp_path / "server")
    with open_hall(url) as hall:
        hall.arrange((), [Window(code) for code in "345"])
        for _ in range(6):
            hall.take("A")
        first = hall.call_next("1", "weili")
        assert first
        async with following(server.client(Role.DISPLAY, "front"), presenter):
            await until(qapp, lambda: presenter.state.seen)
            assert hall.call_next("2", "weili")
            await until(qapp, lambda: voice.told == [("A002", "2")])
            await asyncio.to_thread(server.stop)
            await until(qapp, lambda: presenter.state.as_of is not None)
            shown = presenter.state.call
            assert shown is not None
            assert shown.number == "A002", "what was shown stays"
            for window in ("3", "4", "5"):
                assert hall.call_next(window, "weili")
            await asyncio.to_thread(server.start)
            await until(qapp, lambda: len(voice.told) == 4)
            await until(qapp, lambda: presenter.state.as_of is None)
            known = {call.number for call in presenter.state.recent} | {"A002"}
            assert known == {"A001", "A002", "A003", "A004", "A005"}
    server.stop()
    assert voice.told == [("A002", "2"), ("A003", "3"), ("A004", "4"), ("A005", "5")]


class Room:
    """A voice that notes what was large while it spoke; it needs no loudspeaker."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str, str | None]] = []
        self.large: Callable[[], str | None] = lambda: None

    def say(self, number: str, window: str, *, again: bool) -> None:
        time.sleep(0.2)
        self.heard.append((number, window, self.large()))

    def close(self) -> None:
        self.large = lambda: None


async def test_the_number_that_is_spoken_is_the_large_one(
    qapp: QApplication, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = Room()
    monkeypatch.setattr("desk.display.main.choose_voice", lambda _clips, _folder: room)
    spoken = Spoken(Settings())
    presenter = DisplayPresenter(speaker=spoken.announcer)
    room.large = lambda: presenter.state.call.number if presenter.state.call else None
    spoken.begin(presenter)
    async with following(url, presenter):
        await until(qapp, lambda: presenter.state.seen)
        with open_hall(url) as hall:
            for window in ("1", "2"):
                hall.take("A")
                hall.call_next(window, "weili")
        await until(qapp, lambda: len(room.heard) == 4)
    await spoken.end()
    assert room.heard == [("A001", "1", "A001")] * 2 + [("A002", "2", "A002")] * 2


async def test_a_screen_waits_for_a_hall_that_is_not_there_yet(
    qapp: QApplication, english: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.display.main.LOOK_GAP_S", 0.05)
    url = sqlite_url(tmp_path / "hall.db")
    presenter = DisplayPresenter()
    async with following(url, presenter):
        await until(qapp, lambda: presenter.state.trouble is not None)
        assert not presenter.state.seen
        create_hall(url, "NN01", "南宁市民中心", SERVICES, "12")
        await until(qapp, lambda: presenter.state.seen)
    assert presenter.state.trouble is None
    assert presenter.state.hall == "南宁市民中心"


def test_a_screen_without_a_hall_says_what_to_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoHallNamed):
        run_display(Settings(), DisplayOptions())
    with pytest.raises(HallKindUnknown):
        run_display(Settings(hall_url="mysql://server/hall"), DisplayOptions())
    with pytest.raises(HallServerWanted):
        run_display(Settings(hall_url="postgresql://server/hall"), DisplayOptions())
    file = tmp_path / "settings.toml"
    file.write_text("")
    assert main(["display", "--settings", str(file)]) == 1
    assert "DSP-01" in capsys.readouterr().err


@pytest.fixture
def program(url: str, tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The whole program, as a hall starts it."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", PROGRAM),
            *("display", "--hall-url", url, "--floor", "一层综合服务大厅"),
            *("--size", "960x540", "--services", "A, B", "--windows", "1,2", "--silent"),
        ],
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    yield process
    process.kill()
    process.communicate()


PROGRAM = """
import sys, threading
from PySide6.QtCore import QMetaObject, Qt
import desk.display.main
from desk.cli import main

def ready(view):
    def render(state):
        call = state.call.number if state.call else None
        print(call, len(state.services), view.width(), flush=True)
    view.presenter.subscribe(render)
    def wait():
        sys.stdin.read()
        QMetaObject.invokeMethod(view, "close", Qt.ConnectionType.QueuedConnection)
    threading.Thread(target=wait, daemon=True).start()

run = desk.display.main.run_display
desk.display.main.run_display = lambda settings, options: run(settings, options, on_ready=ready)
sys.exit(main(sys.argv[1:]))
"""


def test_the_whole_program_shows_a_call_and_ends_when_it_is_closed(
    url: str, program: "subprocess.Popen[bytes]"
) -> None:
    assert program.stdout
    lines = iter(program.stdout.readline, b"")
    assert next(line for line in lines if line == b"None 2 960\n")
    with open_hall(url) as hall:
        hall.take("A")
        hall.call_next("2", "weili")
    assert next(line for line in lines if line == b"A001 2 960\n")
    program.communicate(timeout=30)
    assert program.returncode == 0
