"""The call screen: the next number is the whole screen."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.domain.visits import Visit
from desk.ui.steps.base import Action, Bar, StepView
from desk.ui.steps.call.hall_panel import HallPanel
from desk.ui.steps.call.lines import LINE_HEIGHT, LINE_MARGIN, QueueLines
from desk.ui.steps.call.presenter import CallPresenter, CallState
from desk.ui.theme import Size, Tone, ui_font
from desk.ui.widgets import BigNumber, Label, RichLabel, Rule
from desk.ui.words import minutes

_TICK_MS = 15_000
_FOLD_BELOW = 1240


class CallView(StepView):
    """Renders the hall; Space calls, Enter takes the chosen line, F5 asks for a number."""

    def __init__(self, presenter: CallPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._seen = 5
        self._above = Label(size=Size.BODY, tone=Tone.INK2)
        self._number = BigNumber(Size.HERO)
        self._below = RichLabel(Size.TITLE)
        self._nobody = Label(self.tr("Nobody waits"), Size.FIGURE, Tone.INK3, bold=True)
        self._field = QLineEdit()
        self._field.setFont(ui_font(Size.TITLE, bold=True))
        self._field.setFixedWidth(160)
        self._field.setMaxLength(8)
        self._field.setAccessibleName(self.tr("Number to call"))
        self._field.setInputMethodHints(
            Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhPreferUppercase
        )
        self._asked = self._number_line()
        self.lines = QueueLines()
        self.lines.chosen.connect(presenter.choose)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(90 - LINE_MARGIN, 70, 90 - LINE_MARGIN, 16)
        left.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(LINE_MARGIN, 0, LINE_MARGIN, 0)
        head.setSpacing(0)
        head.addWidget(self._above)
        head.addSpacing(26)
        head.addWidget(self._number)
        head.addWidget(self._nobody)
        head.addSpacing(20)
        head.addWidget(self._below)
        head.addSpacing(44)
        head.addWidget(self._asked)
        left.addLayout(head)
        left.addWidget(self.lines, 1)
        self.lines.setMaximumWidth(780)
        self._panel = HallPanel(presenter.window)
        self._edge = Rule(standing=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._left, 1)
        layout.addWidget(self._edge)
        layout.addWidget(self._panel)
        self._tick = QTimer(self)
        self._tick.timeout.connect(presenter.tick)
        presenter.subscribe(self._render)

    def _number_line(self) -> QWidget:
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 18)
        layout.setSpacing(14)
        layout.addWidget(Label(self.tr("Number to call"), Size.BODY, Tone.INK2))
        layout.addWidget(self._field)
        layout.addStretch(1)
        return line

    def enter(self, visit: Visit | None) -> None:
        self.presenter.tick()
        self._tick.start(_TICK_MS)

    def leave(self) -> None:
        self._tick.stop()
        self.presenter.ask_number(False)

    # what is shown

    def _render(self, state: CallState) -> None:
        if state.visit is not None:
            self._show_called(state, state.visit)
        else:
            self._show_next(state)
        was_typing = self._asked.isVisibleTo(self)
        self._asked.setVisible(state.typing)
        if state.typing and not was_typing:
            self._field.clear()
            self._field.setFocus()
        elif was_typing and not state.typing and self.window().isAncestorOf(self):
            self.window().setFocus()
        self.lines.show_state(state, self._seen - (1 if state.typing else 0))
        self._panel.show_state(state)
        self.bar_changed.emit()

    def _show_called(self, state: CallState, visit: Visit) -> None:
        self._above.setText(self.tr("Called to window {n}").format(n=self.presenter.window))
        self._nobody.hide()
        self._number.show()
        self._number.set_number(visit.ticket_number)
        words = self.tr("<em>{service}</em> · waited {time} · called {n} times")
        if state.calls == 1:
            words = self.tr("<em>{service}</em> · waited {time} · called once")
        self._below.say(
            words, service=visit.service_name, time=minutes(visit.waited_s), n=state.calls
        )

    def _show_next(self, state: CallState) -> None:
        ticket = state.next
        self._above.setText(self.tr("Next"))
        self._number.setVisible(ticket is not None)
        self._nobody.setVisible(ticket is None)
        if ticket is None:
            self._below.say(self.tr("A new number appears here as soon as it is taken."))
            return
        self._number.set_number(ticket.number)
        self._below.say(
            self.tr("<em>{service}</em> · waited {time}"),
            service=ticket.service.name,
            time=minutes(state.waited_s(ticket)),
        )

    # keys

    def bar(self) -> Bar:
        presenter, state = self.presenter, self.presenter.state
        if state.visit is not None:
            return Bar(
                primary=Action(
                    "F9", self.tr("The citizen is here"), presenter.welcome, not state.working
                ),
                keys=(
                    Action("F2", self.tr("Call again"), presenter.recall),
                    Action("F11", self.tr("Did not come"), presenter.no_show),
                ),
            )
        if state.typing:
            return Bar(
                primary=Action("Return", self.tr("Call this number"), self._call_typed),
                keys=(Action("Esc", self.tr("Leave it"), self._stop_typing),),
            )
        next_ready = state.next is not None and not state.working
        first = Action("Space", self.tr("Call the next"), presenter.call_next, next_ready)
        keys = (
            Action("F5", self.tr("Call a number"), lambda: presenter.ask_number(True)),
            *self._line_keys(state),
            Action("", self.tr("Tickets and receipts can be scanned at any time"), _nothing),
        )
        chosen = state.chosen_ticket
        if chosen is None:
            return Bar(primary=first, keys=keys)
        words = self.tr("Call {number}")
        if chosen in (state.hall.on_hold if state.hall else ()):
            words = self.tr("Go on with {number}")
        label = words.format(number=chosen.number)
        return Bar(primary=first, second=Action("Return", label, presenter.take_chosen), keys=keys)

    def _line_keys(self, state: CallState) -> tuple[Action, ...]:
        if not state.lines:
            return ()
        return (
            Action("Up", "", lambda: self.presenter.choose_by(-1, self.lines.tickets)),
            Action(
                "Down",
                self.tr("choose"),
                lambda: self.presenter.choose_by(1, self.lines.tickets),
            ),
        )

    def _call_typed(self) -> None:
        typed = self._field.text()
        if typed.strip():
            self.presenter.call(typed)

    def _stop_typing(self) -> None:
        self.presenter.ask_number(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= _FOLD_BELOW
        self._panel.setVisible(wide)
        self._edge.setVisible(wide)
        self._panel.setFixedWidth(420 if self.width() >= 1400 else 400)
        room = self.height() - 70 - 16 - 320
        seen = max(1, (room - 34) // LINE_HEIGHT)
        if seen != self._seen:
            self._seen = seen
            self._render(self.presenter.state)


def _nothing() -> None:
    pass
