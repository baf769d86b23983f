"""Long lists of choices: one to be picked by typing, or several to be ticked.

However many choices there are, only those on the screen cost anything.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec
from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QStringListModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QCompleter, QListView, QWidget

TYPED_FROM = 50
"""From so many choices on, typing a part of one finds it."""

_VISIBLE = 12
_LIST_HEIGHT = 196
_Index = QModelIndex | QPersistentModelIndex


def _key(option: Any) -> bytes:
    """Options are compared as JSON: 1, 1.0 and true are three."""
    return msgspec.json.encode(option)


class OptionBox(QComboBox):
    """One of many choices; its value is None while none is chosen.

    Where it can be typed into, text that is no choice is its value as it stands. `entered` says
    that Enter closed the list of what was found.
    """

    changed = Signal()
    entered = Signal()

    def __init__(
        self, options: Sequence[Any], words: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._options = tuple(options)
        self._words = tuple(words)
        view = QListView()
        view.setUniformItemSizes(True)
        self.setView(view)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_VISIBLE)
        self.setMaxVisibleItems(_VISIBLE)
        if len(self._options) >= TYPED_FROM:
            self._let_type()
        # last: a list that is set up after it has its choices lays all of them out again
        self.setModel(QStringListModel(["", *words], self))
        self.activated.connect(lambda _place: self.changed.emit())

    def _let_type(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(self)
        found = QListView()
        found.setUniformItemSizes(True)
        completer.setPopup(found)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(completer)
        line = self.lineEdit()
        assert line is not None
        line.textEdited.connect(lambda _text: self.changed.emit())
        # only from the completer: it keeps the key from event filters, and chooses after it
        line.returnPressed.connect(lambda: QTimer.singleShot(0, self._enter))

    def _enter(self) -> None:
        """Enter closed the list: what alone was found is meant."""
        completer = self.completer()
        typed = self.currentText().strip()
        if completer and typed not in self._by_word and completer.completionCount() == 1:
            self.setCurrentIndex(self._by_word.get(completer.currentCompletion(), 0))
            self.changed.emit()
        self.entered.emit()

    @cached_property
    def _places(self) -> dict[bytes, int]:
        return {_key(option): place for place, option in enumerate(self._options, 1)}

    @cached_property
    def _by_word(self) -> dict[str, int]:
        return {word: place for place, word in reversed([*enumerate(self._words, 1)])}

    @property
    def value(self) -> Any:
        """The option chosen; None when none is, the text where it is none of them."""
        if not self.isEditable():
            place = self.currentIndex()
        else:
            text = self.currentText().strip()
            if text and text not in self._by_word:
                return text
            place = self._by_word.get(text, 0)
        return self._options[place - 1] if place > 0 else None

    @value.setter
    def value(self, value: Any) -> None:
        place = 0 if value is None else self._places.get(_key(value), 0)
        self.setCurrentIndex(place)
        if self.isEditable() and not place:
            self.setEditText("" if value is None else str(value))


class _Ticked(QStringListModel):
    """Words with a tick before them. Counting and layout run entirely in Qt."""

    ticked = Signal()

    def __init__(self, words: Sequence[str], parent: QWidget) -> None:
        super().__init__([*words], parent)
        self._words = tuple(words)
        self.places: set[int] = set()

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.CheckStateRole:
            here = index.row() in self.places
            return Qt.CheckState.Checked if here else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._words[index.row()]
        return super().data(index, role)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        kept = super().flags(index) & ~Qt.ItemFlag.ItemIsEditable
        return kept | Qt.ItemFlag.ItemIsUserCheckable

    def setData(self, index: _Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.places ^= {index.row()}
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def show_places(self, places: set[int]) -> None:
        """Tick these and no others."""
        if places != self.places:
            self.places = places
            last = self.index(max(len(self._words) - 1, 0))
            self.dataChanged.emit(self.index(0), last, [Qt.ItemDataRole.CheckStateRole])


class TickList(QListView):
    """Several of many choices: the arrows move, Space ticks, typing finds."""

    changed = Signal()

    def __init__(
        self, options: Sequence[Any], words: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("ticks", True)
        self._options = tuple(options)
        self._model = _Ticked(words, self)
        self._model.ticked.connect(self.changed)
        self.setModel(self._model)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setFixedHeight(_LIST_HEIGHT)
        self.setCurrentIndex(self._model.index(0))

    def sizeHint(self) -> QSize:
        return QSize(320, _LIST_HEIGHT)

    @cached_property
    def _places(self) -> dict[bytes, int]:
        return {_key(option): place for place, option in enumerate(self._options)}

    @property
    def value(self) -> Any:
        """The options ticked, in their order; None when none is."""
        chosen = [self._options[place] for place in sorted(self._model.places)]
        return chosen or None

    @value.setter
    def value(self, value: Any) -> None:
        chosen = value if isinstance(value, list) else []
        places = {self._places.get(_key(one), -1) for one in chosen}
        self._model.show_places(places - {-1})
