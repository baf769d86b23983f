"""What is shown while the window is being opened: its frame, and one line.

It imports no more than it paints, so that it is shown early.
"""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

import resources
from desk.qt.theme import LIGHT, Size, ui_font


class OpeningWindow(QWidget):
    """The frame of the window with the code `window`, until the window itself takes its place."""

    def __init__(self, window: str) -> None:
        super().__init__()
        self._window = window
        self.painted = False
        self.setWindowTitle(self.tr("Hall Desk"))
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))
        self.setMinimumSize(1180, 640)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        area = QRectF(self.rect())
        painter.fillRect(area, QColor(LIGHT.paper))
        top = QRectF(0, 0, area.width(), LIGHT.top_bar)
        bottom = QRectF(0, area.height() - LIGHT.bottom_bar, area.width(), LIGHT.bottom_bar)
        for bar, rule in ((top, top.bottom() - 1), (bottom, bottom.top())):
            painter.fillRect(bar, QColor(LIGHT.card))
            painter.fillRect(QRectF(0, rule, area.width(), 1), QColor(LIGHT.line))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(LIGHT.ink))
        painter.setFont(ui_font(Size.SMALL, bold=True))
        name = self.tr("Window {n}").format(n=self._window)
        painter.drawText(top.adjusted(20, 0, -20, 0), left, name)
        painter.setPen(QColor(LIGHT.ink2))
        painter.setFont(ui_font(Size.TITLE))
        painter.drawText(
            area, Qt.AlignmentFlag.AlignCenter, self.tr("Opening the queue and the visits")
        )
        self.painted = True
