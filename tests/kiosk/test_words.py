"""What a kiosk says of a hall: waits, hours, and why there is no number."""

from datetime import UTC, datetime, time
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

import resources
from desk.domain.failures import Failure
from desk.domain.tickets import HallOverview, OpenHours, Service, ServiceOutlook
from desk.hall import failures
from desk.kiosk.words import headline, next_opening, refusal, shut, waiting
from desk.qt.language import speak
from desk.qt.language_files import messages
from tests.kiosk.stand import HOURS, NOON

OPEN = Service("A", "A", "企业开办", "", HOURS)


def outlook(expected_s: int | None = 60, *, gives: bool = True, **given: Any) -> ServiceOutlook:
    """A service as it stands."""
    service = given.get("service", OPEN)
    return ServiceOutlook(service, 3, 0, 1, expected_s, gives, given.get("closes"))


def hall(*outlooks: ServiceOutlook, at: datetime = NOON, closed: bool = False) -> HallOverview:
    """A hall with these services."""
    return HallOverview(1, at, 480, "NN01", "南宁市民中心", outlooks, (), (), closed)


@pytest.mark.parametrize(
    ("waits", "said"),
    [
        ([110, 530], "Called in about 2–9 min"),
        ([530, 481], "Called in about 9 min"),
        ([0, 530], "Called within about 9 min"),
        ([0, 0], "Nobody waits: you are called at once"),
        ([None, None], "Take a number; windows are not open yet"),
        ([None, 61], "Called in about 2 min"),
    ],
)
def test_the_head_of_the_screen_says_how_long_it_takes(
    english: None, waits: list[int | None], said: str
) -> None:
    assert headline(hall(*map(outlook, waits))) == f"南宁市民中心 · {said}"


def test_the_head_of_a_hall_that_gives_no_numbers_says_that(english: None) -> None:
    assert headline(hall(outlook(gives=False))) == "南宁市民中心 · No numbers are given now"


def test_a_service_without_an_open_window_says_so(english: None) -> None:
    assert waiting(outlook(None), 3) == "3 waiting · no window open yet"
    assert waiting(outlook(540), 6) == "6 waiting · ~9 min"
    assert waiting(outlook(0), 0) == "No waiting"


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("2026-11-24T08:00", "Numbers from 09:00"),
        ("2026-11-24T12:30", "Numbers from 13:00"),
        ("2026-11-24T17:00", "Numbers from tomorrow 09:00"),
        ("2026-11-27T18:00", "Numbers from Monday 09:00"),
        ("2026-11-29T18:00", "Numbers from tomorrow 09:00"),
    ],
)
def test_a_closed_service_says_when_it_opens(english: None, local: str, said: str) -> None:
    at = datetime.fromisoformat(f"{local}+08:00").astimezone(UTC)
    shown = outlook(gives=False)
    assert shut(shown, hall(shown, at=at)) == said


def test_too_late_and_closed_for_the_day_are_told_apart(english: None) -> None:
    late = outlook(gives=False, closes=time(17))
    assert "full until 17:00" in shut(late, hall(late))
    assert shut(late, hall(late, closed=True)) == "No more numbers today"


def test_a_service_that_never_opens_promises_nothing(english: None) -> None:
    never = Service("Z", "Z", "z", "", (OpenHours(frozenset(), time(9), time(17)),))
    assert next_opening(never, NOON) is None
    shown = outlook(gives=False, service=never)
    assert shut(shown, hall(shown)) == "No numbers for now"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_refusal_of_the_hall_speaks_to_a_citizen_as_to_a_clerk(
    qapp: QApplication, english: None, language: str
) -> None:
    speak(qapp, language)
    kinds = [kind for kind in vars(failures).values() if isinstance(kind, type)]
    kinds = [kind for kind in kinds if issubclass(kind, Failure) and kind is not Failure]
    assert len(kinds) > 15
    facts = dict.fromkeys(("service", "number", "slot", "closes", "reason", "window"), "–")
    for kind in kinds:
        title, text = refusal(kind(**facts))
        assert title
        assert text
        for word in ("Press the key", "the window", "citizen", "窗口的", "按一次键", "群众"):
            assert word not in title + text, kind.__name__


def test_every_zhuang_word_names_its_source_and_belongs_to_a_string() -> None:
    from xml.etree import ElementTree

    folder = resources.path("translations")
    known = {(m.context, m.source) for m in messages(folder / "hall-desk_zh_CN.ts")}
    zhuang = messages(folder / "hall-desk_za.ts")
    assert zhuang
    for message in zhuang:
        assert (message.context, message.source) in known
        letters = message.forms[0].replace(" ", "").lower()
        assert letters.isascii(), "Zhuang is written with a to z since 1982"
    for one in ElementTree.parse(folder / "hall-desk_za.ts").iter("message"):
        assert (one.findtext("translatorcomment") or "").startswith("[")
