"""Buttons that show their key: the one next action, the second one, and quiet hints."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desk.qt.actions import Action
from desk.qt.theme import LIGHT, Size, ui_font
from desk.qt.widgets.keys import CAP_HEIGHT, cap_width, key_words, paint_cap


class ActionButton(QAbstractButton):
    """A button that shows an `Action` and the key that does it. The shortcut is the shell's."""

    def __init__(self, *, filled: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled = filled
        self._key = ""
        self._run: Callable[[], None] | None = None
        self.setFont(ui_font(Size.BODY, bold=filled))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._clicked)

    def set_action(self, action: Action | None) -> None:
        """Show `action`; None hides the button."""
        self.setVisible(action is not None)
        if action is None:
            self._run = None
            return
        self._key, self._run = key_words(action.key) if action.key else "", action.run
        self.setText(action.label)
        self.setEnabled(action.enabled)
        self.setAccessibleName(f"{action.label} ({self._key})" if self._key else action.label)
        self.updateGeometry()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click is one click: by the second the button may mean something else."""
        event.accept()

    def _clicked(self) -> None:
        if self._run is not None:
            self._run()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        pad = 24 if self._filled else 19
        cap = cap_width(self._key, bold=self._filled) + 12 if self._key else 0
        return QSize(int(width + cap + 2 * pad) + 1, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, edge, ink = self._colours()
        painter.setPen(QPen(edge, 1))
        painter.setBrush(ground)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
        painter.setFont(self.font())
        painter.setPen(ink)
        metrics = QFontMetricsF(self.font())
        pad = 24 if self._filled else 19
        # Han characters stand a little below the middle of a Latin line
        base = self.height() / 2 + metrics.capHeight() / 2
        painter.drawText(QPointF(pad, base), self.text())
        if self._key:
            x = pad + metrics.horizontalAdvance(self.text()) + 12
            dark = self._filled and self.isEnabled()
            paint_cap(painter, QPointF(x, (self.height() - CAP_HEIGHT) / 2), self._key, on_act=dark)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        if not self.isEnabled():
            return QColor(LIGHT.line), QColor(LIGHT.line), QColor(LIGHT.ink3)
        if self._filled:
            face = QColor(LIGHT.act_pressed if self.isDown() or self.underMouse() else LIGHT.act)
            return face, face, QColor(LIGHT.card)
        face = QColor(LIGHT.act_soft if self.isDown() or self.underMouse() else LIGHT.card)
        return face, QColor(LIGHT.key), QColor(LIGHT.ink)


class PrimaryButton(ActionButton):
    """The one next action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(filled=True, parent=parent)


class SecondaryButton(ActionButton):
    """An outlined button beside the primary one."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(filled=False, parent=parent)


class KeyHint(QAbstractButton):
    """One or more key caps and what they do, as a quiet line of text that can be clicked."""

    def __init__(
        self,
        keys: str | tuple[str, ...] = (),
        label: str = "",
        run: Callable[[], None] | None = None,
        *,
        after: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        keys = (keys,) if isinstance(keys, str) else keys
        self._caps = tuple(key_words(key) for key in keys)
        self._after = after
        self.setText(label)
        self.setFont(ui_font(Size.SMALL))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # reached by its key, not by Tab
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{label} ({' '.join(self._caps)})")
        if run is not None:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.clicked.connect(lambda _checked: run())

    def sizeHint(self) -> QSize:
        caps = sum(cap_width(cap) + 4 for cap in self._caps)
        text = QFontMetricsF(self.font()).horizontalAdvance(self.text())
        return QSize(int(caps + text) + 2, CAP_HEIGHT + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics = QFontMetricsF(self.font())
        top = self.height() - CAP_HEIGHT
        # labels beside it stand a little below their middle: so does this
        base = top + (CAP_HEIGHT + metrics.capHeight()) / 2
        x, ink = 0.0, QColor(LIGHT.ink2 if self.isEnabled() else LIGHT.edge)
        if self._after:
            x = metrics.horizontalAdvance(self.text()) + 4
        for cap in self._caps:
            x += paint_cap(painter, QPointF(x, top), cap) + 4
        painter.setFont(self.font())
        painter.setPen(ink)
        painter.drawText(QPointF(0 if self._after else x, base), self.text())
