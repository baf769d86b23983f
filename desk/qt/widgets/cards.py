"""A card of a list: a mark, a title, a line below it, a word at its right."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.theme.icons import paint_icon
from desk.qt.widgets.labels import ElidedLabel, Label

MARKS = {
    Tone.HELD: "check",
    Tone.WAIT: "exclamation",
    Tone.STOP: "cross",
    Tone.ACT: "check",
}


class CardMark(QWidget):
    """A small square with a sign in it; `Tone.QUIET` is an empty slot, drawn dashed."""

    def __init__(self, tone: Tone = Tone.QUIET, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(22, 22)

    def set_tone(self, tone: Tone) -> None:
        """Change the sign and its colour."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        sign = MARKS.get(self._tone)
        if sign is None:
            painter.setPen(QPen(QColor(LIGHT.key), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area, 5, 5)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ground(self._tone)))
        painter.drawRoundedRect(area, 5, 5)
        paint_icon(painter, sign, LIGHT.colour(self._tone), area.adjusted(2, 2, -2, -2))


class Card(QWidget):
    """One line of a list as a raised card.

    `chosen` draws the act-coloured frame. The keyboard stays with the list that holds the
    cards; a click emits `clicked`. With `wrap` long words go on in a second line instead of
    ending in an ellipsis.
    """

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None, *, wrap: bool = False) -> None:
        super().__init__(parent)
        self._chosen = False
        self.mark = CardMark()
        words = Label if wrap else ElidedLabel
        self.title = words(size=Size.BODY, bold=True, wrap=wrap)
        self.line = words(tone=Tone.INK2, wrap=wrap)
        self.word = Label(size=Size.TINY, tone=Tone.INK2)
        height = QSizePolicy.Policy.Minimum if wrap else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Expanding, height)
        layout = QGridLayout(self)
        layout.setContentsMargins(15, 11, 15, 11)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(2)
        layout.addWidget(self.mark, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.title, 0, 1)
        layout.addWidget(self.word, 0, 2, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.line, 1, 1, 1, 2)
        layout.setColumnStretch(1, 1)

    def show_line(self, tone: Tone, title: str, line: str, word: str = "") -> None:
        """Fill the card; a screen reader hears all of it at once."""
        self.mark.set_tone(tone)
        self.title.setText(title)
        self.line.setText(line)
        self.word.setText(word)
        self.setAccessibleName(", ".join(part for part in (title, line, word) if part))

    @property
    def chosen(self) -> bool:
        """Whether this is the current line."""
        return self._chosen

    def set_chosen(self, chosen: bool) -> None:
        """Draw or remove the frame of the current line."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), 68)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.5 if self._chosen else 1.0
        painter.setPen(QPen(QColor(LIGHT.act if self._chosen else LIGHT.line), width))
        painter.setBrush(QColor(LIGHT.card))
        half = width / 2
        area = QRectF(QPointF(half, half), QPointF(self.width() - half, self.height() - half))
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
