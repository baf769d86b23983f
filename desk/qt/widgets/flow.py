"""A layout that sets widgets side by side and goes on in the next line, as words do."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays its items out in lines, `gap` logical pixels apart both ways."""

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay(QRect(0, 0, width, 0), dry=True)

    def setGeometry(self, area: QRect) -> None:
        super().setGeometry(area)
        self._lay(area, dry=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _lay(self, area: QRect, *, dry: bool) -> int:
        at, line = area.topLeft(), 0
        for item in self._items:
            if item.isEmpty():  # its widget is hidden
                continue
            hint = item.sizeHint()
            if line and at.x() + hint.width() > area.right() + 1:
                at, line = QPoint(area.left(), at.y() + line + self._gap), 0
            if not dry:
                item.setGeometry(QRect(at, hint))
            at.setX(at.x() + hint.width() + self._gap)
            line = max(line, hint.height())
        return at.y() + line - area.top()
