"""The table of figures: lines of services, windows or times, with bars in the cells."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from desk.figures import words
from desk.figures.rows import FiguresLine, FiguresSheet, FiguresTable
from desk.qt.theme import LIGHT, Size, Tone, ui_font

ROW, HEAD, PAD = 34, 30, 14
FIRST_WIDTH = 190
BAR = Qt.ItemDataRole.UserRole
"""The role of a cell's bar: the part of it that is filled, 0 … 1."""

ACROSS = Qt.Orientation.Horizontal

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Column:
    """What a column shows of a line; `bar` is what its bar is as long as.

    `width` is against that of the others.
    """

    width: float
    shown: Callable[[FiguresTable], str]
    bar: Callable[[FiguresTable], float] | None = None
    whole: bool = False


def _load(figures: FiguresTable) -> str:
    return "–" if figures.load is None else words.percent(figures.load)


COLUMNS = (
    Column(0.9, lambda f: str(f.taken)),
    Column(0.9, lambda f: str(f.called)),
    Column(1.55, lambda f: str(f.served), lambda f: f.served),
    Column(1.4, lambda f: f"{f.no_shows} · {words.percent(f.no_show_share)}"),
    Column(0.8, lambda f: str(f.left)),
    Column(0.95, lambda f: words.percent(f.priority_share)),
    Column(1.75, lambda f: words.minutes(f.waits.mean_s), lambda f: f.waits.mean_s),
    Column(1.6, lambda f: words.minutes(f.waits.p90_s)),
    Column(1.0, lambda f: words.minutes(f.waits.longest_s)),
    Column(1.75, lambda f: words.minutes(f.visits.mean_s), lambda f: f.visits.mean_s),
    Column(1.5, _load, lambda f: f.load or 0.0, whole=True),
)
"""After the name of the line. `whole` bars are parts of one; others of the greatest beside them."""


class LinesModel(QAbstractTableModel):
    """The lines of a sheet."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[FiguresLine, ...] = ()
        self._sheet = FiguresSheet.SERVICES
        self._many_days = False

    def show_lines(
        self, lines: tuple[FiguresLine, ...], sheet: FiguresSheet, *, many_days: bool
    ) -> None:
        """Show these from now on."""
        if (lines, sheet, many_days) == (self._lines, self._sheet, self._many_days):
            return
        self.beginResetModel()
        self._lines, self._sheet, self._many_days = lines, sheet, many_days
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return self._head()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        if role == Qt.ItemDataRole.FontRole:
            return ui_font(Size.SMALL, bold=index.row() == 0)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._head()[column]}: {self._text(line, column)}"
        if role == BAR:
            return self._bar(index.row(), column)
        return self._text(line, column) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, line: FiguresLine, column: int) -> str:
        if column == 0:
            return self._name(line)
        if column == 1 and self._sheet is FiguresSheet.WINDOWS and line.code:
            return "–"  # tickets are taken at no window
        return COLUMNS[column - 1].shown(line.figures)

    def _bar(self, row: int, column: int) -> float | None:
        of = COLUMNS[column - 1].bar if column else None
        if of is None or row == 0:
            return None
        value = of(self._lines[row].figures)
        if COLUMNS[column - 1].whole:
            return value
        most = max(of(line.figures) for line in self._lines[1:])
        return value / most if most else 0.0

    def _name(self, line: FiguresLine) -> str:
        if line.at is not None:
            return words.row_name(line.at)
        if not line.code:
            return self.tr("Whole hall")
        if self._sheet is FiguresSheet.WINDOWS:
            return words.window_name(line.code)
        return line.name

    def _head(self) -> tuple[str, ...]:
        first = {
            FiguresSheet.SERVICES: self.tr("Service"),
            FiguresSheet.WINDOWS: self.tr("Window"),
            FiguresSheet.TIMES: self.tr("Day") if self._many_days else self.tr("Hour"),
        }
        ninth = self.tr("9 in 10, worst day") if self._many_days else self.tr("9 in 10 within")
        return (
            first[self._sheet],
            self.tr("Taken"),
            self.tr("Called"),
            self.tr("Served"),
            self.tr("No-shows"),
            self.tr("Left"),
            self.tr("Priority"),
            self.tr("Mean wait, min"),
            ninth,
            self.tr("Longest"),
            self.tr("Mean visit, min"),
            self.tr("Load"),
        )


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter


class _Head(QHeaderView):
    """The heading: words on the ground, above a rule."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(HEAD)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setSectionsClickable(False)
        self.setMinimumSectionSize(40)
        self.viewport().setAutoFillBackground(False)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        painter.fillRect(rect, QColor(LIGHT.paper))
        painter.setFont(ui_font(Size.TINY))
        painter.setPen(QColor(LIGHT.ink2))
        inner = QRectF(rect).adjusted(PAD if section == 0 else 4, 0, -PAD, 0)
        painter.drawText(inner, _side(section), str(self.model().headerData(section, ACROSS)))
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), QColor(LIGHT.key))
        painter.restore()


