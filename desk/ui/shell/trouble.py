"""A window that could not be opened, saying why."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desk.domain.failures import Failure
from desk.ui.language import failure_words
from desk.ui.steps.base import Action
from desk.ui.theme import Size, Tone
from desk.ui.widgets import Label, PrimaryButton


class TroubleWindow(QWidget):
    """What happened, what it means, what to do next, and one button."""

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.setObjectName("paper")
        self.setWindowTitle(self.tr("Hall Desk"))
        words = failure_words(failure)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(40, 36, 40, 32)
        layout.setSpacing(12)
        layout.addWidget(Label(words.title, Size.TITLE, bold=True, wrap=True))
        for text in (words.meaning, words.next_step):
            layout.addWidget(Label(text, Size.BODY, Tone.INK2, wrap=True))
        layout.addWidget(Label(words.code, Size.TINY, Tone.INK3, mono=True))
        layout.addStretch(1)
        close = PrimaryButton()
        close.set_action(Action("Return", self.tr("Close"), self._leave))
        layout.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)
        close.setFocus()
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            QShortcut(QKeySequence(key), self, self._leave)
        self.resize(560, 300)

    def _leave(self) -> None:
        self.close()
