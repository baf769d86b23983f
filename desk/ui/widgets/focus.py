"""The focus ring: one ring for the whole window, outside whatever has the keyboard."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from desk.ui.theme import LIGHT

GAP = 4


class FocusRing(QWidget):
    """Lies over `window` and follows the keyboard focus; lets every click through.

    A widget that draws its own current line (a list) opts out with the property ``ring`` set
    to False.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
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
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed = []
        window = self.parentWidget()
        if new is None or new is window or not window.isAncestorOf(new):
            self.hide()
            return
        if new.property("ring") is False:
            self.hide()
            return
        widget: QWidget | None = new
        while widget is not None and widget is not window:
            widget.installEventFilter(self)
            widget.destroyed.connect(self._forget)
            self._followed.append(widget)
            widget = widget.parentWidget()
        self._lay()

    def _forget(self) -> None:
        self._followed = []
        self.hide()

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
        if focus is None or not focus.isVisible():
            self.hide()
            return
        seen = focus.visibleRegion().boundingRect()
        if seen.isEmpty():
            seen = focus.rect()
        corner = focus.mapTo(self.parentWidget(), QPoint(0, 0))
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
