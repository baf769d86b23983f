"""One field of a form on the screen: its editor, and the ways to read and fill it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desk.clerk.steps.form.schema import Field, FieldKind, text_of, value_of
from desk.domain.forms import LONGEST_ANSWER
from desk.qt.input_method import without_input_method
from desk.qt.theme import Tone
from desk.qt.widgets.choices import Choices
from desk.qt.widgets.date_edit import DateEdit
from desk.qt.widgets.fields import FieldRow
from desk.qt.widgets.labels import Label
from desk.qt.widgets.lists import OptionBox, TickList

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


class FormRow:
    """One field on the screen: its editor, and the ways to read and fill it."""

    def __init__(self, field: Field, words: Callable[[Any], str]) -> None:
        self.field = field
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
        """Call `changed` whenever somebody typed or chose something."""
        if isinstance(self.editor, Choices | OptionBox | TickList):
            self.editor.changed.connect(changed)
        elif isinstance(self.editor, QLineEdit):
            self.editor.textEdited.connect(lambda _text: changed())

    @property
    def value(self) -> Any:
        """What the field holds; None when it is empty."""
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
