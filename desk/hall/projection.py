"""From events to states: the one place that says what a move does to a ticket."""

from dataclasses import dataclass, replace
from datetime import datetime

from desk.domain.tickets import (
    MOVES,
    Priority,
    Service,
    Ticket,
    TicketEvent,
    TicketMove,
    TicketState,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ticket stands after its last event.

    `arrived` is the seq of its first event. `window` is where it was last called, served or
    held. `served_s` adds up the whole seconds at a window, `serving_since` is when the last
    stretch of them began. `slot` is when its appointment begins, `returned` the seq of the event
    by which it came back from a no-show (0: never), `for_window` the one window it waits for.
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

    @property
    def at_a_window(self) -> bool:
        """Whether a window is busy with it."""
        return self.state in (TicketState.CALLED, TicketState.SERVING)

    @property
    def apart(self) -> bool:
        """Whether it has conditions of its own, beside its row."""
        return self.slot is not None or self.returned > 0 or self.for_window is not None

    def as_ticket(self, service: Service, enters_after: int = 0) -> Ticket:
        """What the rest of the house sees of it."""
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
        )


def may(standing: Standing, move: TicketMove) -> bool:
    """Whether the ticket's state allows the move."""
    return move in MOVES and standing.state in MOVES[move][0]


def advance(standing: Standing | None, event: TicketEvent) -> Standing:
    """The ticket after one more event. Raises ValueError when the event cannot follow."""
    if event.move is TicketMove.TAKEN:
        return _taken(standing, event)
    if standing is None or not may(standing, event.move):
        raise ValueError(f"event {event.seq} cannot follow: {event.move} of {event.number}")
    after = replace(
        standing,
        state=MOVES[event.move][1],
        window=event.window or standing.window,
        served_s=standing.served_s + _stretch(standing, event.at),
        serving_since=None,
    )
    if event.move is TicketMove.TRANSFERRED:
        return _handed_on(after, event)
    if after.state is TicketState.SERVING:
        return replace(after, serving_since=event.at)
    if event.move is TicketMove.CALLED:
        after = replace(after, called_at=event.at, calls=1)
    elif event.move is TicketMove.RECALLED:
        after = replace(after, calls=standing.calls + 1)
    elif event.move is TicketMove.RETURNED:
        after = replace(after, returned=event.seq, window=None)
    return after


def _handed_on(after: Standing, event: TicketEvent) -> Standing:
    return replace(
        after,
        service_code=event.detail.to_service or after.service_code,
        for_window=event.detail.to_window,
        window=None,
    )


def _taken(standing: Standing | None, event: TicketEvent) -> Standing:
    if standing is not None:
        raise ValueError(f"event {event.seq} cannot follow: {event.number} was taken before")
    return Standing(
        id=event.ticket_id,
        number=event.number,
        service_code=event.service_code,
        priority=event.priority,
        state=TicketState.WAITING,
        arrived=event.seq,
        taken_at=event.at,
        slot=event.detail.slot,
    )


def _stretch(standing: Standing, until: datetime) -> int:
    """Seconds served since the last start; a clock that was set back adds nothing."""
    if standing.serving_since is None:
        return 0
    return max(0, round((until - standing.serving_since).total_seconds()))
