"""A small bar chart: a solid bar for each place, on it another or behind it a paler one.

Painted in the tokens, nothing moves. A screen reader hears every value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from math import ceil, floor, log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, Tone, ui_font

PAD, TITLE_HEIGHT, FOOT, AXIS_WIDTH = 16, 44, 26, 34
LEAST_BAR, MOST_BAR = 3.0, 34.0
GRID_LINES = 4
LEAST_WRITTEN, WRITTEN_HEIGHT = 22.0, 18.0


class Second(Enum):
    """What the second value of a bar is: more of the same kind on top, or a longer one behind."""

    ON_TOP = auto()
    BEHIND = auto()


@dataclass(frozen=True, slots=True)
class ChartBar:
    """The bar at one place; `label` below it, `shown` in it where there is room."""

    label: str
    value: float
    second: float = 0.0
    shown: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's words and bars; `legend` names the first and the second value."""

    title: str
    legend: tuple[str, str]
    second: Second
    bars: tuple[ChartBar, ...]
    nothing: str


class BarChart(QWidget):
    """Shows one `Chart`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: Chart | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 170)

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def show_chart(self, chart: Chart) -> None:
        """Show this chart."""
        if chart != self._chart:
            self._chart = chart
            said = "; ".join(bar.said for bar in chart.bars if bar.said)
            self.setAccessibleName(f"{chart.title}: {said or chart.nothing}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(420, 240)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chart is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.line), 1))
        painter.setBrush(QColor(LIGHT.card))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, LIGHT.radius, LIGHT.radius)
        _Painting(painter, self._chart, frame).paint()


class _Painting:
    """One chart on one piece of ground."""

    def __init__(self, painter: QPainter, chart: Chart, frame: QRectF) -> None:
        self._painter = painter
        self._chart = chart
        self._frame = frame
        self._plot = frame.adjusted(PAD + AXIS_WIDTH, TITLE_HEIGHT + 14, -PAD, -FOOT - 6)
        self._top, self._step = scale(map(self._reach, chart.bars))

    def paint(self) -> None:
        self._title()
        if not any(self._reach(bar) for bar in self._chart.bars):
            self._write(self._frame, Qt.AlignmentFlag.AlignCenter, Tone.INK3, self._chart.nothing)
            return
        self._grid()
        place = self._plot.width() / len(self._chart.bars)
        width = max(LEAST_BAR, min(MOST_BAR, place * 0.62))
        every = self._label_step(place)
        for number, bar in enumerate(self._chart.bars):
            middle = self._plot.left() + place * (number + 0.5)
            self._bar(bar, middle, width)
            if number % every == 0:
                below = QRectF(middle - 40, self._plot.bottom() + 6, 80, 18)
                self._write(below, Qt.AlignmentFlag.AlignHCenter, Tone.INK2, bar.label)
            if width > LEAST_WRITTEN and bar.shown:
                self._value(bar, middle)

    def _reach(self, bar: ChartBar) -> float:
        if self._chart.second is Second.ON_TOP:
            return bar.value + bar.second
        return max(bar.value, bar.second)

    def _title(self) -> None:
        head = QRectF(self._frame.left() + PAD, self._frame.top(), 0, TITLE_HEIGHT)
        head.setRight(self._frame.right() - PAD)
        self._painter.setFont(ui_font(Size.SMALL, bold=True))
        self._painter.setPen(QColor(LIGHT.ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(head, middle, self._chart.title)
        self._painter.setFont(ui_font(Size.TINY))
        metrics = QFontMetricsF(self._painter.font())
        x = head.right()
        for place in (1, 0):
            words = self._chart.legend[place]
            x -= metrics.horizontalAdvance(words)
            self._painter.setPen(QColor(LIGHT.ink2))
            self._painter.drawText(QRectF(x, head.top(), 400, TITLE_HEIGHT), middle, words)
            x -= 16
            self._box(QRectF(x, head.center().y() - 4.5, 10, 10), second=place == 1)
            x -= 16

    def _grid(self) -> None:
        value = 0.0
        while value <= self._top + 1e-9:
            y = self._y(value)
            colour = LIGHT.key if value == 0 else LIGHT.line
            self._painter.setPen(QPen(QColor(colour), 1))
            y = floor(y) + 0.5
            self._painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            area = QRectF(self._plot.left() - AXIS_WIDTH - 8, y - 9, AXIS_WIDTH, 18)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            self._write(area, right, Tone.INK3, f"{value:g}")
            value += self._step

    def _bar(self, bar: ChartBar, middle: float, width: float) -> None:
        left = middle - width / 2
        low = self._plot.bottom()
        value = self._y(bar.value)
        if self._chart.second is Second.BEHIND:
            if bar.second > bar.value:
                second = QRectF(left, self._y(bar.second), width, low - self._y(bar.second))
                self._box(second, second=True)
        elif bar.second:
            top = self._y(bar.value + bar.second)
            self._box(QRectF(left, top, width, value - top - 1), second=True)
        if bar.value:
            self._box(QRectF(left, value, width, max(1.0, low - value)), second=False)

    def _value(self, bar: ChartBar, middle: float) -> None:
        """The first value, written into its bar; above it where the bar is too low for that."""
        top = self._y(bar.value)
        inside = self._plot.bottom() - top > WRITTEN_HEIGHT
        area = QRectF(middle - 40, top + (2 if inside else -18), 80, WRITTEN_HEIGHT)
        self._painter.setFont(ui_font(Size.TINY, bold=inside))
        self._painter.setPen(QColor(LIGHT.card if inside else LIGHT.ink))
        self._painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, bar.shown)

    def _box(self, area: QRectF, *, second: bool) -> None:
        """The colours of the two values; they differ in brightness too, not in hue alone."""
        on_top = self._chart.second is Second.ON_TOP
        self._painter.setPen(Qt.PenStyle.NoPen)
        if second and not on_top:
            self._painter.setPen(QPen(QColor(LIGHT.act), 0.7))
            self._painter.setBrush(QColor(LIGHT.act_soft))
            area = area.adjusted(0.35, 0.35, -0.35, 0)
        else:
            self._painter.setBrush(QColor(LIGHT.wait) if second else QColor(LIGHT.act))
        self._painter.drawRoundedRect(area, 1.5, 1.5)

    def _write(self, area: QRectF, flag: Qt.AlignmentFlag, tone: Tone, text: str) -> None:
        self._painter.setFont(ui_font(Size.TINY))
        self._painter.setPen(QColor(LIGHT.colour(tone)))
        self._painter.drawText(area, flag, text)

    def _label_step(self, place: float) -> int:
        """Every label, or every second, third … so that they do not touch."""
        metrics = QFontMetricsF(ui_font(Size.TINY))
        widest = max(metrics.horizontalAdvance(bar.label) for bar in self._chart.bars)
        return max(1, ceil((widest + 10) / place))

    def _y(self, value: float) -> float:
        return self._plot.bottom() - self._plot.height() * value / self._top


def scale(values: Iterable[float]) -> tuple[float, float]:
    """The top of an axis for these values and the step between its lines: 1, 2 or 5 of a kind."""
    most = max(values, default=0.0)
    if most <= 0:
        return 1.0, 1.0
    rough = most / GRID_LINES
    power = 10.0 ** floor(log10(rough))
    step = next(power * n for n in (1, 2, 5, 10) if power * n >= rough)
    step = max(1.0, step)
    return ceil(most / step - 1e-9) * step, step
