"""A date typed as eight digits: the dashes come by themselves, the weekday is said beside it."""

from datetime import date

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.qt.input_method import without_input_method
from desk.qt.theme import Tone
from desk.qt.widgets.labels import Label


class DateEdit(QLineEdit):
    """A field for ``2026-11-24``. A wrong date is kept as typed, to be mended.

    The up and down keys move a whole date by a day.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        without_input_method(self)
        self.setPlaceholderText(self.tr("yyyy-mm-dd"))
        self._weekday = Label(tone=Tone.INK3, parent=self)
        self._weekday.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._weekday.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.textEdited.connect(self._dash)
        self.textChanged.connect(self._say_weekday)

    def _dash(self, typed: str) -> None:
        before, at_end = self.cursorPosition(), self.cursorPosition() == len(typed)
        text = dashed(typed)
        if text != typed:
            digits = sum(sign.isdigit() for sign in typed[:before])
            self.setText(text)
            self.setCursorPosition(len(text) if at_end else _place_after(text, digits))

    def _say_weekday(self, text: str) -> None:
        day = _day(text)
        names = (
            self.tr("Monday"),
            self.tr("Tuesday"),
            self.tr("Wednesday"),
            self.tr("Thursday"),
            self.tr("Friday"),
            self.tr("Saturday"),
            self.tr("Sunday"),
        )
        self._weekday.setText(names[day.weekday()] if day else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._weekday.setGeometry(self.width() - 112, 0, 100, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = _day(self.text())
        if step and day:
            moved = QDate(day.year, day.month, day.day).addDays(step)
            self.setText(moved.toString("yyyy-MM-dd"))
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)


def dashed(typed: str) -> str:
    """The digits of `typed` with the dashes of a date: 20261124 and 2026/11/24 both fit.

    A month or day of one digit stays so while separators are typed (2026-1-5).
    """
    digits = "".join(sign if sign.isdecimal() else " " for sign in typed)
    parts = digits.split()
    if not parts:
        return ""
    if len(parts) == 1:
        one = parts[0][:8]
        parts = [part for part in (one[:4], one[4:6], one[6:]) if part]
    elif len(parts) == 2 and len(parts[1]) > 2:
        parts = [parts[0], parts[1][:2], parts[1][2:]]
    open_end = "-" if not typed[-1:].isdecimal() and len(parts) < 3 and len(parts[0]) == 4 else ""
    return "-".join((parts[0][:4], *(part[:2] for part in parts[1:3]))) + open_end


def _place_after(text: str, digits: int) -> int:
    """The place in `text` just after so many digits."""
    for place, sign in enumerate(text):
        if digits == 0:
            return place
        digits -= sign.isdigit()
    return len(text)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
