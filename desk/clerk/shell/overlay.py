"""Overlays of the window: a frame, lines to choose from, and their own keys."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import ElidedLabel, Label

_WIDTH = 720
_SHADE = 0.36
"""How dark the window is dimmed under an overlay."""


class OverlayLine(QWidget):
    """One thing to choose: what it is, its name, its facts."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = False
        self._kind = Label(size=Size.TINY, tone=Tone.INK2)
        self._kind.setFixedWidth(64)
        self._title = ElidedLabel(size=Size.BODY, bold=True)
        self._facts = ElidedLabel(tone=Tone.INK2)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._facts)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 7, 16, 8)
        layout.setSpacing(8)
        layout.addWidget(self._kind)
        layout.addLayout(words, 1)

    def show_line(self, kind: str, title: str, facts: str, chosen: bool) -> None:
        """Fill the line; a screen reader hears all of it at once."""
        self._kind.setText(kind)
        self._kind.setVisible(bool(kind))
        self._title.setText(title)
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))
        self._chosen = chosen
        told = ", ".join(part for part in (title, facts) if part)
        self.setAccessibleName(f"{kind}: {told}" if kind else told)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._chosen:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor(LIGHT.act_soft))
            painter.fillRect(0, 0, 3, self.height(), QColor(LIGHT.act))


class Scrim(QWidget):
    """Dims the whole window under an overlay; a click on it is the overlay's Esc."""

    def __init__(self, window: QWidget, close: Callable[[], None]) -> None:
        super().__init__(window)
        self._close = close
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self._close()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = QColor(LIGHT.ink)
        shade.setAlphaF(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)


class Overlay(QWidget):
    """Lies over the window while it is open; `choose_by`, `use` and `close` are its keys.

    Call `listen` for whatever has the keyboard in it. Everything under it is dimmed and takes no
    click.
    """

    opened = Signal()
    closed = Signal()

    def __init__(
        self,
        choose_by: Callable[[int], None],
        use: Callable[[], None],
        close: Callable[[], None],
    ) -> None:
        super().__init__()
        self._acts: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Up: lambda: choose_by(-1),
            Qt.Key.Key_Down: lambda: choose_by(1),
            Qt.Key.Key_Return: use,
            Qt.Key.Key_Enter: use,
            Qt.Key.Key_Escape: close,
        }
        self._close = close
        self._scrim: Scrim | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, False)
        self.hide()

    def listen(self, part: QWidget) -> None:
        """Take the overlay's keys from `part` before it sees them."""
        part.installEventFilter(self)

    def appear(self, opened: bool, focus: QWidget) -> None:
        """Show with the keyboard at `focus`, or hide and say so."""
        was_open, window = self.isVisible(), self.parentWidget()
        self.setVisible(opened and window is not None)
        if opened and window is not None and not was_open:
            self._scrim = Scrim(window, self._close)
            self._scrim.show()
        if opened:
            self.lay()
        if opened and not was_open:
            self.raise_()
        if opened and not focus.hasFocus():  # also when one question follows another
            focus.setFocus()
        if opened and not was_open:
            self.opened.emit()
        elif was_open and not opened:
            if self._scrim is not None:
                self._scrim.hide()
                self._scrim.deleteLater()
                self._scrim = None
            self.closed.emit()

    def lay(self) -> None:
        """Sit in the upper middle of the window."""
        window = self.parentWidget()
        if window is None:
            return
        if self._scrim is not None:
            self._scrim.setGeometry(window.rect())
        self.setFixedWidth(min(_WIDTH, window.width() - 80))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, LIGHT.top_bar + 12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click beside a line must not reach the window below

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        act = self.act(event)
        if act is None:
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            act()
            return True
        return False

    def act(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What this key does here, if it is the overlay's own."""
        return self._acts.get(Qt.Key(event.key()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.edge), 1))
        painter.setBrush(QColor(LIGHT.card))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)
