"""What the hall's screen says. Its great lines are said in two languages."""

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desk.display.presenter import ServiceLine
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.qt.language import failure_words
from desk.qt.words import is_chinese

GO = QT_TRANSLATE_NOOP("Display", "Please go to the counter")
WAIT = QT_TRANSLATE_NOOP("Display", "Please wait for your number")
CLOSED = QT_TRANSLATE_NOOP("Display", "Closed for today")

_PLACES = "窗口台席位室厅"
"""The last character of a name that says already that it is a place."""

_IN_CHINESE = {GO: "请到窗口", WAIT: "请等候叫号", CLOSED: "今日服务已结束"}
"""A screen that speaks another language says these in Chinese too."""


def twice(source: str) -> tuple[str, str]:
    """A great line in the screen's language and in the other one."""
    other = source if is_chinese() else _IN_CHINESE[source]
    return QCoreApplication.translate("Display", source), other


def call_line(calls: int) -> str:
    """The line above the number: where to go, and whether it was called before."""
    again = QCoreApplication.translate("Display", "Called again")
    return " · ".join((*((again,) if calls > 1 else ()), *twice(GO)))


def waiting_lines() -> tuple[str, ...]:
    """Before the first call of the day: title, the title again, and what will come."""
    words = QCoreApplication.translate("Display", "Your number and your window will be shown here.")
    return *twice(WAIT), words


def closing_lines() -> tuple[str, ...]:
    """When the day is over: title, the title again, and what still holds."""
    words = QCoreApplication.translate(
        "Display", "Thank you for coming. Whoever is at a window is served to the end."
    )
    return *twice(CLOSED), words


def connecting_lines(trouble: Failure | None) -> tuple[str, ...]:
    """Before the hall was seen: title, and the problem, for technicians."""
    title = QCoreApplication.translate("Display", "Connecting to the hall's queue")
    if trouble is None:
        return (title,)
    told = failure_words(trouble)
    words = QCoreApplication.translate("Display", "It is tried again by itself.")
    return title, f"{told.title} [{told.code}]", words


def window_parts(code: str) -> tuple[str, str, str]:
    """A window as it is called in full: what stands before its code, the code, and what follows.

    A code in words is a name already, and stands alone.
    """
    if code.isascii():
        form = QCoreApplication.translate("Display", "Window {n}")
        before, _, after = form.partition("{n}")
        return before, code, after
    if code[-1] in _PLACES:
        return "", code, ""
    return "", QCoreApplication.translate("Display", "Counter {n}").format(n=code), ""


def window_short(code: str) -> str:
    """A window in the list of calls: ``No. 3``."""
    if not code.isascii():
        return code
    return QCoreApplication.translate("Display", "No. {n}").format(n=code)


def recent_title() -> str:
    """Above the list of calls."""
    return QCoreApplication.translate("Display", "Just called")


def service_words(line: ServiceLine) -> str:
    """How many wait, and how long a newcomer would."""
    translate = QCoreApplication.translate
    if line.waiting == 0 and not line.gives_tickets:
        return translate("Display", "no tickets now")
    if line.waiting == 0 and line.minutes == 0:
        return translate("Display", "no wait")
    if line.minutes is None:
        return translate("Display", "{n} waiting").format(n=line.waiting)
    if line.minutes > 90:
        hours = f"{line.minutes / 60:.1f}".removesuffix(".0")
        words = translate("Display", "{n} waiting · about {h} h")
        return words.format(n=line.waiting, h=hours)
    words = translate("Display", "{n} waiting · about {m} min")
    return words.format(n=line.waiting, m=max(1, line.minutes))


def date_words(now: datetime) -> str:
    """The day: ``Tuesday, 24 November``."""
    form = QCoreApplication.translate("Display", "dddd, d MMMM")
    return QLocale().toString(QDate(now.year, now.month, now.day), form)


def age_words(as_of: datetime, now: datetime) -> str:
    """That the hall is away, and since when; the day, too, when that was not today."""
    time = f"{as_of:%H:%M}"
    if now - as_of > timedelta(hours=12):
        time = f"{date_words(as_of)} {time}"
    words = QCoreApplication.translate("Display", "As of {time}. The queue is being reached again.")
    return words.format(time=time)
