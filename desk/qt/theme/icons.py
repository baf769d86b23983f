"""Our own icons: SVG files in resources/icons, drawn in any tone at any size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

import resources

STROKE = b"#000000"
"""The colour that icon files are drawn in; it is replaced by the tone's."""


@lru_cache(maxsize=64)
def _drawing(name: str, colour: str) -> "object":
    from PySide6.QtSvg import QSvgRenderer

    text = resources.path(f"icons/{name}.svg").read_bytes()
    return QSvgRenderer(QByteArray(text.replace(STROKE, colour.encode())))


def paint_icon(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draw the icon `name` into `area`. Raises FileNotFoundError for a name that is no icon."""
    _drawing(name, QColor(colour).name()).render(painter, area)  # type: ignore[attr-defined]


@lru_cache(maxsize=128)
def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """The icon as a square pixmap of `size` logical pixels for a screen of this pixel ratio."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, name, colour, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
