"""The steps of a visit as a line: done, current, ahead."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, ui_font
from desk.qt.theme.icons import paint_icon

NODE = 11.0


class Timeline(QWidget):
    """A node and a name for each step; those that are done are ticked."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = tuple(names)
        self._done: tuple[bool, ...] = (False,) * len(self._names)
        self._shown = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_place(self, done: Sequence[bool], shown: int) -> None:
        """`done` says of each step whether it is; `shown` is the one on the screen (from 0)."""
        self._done, self._shown = tuple(done), shown
        self.setAccessibleName(f"{self._names[shown]} ({shown + 1}/{len(self._names)})")
        pairs = zip(self._names, done, strict=True)
        self.setAccessibleDescription(", ".join(f"{name} ✓" for name, ticked in pairs if ticked))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(92 * len(self._names), 60)

    def minimumSizeHint(self) -> QSize:
        return QSize(68 * len(self._names), 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pitch = self.width() / len(self._names)
        middles = [QPointF(pitch * (place + 0.5), 17.0) for place in range(len(self._names))]
        for place, (left, right) in enumerate(pairwise(middles)):
            walked = self._done[place]
            painter.setPen(QPen(QColor(LIGHT.act if walked else LIGHT.key), 2))
            painter.drawLine(left, right)
        for place, middle in enumerate(middles):
            self._node(painter, place, middle)
            self._name(painter, place, middle)

    def _node(self, painter: QPainter, place: int, middle: QPointF) -> None:
        shown, done = place == self._shown, self._done[place]
        if shown:
            painter.setPen(QPen(QColor(LIGHT.act_soft), 0))
            painter.setBrush(QColor(LIGHT.act_soft))
            painter.drawEllipse(middle, NODE + 4, NODE + 4)
        edge = QColor(LIGHT.act if done or shown else LIGHT.key)
        painter.setPen(QPen(edge, 2))
        painter.setBrush(QColor(LIGHT.act if done else LIGHT.card))
        painter.drawEllipse(middle, NODE - 1, NODE - 1)
        if done:
            area = QRectF(middle.x() - 7, middle.y() - 7, 14, 14)
            paint_icon(painter, "check", LIGHT.card, area)

    def _name(self, painter: QPainter, place: int, middle: QPointF) -> None:
        shown = place == self._shown
        font = ui_font(Size.SMALL, bold=shown)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.act if shown else LIGHT.ink2))
        width = QFontMetricsF(font).horizontalAdvance(self._names[place])
        painter.drawText(QPointF(middle.x() - width / 2, 48.0), self._names[place])
