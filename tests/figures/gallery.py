"""Pictures of the manager's screen: ``python -m tests.figures.gallery DIR``.

Nine simulated days of a real hall, at noon of the last one. Look at them one by one.
"""

import argparse
import asyncio
import os
import tempfile
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from desk.domain.clock import hall_zone
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Event, HallMove
from desk.figures.presenter import FiguresPresenter, Period
from desk.figures.rows import FiguresSheet
from desk.figures.saving import save_table
from desk.figures.view import FiguresView
from desk.hall import create_hall, open_hall, sqlite_url
from desk.hall.sample import CODE, NAME, SERVICES
from desk.hall.statistics import day_statistics
from desk.qt.language import speak
from desk.qt.theme import apply_theme
from desk.simulate.run import SimulateOptions, mixed_windows, simulate

SIZES = ((1366, 768), (1440, 900))
NOON = time(11, 47)


class Played:
    """The figures of days that were played, the last of them cut off before noon."""

    def __init__(self, url: str) -> None:
        with open_hall(url) as queue:
            events = queue.events_since(0)
            self.now = datetime.combine(
                events[-1].at.astimezone(hall_zone(480)).date(), NOON, hall_zone(480)
            )
            begun = max(e.seq for e in events if e.move is HallMove.DAY_BEGUN)
            today: Sequence[Event] = [e for e in events if e.seq >= begun and e.at <= self.now]
            windows = [window.code for window in queue.windows()]
            before = self.now.date() - timedelta(days=1)
            self._days = {d.day: d for d in queue.history(before - timedelta(days=40), before)}
            self._days[self.now.date()] = day_statistics(
                self.now.date(), today, queue.services(), windows, now=self.now, over=False
            )

    async def name_and_today(self) -> tuple[str, date]:
        return NAME, self.now.date()

    async def days(self, first: date, last: date) -> Sequence[DayStatistics]:
        return [day for at, day in self._days.items() if first <= at <= last]


async def draw(app: QApplication, source: Played, folder: Path) -> None:
    """Every page, in both languages and sizes."""
    for language in ("zh_CN", "en"):
        speak(app, language)
        for width, height in SIZES:
            presenter = FiguresPresenter(source, save_table)
            view = FiguresView(presenter, folder)
            view.resize(width, height)
            view.show()
            presenter.read_again()

            async def shoot(
                name: str,
                presenter: FiguresPresenter = presenter,
                view: FiguresView = view,
                ending: str = f"{language}-{width}x{height}.png",
            ) -> None:
                await presenter.settled()
                for _ in range(3):
                    app.processEvents()
                view.grab().save(str(folder / f"{name}-{ending}"))

            await shoot("1-today")
            presenter.turn(-1)
            await presenter.settled()
            presenter.choose(3)
            await shoot("2-service")
            presenter.show_sheet(FiguresSheet.WINDOWS)
            await shoot("3-windows")
            presenter.show_period(Period.MONTH)
            presenter.show_sheet(FiguresSheet.TIMES)
            await shoot("4-month")
            view.close()


def main() -> None:
    """Play, draw, and say where the pictures are."""
    options = argparse.ArgumentParser(description="Pictures of the manager's screen.")
    options.add_argument("folder", type=Path)
    folder: Path = options.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    apply_theme(app)
    with tempfile.TemporaryDirectory() as hall:
        url = sqlite_url(Path(hall) / "hall.db")
        create_hall(url, CODE, NAME, SERVICES, mixed_windows(12, SERVICES))
        simulate(SimulateOptions(url=url, load=0.86, days=9, seed=3, estimates=False))
        asyncio.run(draw(app, Played(url), folder))
    print(folder)


if __name__ == "__main__":
    main()
