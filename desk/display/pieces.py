"""What the hall's screen is drawn of: grounds, lines of text, an arrow; and how text is fitted.

Measures are in the widget's pixels. Every line knows what it covers, so that tests can prove that
nothing is clipped and nothing overlaps.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from desk.qt.theme.fonts import FALLBACK
from desk.qt.theme.tokens import SCREEN


@dataclass(frozen=True, slots=True)
class PaintedGround:
    """A filled area."""

    area: QRectF
    colour: str


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text; `size` is that of its font in pixels."""

    text: str
    left: float
    baseline: float
    size: int
    colour: str = SCREEN.text
    bold: bool = False

    @property
    def area(self) -> QRectF:
        """What its ink covers."""
        ink = metrics(self.size, self.bold).tightBoundingRect(self.text)
        return ink.translated(self.left, self.baseline)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow inside a square, pointing `degrees` clockwise from straight up."""

    area: QRectF
    degrees: int
    colour: str = SCREEN.window


Piece = PaintedGround | TextLine | Arrow


@lru_cache(maxsize=256)
def font(size: int, bold: bool = False) -> QFont:
    """The screen's face in this size."""
    made = QFont()
    made.setFamilies(list(FALLBACK))
    made.setPixelSize(max(1, size))
    made.setBold(bold)
    return made


@lru_cache(maxsize=256)
def metrics(size: int, bold: bool = False) -> QFontMetricsF:
    """The measures of that face."""
    return QFontMetricsF(font(size, bold))


def width_of(text: str, size: int, bold: bool = False) -> float:
    """How wide the text runs."""
    return metrics(size, bold).horizontalAdvance(text)


def cap_of(size: int, bold: bool = False) -> float:
    """How tall its capital letters and digits stand."""
    return metrics(size, bold).capHeight()


def shrunk(text: str, size: int, width: float, bold: bool = False) -> int:
    """The largest size up to `size` in which `text` is no wider than `width`."""
    wide = width_of(text, size, bold)
    if wide <= width:
        return size
    size = max(1, int(size * width / wide))
    while size > 1 and width_of(text, size, bold) > width:
        size -= 1
    return size


def fitted(
    text: str, size: int, width: float, *, bold: bool = False, least: float = 0.75
) -> tuple[int, tuple[str, ...]]:
    """A size and one or two lines in which `text` is no wider than `width`.

    It is set smaller down to `least` of its size, then in two lines, and those as small as
    they must be: never clipped.
    """
    one = shrunk(text, size, width, bold)
    if one >= size * least:
        return one, (text,)
    halves = _halved(text, bold)
    return min(shrunk(half, round(size * least), width, bold) for half in halves), halves


def _halved(text: str, bold: bool) -> tuple[str, ...]:
    """Two lines of about one width, broken at a space when there is one."""
    places = [place for place in range(1, len(text)) if text[place] == " "]
    places = places or list(range(1, len(text)))
    if not places:
        return (text,)

    def wider(place: int) -> float:
        return max(width_of(part.strip(), 100, bold) for part in (text[:place], text[place:]))

    best = min(places, key=wider)
    return text[:best].strip(), text[best:].strip()


def paint(painter: QPainter, pieces: Iterable[Piece]) -> None:
    """Draw them, the first at the bottom."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for piece in pieces:
        if isinstance(piece, PaintedGround):
            painter.fillRect(piece.area, QColor(piece.colour))
        elif isinstance(piece, TextLine):
            painter.setFont(font(piece.size, piece.bold))
            painter.setPen(QColor(piece.colour))
            painter.drawText(QPointF(piece.left, piece.baseline), piece.text)
        else:
            _paint_arrow(painter, piece)


def _paint_arrow(painter: QPainter, arrow: Arrow) -> None:
    side = arrow.area.width()
    reach, head, thick = 0.42 * side, 0.30 * side, 0.125 * side
    path = QPainterPath()
    path.moveTo(0, reach)
    path.lineTo(0, -reach)
    path.moveTo(-head, -reach + head)
    path.lineTo(0, -reach)
    path.lineTo(head, -reach + head)
    pen = QPen(QColor(arrow.colour), thick)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.save()
    painter.translate(arrow.area.center())
    painter.rotate(arrow.degrees)
    painter.setPen(pen)
    painter.drawPath(path)
    painter.restore()