class _Cells(QStyledItemDelegate):
    """Paints a cell: the chosen line's ground, its bar, its words, a rule below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        area = QRectF(option.rect)  # type: ignore[attr-defined]  # the stubs lack it
        state = option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(area, QColor(LIGHT.act_soft if chosen else LIGHT.card))
        painter.setPen(QPen(QColor(LIGHT.line), 1))
        bottom = area.bottom() - 0.5
        painter.drawLine(int(area.left()), int(bottom), int(area.right()), int(bottom))
        inner = area.adjusted(PAD, 0, -PAD, -1)
        part = index.data(BAR)
        if part is not None:
            self._bar(painter, inner, float(part), chosen=chosen)
        painter.setFont(index.data(Qt.ItemDataRole.FontRole))
        painter.setPen(QColor(LIGHT.colour(Tone.INK)))
        words_ = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, int(inner.width())
        )
        painter.drawText(inner, index.data(Qt.ItemDataRole.TextAlignmentRole), words_)
        painter.restore()

    def _bar(self, painter: QPainter, inner: QRectF, part: float, *, chosen: bool) -> None:
        whole = inner.width() - 46
        if whole < 16 or part <= 0:
            return
        area = QRectF(inner.left(), inner.center().y() - 4, max(2.0, whole * min(1.0, part)), 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.act))
        painter.setOpacity(1.0 if chosen else 0.75)
        painter.drawRoundedRect(area, 2, 2)
        painter.setOpacity(1.0)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(60, ROW)


class LinesTable(QTableView):
    """The table; the current line is the chosen one. Enter or a double click opens a line."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines = LinesModel()
        self.setModel(self.lines)
        self.setItemDelegate(_Cells(self))
        self.setAccessibleName(self.tr("Figures"))
        self.setProperty("ring", False)
        self.setShowGrid(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setHorizontalHeader(_Head(self))
        self.setObjectName("bare")
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_lines(
        self, lines: tuple[FiguresLine, ...], sheet: FiguresSheet, row: int, *, many_days: bool
    ) -> None:
        """Show these lines, with this one chosen."""
        self.lines.show_lines(lines, sheet, many_days=many_days)
        if self.currentIndex().row() != row and row < len(lines):
            blocked = self.blockSignals(True)
            self.setCurrentIndex(self.lines.index(row, 0))
            self.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; left, right and digits belong to the screen, not to a cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.currentIndex().row())
            return
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in moves:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        parts = [column.width for column in COLUMNS]
        each = max(44.0, (self.viewport().width() - FIRST_WIDTH) / sum(parts))
        self.setColumnWidth(0, FIRST_WIDTH)
        for column, part in enumerate(parts, 1):
            self.setColumnWidth(column, int(each * part))
        rest = self.viewport().width() - self.horizontalHeader().length()
        self.setColumnWidth(len(parts), self.columnWidth(len(parts)) + max(0, rest))
