"""The region's calendar at the window: kept in a file, renewed by its entity tag.

Before the region has sent it, and beyond the days it covers, the notices of the State Council and
the days that the law fixes are used (`desk.domain.deadlines`).
"""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

import msgspec

from desk.domain.deadlines import GuangxiCalendar, ToldCalendar, WorkCalendar
from desk.domain.failures import Failure
from desk.region.client import RegionClient
from desk.region.contract import CalendarAnswer, Message
from desk.region.problems import NotAtRegion, RegionFailure
from desk.vault.durable import written_beside
from desk.worker_thread import WorkerThread

FILE = "calendar.json"
"""Its name in the window's profile."""

EVERY_S = 6 * 3600.0
"""How often the region is asked whether its calendar has changed, in seconds."""
AGAIN_S = 60.0
"""How long to wait after a failure before asking again, in seconds."""

log = logging.getLogger(__name__)


class _Kept(Message, frozen=True):
    """The file's content."""

    tag: str
    answer: CalendarAnswer


class CalendarFile:
    """The region's latest calendar, in a file. Blocking."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def load(self) -> tuple[CalendarAnswer, str] | None:
        """The calendar and its entity tag; None when there is none, or none that can be read."""
        try:
            kept = msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return kept.answer, kept.tag

    def keep(self, answer: CalendarAnswer, tag: str) -> None:
        """Keep it in place of the last one. Raises `DiskFull`, `DiskRefused`."""
        with written_beside(self._path.parent) as beside:
            beside.file.write(msgspec.json.encode(_Kept(tag, answer)))
            beside.appear_as(self._path)


def told_calendar(answer: CalendarAnswer | None) -> WorkCalendar:
    """The calendar of this answer, or the one that holds without any."""
    if answer is None:
        return GuangxiCalendar()
    return ToldCalendar(answer.first, answer.last, {one.day: one.worked for one in answer.days})


async def follow(
    client: RegionClient,
    kept: CalendarFile,
    worker_thread: WorkerThread,
    on_calendar: Callable[[WorkCalendar], None],
    *,
    every_s: float = EVERY_S,
) -> None:
    """Keep the calendar up to date until cancelled; `on_calendar` is called with each new one.

    A region without a calendar is asked again, too.
    """
    before = await worker_thread.run(kept.load)
    tag = before[1] if before else ""
    while True:
        pause = every_s
        try:
            told = await client.calendar(tag)
        except NotAtRegion:
            log.info("the region tells no calendar")
        except RegionFailure as failure:
            log.info("the calendar stays as it is: %s", failure)
            pause = min(AGAIN_S, every_s)
        else:
            if told is not None:
                answer, tag = told
                on_calendar(told_calendar(answer))
                try:
                    await worker_thread.run(kept.keep, answer, tag)
                except Failure as failure:
                    log.warning("the calendar was not kept: %s", failure)
        await asyncio.sleep(pause)
