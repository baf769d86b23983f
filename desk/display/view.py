"""The hall's screen as a widget: painted whole, from the state, at any size.

Nothing on it moves by itself. When a number is called, the ground behind it is lit for
`LIT_MS`; and services that do not fit take turns, a page at a time.
"""

from PySide6.QtCore import (
    QAbstractAnimation,
    QEasingCurve,
    QRectF,
    QTimer,
    QVariantAnimation,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QIcon,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

import resources
from desk.display import words
from desk.display.pieces import metrics, paint
from desk.display.presenter import DisplayPresenter, DisplayState
from desk.display.scene import Scene, compose
from desk.qt.theme.tokens import SCREEN

TICK_MS = 200
LIT_MS = 150
PAGE_MS = 10_000


class DisplayView(QWidget):
    """Shows its presenter's state."""

    def __init__(self, presenter: DisplayPresenter) -> None:
        super().__init__()
        self._page = 0
        self._scene = Scene(())
        self._lit = QVariantAnimation(self)
        self._lit.setDuration(LIT_MS)
        self._lit.setStartValue(1.0)
        self._lit.setEndValue(0.0)
        self._lit.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._lit.valueChanged.connect(self._glow)
        self.presenter = presenter
        self._state = presenter.state
        self.setWindowTitle(self.tr("Hall screen"))
        self.setWindowIcon(QIcon(str(resources.path("icons/hall-desk.svg"))))
        self.setMinimumSize(480, 270)
        presenter.subscribe(self._render)
        self._clock = QTimer(self)
        self._clock.timeout.connect(presenter.tick)
        self._clock.start(TICK_MS)
        self._pages = QTimer(self)
        self._pages.timeout.connect(self.turn)
        self._pages.start(PAGE_MS)

    @property
    def scene(self) -> Scene:
        """The pieces on the screen now."""
        return self._scene

    @property
    def lit(self) -> bool:
        """Whether the ground is lit for a number that was called just now."""
        return self._lit.state() is QAbstractAnimation.State.Running

    def _render(self, state: DisplayState) -> None:
        before, now = self._state.call, state.call
        self._state = state
        if now is not None and (before is None or before.seq != now.seq):
            self._lit.stop()
            self._lit.start()
            self._say(f"{now.number} {''.join(words.window_parts(now.window))}")
        self._lay_out()

    def _lay_out(self) -> None:
        """Compose anew; only what differs is painted again."""
        before = self._scene.pieces
        self._scene = compose(self._state, self.width(), self.height(), self._page)
        after = self._scene.pieces
        for piece in (*before, *after):
            if (piece in before) != (piece in after):
                self.update(piece.area.toAlignedRect().adjusted(-2, -2, 2, 2))

    def _glow(self) -> None:
        if self._scene.call_area is not None:
            self.update(self._scene.call_area.toAlignedRect())

    def _say(self, text: str) -> None:
        """For screen readers, and for tools that cannot read pixels."""
        self.setAccessibleName(text)
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))

    def again(self) -> None:
        """Measure and lay out everything anew, when more of the font has come."""
        metrics.cache_clear()
        self._lay_out()
        self.update()

    def hold(self) -> None:
        """Stop all changes by the clock (for pictures)."""
        self._clock.stop()
        self._pages.stop()
        self._lit.setDuration(0)

    def turn(self) -> None:
        """Show the next page of services."""
        self._page = (self._page + 1) % self._scene.pages
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        scene, torn = self._scene, QRectF(event.rect())
        painter = QPainter(self)
        ground, *rest = (piece for piece in scene.pieces if piece.area.intersects(torn))
        paint(painter, (ground,))
        if self.lit and scene.call_area is not None:
            colour = QColor(SCREEN.lit)
            colour.setAlphaF(float(self._lit.currentValue()))
            painter.fillRect(scene.call_area, colour)
        paint(painter, rest)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.update()
