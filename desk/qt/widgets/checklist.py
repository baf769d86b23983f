"""A checklist: cards one below the other, one of them current."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desk.qt.theme import Tone
from desk.qt.widgets.cards import Card


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """What a card says: its mark, its title, a line below, a word at the right."""

    tone: Tone
    title: str
    line: str
    word: str = ""


class Checklist(QScrollArea):
    """The current card has the keyboard focus; up and down move to the next one.

    `chosen` carries the place of the card that was asked for, `opened` that of one on which
    Enter was pressed.
    """

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("bare")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._foot = QVBoxLayout()
        self._foot.setContentsMargins(0, 8, 0, 0)
        self._foot.setSpacing(10)
        self._column.addLayout(self._foot)
        self._column.addStretch(1)
        self.setWidget(inside)
        self._cards: list[Card] = []
        self._at = -1

    def show_lines(self, lines: Sequence[ChecklistLine], at: int) -> None:
        """Show these lines, with the one at `at` current."""
        while len(self._cards) < len(lines):
            self._add()
        for place, card in enumerate(self._cards):
            card.setVisible(place < len(lines))
        for place, line in enumerate(lines):
            self._cards[place].show_line(line.tone, line.title, line.line, line.word)
            self._cards[place].set_chosen(place == at)
        self._take(at if at < len(lines) else -1)

    def focus(self) -> None:
        """Give the keyboard focus to the current card."""
        if 0 <= self._at < len(self._cards):
            self._cards[self._at].setFocus(Qt.FocusReason.OtherFocusReason)

    def add_below(self, part: QWidget) -> None:
        """Put something under the last card: it moves with the cards."""
        self._foot.addWidget(part)

    def place_at(self, point: QPoint) -> int | None:
        """Which card lies under a point of this widget; None between the cards."""
        inside = self.widget().mapFrom(self, point)
        for place, card in enumerate(self._cards):
            if card.isVisibleTo(self) and card.geometry().contains(inside):
                return place
        return None

    def _take(self, at: int) -> None:
        if at == self._at:
            return
        held = any(card.hasFocus() for card in self._cards)
        for place, card in enumerate(self._cards):
            policy = Qt.FocusPolicy.StrongFocus if place == at else Qt.FocusPolicy.NoFocus
            card.setFocusPolicy(policy)
        self._at = at
        if at >= 0:
            self.ensureWidgetVisible(self._cards[at], 0, 12)
            if held:
                self.focus()

    def _add(self) -> None:
        place = len(self._cards)
        card = Card(wrap=True)
        card.clicked.connect(lambda: self._clicked(place))
        self._column.insertWidget(place, card)
        self._cards.append(card)

    def _clicked(self, place: int) -> None:
        self.chosen.emit(place)
        self.focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        seen = sum(card.isVisibleTo(self) for card in self._cards)
        if step:
            self.chosen.emit(max(0, min(seen - 1, self._at + step)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._at)
        else:
            super().keyPressEvent(event)
