"""What the manager's screen says, and the headings of the table that it saves."""

from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.figures.presenter import FiguresState, Period
from desk.qt.words import is_chinese

HEADINGS = {
    "day": QT_TRANSLATE_NOOP("HallTable", "Day"),
    "of": QT_TRANSLATE_NOOP("HallTable", "Of"),
    "code": QT_TRANSLATE_NOOP("HallTable", "Code"),
    "name": QT_TRANSLATE_NOOP("HallTable", "Name"),
    "hour": QT_TRANSLATE_NOOP("HallTable", "Hour"),
    "taken": QT_TRANSLATE_NOOP("HallTable", "Taken"),
    "called": QT_TRANSLATE_NOOP("HallTable", "Called"),
    "served": QT_TRANSLATE_NOOP("HallTable", "Served"),
    "no_shows": QT_TRANSLATE_NOOP("HallTable", "Did not come"),
    "returned": QT_TRANSLATE_NOOP("HallTable", "Came back"),
    "transferred": QT_TRANSLATE_NOOP("HallTable", "Handed on"),
    "cancelled": QT_TRANSLATE_NOOP("HallTable", "Left"),
    "expired": QT_TRANSLATE_NOOP("HallTable", "Expired"),
    "without_case": QT_TRANSLATE_NOOP("HallTable", "Ended without a case"),
    "priority": QT_TRANSLATE_NOOP("HallTable", "Calls of priority"),
    "wait_mean_s": QT_TRANSLATE_NOOP("HallTable", "Mean wait (s)"),
    "wait_median_s": QT_TRANSLATE_NOOP("HallTable", "Median wait (s)"),
    "wait_p90_s": QT_TRANSLATE_NOOP("HallTable", "Wait of nine in ten at most (s)"),
    "wait_longest_s": QT_TRANSLATE_NOOP("HallTable", "Longest wait (s)"),
    "visit_mean_s": QT_TRANSLATE_NOOP("HallTable", "Mean visit (s)"),
    "visit_median_s": QT_TRANSLATE_NOOP("HallTable", "Median visit (s)"),
    "visit_p90_s": QT_TRANSLATE_NOOP("HallTable", "Visit of nine in ten at most (s)"),
    "visit_longest_s": QT_TRANSLATE_NOOP("HallTable", "Longest visit (s)"),
    "open_s": QT_TRANSLATE_NOOP("HallTable", "Open (s)"),
    "busy_s": QT_TRANSLATE_NOOP("HallTable", "With citizens (s)"),
}
"""By the column's name in `desk.domain.hall_table`."""


def heading(column: str) -> str:
    """A column of the saved table in the manager's language."""
    return QCoreApplication.translate("HallTable", HEADINGS[column])


def minutes(seconds: float) -> str:
    """Minutes as a bare figure: ``0.4`` below one, else whole."""
    length = seconds / 60
    return f"{length:.1f}" if 0 < length < 0.95 else f"{length:.0f}"


def percent(share: float) -> str:
    """A share in whole percent."""
    return f"{share:.0%}"


def day_words(day: date) -> str:
    """A day in full, with its weekday."""
    locale = QLocale()
    shown = QDate(day.year, day.month, day.day)
    if is_chinese():
        return locale.toString(shown, "yyyy年M月d日 dddd")
    return locale.toString(shown, "dddd, d MMMM yyyy")


def day_mark(day: date) -> str:
    """A day below a bar: month and day in figures."""
    return f"{day.month}-{day.day:02d}"


def period_words(state: FiguresState) -> str:
    """Which days are shown."""
    if state.last is None or state.first is None:
        return ""
    if state.period is Period.DAY:
        return day_words(state.last)
    return QCoreApplication.translate("HallToday", "{first} to {last}").format(
        first=state.first.isoformat(), last=state.last.isoformat()
    )


def row_name(at: int | date) -> str:
    """An hour or a day as the name of a line."""
    if isinstance(at, date):
        weekday = QLocale().dayName(at.isoweekday(), QLocale.FormatType.ShortFormat)
        return f"{at.isoformat()}  {weekday}"
    return f"{at}:00 – {at + 1}:00"


def window_name(code: str) -> str:
    """A window by its code."""
    return QCoreApplication.translate("HallToday", "Window {code}").format(code=code)
