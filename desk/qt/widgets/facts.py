"""Facts at a glance: labels with values, loads as bars, the hall's windows as tiles."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets.labels import ElidedLabel, Label


class Facts(QWidget):
    """Rows of label and value, label column as wide as `label_width`."""

    def __init__(self, label_width: int = 66, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnMinimumWidth(0, label_width)
        self._grid.setColumnStretch(1, 1)
        self._rows: tuple[tuple[str, str], ...] = ()

    def show_rows(self, rows: Iterable[tuple[str, str]], *, mono: Iterable[str] = ()) -> None:
        """Show these pairs, top to bottom; values whose label is in `mono` are set in mono."""
        new = tuple(rows)
        if new == self._rows:
            return
        self._rows = new
        for old in self.findChildren(Label):
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        monos = set(mono)
        for line, (name, value) in enumerate(new):
            label = Label(name, tone=Tone.INK2)
            shown = Label(value, wrap=True, mono=name in monos)
            shown.setAccessibleName(f"{name}: {value}")
            self._grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignTop)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setFixedHeight(8)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_share(self, share: float) -> None:
        self._share = share
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.act))
        width = max(8.0, self.width() * self._share) if self._share > 0 else 0.0
        painter.drawRoundedRect(QRectF(0, 0, width, self.height()), 4, 4)


class LoadBar(QWidget):
    """How many wait for a service, as a bar against the fullest and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ElidedLabel(size=Size.BODY)
        self._name.setFixedWidth(134)
        self._bar = _Bar()
        self._words = Label(tone=Tone.INK2)
        self._words.setMinimumWidth(86)
        self._words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self._name)
        layout.addWidget(self._bar, 1)
        layout.addWidget(self._words)

    def show_load(self, name: str, share: float, words: str) -> None:
        """`share` is between 0 and 1, against the fullest service of the hall."""
        self._name.setText(name)
        self._bar.set_share(share)
        self._words.setText(words)
        self.setAccessibleName(f"{name}: {words}")


class WindowTile(QWidget):
    """One window of the hall: its number and what it is doing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = self._closed = False
        self._number = Label(bold=True)
        self._doing = ElidedLabel(size=Size.TINY, tone=Tone.INK2)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 4, 6)
        layout.setSpacing(0)
        layout.addWidget(self._number)
        layout.addWidget(self._doing)

    def show_window(self, number: str, doing: str, *, own: bool, closed: bool = False) -> None:
        """`own` frames this clerk's window; `closed` greys one that serves nobody."""
        self._own, self._closed = own, closed
        self._number.setText(number)
        self._doing.setText(doing)
        self.setAccessibleName(f"{number}: {doing}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(56, 52)

    def minimumSizeHint(self) -> QSize:
        return QSize(44, 52)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._own else 1.0
        painter.setPen(QPen(QColor(LIGHT.act if self._own else LIGHT.line), width))
        painter.setBrush(QColor(LIGHT.desk if self._closed else LIGHT.card))
        half = width / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(area, 6, 6)
