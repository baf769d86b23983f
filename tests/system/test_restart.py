"""The window is killed (SIGKILL) in the middle of a visit, and opened again."""

import time
from collections.abc import Callable

import pytest

from tests.practice_region import PracticeRegion
from tests.system.day import Day
from tests.system.window_process import ADDRESS, window_process

VISIT = ("call", "identify", "choose", "scan", "to the form")


def test_it_stands_where_it_stood_however_often_it_is_killed(day: Day) -> None:
    """One visit, and a power cut after every other step of it; she signs in each time."""
    ticket = day.take_ticket()
    pages = day.lay_on_the_glass("社会保障卡补领申请表", 2)
    with window_process(day, "call", "identify") as window:
        assert window.stands()["step"] == "call"
        stood = window.stands()
        assert window.codes == 1
    assert ticket.number in stood["screen"]
    for acts in (("choose", "scan"), ("to the form", "begin to type")):
        with window_process(day, *acts) as window:
            stands = window.stands()
            assert (stands["step"], stands["clerk"]) == (stood["step"], "韦丽")
            assert stands["visit"] == stood["visit"]
            stood = window.stands()
            assert window.codes == 1  # what was left in the keyring is no proof of who sits there
    with window_process(day, "fill in", "submit", "wait for the answer") as window:
        stands = window.stands()
        assert stands["visit"] == stood["visit"]
        assert "0771-55" in stands["screen"]
        assert ADDRESS in stands["screen"]
        window.stands()
    assert day.pages_at_the_region() == [pages]


def has_a_case(region: PracticeRegion) -> bool:
    return bool(region.summary()["cases"])


@pytest.mark.parametrize(
    ("fault", "moment"),
    [
        ({"path": "/files", "method": "PATCH", "delay_ms": 800, "count": 9}, None),
        ({"path": "/cases", "method": "POST", "slow_work_ms": 2500}, None),
        ({"path": "/cases", "method": "POST", "drop_after_work": True, "count": 9}, has_a_case),
    ],
    ids=["while files go", "while the case is worked on", "after an answer that was lost"],
)
def test_killed_while_it_submits_the_case_arrives_once(
    day: Day, fault: dict[str, object], moment: Callable[[PracticeRegion], bool] | None
) -> None:
    day.take_ticket()
    pages = day.lay_on_the_glass("社会保障卡补领申请表", 2)
    day.region.fault(**fault)
    with window_process(day, *VISIT, "fill in", "submit") as window:
        window.stands()
        stood = window.stands()
        limit = time.monotonic() + 30
        while moment and not moment(day.region) and time.monotonic() < limit:
            time.sleep(0.05)
        time.sleep(0.7)
    day.region.clear_faults()
    with window_process(day, "wait for the answer") as window:
        assert window.stands()["visit"]["case"]["local_no"] == stood["visit"]["case"]["local_no"]
        answered = window.stands()
        assert (answered["clerk"], window.codes) == ("韦丽", 1)
    (case,) = day.region.summary()["cases"]
    assert case["local_no"] == stood["visit"]["case"]["local_no"]
    assert case["case_no"] == answered["visit"]["case"]["case_no"]
    assert day.pages_at_the_region() == [pages]
