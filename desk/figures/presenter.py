"""The presenter of the manager's screen: which days are shown, and what was read of them.

Days that are over never change: each is read once. Today is read again and again.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.figures.rows import FiguresLine, FiguresSheet, lines_of
from desk.presenter import Presenter


class Period(IntEnum):
    """How many days are shown."""

    DAY = 1
    WEEK = 7
    MONTH = 30


class Source(Protocol):
    """The source of the figures; its methods do not block the loop."""

    async def name_and_today(self) -> tuple[str, date]:
        """The hall's name, and what day it is there."""

    async def days(self, first: date, last: date) -> Sequence[DayStatistics]:
        """The days on which something happened."""


@dataclass(frozen=True, slots=True)
class FiguresState:
    """What is on the screen.

    `last` is the last day of the period, `read` how many of its days were read; `days` are
    those of them on which something happened. `row` is the chosen line of the sheet.
    `saved` is the file that was written last, `unsaved` why it could not be. `trouble` keeps the
    hall from being read.
    """

    hall: str = ""
    today: date | None = None
    period: Period = Period.DAY
    last: date | None = None
    days: tuple[DayStatistics, ...] = ()
    read: int = 0
    sheet: FiguresSheet = FiguresSheet.SERVICES
    row: int = 0
    saved: Path | None = None
    unsaved: Failure | None = None
    trouble: Failure | None = None

    @property
    def first(self) -> date | None:
        """The first day of the period."""
        return self.last and self.last - timedelta(days=self.period - 1)

    @property
    def reading(self) -> bool:
        """Whether some days are still to come."""
        return self.trouble is None and self.read < self.period

    @property
    def lines(self) -> tuple[FiguresLine, ...]:
        """The lines of the sheet."""
        return lines_of(self.days, self.sheet, hours=self.period is Period.DAY)

    @property
    def chosen(self) -> FiguresLine:
        """The line that the charts show; that of the hall on the sheet of times."""
        lines = self.lines
        if self.sheet is FiguresSheet.TIMES:
            return lines[0]
        return lines[min(self.row, len(lines) - 1)]


class FiguresPresenter(Presenter[FiguresState]):
    """Turns pages, reads days, saves them."""

    def __init__(
        self,
        source: Source,
        save: Callable[[Path, Sequence[DayStatistics]], None],
    ) -> None:
        super().__init__(FiguresState(), self._failed)
        self._source = source
        self._save = save
        self._known: dict[date, DayStatistics | None] = {}
        self._over: set[date] = set()
        self._reading: asyncio.Task[None] | None = None

    def read_again(self) -> None:
        """Read what may have changed."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.start(self._read())

    def show_period(self, period: Period) -> None:
        """Show so many days, up to the same last day."""
        if period is not self.state.period:
            self._turn(replace(self.state, period=period))

    def turn(self, by: int) -> None:
        """So many periods later, or earlier when negative; never beyond today."""
        state = self.state
        if state.last is None or state.today is None:
            return
        last = min(state.today, state.last + timedelta(days=by * state.period))
        if last != state.last:
            self._turn(replace(state, last=last))

    def go_to_today(self) -> None:
        """Up to today again."""
        if self.state.last != self.state.today:
            self._turn(replace(self.state, last=self.state.today))

    def show_sheet(self, sheet: FiguresSheet) -> None:
        """Show services, windows or times in the table."""
        if sheet is not self.state.sheet:
            self.show(replace(self.state, sheet=sheet, row=0))

    def choose(self, row: int) -> None:
        """Let the charts show this line of the table."""
        if 0 <= row < len(self.state.lines):
            self.show(replace(self.state, row=row))

    def open(self, row: int) -> None:
        """From a day of the table into that day."""
        at = self.state.lines[row].at if 0 <= row < len(self.state.lines) else None
        if isinstance(at, date):
            self._turn(
                replace(self.state, period=Period.DAY, last=at, sheet=FiguresSheet.SERVICES, row=0)
            )

    def save(self, file: Path) -> None:
        """Write what is shown into a file; an existing file is replaced once all is written."""
        days = self.state.days

        async def work() -> None:
            try:
                await asyncio.to_thread(self._save, file, days)
            except Failure as failure:
                self.show(replace(self.state, saved=None, unsaved=failure))
            else:
                self.show(replace(self.state, saved=file, unsaved=None))

        self.start(work())

    def forget(self) -> None:
        """What the notice says was read."""
        self.show(replace(self.state, saved=None, unsaved=None, trouble=None))

    def _failed(self, trouble: Failure) -> None:
        self.show(replace(self.state, trouble=trouble))

    def _turn(self, to: FiguresState) -> None:
        row = 0 if to.sheet is FiguresSheet.TIMES else to.row  # services and windows stay the same
        self.show(self._with_days(replace(to, row=row, saved=None)))
        self.read_again()

    def _with_days(self, state: FiguresState) -> FiguresState:
        """Of the state's period what was read so far."""
        if state.last is None:
            return state
        wanted = [state.last - timedelta(days=back) for back in range(state.period)]
        known = {day: self._known[day] for day in reversed(wanted) if day in self._known}
        return replace(state, days=tuple(day for day in known.values() if day), read=len(known))

    async def _read(self) -> None:
        """Day by day, the newest first, so that there is something to see at once."""
        hall, today = await self._source.name_and_today()
        state = self.state
        last = today if state.last in (None, state.today) else state.last
        assert last is not None
        self.show(self._with_days(replace(state, hall=hall, today=today, last=last, trouble=None)))
        for back in range(state.period):
            day = last - timedelta(days=back)
            if day not in self._over:
                found = await self._source.days(day, day)
                self._known[day] = found[0] if found else None
                self.show(self._with_days(self.state))
            if day < today:
                self._over.add(day)
