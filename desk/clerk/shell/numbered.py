"""A line of a numbered question: its key, what it is, what it does; Enter on the current one."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import Label
from desk.qt.widgets.keys import KeyCap

_SIDE, _OVER = 28, 10


class NumberedLine(QWidget):
    """Given by its number, by Enter when it is current, or by a click."""

    clicked = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._chosen = False
        self._first = number == 1
        cap = KeyCap(str(number))
        self._title = Label(size=Size.BODY, bold=True)
        self._facts = Label(tone=Tone.INK2, wrap=True)
        self._enter = KeyCap("Return")
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(_SIDE, 11, _SIDE, 11)
        layout.setSpacing(14)
        layout.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addLayout(words, 1)
        layout.addWidget(self._enter, 0, Qt.AlignmentFlag.AlignVCenter)
        keep = self._enter.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._enter.setSizePolicy(keep)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_line(self, title: str, facts: str, chosen: bool) -> None:
        """Fill the line; a screen reader hears all of it at once."""
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._enter.setVisible(chosen)
        self._chosen = chosen
        told = ", ".join(part for part in (str(self._number), title, facts) if part)
        self.setAccessibleName(told)
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen:
            area = QRectF(self.rect()).adjusted(_SIDE - _OVER, 2, _OVER - _SIDE, -2)
            painter.setPen(QPen(QColor(LIGHT.act), 2))
            painter.setBrush(QColor(LIGHT.act_soft))
            painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
        elif not self._first:
            painter.fillRect(_SIDE, 0, self.width() - 2 * _SIDE, 1, QColor(LIGHT.line))
