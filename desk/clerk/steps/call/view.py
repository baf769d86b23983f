"""The call screen: the next number is the whole screen."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desk.clerk.steps.call.away import AwayNote
from desk.clerk.steps.call.hall_panel import HallPanel
from desk.clerk.steps.call.head import CallHead
from desk.clerk.steps.call.lines import LINE_HEIGHT, LINE_MARGIN, QueueLines
from desk.clerk.steps.call.presenter import CallPresenter, CallState
from desk.clerk.steps.step_view import StepView
from desk.domain.tickets import TicketState
from desk.domain.visits import Visit
from desk.qt.actions import Action, Bar
from desk.qt.theme import Size, Tone, ui_font
from desk.qt.widgets import Label, Rule

_TICK_MS = 15_000
_FOLD_BELOW = 1240
_TOP, _AIR, _GAP, _UNDER, _BOTTOM = 20, 36, 14, 44, 16
"""Heights around the number and the lines; the gap is as high as the note that may be there."""
_MORE = 34
_LINE_WIDTH = 780


class CallView(StepView):
    """Renders the hall; Space calls, Enter takes the chosen line, F5 asks for a number."""

    def __init__(self, presenter: CallPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._seen = 5
        self._head = CallHead(presenter.window)
        self._away = AwayNote(presenter.close_note)
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
        left.setContentsMargins(90 - LINE_MARGIN, _TOP, 90 - LINE_MARGIN, _BOTTOM)
        left.setSpacing(0)
        self._air = QWidget()
        self._air.setFixedHeight(_AIR)
        left.addWidget(self._air)
        left.addWidget(self._away)
        left.addSpacing(_GAP)
        left.addLayout(self._indented(self._head, self._asked))
        left.addWidget(self.lines, 1)
        self.lines.setMaximumWidth(_LINE_WIDTH)
        self._away.setMaximumWidth(_LINE_WIDTH)
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

    def _indented(self, head: QWidget, asked: QWidget) -> QVBoxLayout:
        """As far in as the lines' text."""
        layout = QVBoxLayout()
        layout.setContentsMargins(LINE_MARGIN, 0, LINE_MARGIN, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addSpacing(_UNDER)
        layout.addWidget(asked)
        return layout

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
        self._air.setVisible(state.away is None)
        self._away.show_away(state.away)
        self._head.show_state(state)
        was_typing, in_field = self._asked.isVisibleTo(self), self._field.hasFocus()
        self._asked.setVisible(state.typing)
        if state.typing and not was_typing:
            self._field.clear()
            self._field.setFocus()
        elif in_field and not state.typing and self.window().isAncestorOf(self):
            self.window().setFocus()
        self._seen = self._room()
        self.lines.show_state(state, self._seen)
        self._panel.show_state(state)
        self.bar_changed.emit()

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
                    Action("Space", "", presenter.call_next, drawn=False),
                ),
            )
        if state.starting:
            return Bar(progress=self.tr("Taking up where this window stood"))
        if state.typing:
            return Bar(
                primary=Action("Return", self.tr("Call this number"), self._call_typed),
                keys=(Action("Esc", self.tr("Leave it"), self._stop_typing),),
            )
        next_ready = state.next is not None and not state.working
        first = Action("Space", self.tr("Call the next"), presenter.call_next, next_ready)
        if not state.open:
            first = Action("F8", self.tr("Open the window"), presenter.open_window)
        keys = (
            Action("F5", self.tr("Call a number"), lambda: presenter.ask_number(True)),
            *self._line_keys(state),
            Action("", self.tr("Tickets and receipts can be scanned at any time"), _nothing),
            Action("Space", "", presenter.call_next, drawn=False),
            *((Action("Esc", "", presenter.close_note, drawn=False),) if state.away else ()),
        )
        return Bar(primary=first, second=self._take_chosen(state), keys=keys)

    def _take_chosen(self, state: CallState) -> Action | None:
        chosen = state.chosen_ticket
        if chosen is None:
            return None
        words = self.tr("Call {number}")
        if chosen.state is TicketState.ON_HOLD:
            words = self.tr("Go on with {number}")
        label = words.format(number=chosen.number)
        return Action("Return", label, self.presenter.take_chosen)

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
        if self._room() != self._seen:
            self._render(self.presenter.state)

    def _room(self) -> int:
        """How many lines there is room for, and for the words that say how many more wait."""
        asked = self._asked.sizeHint().height() if self._asked.isVisibleTo(self) else 0
        above = _TOP + _AIR + _GAP + self._head.sizeHint().height() + _UNDER + asked
        return max(1, (self.height() - above - _BOTTOM - _MORE) // LINE_HEIGHT)


def _nothing() -> None:
    pass
