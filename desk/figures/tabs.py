"""A row of tabs, each with its key on it; the chosen one is underlined."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Generic, TypeVar

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from desk.qt.theme import LIGHT, Size, ui_font
from desk.qt.widgets.keys import CAP_HEIGHT, cap_width, key_words, paint_cap

E = TypeVar("E", bound=Enum)
HEIGHT, GAP, LINE = 36, 8, 2


class Tab(QAbstractButton):
    """One tab."""

    def __init__(self, key: str, height: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._cap = key_words(key)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # reached by its key, not by Tab
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, words: str) -> None:
        """Say something else."""
        self.setText(words)
        self.setAccessibleName(f"{words} ({self._cap})")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(ui_font(Size.BODY, bold=True)).horizontalAdvance(self.text())
        return QSize(int(cap_width(self._cap) + GAP + words) + 1, self._height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = (self._height - CAP_HEIGHT) / 2
        left = paint_cap(painter, QPointF(0, top), self._cap) + GAP
        chosen = self.isChecked()
        painter.setFont(ui_font(Size.BODY, bold=chosen))
        painter.setPen(QColor(LIGHT.act if chosen else LIGHT.ink2))
        base = self._height / 2 + QFontMetricsF(painter.font()).capHeight() / 2
        painter.drawText(QPointF(left, base), self.text())
        if chosen:
            line = QRectF(left, self._height - LINE, self.width() - left, LINE)
            painter.fillRect(line, QColor(LIGHT.act))


class Tabs(QWidget, Generic[E]):
    """A row of them; `on_choice` is called with the one that was pressed."""

    def __init__(
        self,
        choices: Sequence[tuple[E, str]],
        on_choice: Callable[[E], None],
        *,
        height: int = HEIGHT,
    ) -> None:
        super().__init__()
        self._tabs: dict[E, Tab] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        for choice, key in choices:
            tab = Tab(key, height)
            tab.clicked.connect(lambda _checked, chosen=choice: on_choice(chosen))
            self._tabs[choice] = tab
            row.addWidget(tab)

    def show_choice(self, chosen: E, words: dict[E, str]) -> None:
        """Underline this one; and what each of them says."""
        for choice, tab in self._tabs.items():
            tab.setChecked(choice is chosen)
            tab.set_words(words[choice])
