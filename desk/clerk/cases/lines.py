"""The lines of the list of cases: as many as fit, the current one among them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.cases.words import applicant_words, number_words, told_words, tone, why_words
from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import ElidedLabel, Label
from desk.qt.widgets.cards import CardMark
from desk.visit.attention_store import AttentionItem

LINE_HEIGHT = 66
_MARK, _NUMBER, _APPLICANT, _TOLD, _GAP, _SIDE = 22, 152, 180, 176, 18, 14


class _Pair(QWidget):
    """Two words, one below the other."""

    def __init__(self, width: int = 0, *, mono: bool = False) -> None:
        super().__init__()
        self.first = ElidedLabel(size=Size.BODY, bold=True)
        self.second = ElidedLabel(tone=Tone.INK2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addStretch(1)
        column.addWidget(self.first)
        column.addWidget(self.second)
        column.addStretch(1)
        if width:
            self.setFixedWidth(width)

    def say(self, first: str, second: str, tone: Tone = Tone.INK, *, bold: bool = True) -> None:
        font = self.first.font()
        font.setBold(bold)
        self.first.setFont(font)
        self.first.setText(first)
        self.first.set_tone(tone)
        self.second.setText(second)
        self.second.set_tone(Tone.INK3 if tone is Tone.INK3 else Tone.INK2)
        self.second.setVisible(bool(second))


class CaseLine(QWidget):
    """One case: mark, ticket and receipt, why, applicant, told or not."""

    clicked = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = False
        self.setFixedHeight(LINE_HEIGHT)
        self._mark = CardMark()
        self._number = _Pair(_NUMBER)
        self._why = _Pair()
        self._applicant = _Pair(_APPLICANT)
        self._told = _Pair(_TOLD)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE, 2, _SIDE, 2)
        row.setSpacing(_GAP)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._number)
        row.addWidget(self._why, 1)
        row.addWidget(self._applicant)
        row.addWidget(self._told)

    def show_item(self, item: AttentionItem, *, chosen: bool, whole: bool) -> None:
        """Fill the line; a screen reader hears all of it at once."""
        quiet = Tone.INK3 if item.settled else Tone.INK
        bold = not item.settled
        self._mark.set_tone(tone(item))
        self._number.say(*number_words(item), quiet, bold=bold)
        self._why.say(*why_words(item), quiet, bold=bold)
        self._applicant.say(*applicant_words(item, whole=whole), quiet, bold=False)
        told, under, told_tone = told_words(item)
        self._told.say(told, under, quiet if item.settled else told_tone, bold=bold)
        self._chosen = chosen
        parts = (*number_words(item), *why_words(item), told, under)
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._chosen:
            painter.fillRect(
                _SIDE, self.height() - 1, self.width() - 2 * _SIDE, 1, QColor(LIGHT.line)
            )
            return
        painter.setPen(QPen(QColor(LIGHT.act), 2))
        painter.setBrush(QColor(LIGHT.card))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, LIGHT.radius, LIGHT.radius)


class CaseLines(QWidget):
    """The lines; `chosen` carries the id of one that was clicked, `opened` of one twice."""

    chosen = Signal(str)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[CaseLine] = []
        self._items: tuple[AttentionItem, ...] = ()
        self._place, self._first, self._more, self._whole = -1, 0, 0, False
        self._head = _Heads(
            (self.tr("Ticket · receipt"), self.tr("Why"), self.tr("Applicant"), self.tr("Telling"))
        )
        self._left = Label(tone=Tone.INK2)
        self._left.setContentsMargins(_SIDE, 8, 0, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._column.addWidget(self._left)
        self._column.addStretch(1)

    def show_items(
        self, items: Sequence[AttentionItem], place: int, more: int, *, whole: bool
    ) -> None:
        """Show these, the one at `place` current; `more` were not read."""
        self._items, self._place, self._more, self._whole = tuple(items), place, more, whole
        self._lay()

    def _lay(self) -> None:
        room = max(1, (self.height() - self._head.height() - 34) // LINE_HEIGHT)
        last = max(0, len(self._items) - room)
        if self._place >= 0:
            self._first = max(min(self._first, self._place), self._place - room + 1)
        self._first = max(0, min(self._first, last))
        shown = self._items[self._first : self._first + room]
        while len(self._lines) < len(shown):
            self._add()
        for line, item in zip(self._lines, shown, strict=False):
            chosen = self._place >= 0 and item is self._items[self._place]
            line.show_item(item, chosen=chosen, whole=self._whole and chosen)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(shown))
        left = len(self._items) - len(shown) + self._more
        self._left.setVisible(left > 0)
        self._left.setText(self.tr("and {n} more").format(n=left))
        self._head.setVisible(bool(self._items))

    def _add(self) -> None:
        line, place = CaseLine(), len(self._lines)
        line.clicked.connect(lambda: self.chosen.emit(self._items[self._first + place].id))
        line.opened.connect(self.opened)
        self._column.insertWidget(1 + place, line)
        self._lines.append(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()


class _Heads(QWidget):
    """What the columns are."""

    def __init__(self, words: tuple[str, str, str, str]) -> None:
        super().__init__()
        self.setFixedHeight(34)
        row = QHBoxLayout(self)
        row.setContentsMargins(_SIDE + _MARK + _GAP, 0, _SIDE, 0)
        row.setSpacing(_GAP)
        for text, width in zip(words, (_NUMBER, 0, _APPLICANT, _TOLD), strict=True):
            label = Label(text, tone=Tone.INK2)
            row.addWidget(label, 0 if width else 1)
            if width:
                label.setFixedWidth(width)
