"""Draws forms as the step does, types into them, and shows their values."""

from typing import Any

from PySide6.QtWidgets import QLineEdit

from desk.clerk.steps.form.schema_form import SchemaForm
from desk.qt.application import application

_MOST = 40


class Drawing:
    """One form after another in one window."""

    def __init__(self) -> None:
        self._app = application("en")
        self._form = SchemaForm()
        self._form.resize(1000, 700)
        self._form.show()

    def draw(self, fields: Any, values: dict[str, Any]) -> None:
        """Show fields with values, a fault beside each, and type into the first ones."""
        form = self._form
        form.show_fields(fields)
        form.fill(values)
        form.show_faults({field.name: "fault" for field in fields})
        for field in fields[:_MOST]:
            form.focus_on(field.name)
            editor = form.field_editor(field.name)
            if isinstance(editor, QLineEdit):
                editor.setText("typed")
            form.value_of(field.name)
        self._app.processEvents()
        form.show_faults({})
