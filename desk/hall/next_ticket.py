"""The order in which waiting tickets are called; no other module states the rule.

1. An appointment whose slot has begun goes first, the earliest slot before the others.
2. Then priority, as a share and not as an absolute pass: the oldest priority ticket goes before
   the others unless one of the hall's last two calls was a priority ticket.
3. Then whoever came first, of all. So nobody waits for ever: a priority ticket is never worse
   off than another that came when it came.

A window calls only for services that it serves. A service that it prefers less counts as if
its tickets had come ten minutes later for each rank. A missed ticket that came back has its
turn, by its first arrival, once three numbers of its service were called since; a ticket
handed on to one window waits for that one. Only when nobody else waits are those called that
would have their turn later: early appointments, and missed ones that came back just now.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from desk.domain.tickets import GRACE_CALLS, Priority, Window
from desk.hall.ticket_record import TicketRecord

SHARE = 3
"""Of so many calls in a row at most one goes to priority before its arrival."""

HEAD_START = timedelta(minutes=10)
"""How much later a service seems to have come for each rank of a window's preference."""

ANYWHERE = Window("")
"""The hall as a whole: every service, and whatever window a ticket waits for."""


class CallingOrder:
    """Whose turn it is, one after the other, among tickets that wait.

    `waiting` comes in order of arrival; `recent` are the priorities of the hall's last calls,
    newest first (`SHARE` - 1 of them decide); `passed` says for the tickets that came back how
    many calls of their service there were since (by ticket id).
    """

    def __init__(
        self,
        waiting: Iterable[TicketRecord],
        recent: Sequence[Priority],
        window: Window,
        now: datetime,
        passed: Mapping[str, int],
    ) -> None:
        self._window = window
        self._now = now
        self._recent = list(recent[: SHARE - 1])
        self._rows: dict[tuple[bool, int], deque[TicketRecord]] = {}
        self._apart: list[TicketRecord] = []
        self._behind: dict[str, int] = {}
        for ticket in waiting:
            rank = window.rank(ticket.service_code)
            meant = ticket.for_window in (None, window.code) or window is ANYWHERE
            if rank is None or not meant:
                continue
            if ticket.slot is not None or ticket.returned:
                self._apart.append(ticket)
                if ticket.returned:
                    self._behind[ticket.id] = max(0, GRACE_CALLS - passed.get(ticket.id, 0))
            else:
                first = ticket.priority is Priority.PRIORITY
                self._rows.setdefault((first, rank), deque()).append(ticket)

    def behind(self, ticket: TicketRecord) -> int:
        """How many calls of its service a ticket that came back still lets pass."""
        return self._behind.get(ticket.id, 0)

    def calls_to_pass(self) -> dict[str, int]:
        """`behind` of every ticket that came back, by its id, as it is now."""
        return dict(self._behind)

    def peek(self) -> TicketRecord | None:
        """Whose turn it is now; None when nobody waits."""
        due = [t for t in self._apart if t.slot is not None and t.slot <= self._now]
        due = [t for t in due if not self.behind(t)]
        if due:
            return min(due, key=lambda t: (t.slot, t.arrived))
        entered = [t for t in self._apart if t.slot is None and not self.behind(t)]
        heads = [row[0] for row in self._rows.values() if row] + entered
        if Priority.PRIORITY not in self._recent:
            first = [t for t in heads if t.priority is Priority.PRIORITY]
            heads = first or heads
        return self._oldest(heads) or self._later()

    def take(self, ticket: TicketRecord) -> None:
        """`ticket` was called: whose turn is it after that?"""
        self._recent = [ticket.priority, *self._recent][: SHARE - 1]
        if ticket in self._apart:
            self._apart.remove(ticket)
        else:
            for row in self._rows.values():
                if row and row[0] is ticket:
                    row.popleft()
        for other in self._apart:
            if other.returned and other.service_code == ticket.service_code:
                self._behind[other.id] = max(0, self._behind[other.id] - 1)

    def _oldest(self, heads: list[TicketRecord]) -> TicketRecord | None:
        """Who came first within each rank; between ranks the head start counts."""
        by_rank: dict[int, TicketRecord] = {}
        for ticket in heads:
            rank = self._window.rank(ticket.service_code) or 0
            best = by_rank.get(rank)
            if best is None or ticket.arrived < best.arrived:
                by_rank[rank] = ticket
        if not by_rank:
            return None
        return min(
            by_rank.items(), key=lambda one: (one[1].taken_at + one[0] * HEAD_START, one[1].arrived)
        )[1]

    def _later(self) -> TicketRecord | None:
        return min(
            self._apart,
            key=lambda t: (self.behind(t), t.slot or t.taken_at, t.arrived),
            default=None,
        )


def in_calling_order(
    waiting: Iterable[TicketRecord],
    recent: Sequence[Priority],
    window: Window = ANYWHERE,
    *,
    now: datetime,
    passed: Mapping[str, int],
) -> Iterator[tuple[TicketRecord, int]]:
    """The tickets as a free window would call them, and how many calls each still lets pass."""
    order = CallingOrder(waiting, recent, window, now, passed)
    behind = order.calls_to_pass()
    while (ticket := order.peek()) is not None:
        order.take(ticket)
        yield ticket, behind.get(ticket.id, 0)
