"""Signing in: the code as large as a ticket's number, a QR beside it, and what to do."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.steps.sign_in.passphrase_panel import PassphrasePanel
from desk.clerk.steps.sign_in.presenter import Phase, SignInPresenter, SignInState
from desk.clerk.steps.step_view import StepView
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone
from desk.qt.widgets import BigNumber, Label, Rule
from desk.qt.widgets.qr import QrCode


class SignInView(StepView):
    """Shows the code; the primary action opens the page on this PC."""

    def __init__(self, presenter: SignInPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._title = Label(self.tr("Sign in at the regional platform"), Size.TITLE, bold=True)
        self._why = Label(
            self.tr("Every call and every case is recorded with the name of who did it."),
            Size.BODY,
            Tone.INK2,
        )
        self._code_label = Label(self.tr("Your code"), tone=Tone.INK2)
        self._code = BigNumber(Size.FIGURE)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(12)
        self._address = Label(size=Size.BODY, mono=True)
        self._address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_step("1", Label(self.tr("On your phone, scan the code at the right; or open")))
        self._steps.addWidget(self._indented(self._address))
        self._add_step("2", Label(self.tr("Compare the code there with the one above")))
        self._add_step("3", Label(self.tr("Confirm under your own name; this window goes on then")))
        self._standing = Label(tone=Tone.INK2)
        self._qr = QrCode()
        self._panel = PassphrasePanel(presenter)
        self._by_code = self._code_part()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addSpacing(4)
        words.addWidget(self._why)
        words.addSpacing(36)
        words.addWidget(self._panel)
        words.addWidget(self._by_code)
        words.addStretch(1)
        side = QVBoxLayout()
        side.addSpacing(96)
        side.addWidget(self._qr)
        side.addStretch(1)
        inner = QWidget()
        inner.setMaximumWidth(1000)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 72, 0, 24)
        row.setSpacing(64)
        row.addLayout(words, 1)
        row.addLayout(side)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(90, 0, 90, 0)
        layout.addWidget(inner, 10)
        layout.addStretch(1)
        presenter.subscribe(self._render)

    def _code_part(self) -> QWidget:
        """The code and what to do with it."""
        part = QWidget()
        code = QVBoxLayout(part)
        code.setContentsMargins(0, 0, 0, 0)
        code.setSpacing(0)
        code.addWidget(self._code_label)
        code.addSpacing(14)
        code.addWidget(self._code)
        code.addSpacing(32)
        code.addWidget(Rule())
        code.addSpacing(20)
        code.addLayout(self._steps)
        code.addSpacing(24)
        code.addWidget(self._standing)
        return part

    @property
    def code(self) -> str:
        """The code that is shown now; empty when none is."""
        return self.presenter.state.code

    def _add_step(self, number: str, words: Label) -> None:
        row = QHBoxLayout()
        row.setSpacing(12)
        mark = Label(number, Size.BODY, Tone.ACT, bold=True)
        mark.setFixedWidth(16)
        row.addWidget(mark)
        row.addWidget(words, 1)
        self._steps.addLayout(row)

    def _indented(self, label: Label) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(28, 0, 0, 0)
        row.addWidget(label)
        return holder

    def enter(self, visit: Visit | None) -> None:
        self.presenter.begin()

    def leave(self) -> None:
        self.presenter.give_up()

    def _render(self, state: SignInState) -> None:
        here = state.phase in (Phase.PASSPHRASE, Phase.CHECKING)
        title = self.tr("Sign in at the regional platform")
        if state.locked_by is not None:
            title = self.tr("Locked · {name}").format(name=state.locked_by.name)
        elif here:
            title = self.tr("Sign in at this window")
        self._title.setText(title)
        self._panel.setVisible(here)
        self._by_code.setVisible(not here)
        self._qr.setVisible(not here)
        self._panel.show_state(state)
        self._code.set_number(state.code)
        self._address.setText(state.address or " ")
        self._qr.show_rows(state.qr)
        self._standing.setText(self._standing_words(state))
        self.bar_changed.emit()

    def _standing_words(self, state: SignInState) -> str:
        if state.phase is Phase.ASKING:
            return self.tr("Asking the platform for a code")
        if state.phase is Phase.IDLE:
            return self.tr("No code is shown. Ask for a new one when you are ready.")
        time = f"{state.left_s // 60}:{state.left_s % 60:02d}"
        return self.tr("Waiting for your confirmation · the code holds for {time}").format(
            time=time
        )

    def bar(self) -> Bar:
        state = self.presenter.state
        if state.phase in (Phase.PASSPHRASE, Phase.CHECKING):
            words = self.tr("Unlock") if state.locked_by else self.tr("Sign in")
            ready = state.phase is Phase.PASSPHRASE
            return Bar(
                primary=Action("Return", words, self._panel.typed, ready),
                second=Action("F9", self.tr("With a code of the platform"), self._other, ready),
                keys=(Action("", self.tr("Another clerk signs in the same way"), _nothing),),
            )
        if state.phase is Phase.WAITING:
            return Bar(
                primary=Action("F9", self.tr("Open the page on this PC"), self._open),
                second=Action("Esc", self.tr("Cancel"), self._cancel),
            )
        if state.phase is Phase.ASKING:
            return Bar(second=Action("Esc", self.tr("Cancel"), self._cancel))
        back = Action("Esc", self.tr("With the passphrase"), self.presenter.step_back)
        return Bar(
            primary=Action("F9", self.tr("Show a new code"), self.presenter.ask_code),
            second=back if state.people else None,
        )

    def _cancel(self) -> None:
        """Back to the passphrase when somebody has one; else no code is shown."""
        if self.presenter.state.people:
            self.presenter.step_back()
        else:
            self.presenter.give_up()

    def _other(self) -> None:
        self.presenter.ask_code()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.presenter.state.whole_address))


def _nothing() -> None:
    pass
