"""The composition root of the manager's screen: hall → presenter → view.

The hall works figures out beside its queue; windows never wait for that.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from datetime import date
from pathlib import Path

import platformdirs
from PySide6.QtWidgets import QApplication

from desk.domain.hall_statistics import DayStatistics
from desk.figures.presenter import FiguresPresenter
from desk.figures.saving import save_table
from desk.figures.view import FiguresView
from desk.hall.client import HallClient, Role, open_hall_client, require_client
from desk.machine import Machine
from desk.qt.application import application, live
from desk.qt.theme.fonts import RareFonts
from desk.settings import Settings


def run_figures(
    settings: Settings,
    *,
    size: tuple[int, int] = (1440, 900),
    on_ready: Callable[[FiguresView], None] = lambda _view: None,
    machine: Machine | None = None,
) -> int:
    """Show the hall's figures until the window is closed; returns the exit status.

    A hall that is away is said on the screen and tried again. `on_ready` is called once the
    window is up. Raises what `open_hall_client` raises before anything is shown.
    """
    require_client(settings.hall_url)
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
        url, clock, keys = settings.hall_url, machine.hall_clock, machine.keys
        hall = await asyncio.to_thread(
            open_hall_client, url, (Role.MANAGER,), clock=clock, keys=keys
        )
        stack.push_async_callback(hall.close)
        presenter = FiguresPresenter(HallFigures(hall), save_table)
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
    """The figures of a hall, as its client tells them."""

    def __init__(self, hall: HallClient) -> None:
        self._hall = hall
        self._started = False

    async def name_and_today(self) -> tuple[str, date]:
        """The hall's name, and what day it is there."""
        if not self._started:
            self._started = True
            await self._hall.start()
        await self._hall.catch_up()
        seen = self._hall.mirror.overview()
        return seen.hall_name, seen.local_time.date()

    async def days(self, first: date, last: date) -> Sequence[DayStatistics]:
        """The days on which something happened."""
        return await self._hall.figures(first, last)
