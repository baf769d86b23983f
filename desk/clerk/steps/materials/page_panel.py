"""The right column: what is known of this page, and what to tell the citizen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.qt.theme import Size, Tone
from desk.qt.widgets import Facts, Label
from desk.qt.widgets.notes import Note

Rows = Sequence[tuple[str, str]]


class PagePanel(QWidget):
    """Facts of the page and notes about its material, as a column or folded into a small block."""

    def __init__(self, *, folded: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(size=Size.SMALL, tone=Tone.INK3)
        self._facts = Facts(label_width=58 if folded else 66)
        self._note = Note()
        layout = QVBoxLayout(self)
        if folded:
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(4)
            self._title.hide()
        else:
            layout.setContentsMargins(18, 16, 20, 16)
            layout.setSpacing(14)
            layout.addWidget(self._title)
        layout.addWidget(self._facts)
        layout.addWidget(self._note)
        layout.addStretch(1)
        self._folded = folded
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def show_facts(self, title: str, rows: Rows, mono: Sequence[str]) -> None:
        """Show the facts; `mono` names the rows that are set in the face for codes."""
        self._title.setText(title)
        self._title.setVisible(bool(title) and not self._folded)
        self._facts.show_rows(rows, mono=mono)
        self._facts.setVisible(bool(rows))

    def say(self, title: str, text: str, tone: Tone) -> None:
        """Show a note; an empty title takes it away."""
        self._note.say(title, text, tone)
