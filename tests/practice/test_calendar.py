"""The region tells its calendar; both sides of the wire reckon with it."""

from datetime import date

import httpx

from desk.domain.deadlines import Deadline, working_days_after
from desk.practice.calendar import region_calendar
from desk.region import checks
from tests.practice_region import PracticeRegion


def test_the_calendar_is_told_with_a_tag_and_only_once(region: PracticeRegion) -> None:
    with region.client() as client:
        told = client.get("/calendar")
        assert told.status_code == 200
        days = {one["day"]: one["worked"] for one in told.json()["days"]}
        assert days["2023-04-21"] is False
        assert days["2026-10-10"] is True
        assert days["2026-10-01"] is False
        assert told.json()["last"] == "2026-12-31"
        again = client.get("/calendar", headers={"If-None-Match": told.headers["ETag"]})
        assert again.status_code == 304


def test_nobody_who_is_not_signed_in_is_told(region: PracticeRegion) -> None:
    assert httpx.get(f"{region.url}/calendar").status_code == 401


def test_the_regions_own_holiday_is_settled_in_the_years_that_it_knows() -> None:
    own = region_calendar()
    assert working_days_after(date(2026, 4, 17), 1, own) == Deadline(date(2026, 4, 22), False)
    assert working_days_after(date(2023, 4, 20), 1, own) == Deadline(date(2023, 4, 24), False)
    assert working_days_after(date(2026, 12, 31), 1, own) == Deadline(date(2027, 1, 4), True)


def test_what_the_practice_region_tells_is_believed() -> None:
    from desk.practice.calendar import calendar_answer

    assert checks.calendar(calendar_answer()) == calendar_answer()
