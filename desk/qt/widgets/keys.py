"""Keys drawn on what they do."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, ui_font

CAP_HEIGHT = 21
_SIGNS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Return": "Enter", "Escape": "Esc"}


def key_words(key: str) -> str:
    """A portable key sequence (``Ctrl+R``, ``Space``) as it is drawn: ``Ctrl R``, 空格."""
    if key == "Space":
        return QCoreApplication.translate("Keys", "Space")
    return " ".join(_SIGNS.get(part, part) for part in key.split("+"))


def cap_width(words: str, *, bold: bool = False) -> float:
    """How wide a cap with these words is, in logical pixels."""
    metrics = QFontMetricsF(ui_font(Size.TINY, bold, mono=True))
    return max(24.0, metrics.horizontalAdvance(words) + 14)


def paint_cap(painter: QPainter, at: QPointF, words: str, *, on_act: bool = False) -> float:
    """Draw one cap with its top left corner at `at`; returns its width."""
    width = cap_width(words, bold=on_act)
    area = QRectF(at.x() + 0.5, at.y() + 0.5, width - 1, CAP_HEIGHT - 1)
    edge, face, ink = QColor(LIGHT.key), QColor(LIGHT.card), QColor(LIGHT.ink2)
    if on_act:
        edge, face, ink = QColor(255, 255, 255, 110), QColor(255, 255, 255, 36), QColor(LIGHT.card)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(face)
    painter.drawRoundedRect(area, LIGHT.radius_key, LIGHT.radius_key)
    lip = area.bottom() - 1
    painter.drawLine(QPointF(area.left() + 2.5, lip), QPointF(area.right() - 2.5, lip))
    painter.setFont(ui_font(Size.TINY, bold=on_act, mono=True))
    painter.setPen(ink)
    metrics = QFontMetricsF(painter.font())
    x = area.left() + (area.width() - metrics.horizontalAdvance(words)) / 2
    y = area.top() + (CAP_HEIGHT - 2 + metrics.capHeight()) / 2
    painter.drawText(QPointF(x, y), words)
    painter.restore()
    return width


class KeyCap(QWidget):
    """One key cap by itself, for a line of text."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = key_words(key)
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(int(cap_width(self._words)) + 1, CAP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_cap(painter, QPointF(0, 0), self._words)
