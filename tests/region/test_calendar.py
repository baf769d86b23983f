"""The window keeps the region's calendar, and does without where there is none."""

import asyncio
from datetime import date
from pathlib import Path

import msgspec
import pytest

from desk.domain.deadlines import GuangxiCalendar, WorkCalendar, working_days_after
from desk.practice.calendar import calendar_answer
from desk.region import checks
from desk.region.calendar import CalendarFile, follow, told_calendar
from desk.region.contract import CalendarAnswer, CalendarDay
from desk.region.problems import RegionAnswerUnusable
from desk.worker_thread import WorkerThread
from tests.practice_region import PracticeRegion
from tests.region.conftest import ClientTo
from tests.region.strange_server import StrangeServer, answer


async def test_the_calendar_is_fetched_kept_and_not_fetched_again(
    signed_in: PracticeRegion, client_to: ClientTo, tmp_path: Path, worker_thread: WorkerThread
) -> None:
    kept, heard = CalendarFile(tmp_path), list[WorkCalendar]()
    client = client_to(signed_in.url)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await follow(client, kept, worker_thread, heard.append, every_s=0.1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.5):
            await follow(client, kept, worker_thread, heard.append)
    assert len(heard) == 1, "the second time nothing was new"
    assert {one["status"] for one in signed_in.exchanges() if one["path"] == "/calendar"} == {
        200,
        304,
    }
    loaded = kept.load()
    assert loaded is not None
    assert loaded[0] == calendar_answer()
    assert heard[0].is_workday(date(2026, 4, 20)) is False


async def test_a_region_without_a_calendar_changes_nothing(
    strange: StrangeServer,
    client_to: ClientTo,
    tmp_path: Path,
    worker_thread: WorkerThread,
    signed_in: PracticeRegion,
) -> None:
    strange.always(answer(b"{}", status=404))
    heard: list[WorkCalendar] = []
    client = client_to(strange.url)
    task = asyncio.create_task(
        follow(client, CalendarFile(tmp_path), worker_thread, heard.append, every_s=0.02)
    )
    await asyncio.sleep(0.2)
    assert not task.done()
    task.cancel()
    assert heard == []


@pytest.mark.parametrize(
    "content", [b"", b"{", b'{"tag": 3}', b"\xff\xfe", b'{"tag":"","answer":{}}']
)
def test_a_file_that_cannot_be_read_is_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "calendar.json").write_bytes(content)
    assert CalendarFile(tmp_path).load() is None
    assert isinstance(told_calendar(None), GuangxiCalendar)


@pytest.mark.parametrize(
    "wrong",
    [
        CalendarAnswer(date(2027, 1, 1), date(2026, 1, 1)),
        CalendarAnswer(date(2027, 1, 1), date(2027, 12, 31)),  # says that 1 January is worked
        CalendarAnswer(date(2027, 1, 2), date(2027, 2, 4), (CalendarDay(date(2028, 1, 2), True),)),
        CalendarAnswer(
            date(2027, 1, 2), date(2027, 2, 4), (CalendarDay(date(2027, 1, 4), False),) * 2
        ),
        CalendarAnswer(
            date(2027, 1, 2), date(2027, 2, 4), (CalendarDay(date(2027, 1, 4), False, "\x07"),)
        ),
    ],
)
def test_a_calendar_that_cannot_be_true_is_not_believed(wrong: CalendarAnswer) -> None:
    with pytest.raises(RegionAnswerUnusable):
        checks.calendar(wrong)


def test_a_calendar_that_is_told_goes_through_the_wire_as_it_is() -> None:
    sent = msgspec.json.decode(msgspec.json.encode(calendar_answer()), type=CalendarAnswer)
    told = told_calendar(checks.calendar(sent))
    assert working_days_after(date(2026, 4, 17), 1, told).day == date(2026, 4, 22)
