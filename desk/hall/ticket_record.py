"""From events to states: the one place that says what a move does to a ticket."""

from datetime import datetime

import msgspec
from msgspec.structs import replace

from desk.domain.tickets import (
    MOVES,
    Priority,
    Service,
    Ticket,
    TicketEvent,
    TicketMove,
    TicketState,
)


class TicketRecord(msgspec.Struct, frozen=True, omit_defaults=True):
    """A ticket after its last event.

    `arrived` is the seq of its first event. `window` is where it was last called, served or
    held. `served_s` adds up the whole seconds at a window, `serving_since` is when the last
    stretch of them began. `slot` is when its appointment begins, `returned` the seq of the event
    by which it came back from a no-show (0: never), `for_window` the one window it waits for,
    `held_at` is since when it is on hold.
    """

    id: str
    number: str
    service_code: str
    priority: Priority
    state: TicketState
    arrived: int
    taken_at: datetime
    called_at: datetime | None = None
    calls: int = 0
    window: str | None = None
    serving_since: datetime | None = None
    served_s: int = 0
    slot: datetime | None = None
    returned: int = 0
    for_window: str | None = None
    held_at: datetime | None = None

    @property
    def at_a_window(self) -> bool:
        """Whether a window is busy with it."""
        return self.state in (TicketState.CALLED, TicketState.SERVING)

    def as_ticket(self, service: Service, enters_after: int = 0) -> Ticket:
        """The ticket as others see it."""
        return Ticket(
            id=self.id,
            number=self.number,
            service=service,
            priority=self.priority,
            state=self.state,
            taken_at=self.taken_at,
            called_at=self.called_at,
            calls=self.calls,
            window=self.window,
            slot=self.slot,
            enters_after=enters_after,
            for_window=self.for_window,
            served_s=self.served_s,
            held_at=self.held_at,
        )


def may(record: TicketRecord, move: TicketMove) -> bool:
    """Whether the ticket's state allows the move."""
    return move in MOVES and record.state in MOVES[move][0]


def advance(record: TicketRecord | None, event: TicketEvent) -> TicketRecord:
    """The ticket after one more event; a move of a newer version leaves it as it was.

    Raises ValueError when the event cannot follow.
    """
    if event.move is TicketMove.TAKEN:
        return _taken(record, event)
    if record is not None and event.move is TicketMove.UNKNOWN:
        return record
    if record is None or not may(record, event.move):
        raise ValueError(f"event {event.seq} cannot follow: {event.move} of {event.number}")
    after = replace(
        record,
        state=MOVES[event.move][1],
        window=event.window or record.window,
        served_s=record.served_s + _stretch(record, event.at),
        serving_since=None,
        held_at=event.at if event.move is TicketMove.HELD else None,
    )
    if event.move is TicketMove.TRANSFERRED:
        return _handed_on(after, event)
    if after.state is TicketState.SERVING:
        return replace(after, serving_since=event.at)
    if event.move is TicketMove.CALLED:
        after = replace(after, called_at=event.at, calls=1)
    elif event.move is TicketMove.RECALLED:
        after = replace(after, calls=record.calls + 1)
    elif event.move is TicketMove.RETURNED:
        after = replace(after, returned=event.seq, window=None)
    return after


def _handed_on(after: TicketRecord, event: TicketEvent) -> TicketRecord:
    return replace(
        after,
        service_code=event.detail.to_service or after.service_code,
        for_window=event.detail.to_window,
        window=None,
    )


def _taken(record: TicketRecord | None, event: TicketEvent) -> TicketRecord:
    if record is not None:
        raise ValueError(f"event {event.seq} cannot follow: {event.number} was taken before")
    return TicketRecord(
        id=event.ticket_id,
        number=event.number,
        service_code=event.service_code,
        priority=event.priority,
        state=TicketState.WAITING,
        arrived=event.seq,
        taken_at=event.at,
        slot=event.detail.slot,
    )


def _stretch(record: TicketRecord, until: datetime) -> int:
    """Seconds served since the last start; a clock that was set back adds nothing."""
    if record.serving_since is None:
        return 0
    return max(0, round((until - record.serving_since).total_seconds()))
