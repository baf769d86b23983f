"""The form of a matter: one row for each field of its schema, walked with the Enter key."""

import asyncio
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desk.clerk.steps.form.rows import FormRow
from desk.clerk.steps.form.schema import Field
from desk.qt.widgets.fields import FieldRow
from desk.qt.widgets.lists import OptionBox

_PAUSE_S = 0.02
"""Between two fields that are drawn ahead, in seconds: keys come first."""
_SHORT, _BLOCK = 10, 6
"""A form of so many fields is drawn at once; of a longer one so many are shown together."""
_TURN_S = 0.008
"""So long, in seconds, rows are drawn and changed in one turn; laying them out comes on top."""
_SOON_MS = 5
_DELETED = 8
"""So many rows of a form that is no longer shown are deleted in one turn."""
_ROW_PX, _SPACING = 38, 12
_ANY_PX = (1 << 24) - 1
"""Qt's QWIDGETSIZE_MAX: no bound."""
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_WATCHED = (QEvent.Type.KeyPress, QEvent.Type.FocusIn, QEvent.Type.FocusOut)


class _Block(QWidget):
    """Some fields of a form, one below the other.

    One block of several is hidden at first. It has its place on the form all the same, and is
    about as high before its rows are drawn as with them.
    """

    def __init__(self, first: int, end: int, *, alone: bool) -> None:
        super().__init__()
        self.places = range(first, end)
        self._drawn: list[int] = []
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(_SPACING)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        if not alone:
            self.setFixedHeight(len(self.places) * (_ROW_PX + _SPACING) - _SPACING)
            self.hide()

    def put(self, place: int, view: QWidget) -> None:
        """Put in the row of the field at this place of the form."""
        at = bisect_left(self._drawn, place)
        self._drawn.insert(at, place)
        self._rows.insertWidget(at, view)
        for part in (view, *view.findChildren(QWidget)):
            part.ensurePolished()  # else all would be when the form is shown
        if len(self._drawn) == len(self.places):
            self.setMinimumHeight(0)
            self.setMaximumHeight(_ANY_PX)


