"""The passphrase of this window: whose it is, and the field for it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desk.clerk.shell.overlay import OverlayLine
from desk.clerk.steps.sign_in.presenter import Phase, SignInPresenter, SignInState
from desk.qt.theme import Size, Tone, ui_font
from desk.qt.widgets import Label

_SHOWN = 5


class PassphrasePanel(QWidget):
    """Up and Down choose whose passphrase is typed."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._lines = [OverlayLine() for _ in range(_SHOWN)]
        self.field = QLineEdit()
        self.field.setFont(ui_font(Size.TITLE))
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setMaxLength(64)
        self.field.setFixedWidth(360)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for place, line in enumerate(self._lines):
            line.setMaximumWidth(360)
            line.clicked.connect(lambda place=place: self._choose(place))
            layout.addWidget(line)
        layout.addSpacing(20)
        layout.addWidget(Label(self.tr("Passphrase of this window"), tone=Tone.INK2))
        layout.addSpacing(6)
        layout.addWidget(self.field)

    def show_state(self, state: SignInState) -> None:
        """Show who may sign in; what was typed is wiped when it was not taken."""
        for place, line in enumerate(self._lines):
            there = place < len(state.people)
            line.setVisible(there)
            if there:
                clerk = state.people[place]
                line.show_line("", clerk.name, clerk.role, place == state.chosen)
        asking = state.phase is Phase.PASSPHRASE
        if asking and not self.field.isEnabled():
            self.field.clear()
        self.field.setEnabled(asking)
        if asking and self.isVisible():
            self.field.setFocus()

    def typed(self) -> None:
        """Enter: try it."""
        self._presenter.prove(self.field.text())

    def _choose(self, place: int) -> None:
        self._presenter.choose_by(place - self._presenter.state.chosen)
        self.field.setFocus()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if steps is None:
            return False
        self._presenter.choose_by(steps)
        return True
