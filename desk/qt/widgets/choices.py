"""Choices laid out in the open: one of a few, or several of them.

A row of choices is one stop of the Tab key. The arrows move inside it; where only one may be
chosen they choose, where several may be, Space does.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, ui_font
from desk.qt.theme.icons import paint_icon
from desk.qt.widgets.flow import FlowLayout

_HEIGHT = 36
_PAD = 12
_MARK = 16
_AIR = 8
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class Choice(QAbstractButton):
    """One choice: a box with a tick where several may be chosen, a ring with a dot otherwise."""

    def __init__(self, text: str, several: bool, field: QWidget) -> None:
        super().__init__(field)
        self._field = field
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(ui_font(Size.BODY))
        self._several = several

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(round(words) + 2 * _PAD + _MARK + _AIR, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        faulty = bool(self._field.property("fault"))
        outline = LIGHT.stop if faulty else LIGHT.act if chosen else LIGHT.edge
        width = 1.5 if chosen else 1.0
        area = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(QColor(outline), width))
        painter.setBrush(QColor(LIGHT.act_soft if chosen else LIGHT.card))
        painter.drawRoundedRect(area, LIGHT.radius_key, LIGHT.radius_key)
        mark = QRectF(_PAD, (self.height() - _MARK) / 2, _MARK, _MARK)
        self._paint_mark(painter, mark.adjusted(1, 1, -1, -1), chosen)
        painter.setPen(QColor(LIGHT.act if chosen else LIGHT.ink))
        painter.setFont(self.font())
        words = QRectF(self.rect()).adjusted(_PAD + _MARK + _AIR, 0, 0, -1)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_mark(self, painter: QPainter, mark: QRectF, chosen: bool) -> None:
        painter.setPen(QPen(QColor(LIGHT.act if chosen else LIGHT.edge), 1.2))
        if self._several:
            painter.setBrush(QColor(LIGHT.act if chosen else LIGHT.card))
            painter.drawRoundedRect(mark, 3, 3)
            if chosen:
                paint_icon(painter, "check", LIGHT.card, mark)
            return
        painter.setBrush(QColor(LIGHT.card))
        painter.drawEllipse(mark)
        if chosen:
            painter.setBrush(QColor(LIGHT.act))
            painter.drawEllipse(mark.adjusted(4, 4, -4, -4))


class Choices(QWidget):
    """A field of choices; its value is one option, or a list of options where several may be."""

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        options: Sequence[Any],
        words: Sequence[str],
        *,
        several: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._several = several
        self._choices = tuple(Choice(text, several, self) for text in words)
        layout = FlowLayout(self, gap=8)
        for place, choice in enumerate(self._choices):
            layout.addWidget(choice)
            choice.clicked.connect(lambda _checked, place=place: self._clicked(place))
            choice.installEventFilter(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stop_at(0)

    @property
    def value(self) -> Any:
        """What is chosen, several in the order of the options; None when nothing is."""
        pairs = zip(self._options, self._choices, strict=True)
        chosen = [option for option, choice in pairs if choice.isChecked()]
        if self._several:
            return chosen or None
        return chosen[0] if chosen else None

    @value.setter
    def value(self, value: Any) -> None:
        chosen = value if isinstance(value, list) else [value]
        for option, choice in zip(self._options, self._choices, strict=True):
            choice.setChecked(any(type(one) is type(option) and one == option for one in chosen))
        self._stop_at(next((i for i, one in enumerate(self._choices) if one.isChecked()), 0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = self.layout()
        return layout.heightForWidth(width) if layout else _HEIGHT

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DynamicPropertyChange:
            for choice in self._choices:
                choice.setAccessibleDescription(self.accessibleDescription())
                choice.update()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step and event.modifiers() in _PLAIN:
                place = next(i for i, one in enumerate(self._choices) if one is watched) + step
                self._move_to(max(0, min(len(self._choices) - 1, place)))
                return True
        elif event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _stop_at(self, place: int) -> None:
        """Let the Tab key stop at this choice only."""
        for i, choice in enumerate(self._choices):
            here = i == place
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        if self._choices:
            self.setFocusProxy(self._choices[place])

    def _clicked(self, place: int) -> None:
        if not self._several:
            for i, choice in enumerate(self._choices):
                choice.setChecked(i == place)
        self._stop_at(place)
        self.changed.emit()

    def _move_to(self, place: int) -> None:
        choice = self._choices[place]
        moved = not choice.hasFocus()
        self._stop_at(place)
        choice.setFocus(Qt.FocusReason.TabFocusReason)
        if not self._several and (moved or not choice.isChecked()):
            self._clicked(place)