class SchemaForm(QWidget):
    """Rows of fields. `edited` carries a field's name and its value, `left` the name, `reached`
    the row that the keyboard has come to.

    Enter and Tab go to the next field, with Shift to the one before; Enter in the last field
    emits `ended`. The rows of a long form are drawn, filled and shown a few in each turn of
    the event loop, those on the screen first; one that is asked for, or gets the keyboard, at
    once. Until it is drawn an empty place stands for a row.
    """

    edited = Signal(str, object)
    left = Signal(str)
    reached = Signal(QWidget)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[Field, ...] = ()
        self._places: dict[str, int] = {}
        self._rows: dict[str, FormRow] = {}
        self._behind: dict[str, None] = {}
        """Fields whose rows are not drawn, or do not show what they should."""
        self._typed: dict[str, None] = {}
        self._values: dict[str, Any] = {}
        self._words: dict[str, str] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._page = QWidget()
        self._column.addWidget(self._page)
        self._blocks: tuple[_Block, ...] = ()
        self._block_size = _SHORT
        self._old: list[QWidget] = []
        self._soon = QTimer(self)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._take_turn)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these fields, empty; the same fields again change nothing."""
        self._take(fields)
        self._do_soon()

    async def draw_ahead(self, fields: Sequence[Field]) -> None:
        """Draw these fields, empty, before they are shown: one in a turn of the event loop."""
        self._take(fields)
        self.fill({})
        self.show_faults({})
        while self._behind:
            await asyncio.sleep(_PAUSE_S)
            if self._fields != tuple(fields):
                return
            all_drawn = len(self._rows) == len(self._fields)
            self._bring_for(_TURN_S / 2 if all_drawn else 0)

    def _take(self, fields: Sequence[Field]) -> None:
        if tuple(fields) == self._fields:
            return
        self._column.removeWidget(self._page)
        self._page.hide()
        self._old += [self._page, *(row.view for row in self._rows.values())]
        self._fields = tuple(fields)
        self._places = {field.name: place for place, field in enumerate(self._fields)}
        self._rows, self._typed = {}, {}
        self._values, self._words = {}, {}
        self._behind = dict.fromkeys(self._places)
        self._page = QWidget()
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_SPACING)
        count = len(self._fields)
        size = self._block_size = _SHORT if count <= _SHORT else _BLOCK
        self._blocks = tuple(
            _Block(first, min(first + size, count), alone=count <= _SHORT)
            for first in range(0, count, size)
        )
        for block in self._blocks:
            layout.addWidget(block)
        self._column.addWidget(self._page)
        self._soon.start()

    # what is drawn when

    def _fall_behind(self, names: Iterable[str]) -> None:
        """These rows no longer show what they should."""
        names = list(names)
        self._behind.update(dict.fromkeys(names))
        if names:
            focused = self._row_of(self.window().focusWidget())
            if focused is not None:
                self._mend(self._places[focused.field.name])
            self._do_soon()

    def _do_soon(self) -> None:
        """Draw and fill a short form now, a long one in the next turns of the loop."""
        if len(self._fields) <= _SHORT:
            self._bring_for(float("inf"))
        elif self._behind and self.isVisible():
            self._soon.start()

    def _take_turn(self) -> None:
        """Do as much as one turn has time for; hidden rows can wait."""
        for _ in range(min(_DELETED, len(self._old))):
            self._old.pop().deleteLater()
        busy = self.isVisible() and self._bring_for(_TURN_S)
        if not busy and not self._old:
            self._soon.stop()

    def _bring_for(self, seconds: float) -> bool:
        """Draw, fill and show rows for so long, those on the screen first.

        Rows that are shown are laid out and painted in the same turn, which takes several times
        as long: one block of them must do. Returns whether there was anything to do.
        """
        until, done = time.perf_counter() + seconds, False
        for place in self._in_turn():
            done, shows = True, self.isVisible() and self._block(place).isHidden()
            self._bring(place)
            if seconds < float("inf") and (shows or time.perf_counter() > until):
                break
        return done

    def _in_turn(self) -> Iterator[int]:
        """The fields for which something is still to be done, one at least of each block."""
        area = self._page.visibleRegion().boundingRect()
        seen = [block for block in self._blocks if block.geometry().intersects(area)]
        for block in (*seen, *self._blocks):
            for place in block.places:
                hidden = self.isVisible() and block.isHidden()
                if hidden or self._fields[place].name in self._behind:
                    yield place

    def _bring(self, place: int) -> FormRow:
        """The row of the field at this place: drawn, as it should be, and not hidden."""
        block = self._block(place)
        if self.isVisible() and block.isHidden():
            for other in block.places:  # another visit's values must not appear for a moment
                self._mend(other)
            block.show()
        return self._mend(place)

    def _block(self, place: int) -> _Block:
        return self._blocks[place // self._block_size]

    def _mend(self, place: int) -> FormRow:
        """The row of the field at this place, with the value and the fault that it should have."""
        name = self._fields[place].name
        row = self._rows.get(name) or self._draw(place)
        if name in self._behind:
            del self._behind[name]
            row.fill(self._values.get(name))
            row.view.show_fault(self._words.get(name, ""))
        return row

    def _draw(self, place: int) -> FormRow:
        field = self._fields[place]
        row = self._rows[field.name] = FormRow(field, self._option_words)
        row.on_change(lambda: self._edited(row))
        if isinstance(row.editor, OptionBox):
            row.editor.entered.connect(lambda: self._step(row, 1))
        self._block(place).put(place, row.view)
        for widget in (row.editor, *row.editor.findChildren(QWidget)):
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)
        return row

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if len(self._blocks) > 1:
            self._bring_for(_TURN_S)
            self._soon.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """To show some hundred rows again takes long: hidden now, they come back in turns."""
        super().hideEvent(event)
        if not event.spontaneous() and len(self._blocks) > 1:
            for block in self._blocks:
                block.hide()

    def _option_words(self, option: Any) -> str:
        if isinstance(option, bool):
            return self.tr("Yes") if option else self.tr("No")
        return str(option)

    def _edited(self, row: FormRow) -> None:
        if self._rows.get(row.field.name) is not row:
            return  # of a form that is no longer shown
        self._typed[row.field.name] = None
        self.edited.emit(row.field.name, row.value)

    # what they show

    def fill(self, values: dict[str, Any]) -> None:
        """Show these values; a field that is being typed in keeps its text."""
        before, self._values = self._values, values
        changed = [name for name in self._places if values.get(name) != before.get(name)]
        typed, self._typed = self._typed, {}
        self._fall_behind([*typed, *changed])

    def show_faults(self, words: dict[str, str]) -> None:
        """Say what is wrong beside each field named; nothing beside the others."""
        before, self._words = self._words, words
        self._fall_behind(
            name for name in self._places if words.get(name, "") != before.get(name, "")
        )

    def focus_on(self, name: str) -> None:
        """Put the keyboard into the field of this name, or into the first that is empty."""
        place = self._places.get(name)
        if place is None:
            places = range(len(self._fields))
            empty = (one for one in places if self._value(self._fields[one].name) is None)
            place = next(empty, 0)
        if self._fields:
            row = self._bring(place)
            row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(row.editor, QLineEdit):
                row.editor.selectAll()

    def _value(self, name: str) -> Any:
        row = self._rows.get(name)
        return self._values.get(name) if row is None or name in self._behind else row.value

    def value_of(self, name: str) -> Any:
        """What the field of this name holds; None when it is empty. Raises KeyError."""
        return self._row(name).value

    def has_field(self, name: str) -> bool:
        """Whether a field of this name is drawn."""
        return name in self._rows

    def field_editor(self, name: str) -> QWidget:
        """The input of this field. Raises KeyError."""
        return self._row(name).editor

    def field_row(self, name: str) -> FieldRow:
        """The whole row of this field. Raises KeyError."""
        return self._row(name).view

    def _row(self, name: str) -> FormRow:
        return self._bring(self._places[name])

    # the keyboard

    def focused(self) -> str:
        """The name of the field that has the keyboard; empty when none has."""
        row = self._row_of(self.window().focusWidget())
        return row.field.name if row else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _WATCHED:
            return False
        row = self._row_of(watched)
        if row is None:
            return False
        if isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(row, -1 if back else 1)
                return True
            return False
        if isinstance(event, QFocusEvent) and event.gotFocus():
            self._mend(self._places[row.field.name])
            if event.reason() in _KEYBOARD:
                self.reached.emit(row.view)
        elif not _inside(row.editor):
            self.left.emit(row.field.name)
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes to the next field, drawn or not; out of the first and the last as it may."""
        row = self._row_of(self.window().focusWidget())
        place = self._places[row.field.name] + (1 if forward else -1) if row else -1
        if not 0 <= place < len(self._fields):
            return super().focusNextPrevChild(forward)
        self.focus_on(self._fields[place].name)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        row = self._row_of(self.window().focusWidget()) if self._soon.isActive() else None
        if row is not None:
            self.reached.emit(row.view)  # rows above it were drawn: it may have moved away

    def _row_of(self, watched: QObject | None) -> FormRow | None:
        for row in self._rows.values():
            if watched is row.editor or (
                isinstance(watched, QWidget) and row.editor.isAncestorOf(watched)
            ):
                return row
        return None

    def _step(self, row: FormRow, by: int) -> None:
        place = self._places[row.field.name] + by
        if place == len(self._fields):
            self.left.emit(row.field.name)
            self.ended.emit()
        elif place >= 0:
            self.focus_on(self._fields[place].name)


def _inside(editor: QWidget) -> bool:
    """Whether the keyboard is still inside `editor` (among its choices)."""
    focus: QWidget | None = editor.window().focusWidget()
    return focus is not None and (focus is editor or editor.isAncestorOf(focus))
