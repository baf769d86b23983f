"""A note on a soft ground: something the clerk should know or tell the citizen."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets.labels import Label


class Note(QWidget):
    """A bold first line and a plain second one; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.WAIT
        self._title = Label(size=Size.SMALL, bold=True, wrap=True)
        self._text = Label(size=Size.SMALL, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 11, 14, 12)
        layout.setSpacing(2)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, title: str, text: str = "", tone: Tone = Tone.WAIT) -> None:
        """Show these words in this tone; an empty title hides the note."""
        self._tone = tone
        for label, words in ((self._title, title), (self._text, text)):
            label.setText(words)
            label.set_tone(tone)
            label.setVisible(bool(words))
        self.setAccessibleName(f"{title} {text}".strip())
        self.setVisible(bool(title))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ground(self._tone)))
        painter.drawRoundedRect(QRectF(self.rect()), LIGHT.radius, LIGHT.radius)
