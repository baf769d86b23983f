"""The form of a matter: one row for each field of its schema, walked with the Enter key."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.domain.forms import LONGEST_ANSWER
from desk.ui.input_method import without_input_method
from desk.ui.steps.form.schema import Field, FieldKind, text_of, value_of
from desk.ui.theme import Tone
from desk.ui.widgets.choices import Choices
from desk.ui.widgets.date_edit import DateEdit
from desk.ui.widgets.fields import FieldRow
from desk.ui.widgets.labels import Label
from desk.ui.widgets.lists import OptionBox, TickList

_WIDTHS = {
    FieldKind.INTEGER: 180,
    FieldKind.NUMBER: 180,
    FieldKind.MONEY: 220,
    FieldKind.DATE: 220,
    FieldKind.ID_NUMBER: 280,
    FieldKind.CREDIT_CODE: 280,
    FieldKind.LIST: 320,
    FieldKind.CHOICE: 640,
    FieldKind.MANY: 640,
    FieldKind.MANY_LIST: 520,
}
_TURN_S = 0.02
"""Between two fields that are drawn ahead, in seconds: keys come first."""
_AT_ONCE = 10
"""So many fields are drawn as soon as a form is shown; further ones in turns of the loop."""
_SOON_MS = 5
_PLACE_PX = 38
_TEXT_WIDTH, _WIDE_TEXT_WIDTH = 280, 520
_MONO = (FieldKind.ID_NUMBER, FieldKind.CREDIT_CODE)
_FIGURES = (FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.MONEY)


class _Unit(Label):
    """The unit of a figure, inside its field at the right."""

    def __init__(self, text: str, editor: QLineEdit) -> None:
        super().__init__(text, tone=Tone.INK3, parent=editor)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        editor.setTextMargins(0, 0, self.sizeHint().width() + 6, 0)
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(0, 0, watched.width() - 12, watched.height())
        return False


class _Row:
    """One field on the screen: its editor, and the ways to read and fill it."""

    def __init__(self, field: Field, words: Callable[[Any], str]) -> None:
        self.field = field
        self._shown: Any = None
        self.editor: QWidget = self._make(field, words)
        self.editor.setObjectName(f"field:{field.name}")
        self.view = FieldRow(
            field.title,
            self.editor,
            hint=field.hint,
            required=field.required,
            label_width=144,
            editor_width=_WIDTHS.get(field.kind, _WIDE_TEXT_WIDTH if field.wide else _TEXT_WIDTH),
            mono=field.kind in _MONO,
        )

    def _make(self, field: Field, words: Callable[[Any], str]) -> QWidget:
        match field.kind:
            case FieldKind.CHOICE | FieldKind.MANY:
                labels = [words(option) + _unit_after(field) for option in field.options]
                return Choices(field.options, labels, several=field.kind is FieldKind.MANY)
            case FieldKind.LIST:
                return OptionBox(field.options, [words(option) for option in field.options])
            case FieldKind.MANY_LIST:
                return TickList(field.options, [words(option) for option in field.options])
            case FieldKind.DATE:
                return DateEdit()
            case _:
                line = QLineEdit()
                line.setMaxLength(LONGEST_ANSWER)
                if field.kind in _FIGURES:
                    line.setAlignment(Qt.AlignmentFlag.AlignRight)
                    line.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
                if field.kind in (*_FIGURES, *_MONO):
                    without_input_method(line)
                if field.unit:
                    _Unit(field.unit, line)
                return line

    def on_change(self, changed: Callable[[], None]) -> None:
        if isinstance(self.editor, Choices | OptionBox | TickList):
            self.editor.changed.connect(changed)
        elif isinstance(self.editor, QLineEdit):
            self.editor.textEdited.connect(lambda _text: changed())

    @property
    def value(self) -> Any:
        if isinstance(self.editor, Choices | OptionBox | TickList):
            return self.editor.value
        assert isinstance(self.editor, QLineEdit)
        return value_of(self.field, self.editor.text())

    def fill(self, value: Any) -> None:
        """Show `value`, unless what is typed already means it."""
        if value == self.value:
            return
        if isinstance(self.editor, Choices | OptionBox | TickList):
            self.editor.value = value
        elif isinstance(self.editor, QLineEdit):
            self.editor.setText(text_of(self.field, value))


def _unit_after(field: Field) -> str:
    return f" {field.unit}" if field.unit else ""


class SchemaForm(QWidget):
    """Rows of fields. `edited` carries a field's name and its value, `left` the name.

    Enter goes to the next field, Shift+Enter to the one before; Enter in the last field emits
    `ended`. The rows of a long form are drawn a few in each turn of the event loop, and at once
    where they are asked for; until then an empty place stands for each.
    """

    edited = Signal(str, object)
    left = Signal(str)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._places: dict[str, QWidget] = {}
        self._fields: tuple[Field, ...] = ()
        self._named: dict[str, Field] = {}
        self._values: dict[str, Any] = {}
        self._words: dict[str, str] = {}
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(12)
        self._soon = QTimer(self)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._draw_the_next)

    def show_fields(self, fields: Sequence[Field]) -> None:
        """Show these fields, empty; the same fields again change nothing."""
        self._take(fields)
        for field in self._fields[:_AT_ONCE]:
            self._draw(field)
        if len(self._rows) < len(self._fields):
            self._soon.start()

    async def draw_ahead(self, fields: Sequence[Field]) -> None:
        """Draw these fields before they are shown, one in a turn of the event loop."""
        self._take(fields)
        for field in fields:
            await asyncio.sleep(_TURN_S)
            if self._fields != tuple(fields):
                return
            self._draw(field)
            view = self._rows[field.name].view
            for part in (view, *view.findChildren(QWidget)):
                part.ensurePolished()

    def _take(self, fields: Sequence[Field]) -> None:
        if tuple(fields) == self._fields:
            return
        self._soon.stop()
        self._fields = tuple(fields)
        self._named = {field.name: field for field in self._fields}
        for view in (*(row.view for row in self._rows.values()), *self._places.values()):
            self._layout.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._rows, self._places = {}, {}
        self._values, self._words = {}, {}
        for field in self._fields if len(self._fields) > _AT_ONCE else ():
            place = self._places[field.name] = QWidget()
            place.setFixedHeight(_PLACE_PX)
            self._layout.addWidget(place)

    def _draw(self, field: Field) -> _Row:
        if field.name in self._rows:
            return self._rows[field.name]
        row = self._rows[field.name] = _Row(field, self._option_words)
        row.on_change(lambda: self.edited.emit(field.name, row.value))
        if isinstance(row.editor, OptionBox):
            row.editor.entered.connect(lambda: self._step(row, 1))
        row.fill(self._values.get(field.name))
        row.view.show_fault(self._words.get(field.name, ""))
        place = self._places.pop(field.name, None)
        if place is None:
            self._layout.insertWidget(self._fields.index(field), row.view)
        else:
            self._layout.replaceWidget(place, row.view)
            place.deleteLater()
        for widget in (row.editor, *row.editor.findChildren(QWidget)):
            if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)
        return row

    def _draw_the_next(self) -> None:
        name = next(iter(self._places), None)
        if name is None:
            self._soon.stop()
        else:
            self._draw(self._named[name])

    def _option_words(self, option: Any) -> str:
        if isinstance(option, bool):
            return self.tr("Yes") if option else self.tr("No")
        return str(option)

    def fill(self, values: dict[str, Any]) -> None:
        """Show these values; a field that is being typed in keeps its text."""
        self._values = values
        for name, row in self._rows.items():
            row.fill(values.get(name))

    def show_faults(self, words: dict[str, str]) -> None:
        """Say what is wrong beside each field named; nothing beside the others."""
        self._words = words
        for name, row in self._rows.items():
            row.view.show_fault(words.get(name, ""))

    def focus_on(self, name: str) -> None:
        """Put the keyboard into the field of this name, or into the first that is empty."""
        field = self._named.get(name)
        if field is None:
            empty = [one for one in self._fields if self._value(one.name) is None]
            field = next(iter(empty or self._fields), None)
        if field is not None:
            row = self._draw(field)
            row.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(row.editor, QLineEdit):
                row.editor.selectAll()

    def _value(self, name: str) -> Any:
        row = self._rows.get(name)
        return row.value if row else self._values.get(name)

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

    def _row(self, name: str) -> _Row:
        return self._draw(self._named[name])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in (QEvent.Type.KeyPress, QEvent.Type.FocusOut):
            return False
        row = self._row_of(watched)
        if row is None:
            return False
        if isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._step(row, -1 if back else 1)
                return True
        elif not _inside(row.editor):
            self.left.emit(row.field.name)
        return False

    def _row_of(self, watched: QObject) -> _Row | None:
        for row in self._rows.values():
            if watched is row.editor or (
                isinstance(watched, QWidget) and row.editor.isAncestorOf(watched)
            ):
                return row
        return None

    def _step(self, row: _Row, by: int) -> None:
        place = self._fields.index(row.field) + by
        if place == len(self._fields):
            self.left.emit(row.field.name)
            self.ended.emit()
        elif place >= 0:
            self.focus_on(self._fields[place].name)


def _inside(editor: QWidget) -> bool:
    """Whether the keyboard is still inside `editor` (among its choices)."""
    focus: QWidget | None = editor.window().focusWidget()
    return focus is not None and (focus is editor or editor.isAncestorOf(focus))
