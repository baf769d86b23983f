"""What a kiosk says, in the citizen's language. A name that the hall gave is said as it is."""

import math
from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from desk.domain.failures import Failure
from desk.domain.identity import IdentityRule
from desk.domain.tickets import HallOverview, Service, ServiceOutlook
from desk.hall.failures import (
    AppointmentOver,
    AppointmentUnknown,
    AppointmentUsed,
    DayClosed,
    HallBusy,
    HallUnreachable,
    ServiceClosed,
    TooLateToday,
)
from desk.kiosk.failures import CodeUnreadable, TooManyCodes
from desk.kiosk.state import KioskState, TicketPaper
from desk.qt.language import failure_words
from desk.qt.words import is_chinese
from printing.printers import PaperOut

translate = QCoreApplication.translate

_FOR_CITIZENS = (
    AppointmentOver,
    AppointmentUnknown,
    AppointmentUsed,
    CodeUnreadable,
    DayClosed,
    ServiceClosed,
    TooLateToday,
    TooManyCodes,
)
"""Failures whose own words are meant for citizens."""


def headline(overview: HallOverview) -> str:
    """The hall, and what to expect: ``… · called in about 2–9 min``."""
    given = [one for one in overview.services if one.gives_tickets]
    waits = [minutes(one.expected_s) for one in given if one.expected_s is not None]
    if not given:
        said = translate("Kiosk", "No numbers are given now")
    elif not waits:
        said = translate("Kiosk", "Take a number; windows are not open yet")
    elif max(waits) == 0:
        said = translate("Kiosk", "Nobody waits: you are called at once")
    elif min(waits) == max(waits):
        said = translate("Kiosk", "Called in about {n} min").format(n=waits[0])
    elif min(waits) == 0:
        said = translate("Kiosk", "Called within about {n} min").format(n=max(waits))
    else:
        said = translate("Kiosk", "Called in about {a}–{b} min").format(a=min(waits), b=max(waits))
    return translate("Kiosk", "{hall} · {said}").format(hall=overview.hall_name, said=said)


def minutes(seconds: int) -> int:
    """A wait in minutes as tickets say it: rounded up, 0 only when nobody waits."""
    return math.ceil(seconds / 60)


def waiting(outlook: ServiceOutlook, before: int) -> str:
    """How many are before a newcomer and for how long: ``6 waiting · ~9 min``."""
    if outlook.expected_s is None:
        return translate("Kiosk", "{n} waiting · no window open yet").format(n=before)
    if outlook.expected_s == 0 and not before:
        return translate("Kiosk", "No waiting")
    return translate("Kiosk", "{n} waiting · ~{m} min").format(
        n=before, m=max(1, minutes(outlook.expected_s))
    )


def shut(outlook: ServiceOutlook, overview: HallOverview) -> str:
    """Why a service gives no number now, and when it does again; empty when it gives one."""
    if outlook.gives_tickets:
        return ""
    if overview.day_closed:
        return translate("Kiosk", "No more numbers today")
    now = overview.local_time
    if outlook.service.is_open(now):
        closes = outlook.closes or time()
        return translate("Kiosk", "The row is full until {closes}: no more numbers today").format(
            closes=f"{closes:%H:%M}"
        )
    return _numbers_from(next_opening(outlook.service, now), now)


def _numbers_from(opens: datetime | None, now: datetime) -> str:
    if opens is None:
        return translate("Kiosk", "No numbers for now")
    clock = f"{opens:%H:%M}"
    if opens.date() == now.date():
        return translate("Kiosk", "Numbers from {time}").format(time=clock)
    if opens.date() == now.date() + timedelta(days=1):
        return translate("Kiosk", "Numbers from tomorrow {time}").format(time=clock)
    return translate("Kiosk", "Numbers from {day} {time}").format(
        day=weekday(opens.weekday()), time=clock
    )


def next_opening(service: Service, now: datetime) -> datetime | None:
    """When a service opens after `now`, in the hall's local time; None within a week: never."""
    openings = (
        datetime.combine(now.date() + timedelta(days=days), span.opens, now.tzinfo)
        for days in range(8)
        for span in service.hours
        if (now.weekday() + days) % 7 in span.weekdays
    )
    return min((opening for opening in openings if opening > now), default=None)


def weekday(day: int) -> str:
    """A day of the week, 0 is Monday."""
    return (
        translate("Weekday", "Monday"),
        translate("Weekday", "Tuesday"),
        translate("Weekday", "Wednesday"),
        translate("Weekday", "Thursday"),
        translate("Weekday", "Friday"),
        translate("Weekday", "Saturday"),
        translate("Weekday", "Sunday"),
    )[day]


def no_paper(failure: Failure | None) -> str:
    """What a printer's trouble means for somebody who has not chosen yet; empty without."""
    if failure is None:
        return ""
    if isinstance(failure, PaperOut):
        return translate(
            "Kiosk",
            "This kiosk is out of paper. Your number is shown on the screen: note it down or "
            "take a photo of it, or use another kiosk.",
        )
    return translate(
        "Kiosk",
        "This kiosk cannot print now. Your number is shown on the screen: note it down or "
        "take a photo of it, or use another kiosk.",
    )


def hall_away(failure: Failure | None) -> str:
    """What it means that the hall cannot be seen; empty when it can."""
    if failure is None:
        return ""
    if isinstance(failure, HallUnreachable | HallBusy):
        return translate(
            "Kiosk",
            "The queue does not answer just now. The kiosk tries again by itself; numbers that "
            "were given stay good.",
        )
    return translate(
        "Kiosk", "This kiosk gives no numbers just now ({code}). Please ask the staff."
    ).format(code=failure.code)


def refusal(failure: Failure) -> tuple[str, str]:
    """What happened, and what it means and what to do."""
    if isinstance(failure, _FOR_CITIZENS):
        words = failure_words(failure)
        return words.title, words.text
    if isinstance(failure, HallUnreachable | HallBusy):
        return (
            translate("Kiosk", "The queue did not answer"),
            translate(
                "Kiosk",
                "Whether your number was given is not known yet. Try again: you never get a "
                "second one.",
            ),
        )
    return (
        translate("Kiosk", "No number could be given"),
        translate("Kiosk", "Please ask the staff, and tell them {code}.").format(code=failure.code),
    )


def fault(found: Failure | IdentityRule | None) -> str:
    """What is wrong with a code or a card's number; empty when nothing is."""
    if found is None:
        return ""
    if isinstance(found, Failure):
        return ("。" if is_chinese() else ". ").join(refusal(found))
    if found is IdentityRule.CHECK:
        return translate("Kiosk", "A figure of the number is wrong. Please type it again.")
    return translate("Kiosk", "This is no number of an identity card. Please type it again.")


def paper(state: KioskState) -> str:
    """The state of the paper, and what to do."""
    match state.paper:
        case TicketPaper.PRINTING:
            return translate("Kiosk", "Your ticket is being printed")
        case TicketPaper.PRINTED:
            return translate("Kiosk", "Take your ticket below")
        case TicketPaper.NOT_TRIED:
            return translate("Kiosk", "Please note your number down, or take a photo of it.")
        case TicketPaper.FAILED:
            return translate(
                "Kiosk",
                "The paper did not come out. Your number is good: note it down, or take a photo "
                "of it.",
            )
