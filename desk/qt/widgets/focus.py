"""The focus ring: one ring for the whole window, outside whatever has the keyboard."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from desk.qt.theme import LIGHT

GAP = 4


class FocusRing(QWidget):
    """Lies over `window` and follows the keyboard focus; lets every click through.

    A widget that draws its own current line (a list) opts out with the property ``ring`` set
    to False.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._followed: list[QWidget] = []
        self.setObjectName("focus-ring")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for widget in filter(isValid, self._followed):
            widget.removeEventFilter(self)
        self._followed = []
        if new is not None and self._window.isAncestorOf(new) and new.property("ring") is not False:
            self._followed = list(self._line_to(new))
        for widget in self._followed:
            widget.installEventFilter(self)
        self._lay()

    def _line_to(self, widget: QWidget) -> Iterator[QWidget]:
        """`widget` and what holds it, up to the window: any of them may move it."""
        yield widget
        parent = widget.parentWidget()
        if parent is not None and parent is not self._window:
            yield from self._line_to(parent)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._lay()
        return False

    def _lay(self) -> None:
        focus = self._followed[0] if self._followed else None
        if focus is None or not isValid(focus) or not focus.isVisible():
            self.hide()
            return
        seen = focus.visibleRegion().boundingRect()
        if seen.isEmpty():
            seen = focus.rect()
        corner = focus.mapTo(self._window, QPoint(0, 0))
        self.setGeometry(QRect(seen.topLeft() + corner, seen.size()).adjusted(-GAP, -GAP, GAP, GAP))
        self.raise_()
        self.show()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(LIGHT.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(area, LIGHT.radius_key + 3, LIGHT.radius_key + 3)
