"""In which order waiting tickets are called.

Two rows stand in the hall: priority tickets, and all others; in each, who came first goes
first. Priority is a share, not an absolute pass: a priority ticket goes before the others
unless one of the last two calls of the hall was a priority ticket. So of three calls in a row
at most one goes to priority while others wait, nobody waits for ever, and a row that is
alone is simply called.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from desk.domain.tickets import Priority
from desk.hall.projection import Standing

SHARE = 3
"""Of so many calls in a row at most one goes to priority while others wait."""


def in_calling_order(waiting: Iterable[Standing], recent: Sequence[Priority]) -> Iterator[Standing]:
    """The tickets as a free window would call them, one after the other.

    `waiting` comes in order of arrival; `recent` are the priorities of the hall's last calls,
    newest first (`SHARE` - 1 of them decide).
    """
    first, others = deque[Standing](), deque[Standing]()
    for ticket in waiting:
        (first if ticket.priority is Priority.PRIORITY else others).append(ticket)
    last = list(recent[: SHARE - 1])
    while first or others:
        due = Priority.PRIORITY not in last
        ticket = first.popleft() if first and (due or not others) else others.popleft()
        last = [ticket.priority, *last][: SHARE - 1]
        yield ticket
