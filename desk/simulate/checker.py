"""Whether a hall's history is right: judged from its events alone.

This is a second telling of the rules of calling, written apart from `desk.hall`, which it never
imports: what it reads is the history, the hall's services and its windows, nothing else. It
walks through the history once and asks at every call whose turn it was.

The cost of an event grows with the number of services (a call looks at the head of each row)
and with the logarithm of the waiting, not with the length of the history.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from desk.domain.tickets import (
    SENT_BACK,
    Event,
    HallEvent,
    HallMove,
    Priority,
    Service,
    TicketEvent,
    TicketMove,
    TicketState,
    Window,
)
from desk.simulate.rows import WaitingPlace, WaitingRows

SHARE_OF_PRIORITY = 2
"""A priority ticket overtakes only when so many calls before were none of priority."""

LATER_BY_RANK = timedelta(minutes=10)
"""How much later a service counts as come for each step down in a window's preference."""

LETTERS = {Priority.PRIORITY: "V", Priority.APPOINTMENT: "Y"}

_S, _M = TicketState, TicketMove
_AT_A_WINDOW = (_S.CALLED, _S.SERVING)
_ENDED = (_S.SERVED, _S.CANCELLED, _S.EXPIRED)
_MAY_STAY = (*_AT_A_WINDOW, *_ENDED)
_NOT_ENDED = (_S.WAITING, _S.CALLED, _S.SERVING, _S.ON_HOLD, _S.NO_SHOW)

_FROM: dict[TicketMove, tuple[TicketState, ...]] = {
    _M.CALLED: (_S.WAITING,),
    _M.RECALLED: _AT_A_WINDOW,
    _M.SERVED_FROM: (_S.CALLED,),
    _M.HELD: _AT_A_WINDOW,
    _M.RESUMED: (_S.ON_HOLD,),
    _M.TRANSFERRED: (_S.WAITING, _S.CALLED, _S.SERVING, _S.ON_HOLD),
    _M.NO_SHOW: _AT_A_WINDOW,
    _M.RETURNED: (_S.NO_SHOW,),
    _M.FINISHED: (_S.SERVING,),
    _M.CANCELLED: _NOT_ENDED,
    _M.EXPIRED: _NOT_ENDED,
}
_TO = {
    _M.CALLED: _S.CALLED,
    _M.RECALLED: _S.CALLED,
    _M.SERVED_FROM: _S.SERVING,
    _M.HELD: _S.ON_HOLD,
    _M.RESUMED: _S.SERVING,
    _M.TRANSFERRED: _S.WAITING,
    _M.NO_SHOW: _S.NO_SHOW,
    _M.RETURNED: _S.WAITING,
    _M.FINISHED: _S.SERVED,
    _M.CANCELLED: _S.CANCELLED,
    _M.EXPIRED: _S.EXPIRED,
}
_BY_ITS_WINDOW = (_M.RECALLED, _M.SERVED_FROM, _M.HELD, _M.NO_SHOW, _M.FINISHED)


def check(
    events: Iterable[Event], services: Iterable[Service], windows: Iterable[Window]
) -> list[str]:
    """What is wrong with a whole history, from its first event on: a sentence each.

    Nothing is wrong when the sequence has no gap; nobody was called by two windows, or by one
    that was busy, away or does not serve them; every call in turn was the turn of its ticket;
    numbers were given one after the other; and each day ended for everybody who waited.

    `services` and `windows` are the hall's as they were set up while the history was made.
    """
    judge = _Judge(services, windows)
    for event in events:
        judge.hear(event)
    judge.end_of_day_is_over()
    return judge.wrong


