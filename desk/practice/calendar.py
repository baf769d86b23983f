"""The region's calendar: which days are worked."""

from datetime import date, timedelta
from functools import cache

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from desk.domain.deadlines import GuangxiCalendar, ToldCalendar, is_likely_worked
from desk.domain.holidays import guangxi_days
from desk.practice.messages import tagged_answer
from desk.practice.oauth import Provider
from desk.region.contract import CalendarAnswer, CalendarDay

_FIRST_YEAR = 2023
_DAY = timedelta(days=1)


class Calendar:
    """Answers ``GET /calendar``: every day up to the end of the last notice, settled."""

    def __init__(self, provider: Provider) -> None:
        self._provider = provider

    async def told(self, request: Request) -> Response:
        """``GET /calendar``."""
        await self._provider.signed_in(request)
        return tagged_answer(request, await run_in_threadpool(calendar_answer))


@cache
def calendar_answer() -> CalendarAnswer:
    """This region's calendar.

    三月三 falls where the decree puts it, unless the region's own notice is known.
    """
    known, day = GuangxiCalendar(), date(_FIRST_YEAR, 1, 1)
    days: list[CalendarDay] = []
    while (worked := _settled(known, day)) is not None:
        if worked != (day.weekday() < 5):
            days.append(CalendarDay(day, worked, "三月三" if _is_own(day) else ""))
        day += _DAY
    return CalendarAnswer(first=date(_FIRST_YEAR, 1, 1), last=day - _DAY, days=tuple(days))


def _settled(known: GuangxiCalendar, day: date) -> bool | None:
    worked = known.is_workday(day)
    own = worked is None and _is_own(day) and known.knows(day)
    return is_likely_worked(day) if own else worked


def _is_own(day: date) -> bool:
    return day in guangxi_days(day.year)


@cache
def region_calendar() -> ToldCalendar:
    """The same calendar, as the region itself uses it."""
    answer = calendar_answer()
    days = {told.day: told.worked for told in answer.days}
    return ToldCalendar(answer.first, answer.last, days)
