"""The window that says why the program could not be opened, and offers what a person may decide."""

import asyncio
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.domain.failures import Failure
from desk.logs import current_log
from desk.qt.actions import Action
from desk.qt.language import failure_words
from desk.qt.theme import Size, Tone
from desk.qt.widgets import ActionButton, Label, PrimaryButton, SecondaryButton
from desk.vault.trouble import ProfileDecision, ways_on


class TroubleWindow(QWidget):
    """What happened, what it means, what to do next, and a button to close it.

    Where a person may decide how to go on there is a button for each way; it says what will
    happen, and asks for another key before anything does.
    """

    def __init__(self, failure: Failure) -> None:
        super().__init__()
        self.decision: ProfileDecision | None = None
        self.closed = asyncio.Event()
        self._considered: ProfileDecision | None = None
        self._ways = ways_on(failure)
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
        if (logs := current_log()) is not None:
            told = Label(str(logs), Size.TINY, Tone.INK3, mono=True, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            layout.addWidget(told)
        layout.addStretch(1)
        self._consequence = Label("", Size.BODY, Tone.INK, wrap=True)
        self._consequence.hide()
        layout.addWidget(self._consequence)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(12)
        self._buttons.addStretch(1)
        self._seconds = [SecondaryButton() for _ in self._ways] or [SecondaryButton()]
        self._primary = PrimaryButton()
        for button in (*self._seconds, self._primary):
            self._buttons.addWidget(button)
        layout.addLayout(self._buttons)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_F9):
            QShortcut(QKeySequence(key), self, partial(self._pressed, key))
        for way in self._ways:
            QShortcut(QKeySequence(_KEYS[way]), self, partial(self._consider, way))
        self._consider(None)
        self.resize(640 if self._ways else 560, 380 if self._ways else 300)

    def _consider(self, way: ProfileDecision | None) -> None:
        """Say what this way on would do; None: offer all of them. Trying again changes nothing
        and is done at once."""
        if way is ProfileDecision.AGAIN:
            self._decide(way)
            return
        self._considered = way
        self._consequence.setVisible(way is not None)
        actions: list[Action] = []
        if way is None:
            actions = [
                Action(_KEYS[one], self._name(one), partial(self._consider, one))
                for one in self._ways
            ]
            primary = Action("Return", self.tr("Close"), self._leave)
        else:
            self._consequence.setText(self._says(way))
            actions = [Action("Esc", self.tr("Back"), lambda: self._consider(None))]
            primary = Action("F9", self._name(way), lambda: self._decide(way))
        for place, button in enumerate(self._seconds):
            button.set_action(actions[place] if place < len(actions) else None)
        self._primary.set_action(primary)
        first: ActionButton = self._primary if way is None else self._seconds[0]
        first.setFocus()

    def _name(self, way: ProfileDecision) -> str:
        if way is ProfileDecision.AGAIN:
            return self.tr("Try again")
        if way is ProfileDecision.ACCEPT:
            return self.tr("Go on with what is there")
        return self.tr("Begin with a new profile")

    def _says(self, way: ProfileDecision) -> str:
        if way is ProfileDecision.ACCEPT:
            return self.tr(
                "The window works with the data that is there. What is missing from it stays"
                " missing; receipt numbers are not given twice."
            )
        return self.tr(
            "What is there is moved beside its folder and kept. Visits that were open and cases"
            " that were not sent yet stay there: tell support before you go on."
        )

    def _pressed(self, key: Qt.Key) -> None:
        if self._considered is None:
            if key is not Qt.Key.Key_F9:
                self._leave()
        elif key is Qt.Key.Key_F9:
            self._decide(self._considered)
        else:
            self._consider(None)

    def _decide(self, way: ProfileDecision) -> None:
        self.decision = way
        self._leave()

    def _leave(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the wait of the caller that shows this window."""
        self.closed.set()
        super().closeEvent(event)


_KEYS = {
    ProfileDecision.ACCEPT: "F7",
    ProfileDecision.BEGIN_ANEW: "F8",
    ProfileDecision.AGAIN: "F5",
}


async def decide(trouble: TroubleWindow) -> ProfileDecision | None:
    """Show this trouble until it is closed; returns what was decided, None for nothing."""
    trouble.show()
    await trouble.closed.wait()
    return trouble.decision
