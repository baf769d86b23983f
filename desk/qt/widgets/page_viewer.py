"""The paper in the middle: one sheet on a warm ground, with a soft shadow."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from desk.qt.theme import LIGHT, Size, Tone, ui_font
from desk.qt.theme.icons import paint_icon
from desk.qt.widgets.pictures import Decoder

A4 = 297 / 210
_MARGIN_X, _MARGIN_Y = 28, 10
_SHADOW = 14


def paint_shadow(painter: QPainter, area: QRectF, reach: int = _SHADOW) -> None:
    """A soft shadow under a sheet lying on `area`, a little further below than above."""
    painter.save()
    # only what the sheet leaves free: blending under all of it took 3 ms
    around = area.adjusted(-reach, -reach + 3, reach, reach + 3).toAlignedRect()
    painter.setClipRegion(QRegion(around).subtracted(QRegion(area.toRect())))
    painter.setPen(Qt.PenStyle.NoPen)
    for ring in range(reach, 0, -1):
        share = 1 - ring / (reach + 1)
        painter.setBrush(QColor(24, 38, 46, round(5 * share * share)))
        painter.drawRoundedRect(area.adjusted(-ring, -ring + 3, ring, ring + 3), ring, ring)
    painter.restore()


class PageViewer(QAbstractScrollArea):
    """Shows a sheet whole (100 %), smaller or larger.

    `width_wanted` asks for a picture so many device pixels across whenever the sheet's size on
    the screen changes. The picture comes encoded and is decoded beside the event loop; until it
    is there the old one is shown stretched, and for another sheet the bare paper.
    """

    width_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self._zoom = 100
        self._aspect = A4
        self._key: object = None
        self._data: bytes | None = None
        self._pixmap: QPixmap | None = None
        self._words: tuple[str, str] = ("", "")
        self._tone = Tone.QUIET
        self._asked = 0
        self._decoder = Decoder(self)
        self._decoder.decoded.connect(self._decoded)

    @property
    def has_picture(self) -> bool:
        """Whether the sheet's picture is on the screen."""
        return self._pixmap is not None

    def show_sheet(self, key: object, data: bytes | None, name: str) -> None:
        """Show the sheet known by `key`; `data` is its picture, None while it is being made."""
        self._words = ("", "")
        self.setAccessibleName(name)
        if key != self._key:
            self._key, self._data, self._pixmap = key, None, None
            self.verticalScrollBar().setValue(0)
        if data is not None and data is not self._data:
            self._data = data
            self._decode()
        self._lay()
        self.viewport().update()

    def show_words(self, title: str, text: str, tone: Tone = Tone.QUIET) -> None:
        """Show no sheet but words: nothing is scanned, or the region holds it."""
        self._key, self._data, self._pixmap = None, None, None
        self._aspect = A4
        self._words, self._tone = (title, text), tone
        self.setAccessibleName(f"{title} {text}".strip())
        self._lay()
        self.viewport().update()

    def set_zoom(self, percent: int) -> None:
        """100 shows the sheet whole."""
        if percent != self._zoom:
            self._zoom = percent
            self._lay()
            self.viewport().update()

    def scroll_by(self, pages: float) -> None:
        """Scroll by so many heights of the view; down when positive."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + round(pages * self.viewport().height()))

    def sizeHint(self) -> QSize:
        return QSize(480, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 200)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _sheet_size(self) -> tuple[float, float]:
        room_x = max(60, self.viewport().width() - 2 * _MARGIN_X)
        room_y = max(80, self.viewport().height() - 2 * _MARGIN_Y)
        width = min(float(room_x), room_y / self._aspect) * self._zoom / 100
        return width, width * self._aspect

    def _lay(self) -> None:
        width, height = self._sheet_size()
        over_x = round(width + 2 * _MARGIN_X) - self.viewport().width()
        over_y = round(height + 2 * _MARGIN_Y) - self.viewport().height()
        self.horizontalScrollBar().setRange(0, max(0, over_x))
        self.verticalScrollBar().setRange(0, max(0, over_y))
        self.horizontalScrollBar().setPageStep(self.viewport().width())
        self.verticalScrollBar().setPageStep(self.viewport().height())
        self.verticalScrollBar().setSingleStep(40)
        pixels = round(width * self.devicePixelRatioF())
        if pixels != self._asked:
            self._asked = pixels
            self.width_wanted.emit(pixels)
            self._decode()

    def _decode(self) -> None:
        if self._data is not None:
            self._decoder.ask((self._key, self._data), self._data, self._asked)

    def _decoded(self, key: object, image: QImage) -> None:
        if key != (self._key, self._data) or image.isNull():
            return
        self._pixmap = QPixmap.fromImage(image)
        aspect = image.height() / image.width()
        if abs(aspect - self._aspect) > 0.003:
            self._aspect = aspect
            self._lay()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(LIGHT.desk))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        width, height = self._sheet_size()
        room = self.viewport()
        left = max((room.width() - width) / 2, _MARGIN_X) - self.horizontalScrollBar().value()
        top = max((room.height() - height) / 2, _MARGIN_Y) - self.verticalScrollBar().value()
        area = QRectF(round(left), round(top), round(width), round(height))
        if self._words != ("", ""):
            self._paint_words(painter, area)
            return
        paint_shadow(painter, area)
        painter.fillRect(area, QColor(LIGHT.card))
        if self._pixmap is not None:
            painter.drawPixmap(area, self._pixmap, QRectF(self._pixmap.rect()))

    def _paint_words(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(QColor(LIGHT.key), 1, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(LIGHT.panel if self._tone is not Tone.QUIET else LIGHT.desk))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        title, text = self._words
        inner = area.adjusted(16, 0, -16, 0)
        sign = {Tone.HELD: "check", Tone.WAIT: "exclamation", Tone.ACT: "scanner"}.get(
            self._tone, "page"
        )
        middle = area.top() + area.height() * 0.38
        mark = QRectF(area.center().x() - 22, middle - 60, 44, 44)
        if self._tone in (Tone.HELD, Tone.WAIT, Tone.ACT):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(LIGHT.ground(self._tone)))
            painter.drawRoundedRect(mark, 10, 10)
            paint_icon(painter, sign, LIGHT.colour(self._tone), mark.adjusted(9, 9, -9, -9))
        else:
            paint_icon(painter, sign, LIGHT.edge, mark.adjusted(4, 4, -4, -4))
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        wrap = int(flags) | int(Qt.TextFlag.TextWordWrap)
        painter.setFont(ui_font(Size.BODY, bold=True))
        painter.setPen(QColor(LIGHT.ink))
        head = QRectF(inner.left(), middle, inner.width(), 200)
        taken = painter.boundingRect(head, wrap, title)
        painter.drawText(head, wrap, title)
        painter.setFont(ui_font(Size.SMALL))
        painter.setPen(QColor(LIGHT.ink2))
        painter.drawText(QRectF(inner.left(), taken.bottom() + 6, inner.width(), 300), wrap, text)
