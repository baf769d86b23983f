"""A batch of changes while it is made: applied in memory one by one, then written as a whole."""

from desk.domain.tickets import Event, HallMove, TicketEvent, TicketMove, TicketState
from desk.hall.adapters import rows
from desk.hall.adapters.rows import EventRow, TicketRow, Writing
from desk.hall.state import AppointmentRecord, Arrangement, Change, HallState, WindowRecord
from desk.hall.ticket_record import TicketRecord, advance


class Batch:
    """Applies changes to `state` and gathers what is to be written for them."""

    def __init__(self, state: HallState, revision: int) -> None:
        self.events: list[Event] = []
        self._state = state
        self._revision = revision
        self._rows: list[EventRow] = []
        self._before: dict[str, TicketRecord | None] = {}
        self._after: dict[str, TicketRecord] = {}
        self._numbered: dict[str, tuple[str, str, int]] = {}
        self._windows: dict[str, WindowRecord] = {}
        self._appointments: dict[str, AppointmentRecord] = {}
        self._arrangement: Arrangement | None = None

    def apply(self, change: Change, command: str | None) -> None:
        """One more change; its last event carries the command by which it was asked for."""
        state = self._state
        if change.arrangement is not None:
            state.arrange(change.arrangement)
            self._arrangement = change.arrangement
            self._revision += 1
        for event in change.events:
            is_last = event is change.events[-1]
            self._apply(event, command if is_last else None)
        state.change(Change((), None, change.appointments))
        self._appointments |= {one.id: one for one in change.appointments}

    def change(self) -> Change:
        """All of it as one change."""
        return Change(tuple(self.events), self._arrangement, tuple(self._appointments.values()))

    def writing(self) -> Writing:
        """All that is to be written."""
        moved = [rows.ticket_row(self._after[id_]) for id_, b in self._before.items() if b]
        at_window = [row for row in moved if self._after[row.id].at_a_window]
        return Writing(
            seq=self._state.seq,
            day=self._state.day,
            closed=self._state.closed,
            revision=self._revision,
            events=self._rows,
            new_tickets=[self._new(id_) for id_ in self._numbered],
            vacated=[row.id for row in at_window if self._was_elsewhere(row)],
            left=[row for row in moved if not self._after[row.id].at_a_window],
            at_window=at_window,
            windows=self._windows,
            appointments=list(self._appointments.values()),
            arrangement=self._arrangement,
        )

    def _apply(self, event: Event, command: str | None) -> None:
        state = self._state
        self.events.append(event)
        if not isinstance(event, TicketEvent):
            state.apply(event)
            self._rows.append(rows.event_row(event, None, None, command))
            if event.window is not None and event.move is not HallMove.UNKNOWN:
                self._windows[event.window] = state.window_records[event.window]
            return
        id_ = event.ticket_id
        before = state.find(id_)
        state.apply(event)
        after = advance(before, event)
        self._before.setdefault(id_, before)
        self._after[id_] = after
        if event.move is TicketMove.TAKEN:
            prefix = state.prefix(event)
            self._numbered[id_] = (state.day.isoformat(), prefix, state.last_numbers[prefix])
        was: TicketState | None = before.state if before else None
        self._rows.append(rows.event_row(event, was, after.state, command))

    def _new(self, id_: str) -> TicketRow:
        row = rows.ticket_row(self._after[id_])
        row.day, row.prefix, row.sequence = self._numbered[id_]
        return row

    def _was_elsewhere(self, row: TicketRow) -> bool:
        before = self._before[row.id]
        return before is not None and before.at_a_window and before.window != row.window
