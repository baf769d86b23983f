"""A QR code, painted from its modules with the quiet zone that readers need."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.qt.theme import LIGHT

QUIET = 4
"""Modules of white around the code (ISO/IEC 18004)."""


class QrCode(QWidget):
    """A square of `side` logical pixels; each module covers whole pixels."""

    def __init__(self, side: int = 232, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[tuple[bool, ...], ...]) -> None:
        """Show these modules, dark ones True."""
        self._rows = rows
        self.update()

    def set_side(self, side: int) -> None:
        """Change how large it is, in logical pixels."""
        if side != self._side:
            self._side = side
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._rows:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(LIGHT.card))
        count = len(self._rows) + 2 * QUIET
        module = self._side // count
        offset = (self._side - module * len(self._rows)) // 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ink))
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    painter.drawRect(
                        QRectF(offset + x * module, offset + y * module, module, module)
                    )