class _Judge:
    """Takes the events one after the other and keeps the state of the hall."""

    def __init__(self, services: Iterable[Service], windows: Iterable[Window]) -> None:
        self.wrong: list[str] = []
        self._services = {service.code: service for service in services}
        self._windows = {window.code: window for window in windows}
        self._rows = WaitingRows(self._services)
        self._seq = 0
        self._places: dict[str, WaitingPlace] = {}
        self._at: dict[str, WaitingPlace] = {}
        self._not_open: dict[str, str] = {}
        self._last_calls: list[Priority] = []
        self._given: Counter[str] = Counter()
        self._closed = False
        self._must_end: dict[str, WaitingPlace] = {}

    def hear(self, event: Event) -> None:
        """Judge one event."""
        if event.seq != self._seq + 1:
            self._say(event, f"follows event {self._seq}: the sequence has a gap")
        self._seq = event.seq
        if isinstance(event, HallEvent):
            self._hear_of_hall(event)
            return
        if event.move is not _M.EXPIRED:
            self.end_of_day_is_over()
        if event.move is _M.TAKEN:
            self._taken(event)
            return
        place = self._places.get(event.ticket_id)
        if place is None:
            self._say(event, f"{event.number} was {event.move.value} and never taken")
            return
        self._moved(event, place)

    def end_of_day_is_over(self) -> None:
        """Report tickets that should have ended with the earlier day."""
        for place in self._must_end.values():
            self.wrong.append(
                f"{place.number} of an earlier day was neither called nor closed when the day began"
            )
        self._must_end.clear()

    # -- the hall

    def _hear_of_hall(self, event: HallEvent) -> None:
        if event.move is HallMove.DAY_BEGUN:
            self.end_of_day_is_over()
            self._must_end = dict(self._left_over())
            self._given.clear()
            self._closed = False
        elif event.move is HallMove.DAY_CLOSED:
            self._closed = True
            for _, place in self._left_over():
                self._say(event, f"the day was closed, and {place.number} still waited")
        elif event.move is HallMove.UNKNOWN:
            self._say(event, "something happened that this version does not know")
        elif event.window is not None:
            if event.window not in self._windows:
                self._say(event, f"there is no window {event.window}")
            if event.move is HallMove.WINDOW_OPENED:
                self._not_open.pop(event.window, None)
            else:
                self._not_open[event.window] = event.move.value.removeprefix("window_")

    def _left_over(self) -> Iterator[tuple[str, WaitingPlace]]:
        return ((key, place) for key, place in self._places.items() if place.state not in _MAY_STAY)

    # -- a ticket

    def _taken(self, event: TicketEvent) -> None:
        service = self._services.get(event.service_code)
        if service is None:
            self._say(event, f"there is no service {event.service_code}")
            return
        if event.ticket_id in self._places:
            self._say(event, f"{event.number} was taken twice")
            return
        if self._closed:
            self._say(event, f"{event.number} was given on a day that was closed")
        letter = LETTERS.get(event.priority, service.prefix)
        self._given[letter] += 1
        due = f"{letter}{self._given[letter]:03d}"
        if event.number != due:
            self._say(event, f"{event.number} was given where {due} was due")
        place = WaitingPlace(
            event.number,
            event.service_code,
            event.priority,
            event.seq,
            event.at,
            event.detail.slot,
        )
        self._places[event.ticket_id] = place
        self._rows.enter(place)

    def _moved(self, event: TicketEvent, place: WaitingPlace) -> None:
        if (event.number, event.service_code, event.priority) != (
            place.number,
            place.service,
            place.priority,
        ):
            self._say(event, f"{event.number} is not what it was when it was taken or handed on")
        if event.move is _M.UNKNOWN:
            self._say(event, f"{event.number} was moved in a way that this version does not know")
            return
        by_number = event.move is _M.CALLED and event.detail.by_number
        allowed = (_S.WAITING, _S.NO_SHOW) if by_number else _FROM[event.move]
        if place.state not in allowed:
            has = f"window {place.window} had it" if place.state in _AT_A_WINDOW else place.state
            self._say(event, f"{_told(event)} while {has}")
        if event.move in _BY_ITS_WINDOW and event.window != place.window:
            self._say(event, f"{_told(event)}, which window {place.window} had")
        if event.move in (_M.CALLED, _M.RESUMED):
            self._comes_to_window(event, place)
        self._stand(event, place)

    def _comes_to_window(self, event: TicketEvent, place: WaitingPlace) -> None:
        code = event.window or ""
        window = self._windows.get(code)
        if window is None:
            self._say(event, f"{_told(event)}, which is no window of the hall")
            return
        other = self._at.get(code)
        if other is not None and other is not place:
            self._say(event, f"{_told(event)}, which was with {other.number}")
        if code in self._not_open:
            self._say(event, f"{_told(event)}, which was {self._not_open[code]}")
        if event.move is _M.CALLED and not event.detail.by_number:
            self._in_turn(event, place, window)

    def _in_turn(self, event: TicketEvent, place: WaitingPlace, window: Window) -> None:
        if window.rank(place.service) is None:
            self._say(event, f"{_told(event)}, which does not serve {place.service}")
        elif place.for_window not in (None, window.code):
            self._say(event, f"{_told(event)}, and it waits for window {place.for_window}")
        elif (turn := self._whose_turn(window, event.at)) is not place and turn is not None:
            self._say(event, f"{_told(event)}, and it was the turn of {turn.number}")

    def _stand(self, event: TicketEvent, place: WaitingPlace) -> None:
        """The ticket stands anew."""
        self._rows.leave(place)
        if place.window is not None and self._at.get(place.window) is place:
            del self._at[place.window]
        place.state = _TO[event.move]
        place.window = event.window or place.window
        if place.state in _AT_A_WINDOW:
            self._at[place.window or ""] = place
        elif event.move is _M.TRANSFERRED:
            if event.detail.reason == SENT_BACK and (
                event.detail.to_service or event.detail.to_window != place.for_window
            ):
                self._say(event, f"{event.number} was sent back to another place than its own")
            to_service = event.detail.to_service or place.service
            if to_service not in self._services:
                self._say(event, f"there is no service {to_service}")
                to_service = place.service
            place.service = to_service
            place.for_window = event.detail.to_window
            place.window = None
        elif event.move is _M.RETURNED:
            place.returned = event.seq
        if event.move is _M.CALLED:
            self._last_calls = [*self._last_calls, event.priority][-SHARE_OF_PRIORITY:]
            self._rows.count_call(event.service_code, event.seq)
        if place.state is _S.WAITING:
            self._rows.enter(place)
        elif place.state in _ENDED:
            self._must_end.pop(event.ticket_id, None)

    # -- the rule

    def _whose_turn(self, window: Window, now: datetime) -> WaitingPlace | None:
        ranks = {c: r for c in self._services if (r := window.rank(c)) is not None}
        due = [p for p in self._rows.appointments(ranks, window.code) if _slot(p) <= now]
        if due:
            return min(due, key=lambda p: (_slot(p), p.arrived))
        if Priority.PRIORITY not in self._last_calls:
            first = self._earliest(self._rows.oldest(ranks, window.code, priority=True), ranks)
            if first is not None:
                return first
        return self._earliest(
            self._rows.oldest(ranks, window.code, priority=False), ranks
        ) or _first(
            [
                *self._rows.appointments(ranks, window.code),
                *self._rows.in_grace(ranks, window.code),
            ],
            lambda p: (self._rows.still_to_pass(p), p.slot or p.taken_at, p.arrived),
        )

    def _earliest(
        self, places: Iterable[WaitingPlace], ranks: dict[str, int]
    ) -> WaitingPlace | None:
        """The first by arrival of each rank; of these the one that counts as come first."""
        best: dict[int, WaitingPlace] = {}
        for place in places:
            rank = ranks[place.service]
            if rank not in best or place.arrived < best[rank].arrived:
                best[rank] = place
        return _first(
            best.values(),
            lambda p: (p.taken_at + LATER_BY_RANK * ranks[p.service], p.arrived),
        )

    def _say(self, event: Event, what: str) -> None:
        self.wrong.append(f"event {event.seq}: {what}")


def _first(
    places: Iterable[WaitingPlace], key: Callable[[WaitingPlace], tuple[object, ...]]
) -> WaitingPlace | None:
    return min(places, key=key, default=None)


def _slot(place: WaitingPlace) -> datetime:
    assert place.slot is not None
    return place.slot


def _told(event: TicketEvent) -> str:
    at = f" at window {event.window}" if event.window else ""
    return f"{event.number} was {event.move.value}{at}"
