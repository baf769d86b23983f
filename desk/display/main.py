"""The composition root of the hall's screen: hall and voice → presenter → one painted view.

The hall is read on a worker thread; its events come on the follower's thread and its announcements
on the announcer's, and both are handed to Qt's thread, which never waits. What is shown is never
older than `LOOK_EVERY_S` without the screen saying so.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication

from desk.display.machine_voice import choose_voice
from desk.display.presenter import HOLD_S, DisplayPresenter
from desk.display.view import DisplayView
from desk.domain.clock import Clock
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import Event, HallOverview
from desk.hall import HallFollower, HallQueue, open_hall
from desk.hall.adapters import require_known
from desk.logs import logging_to
from desk.machine import Machine
from desk.qt.application import application, live
from desk.qt.theme.fonts import RareFonts
from desk.settings import Settings
from desk.voice.announcer import Announcer
from desk.voice.clips import Clips
from desk.worker_thread import WorkerThread

log = logging.getLogger(__name__)

LOOK_EVERY_S = 5.0
"""How often the hall is read when nothing happens in it, in seconds."""

LOOK_GAP_S = 1.0
"""The shortest time between two reads of a busy hall, and before a failed one is repeated."""


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
    `NoHallNamed` and what an address that cannot be used raises before anything is shown.
    """
    if not settings.hall_url:
        raise NoHallNamed
    require_known(settings.hall_url)
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
        following = asyncio.ensure_future(follow(settings.hall_url, presenter, machine.hall_clock))
        stack.push_async_callback(_ended, following)
        on_ready(view)
        waiting = asyncio.ensure_future(closed.wait())
        # a defect must end the program, so that a supervisor restarts it, and not freeze it
        await asyncio.wait({waiting, following}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        view.close()


async def follow(url: str, presenter: DisplayPresenter, clock: Clock | None = None) -> None:
    """Keep `presenter` up with the hall at `url` until cancelled.

    Its events are handed on as they come; after them the whole hall is looked at again, and it
    is looked at every `LOOK_EVERY_S` anyway. A hall that is away is tried again and again.
    `clock` is as for `open_hall`.
    """
    loop = asyncio.get_running_loop()
    news = asyncio.Event()

    def heard(events: list[Event]) -> None:
        loop.call_soon_threadsafe(told, events)

    def told(events: list[Event]) -> None:
        presenter.happened(events)
        news.set()

    def faltered(trouble: Failure | None) -> None:
        if trouble is not None:
            log.warning("%s", trouble)
        loop.call_soon_threadsafe(news.set)

    follower = HallFollower(url, heard, faltered)
    worker_thread, look = WorkerThread("hall-screen"), _Look(url, clock)
    following = False
    try:
        while True:
            news.clear()
            try:
                overview, directions = await worker_thread.run(look)
            except Failure as failure:
                presenter.away(failure)
                await asyncio.sleep(LOOK_GAP_S)
                continue
            presenter.see(overview, directions)
            if not following:
                following = True
                follower.start(overview.seq)
            await asyncio.sleep(LOOK_GAP_S)
            try:
                await asyncio.wait_for(news.wait(), LOOK_EVERY_S - LOOK_GAP_S)
            except TimeoutError:
                continue
    finally:
        # both may be in the middle of a call to a server that does not answer
        await asyncio.to_thread(follower.stop)
        await asyncio.to_thread(worker_thread.close)
        look.close()


class _Look:
    """Reads the hall on a worker thread; a hall that failed is opened again."""

    def __init__(self, url: str, clock: Clock | None) -> None:
        self._url = url
        self._clock = clock
        self._queue: HallQueue | None = None

    def __call__(self) -> tuple[HallOverview, Mapping[str, int | None]]:
        if self._queue is None:
            self._queue = open_hall(self._url, clock=self._clock)
        try:
            directions = {window.code: window.direction for window in self._queue.windows()}
            return self._queue.overview(), directions
        except Failure:
            self.close()
            raise

    def close(self) -> None:
        queue, self._queue = self._queue, None
        if queue is not None:
            queue.close()


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
