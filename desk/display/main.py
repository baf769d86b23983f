"""The composition root of the hall's screen: hall and voice → presenter → one painted view.

The hall's client tells what happens on Qt's thread, which never waits; what the voice says comes
from the announcer's thread and is handed to it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desk.display.machine_voice import choose_voice
from desk.display.presenter import HOLD_S, DisplayPresenter
from desk.display.view import DisplayView
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import Event
from desk.hall.client import HallClient, Role, open_hall_client, require_client
from desk.logs import logging_to
from desk.machine import Machine
from desk.qt.application import application, live
from desk.qt.theme.fonts import RareFonts
from desk.settings import Settings
from desk.voice.announcer import Announcer
from desk.voice.clips import Clips

log = logging.getLogger(__name__)

LOOK_EVERY_S = 10.0
"""How often what was told of the hall is shown anew when nothing happens in it, in seconds."""

LOOK_GAP_S = 1.0
"""The shortest time between two such looks while much happens, in seconds."""


class NoHallNamed(Failure):
    """Neither the settings nor the command line say which hall the screen belongs to."""

    code: ClassVar[str] = "DSP-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's screen does not know its hall")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The screen was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Set hall_url in the settings, or give --hall-url."
    )


@dataclass(frozen=True, slots=True)
class DisplayOptions:
    """What one screen shows, beside the settings.

    `services` are the codes of those at the bottom, all when empty. `windows` are the codes of
    those whose calls are shown and spoken, all when empty. `size` is that of a screen in a
    window, in logical pixels.
    """

    floor: str = ""
    services: tuple[str, ...] = ()
    windows: tuple[str, ...] = ()
    windowed: bool = False
    size: tuple[int, int] = (1280, 720)
    silent: bool = False


def run_display(
    settings: Settings,
    options: DisplayOptions,
    *,
    on_ready: Callable[[DisplayView], None] = lambda _view: None,
    machine: Machine | None = None,
) -> int:
    """Show the hall's screen until it is closed; returns the exit status.

    An unreachable hall is waited for. `on_ready` is called once the screen is up. Raises
    `NoHallNamed` and what `open_hall_client` raises before anything is shown.
    """
    if not settings.hall_url:
        raise NoHallNamed
    require_client(settings.hall_url)
    with logging_to(settings.profile, "display"):
        app = application(settings.language)
        live(app, _live(app, settings, options, on_ready, machine or Machine()))
    return 0


async def _live(
    app: QApplication,
    settings: Settings,
    options: DisplayOptions,
    on_ready: Callable[[DisplayView], None],
    machine: Machine,
) -> None:
    closed = asyncio.Event()
    app.lastWindowClosed.connect(closed.set)
    async with AsyncExitStack() as stack:
        url, clock, keys = settings.hall_url, machine.hall_clock, machine.keys
        hall = await asyncio.to_thread(
            open_hall_client, url, (Role.DISPLAY,), clock=clock, keys=keys
        )
        stack.push_async_callback(hall.close)
        voice = None if options.silent else Spoken(settings)
        presenter = DisplayPresenter(
            floor=options.floor,
            services=options.services,
            windows=options.windows,
            speaker=voice.announcer if voice else None,
            steady=machine.steady,
            wall=machine.now,
        )
        view = DisplayView(presenter)
        _keys(view)
        if options.windowed:
            view.resize(*options.size)
            view.show()
        else:
            view.setCursor(Qt.CursorShape.BlankCursor)
            view.showFullScreen()
        rare = RareFonts()
        rare.come(2_000)
        rare.finished.connect(view.again)
        stack.callback(rare.stop)
        if voice is not None:
            voice.begin(presenter)
            stack.push_async_callback(voice.end)
        following = asyncio.ensure_future(follow(hall, presenter))
        stack.push_async_callback(_ended, following)
        on_ready(view)
        waiting = asyncio.ensure_future(closed.wait())
        # a defect must end the program, so that a supervisor restarts it, and not freeze it
        await asyncio.wait({waiting, following}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        view.close()


async def follow(hall: HallClient, presenter: DisplayPresenter) -> None:
    """Keep `presenter` up with the hall until cancelled.

    Its events are handed on as they come, and what else they changed soon after. A hall that is
    away is waited for.
    """
    news = asyncio.Event()

    def changed(events: Sequence[Event]) -> None:
        presenter.happened(events)
        news.set()

    def troubled(trouble: Failure | None) -> None:
        if trouble is not None:
            presenter.away(trouble)
        news.set()

    hall.on_change(changed)
    hall.on_trouble(troubled)
    try:
        await hall.start()
    except Failure as failure:
        presenter.away(failure)
    while True:
        news.clear()
        if hall.trouble is None and hall.mirror.seq is not None:
            directions = {window.code: window.direction for window in hall.mirror.windows()}
            presenter.see(hall.mirror.overview(), directions)
        await asyncio.sleep(LOOK_GAP_S)
        with suppress(TimeoutError):  # time alone changes some of what is shown
            # `asyncio.wait_for` may swallow that the task is cancelled
            async with asyncio.timeout(LOOK_EVERY_S - LOOK_GAP_S):
                await news.wait()


class Spoken:
    """The voice of a screen, connected to its presenter."""

    def __init__(self, settings: Settings) -> None:
        folder = settings.voice_folder
        clips = Clips("zh" if settings.language == "zh_CN" else "en", folder)
        self._loop = asyncio.get_running_loop()
        self._presenter: DisplayPresenter | None = None
        voice = choose_voice(clips, folder)
        self.announcer = Announcer(voice, silent_s=HOLD_S, on_speaking=self._heard)

    def begin(self, presenter: DisplayPresenter) -> None:
        """Speak what is announced from now on, and show it."""
        self._presenter = presenter
        self.announcer.start()

    async def end(self) -> None:
        """Let the sentence that is being spoken end."""
        await asyncio.to_thread(self.announcer.stop)

    def _heard(self, number: str | None) -> None:
        if self._presenter is not None:
            self._loop.call_soon_threadsafe(self._presenter.speaking, number)


async def _ended(task: "asyncio.Future[None]") -> None:
    task.cancel()
    await asyncio.wait({task})
    if not task.cancelled():
        task.result()


def _keys(view: DisplayView) -> None:
    """Keys for technicians: F11 toggles the full screen, Ctrl+Q ends."""

    def turn() -> None:
        view.setWindowState(view.windowState() ^ Qt.WindowState.WindowFullScreen)

    QShortcut(QKeySequence(Qt.Key.Key_F11), view, turn)
    QShortcut(QKeySequence("Ctrl+Q"), view, view.close)
