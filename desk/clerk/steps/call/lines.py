"""The queue under the next number: one line for each ticket, in the order of calling."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desk.clerk.steps.call.presenter import CallState
from desk.domain.clock import local_time
from desk.domain.tickets import Priority, Ticket, TicketState
from desk.qt.theme import LIGHT, Size, Tone
from desk.qt.widgets import Chip, ElidedLabel, Label
from desk.qt.words import clock, minutes

LINE_HEIGHT = 48
LINE_MARGIN = 12
"""How far a chosen line reaches out beside its text."""


class QueueLine(QWidget):
    """One ticket: number, service, why it stands here, how long it waits."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = False
        self.setFixedHeight(LINE_HEIGHT)
        self._number = Label(size=Size.BODY, bold=True)
        self._number.setFixedWidth(78)
        self._service = ElidedLabel(size=Size.BODY)
        self._chip = Chip()
        self._wait = Label(size=Size.BODY, tone=Tone.INK2)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(LINE_MARGIN, 1, LINE_MARGIN, 0)
        layout.setSpacing(8)
        layout.addWidget(self._number)
        layout.addWidget(self._service)
        layout.addWidget(self._chip)
        layout.addStretch(1)
        layout.addWidget(self._wait)

    def show_ticket(self, ticket: Ticket, waited_s: int, place: int, chosen: bool) -> None:
        held = ticket.state is TicketState.ON_HOLD
        aside = held or ticket.enters_after > 0
        self._number.setText(ticket.number)
        self._number.set_tone(Tone.INK3 if aside else Tone.INK)
        self._service.setText(ticket.service.name)
        self._service.set_tone(Tone.INK2 if aside else Tone.INK)
        self._chip.set_chip(*ticket_kind(ticket))
        waits = self.tr("waited {time}").format(time=minutes(waited_s))
        if held:
            waits = self.tr("came {time} ago").format(time=minutes(waited_s))
            if ticket.held_at is not None:
                waits = self._hold(ticket, local_time(ticket.held_at))
        elif ticket.enters_after:
            self._service.setText(
                self.tr("missed, came back, in the row after %n call(s)", "", ticket.enters_after)
            )
            self._chip.set_chip("", Tone.ACT)
            waits = ""
        elif ticket.slot is not None:
            waits = self.tr("checked in")
        elif ticket.priority is Priority.PRIORITY:
            waits = self.tr("{waited} · turn {n}").format(waited=waits, n=place)
        self._wait.setText(waits)
        self._chosen = chosen
        told = (ticket.number, self._service.text(), self._chip.text(), waits)
        self.setAccessibleName(", ".join(part for part in told if part))
        self.update()

    def _hold(self, ticket: Ticket, since: datetime) -> str:
        """Since when, and until when: a hold ends when the service closes."""
        closes = ticket.service.closing(since.date())
        if closes is None:
            return self.tr("since {time} · until the hall closes").format(time=clock(since))
        return self.tr("since {time} · until {end}").format(
            time=clock(since), end=f"{closes:%H:%M}"
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.clicked.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rule = QRect(LINE_MARGIN, 0, self.width() - 2 * LINE_MARGIN, 1)
        painter.fillRect(rule, QColor(LIGHT.line))
        if self._chosen:
            painter.fillRect(self.rect().adjusted(0, 1, 0, 0), QColor(LIGHT.act_soft))
            painter.fillRect(QRect(0, 1, 3, self.height() - 1), QColor(LIGHT.act))


def ticket_kind(ticket: Ticket) -> tuple[str, Tone]:
    """Why a ticket has its place, as a chip: words and tone; none for most."""
    translate = QCoreApplication.translate
    if ticket.state is TicketState.ON_HOLD:
        return translate("TicketKind", "On hold"), Tone.WAIT
    if ticket.for_window is not None:
        words = translate("TicketKind", "Handed to window {window}")
        return words.format(window=ticket.for_window), Tone.ACT
    if ticket.slot is not None:
        words = translate("TicketKind", "Appointment {time}")
        return words.format(time=clock(local_time(ticket.slot))), Tone.ACT
    if ticket.priority is Priority.PRIORITY:
        return translate("TicketKind", "Priority"), Tone.WAIT
    return "", Tone.ACT


class QueueLines(QWidget):
    """As many lines as there is room for, and how many more there are."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[QueueLine] = []
        self._tickets: tuple[Ticket, ...] = ()
        self._more = Label(tone=Tone.INK2)
        self._more.setContentsMargins(LINE_MARGIN, 8, 0, 0)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._more)
        self._layout.addStretch(1)

    @property
    def tickets(self) -> tuple[Ticket, ...]:
        """The tickets on the screen."""
        return self._tickets

    def show_state(self, state: CallState, seen: int) -> None:
        """Show the first `seen` lines of the queue; those on hold are never crowded out."""
        self._tickets = shown_lines(state, seen)
        while len(self._lines) < len(self._tickets):
            line = QueueLine()
            place = len(self._lines)
            line.clicked.connect(lambda place=place: self.chosen.emit(self._tickets[place].id))
            self._layout.insertWidget(place, line)
            self._lines.append(line)
        queue = state.hall.queue if state.hall else ()
        for line, ticket in zip(self._lines, self._tickets, strict=False):
            place = queue.index(ticket) + 1 if ticket in queue else 0
            line.show_ticket(ticket, state.waited_s(ticket), place, ticket.id == state.chosen)
        for place, line in enumerate(self._lines):
            line.setVisible(place < len(self._tickets))
        left = len(state.lines) - len(self._tickets)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("and {n} more").format(n=left))


def shown_lines(state: CallState, seen: int) -> tuple[Ticket, ...]:
    """The lines on the screen: what waits from the front, then up to two of those on hold.

    The next appointment whose holder is here is never crowded out, since its turn comes by the
    clock.
    """
    if state.hall is None:
        return ()
    held = state.hall.on_hold[:2] if len(state.lines) > seen else state.hall.on_hold
    room = max(1, seen - len(held))
    front, behind = state.waiting[:room], state.waiting[room:]
    early = [ticket for ticket in behind if ticket.slot is not None]
    if early and not any(ticket.slot is not None for ticket in front):
        front = (*front[:-1], min(early, key=lambda ticket: ticket.slot or ticket.taken_at))
    return front + held
