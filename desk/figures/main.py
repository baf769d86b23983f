"""The composition root of the manager's screen: hall → presenter → view.

The hall is read on a worker thread; its windows never wait for that.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path
from typing import TypeVar

import platformdirs
from PySide6.QtWidgets import QApplication

from desk.domain.clock import Clock
from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.figures.presenter import FiguresPresenter
from desk.figures.saving import save_table
from desk.figures.view import FiguresView
from desk.hall import HallQueue, open_hall
from desk.hall.adapters import require_known
from desk.machine import Machine
from desk.qt.application import application, live
from desk.qt.theme.fonts import RareFonts
from desk.settings import Settings
from desk.worker_thread import WorkerThread

T = TypeVar("T")


def run_figures(
    settings: Settings,
    *,
    size: tuple[int, int] = (1440, 900),
    on_ready: Callable[[FiguresView], None] = lambda _view: None,
    machine: Machine | None = None,
) -> int:
    """Show the hall's figures until the window is closed; returns the exit status.

    A hall that is away is said on the screen and tried again. `on_ready` is called once the
    window is up. Raises `HallKindUnknown` before anything is shown.
    """
    require_known(settings.hall_url)
    app = application(settings.language)
    live(app, _live(app, settings, size, on_ready, machine or Machine()))
    return 0


async def _live(
    app: QApplication,
    settings: Settings,
    size: tuple[int, int],
    on_ready: Callable[[FiguresView], None],
    machine: Machine,
) -> None:
    closed = asyncio.Event()
    app.lastWindowClosed.connect(closed.set)
    async with AsyncExitStack() as stack:
        figures = HallFigures(settings.hall_url, machine.hall_clock)
        stack.push_async_callback(figures.close)
        presenter = FiguresPresenter(figures, save_table)
        stack.callback(presenter.cancel)
        view = FiguresView(presenter, Path(platformdirs.user_documents_dir()))
        view.resize(*size)
        view.show()
        rare = RareFonts()
        rare.come(2_000)
        stack.callback(rare.stop)
        presenter.read_again()
        on_ready(view)
        await closed.wait()


class HallFigures:
    """Reads a hall's figures on a worker thread; a hall that failed is opened again.

    `clock` is as for `open_hall`.
    """

    def __init__(self, url: str, clock: Clock | None = None) -> None:
        self._url = url
        self._clock = clock
        self._queue: HallQueue | None = None
        self._worker_thread = WorkerThread("hall-figures")

    async def name_and_today(self) -> tuple[str, date]:
        """The hall's name, and what day it is there."""

        def look(queue: HallQueue) -> tuple[str, date]:
            seen = queue.overview()
            return seen.hall_name, seen.local_time.date()

        return await self._worker_thread.run(self._with, look)

    async def days(self, first: date, last: date) -> Sequence[DayStatistics]:
        """The days on which something happened."""
        return await self._worker_thread.run(self._with, lambda queue: queue.history(first, last))

    async def close(self) -> None:
        """Close the hall."""
        await asyncio.to_thread(self._worker_thread.close)
        if self._queue is not None:
            self._queue.close()

    def _with(self, work: Callable[[HallQueue], T]) -> T:
        if self._queue is None:
            self._queue = open_hall(self._url, clock=self._clock)
        try:
            return work(self._queue)
        except Failure:
            self._queue.close()
            self._queue = None
            raise
