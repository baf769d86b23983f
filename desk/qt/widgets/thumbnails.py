"""The row of small sheets under the paper, and the place where the next one would lie."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from desk.qt.theme import LIGHT, Size, ui_font
from desk.qt.theme.icons import paint_icon
from desk.qt.widgets.pictures import Decoder

_WIDTH, _HEIGHT, _FRAME = 62, 86, 4


class Thumbnail(QAbstractButton):
    """One small sheet with its number; without a number it is the empty place with a plus."""

    def __init__(self, number: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = number
        self._pixmap: QPixmap | None = None
        self.setCheckable(number is not None)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # reached by its keys, not by Tab
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(QSize(_WIDTH + 2 * _FRAME, _HEIGHT + 2 * _FRAME))

    def set_picture(self, pixmap: QPixmap | None) -> None:
        """Show the sheet's picture; None shows bare paper."""
        self._pixmap = pixmap
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(_FRAME, _FRAME, _WIDTH, _HEIGHT)
        if self._number is None:
            hot = self.underMouse() and self.isEnabled()
            painter.setPen(QPen(QColor(LIGHT.act if hot else LIGHT.key), 1, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            middle = area.center()
            sign = QRectF(middle.x() - 9, middle.y() - 9, 18, 18)
            paint_icon(painter, "plus", LIGHT.act if hot else LIGHT.ink2, sign)
            return
        if self.isChecked():
            painter.setPen(QPen(QColor(LIGHT.act), 2))
            painter.setBrush(QColor(LIGHT.paper))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
        self._paint_sheet(painter, area)

    def _paint_sheet(self, painter: QPainter, area: QRectF) -> None:
        painter.setPen(QPen(QColor(LIGHT.key), 1))
        painter.setBrush(QColor(LIGHT.card))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if self._pixmap is not None:
            inside = area.adjusted(2, 2, -2, -2)
            ratio = self._pixmap.devicePixelRatio()
            width, height = self._pixmap.width() / ratio, self._pixmap.height() / ratio
            scale = min(inside.width() / width, inside.height() / height)
            fitted = QRectF(0, 0, width * scale, height * scale)
            fitted.moveCenter(inside.center())
            painter.drawPixmap(fitted, self._pixmap, QRectF(self._pixmap.rect()))
        font = ui_font(Size.TINY)
        words = str(self._number)
        width = QFontMetricsF(font).horizontalAdvance(words) + 8
        tag = QRectF(area.right() - width - 1, area.bottom() - 18, width, 17)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 225))
        painter.drawRoundedRect(tag, 3, 3)
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.ink2))
        painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)


class Thumbnails(QScrollArea):
    """The row. `turned` carries the place of a sheet that was clicked; `more` asks for another."""

    turned = Signal(int)
    more = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(_HEIGHT + 2 * _FRAME + 14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QWidget()
        inside.setObjectName("bare")
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(2)
        self._plus = Thumbnail(None)
        self._plus.clicked.connect(lambda _checked: self.more.emit())
        self._row.addWidget(self._plus, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addStretch(1)
        self.setWidget(inside)
        self._sheets: list[Thumbnail] = []
        self._keys: tuple[object, ...] = ()
        self._pictures: dict[object, QPixmap] = {}
        self._asked: set[object] = set()
        self._decoder = Decoder(self)
        self._decoder.decoded.connect(self._decoded)

    def show_sheets(self, keys: Sequence[object], pictures: dict[object, bytes], at: int) -> None:
        """Show a sheet for each key; `pictures` holds those that are there, encoded."""
        new = tuple(keys)
        while len(self._sheets) < len(new):
            self._add()
        for place, sheet in enumerate(self._sheets):
            sheet.setVisible(place < len(new))
        if new != self._keys:
            self._keys = new
            self._pictures = {key: kept for key, kept in self._pictures.items() if key in new}
            self._asked &= set(new)
        for place, key in enumerate(new):
            self._sheets[place].setChecked(place == at)
            self._sheets[place].set_picture(self._pictures.get(key))
            data = pictures.get(key)
            if data is not None and key not in self._asked:
                self._asked.add(key)
                self._decoder.ask(key, data, round((_WIDTH - 4) * self.devicePixelRatioF()))
        if new and 0 <= at < len(new):
            self.ensureWidgetVisible(self._sheets[at], _WIDTH, 0)

    @property
    def count(self) -> int:
        """How many sheets lie in the row."""
        return len(self._keys)

    def set_more(self, name: str, enabled: bool) -> None:
        """Name the empty place for a screen reader, and say whether it may be used now."""
        self._plus.setAccessibleName(name)
        self._plus.setToolTip(name)
        self._plus.setVisible(enabled)

    def _add(self) -> None:
        place = len(self._sheets)
        sheet = Thumbnail(place + 1)
        sheet.setAccessibleName(self.tr("Page {number}").format(number=place + 1))
        sheet.clicked.connect(lambda _checked: self.turned.emit(place))
        self._row.insertWidget(place, sheet, 0, Qt.AlignmentFlag.AlignTop)
        self._sheets.append(sheet)

    def _decoded(self, key: object, image: QImage) -> None:
        if key in self._keys and not image.isNull():
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(self.devicePixelRatioF())
            self._pictures[key] = pixmap
            self._sheets[self._keys.index(key)].set_picture(pixmap)
