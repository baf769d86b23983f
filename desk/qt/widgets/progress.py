"""How far something is: a thin line that fills."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.qt.theme import LIGHT


class ProgressLine(QWidget):
    """A line of 6 pixels; the words that say what it counts stand beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedHeight(6)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        """How much is done, from 0 to 1."""
        self._share = max(0.0, min(1.0, share))
        self.setAccessibleName(f"{self._share:.0%}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(QColor(LIGHT.line))
        painter.drawRoundedRect(QRectF(self.rect()), 3, 3)
        painter.setBrush(QColor(LIGHT.act))
        if self._share:
            painter.drawRoundedRect(QRectF(0, 0, max(6.0, self.width() * self._share), 6), 3, 3)
