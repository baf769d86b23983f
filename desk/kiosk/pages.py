"""The base of the kiosk's pages: two halves, one under or beside the other, and a way back."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.kiosk.measures import Measures, Type
from desk.kiosk.parts import Button, TouchLine
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.state import KioskState
from desk.qt.theme import LIGHT, Tone
from desk.qt.theme.icons import paint_icon
from desk.qt.widgets.aloud import said


class PageView(QWidget):
    """A page. `first` says what it is about, `second` holds what can be touched.

    A page that can be left has `back` in its lower left corner. The first and the last thing
    in `second` is air.
    """

    low = True

    def __init__(self, presenter: KioskPresenter, *, back: bool = True) -> None:
        super().__init__()
        self.presenter = presenter
        self.title = TouchLine(Type.TITLE, bold=True)
        self.lead = TouchLine(Type.LEAD, Tone.INK2)
        self.first, self.second = QVBoxLayout(), QVBoxLayout()
        self._about = QVBoxLayout()
        self._about.addWidget(self.title)
        self._about.addWidget(self.lead)
        self.first.addLayout(self._about)
        self.second.addStretch(1)
        self._halves = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._halves.addLayout(self.first)
        self._halves.addLayout(self.second, 1)
        whole = self._whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._halves, 1)
        self.back = Button(presenter.back)
        self.back.setVisible(back)
        self.corner = QHBoxLayout()
        self.corner.addWidget(self.back)
        self.corner.addStretch(1)
        whole.addLayout(self.corner)
        self._look = Measures()

    def render_state(self, state: KioskState, look: Measures) -> None:
        """Show `state`; pages add what is theirs."""
        self._look = look
        standing = QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(standing if look.standing else QBoxLayout.Direction.LeftToRight)
        # lying, both halves are as wide; standing, the second takes what is left of the height
        self._halves.setStretch(0, 0 if look.standing else 1)
        self._halves.setSpacing(look.px(28 if look.standing else 64))
        self._whole.setSpacing(look.px(36) if self.back.isVisibleTo(self) else 0)
        for half in (self.first, self.second):
            half.setSpacing(look.px(28))
        self._about.setSpacing(look.px(6))
        self._about.setContentsMargins(0, 0, 0, look.px(24))
        # standing, what can be touched lies low, where everybody reaches it
        self.second.setStretch(0, int(look.standing and self.low))
        self.second.setStretch(self.second.count() - 1, int(not (look.standing and self.low)))
        self.back.say(look, self.tr("Back"), icon="arrow-left", height=92)

    def start_here(self) -> QWidget | None:
        """The widget that gets the keyboard focus first."""
        return self.back if self.back.isVisibleTo(self) else None

    @property
    def spoken(self) -> str:
        """What a screen reader says when the page comes."""
        figures = self.findChildren(WaitFigure) + self.findChildren(Numeral)
        names = [one.accessibleName() for one in figures if one.isVisibleTo(self)]
        return "\n".join(part for part in (*names, said(self)) if part)

    @property
    def news(self) -> str:
        """What a screen reader says when it changes while the page stays."""
        return ""


class PageStrip(TouchLine):
    """A sentence that has to be read first, on a soft ground, with a mark."""

    def __init__(self, tone: Tone = Tone.WAIT) -> None:
        super().__init__(Type.HINT)
        self._ground = tone
        self._look = Measures()

    def say(self, look: Measures, text: str) -> None:
        """Show this sentence; without words the strip is not there."""
        self._look = look
        side, edge = look.px(96), look.px(24)
        self.setContentsMargins(side, edge, look.px(32), edge)
        super().say(look, text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.ground(self._ground)))
        radius = self._look.px(22)
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        side = self._look.px(56)
        area = QRectF(self._look.px(24), (self.height() - side) / 2, side, side)
        paint_icon(painter, "exclamation", LIGHT.colour(self._ground), area)
        painter.end()
        super().paintEvent(event)


class WaitFigures(QWidget):
    """Two figures side by side, between two rules."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = WaitFigure(), WaitFigure()
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.left, 1)
        self._row.addWidget(self.right, 1)

    def lay(self, look: Measures) -> None:
        """Set the sizes for these measures."""
        self._row.setContentsMargins(0, look.px(34), 0, look.px(38))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        for y in (0, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, QColor(LIGHT.line))


class WaitFigure(QWidget):
    """A large figure with its unit, and a word above that says what it counts."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Measures()
        self._label = self._figure = self._unit = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, look: Measures, label: str, figure: str, unit: str = "") -> None:
        """Show ``label`` and ``figure unit``; without a figure there is nothing to see."""
        self._look, self._label, self._figure, self._unit = look, label, figure, unit
        self.setVisible(bool(figure))
        self.setAccessibleName(" ".join(part for part in (label, figure, unit) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        label = QFontMetrics(self._look.font(Type.LEAD)).height()
        figure = QFontMetrics(self._look.font(Type.FIGURE, bold=True)).capHeight()
        return QSize(self._look.px(300), label + figure + self._look.px(36))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        plain = self._look.font(Type.LEAD)
        painter.setFont(plain)
        painter.setPen(QColor(LIGHT.ink2))
        metrics = QFontMetrics(plain)
        painter.drawText(QPointF(0, metrics.ascent()), self._label)
        base = self.height() - self._look.px(8)
        bold = self._look.font(Type.FIGURE, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(LIGHT.act))
        painter.drawText(QPointF(0, base), self._figure)
        x = QFontMetrics(bold).horizontalAdvance(self._figure) + self._look.px(14)
        painter.setFont(self._look.font(Type.NAME))
        painter.drawText(QPointF(x, base), self._unit)


class Numeral(QWidget):
    """The ticket's number, as large as the page allows; a screen reader says it sign by sign."""

    def __init__(self) -> None:
        super().__init__()
        self._look = Measures()
        self._number = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def number(self) -> str:
        """What is shown."""
        return self._number

    def say(self, look: Measures, number: str) -> None:
        """Show this number."""
        self._look, self._number = look, number
        self.setAccessibleName(" ".join(number))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._look.font(Type.NUMBER, bold=True))
        return QSize(self._look.px(600), metrics.capHeight() + self._look.px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        font = self._look.font(Type.NUMBER, bold=True)
        width = QFontMetrics(font).horizontalAdvance(self._number)
        if width > self.width():
            font.setPixelSize(int(font.pixelSize() * self.width() / width))
        painter.setFont(font)
        painter.setPen(QColor(LIGHT.act))
        painter.drawText(QPointF(0, self.height() - self._look.px(12)), self._number)
