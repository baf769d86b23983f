"""The notice strip: what happened, what it means, what to do next, and a code to search for."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets.buttons import KeyHint
from desk.qt.widgets.cards import CardMark
from desk.qt.widgets.labels import Label


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """What a notice says, in the clerk's language. `code` is empty for plain news."""

    title: str
    text: str = ""
    code: str = ""
    tone: Tone = Tone.STOP


class NoticeStrip(QWidget):
    """Lies between header and step; hidden while there is nothing to say."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.STOP
        self._mark = CardMark(Tone.STOP)
        self._title = Label(size=Size.BODY, bold=True, wrap=True)
        self._text = Label(tone=Tone.INK, wrap=True)
        self._code = Label(size=Size.TINY, tone=Tone.INK2, mono=True)
        self._close = KeyHint("Esc", self.tr("Dismiss"), self.dismissed.emit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        layout = QGridLayout(self)
        layout.setContentsMargins(20, 10, 20, 10)
        layout.setHorizontalSpacing(12)
        layout.setVerticalSpacing(1)
        layout.addWidget(self._mark, 0, 0)
        layout.addWidget(self._title, 0, 1)
        layout.addWidget(self._text, 1, 1)
        layout.addWidget(self._code, 0, 2)
        layout.addWidget(self._close, 0, 3)
        layout.setColumnStretch(1, 1)
        self.hide()

    @property
    def tone(self) -> Tone:
        """What the colour of the strip says."""
        return self._tone

    def say(self, words: NoticeWords | None) -> None:
        """Show these words; None hides the strip."""
        if words is not None:
            self._tone = words.tone
            self._mark.set_tone(words.tone)
            self._title.setText(words.title)
            self._text.setText(words.text)
            self._text.setVisible(bool(words.text))
            self._code.setText(words.code)
            self.setAccessibleName(" ".join((words.title, words.text, words.code)).strip())
            self.update()
        self.setVisible(words is not None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(LIGHT.ground(self._tone)))
        painter.fillRect(0, 0, 4, self.height(), QColor(LIGHT.colour(self._tone)))
