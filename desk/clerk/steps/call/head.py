"""The large head of the call screen: whose turn it is, who was called, or why nobody is."""

from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.steps.call.lines import ticket_kind
from desk.clerk.steps.call.presenter import CallState
from desk.domain.tickets import Ticket, WindowStanding
from desk.domain.visits import Visit
from desk.qt.theme import Size, Tone
from desk.qt.widgets import BigNumber, Chip, Label, RichLabel
from desk.qt.words import minutes


class CallHead(QWidget):
    """A line above, the number or words in its place, a line below with the ticket's kind."""

    def __init__(self, window: str) -> None:
        super().__init__()
        self._window = window
        self._above = Label(size=Size.BODY, tone=Tone.INK2)
        self._number = BigNumber(Size.HERO)
        self._instead = Label(size=Size.FIGURE, bold=True)
        self._below = RichLabel(Size.TITLE)
        self._kind = Chip()
        self._kind.hide()
        self._again = Label(size=Size.BODY, tone=Tone.WAIT)
        self._heard = 0
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self._below)
        below.addWidget(self._kind)
        below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._above)
        layout.addSpacing(26)
        layout.addWidget(self._number)
        layout.addWidget(self._instead)
        layout.addSpacing(20)
        layout.addLayout(below)
        layout.addWidget(self._again)

    def show_state(self, state: CallState) -> None:
        """Show the visit called, the window's standing, or whose turn it is."""
        if state.visit is not None:
            self._show_called(state, state.visit)
        elif state.starting:
            self._above.setText("")
            self._show_instead(self.tr("Taking up where this window stood"), Tone.INK3)
            self._below.say(self.tr("If a visit was open, it is back in a moment."))
        elif not state.open:
            self._show_standing(state)
        elif state.next is not None:
            self._show_next(state, state.next)
        else:
            self._above.setText(self.tr("Next"))
            self._show_instead(self.tr("Nobody waits"), Tone.INK3)
            self._below.say(self.tr("A new number appears here as soon as it is taken."))
        self._show_again(state.again)

    def _show_called(self, state: CallState, visit: Visit) -> None:
        self._above.setText(self.tr("Called to window {n}").format(n=self._window))
        self._show_number(visit.ticket_number)
        words = self.tr("<em>{service}</em> · waited {time} · called {n} times")
        if state.calls == 1:
            words = self.tr("<em>{service}</em> · waited {time} · called once")
        self._below.say(
            words, service=visit.service_name, time=minutes(visit.waited_s), n=state.calls
        )

    def _show_standing(self, state: CallState) -> None:
        """The window is paused or closed, and so many wait all the same."""
        status = state.status
        closed = status is not None and status.standing is WindowStanding.CLOSED
        words = self.tr("Window {n} is closed") if closed else self.tr("Window {n} is paused")
        reason = status.reason if status else ""
        self._above.setText(words.format(n=self._window))
        self._show_instead(reason or words.format(n=self._window), Tone.WAIT)
        waiting = sum(load.waiting for load in state.hall.loads) if state.hall else 0
        words = self.tr("Nobody is called here · <b>{n}</b> waiting in the hall")
        self._below.say(words, n=waiting)

    def _show_next(self, state: CallState, ticket: Ticket) -> None:
        self._above.setText(self.tr("Next"))
        self._show_number(ticket.number)
        words = self.tr("<em>{service}</em> · waited {time}")
        if ticket.slot is not None:
            words = self.tr("<em>{service}</em> · checked in {time} ago")
        self._below.say(words, service=ticket.service.name, time=minutes(state.waited_s(ticket)))
        self._kind.set_chip(*ticket_kind(ticket))

    def _show_number(self, number: str) -> None:
        self._kind.set_chip("", Tone.ACT)
        self._instead.hide()
        self._number.show()
        self._number.set_number(number)

    def _show_instead(self, words: str, tone: Tone) -> None:
        """Words in the place of the number."""
        self._kind.set_chip("", Tone.ACT)
        self._number.hide()
        self._instead.show()
        self._instead.setText(words)
        self._instead.set_tone(tone)

    def _show_again(self, again: int) -> None:
        """Show that a second press of the calling key called nobody else."""
        self._again.setVisible(bool(again))
        self._again.setText(
            self.tr("Pressed again: taken as the same call, nobody else is called.")
        )
        if again > self._heard:
            QApplication.beep()
        self._heard = again
