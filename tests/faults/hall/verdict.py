"""The verdict on a hall after the faults: its history against its rules, and against the ledgers.

The history is judged by `desk.simulate.checker`, which knows nothing of how the hall works. Then
every window's ledger is laid beside it: what it was told happened exactly once, what it was
refused never did, and nothing happened that nobody wished.
"""

from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from desk.domain.tickets import (
    Event,
    HallMove,
    TicketEvent,
    TicketMove,
    WindowStanding,
)
from desk.hall import HallQueue, loading, open_hall
from desk.hall.adapters import open_database
from desk.hall.ticket_record import TicketRecord, advance
from desk.simulate.checker import check
from tests.faults.hall.ledger import Wish, wishes

SLICE = 20_000
COMMANDS = (
    'SELECT command, seq, move, number, "window" FROM event '
    "WHERE seq > ? AND seq <= ? AND command IS NOT NULL"
)
SHOWN = 20
"""So many faults are told one by one."""

TOLD = 600
"""So many characters of each, of its end."""

DOES = {
    "take": TicketMove.TAKEN,
    "check_in": TicketMove.TAKEN,
    "call_next": TicketMove.CALLED,
    "call": TicketMove.CALLED,
    "recall": TicketMove.RECALLED,
    "serve": TicketMove.SERVED_FROM,
    "hold": TicketMove.HELD,
    "resume": TicketMove.RESUMED,
    "transfer": TicketMove.TRANSFERRED,
    "no_show": TicketMove.NO_SHOW,
    "return_to_row": TicketMove.RETURNED,
    "finish": TicketMove.FINISHED,
    "cancel": TicketMove.CANCELLED,
    "pause_window": HallMove.WINDOW_PAUSED,
    "open_window": HallMove.WINDOW_OPENED,
}
STANDING = {
    HallMove.WINDOW_OPENED: WindowStanding.OPEN,
    HallMove.WINDOW_PAUSED: WindowStanding.PAUSED,
    HallMove.WINDOW_CLOSED: WindowStanding.CLOSED,
}


@dataclass(slots=True)
class Report:
    """What was seen: figures to print, and what was wrong."""

    title: str
    figures: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def tell(self, figure: str) -> None:
        """One more figure."""
        self.figures.append(figure)

    def __str__(self) -> str:
        more = len(self.wrong) - SHOWN
        return "\n".join(
            [
                f"-- {self.title}",
                *(f"   {figure}" for figure in self.figures),
                *(f"   WRONG: {fault[-TOLD:]}" for fault in self.wrong[:SHOWN]),
                *([f"   … and {more} more"] if more > 0 else []),
                "   nothing was lost, doubled, skipped or out of order"
                if not self.wrong
                else f"   {len(self.wrong)} faults",
            ]
        )


@dataclass(frozen=True, slots=True)
class Done:
    """What the hall knows of a command."""

    seq: int
    move: TicketMove | HallMove
    number: str | None
    window: str | None


@dataclass(slots=True)
class History:
    """Everything that a hall remembers."""

    events: list[Event]
    commands: dict[str, Done]

    @property
    def calls(self) -> int:
        """How often a number was called."""
        return sum(event.move is TicketMove.CALLED for event in self.events)


def read_history(url: str) -> History:
    """The whole history of the hall at `url`, in slices: it may be long."""
    events: list[Event] = []
    commands: dict[str, Done] = {}
    with closing(open_database(url)) as database:
        last = database.hall().seq
        for after in range(0, last, SLICE):
            events += loading.events(database, after, after + SLICE)
            for command, seq, move, number, window in database.rows(COMMANDS, after, after + SLICE):
                known = move in set(HallMove)
                what = HallMove(move) if known else TicketMove(move)
                commands[command] = Done(seq, what, number, window)
    return History(events, commands)


def judge(url: str, ledgers: Sequence[Path], report: Report) -> History:
    """Lay the history of the hall at `url` beside its rules and the ledgers."""
    history = read_history(url)
    with open_hall(url) as queue:
        report.wrong += check(history.events, queue.services(), queue.windows())
        report.wrong += _projection(history.events, queue)
    report.wrong += beside_ledgers(history, ledgers)
    return history


def beside_ledgers(history: History, ledgers: Iterable[Path]) -> list[str]:
    """What windows were told, and what the history says."""
    wrong = []
    wished: set[str] = set()
    for path in ledgers:
        for wish in wishes(path):
            wished.add(wish.command)
            wrong += _compare(path.stem, wish, history.commands.get(wish.command))
    for command in history.commands.keys() - wished:
        done = history.commands[command]
        if done.move is not HallMove.BOOKED:  # before anybody worked here
            wrong.append(f"event {done.seq}: nobody wished it")
    return wrong


def _compare(who: str, wish: Wish, done: Done | None) -> list[str]:
    told = f"{who}: {wish.do} of {wish.number}"
    if wish.ended_at is None:
        return [f"{told} was never answered"]
    if wish.refused:
        return [f"{told} was refused: {wish.refused}"]
    if wish.do == "call_next" and wish.number is None:
        return [f"{told}: nobody waited, and yet event {done.seq}"] if done else []
    if done is None:
        return [f"{told} was answered, and it is lost"]
    if (done.move, done.number) != (DOES[wish.do], wish.number):
        return [f"{told} was answered, and event {done.seq} is {done.move} of {done.number}"]
    return []


def _projection(events: Iterable[Event], queue: HallQueue) -> list[str]:
    """Whether tickets and windows stand as the history says."""
    tickets: dict[str, TicketRecord] = {}
    windows: dict[str, WindowStanding] = {}
    for happened in events:
        if isinstance(happened, TicketEvent):
            try:
                tickets[happened.ticket_id] = advance(tickets.get(happened.ticket_id), happened)
            except ValueError as error:
                return [str(error)]
        elif happened.move in STANDING:
            windows[happened.window or ""] = STANDING[happened.move]
    stored = queue.standings()
    wrong = [
        f"{standing.number} does not stand as its events say"
        for id_, standing in tickets.items()
        if stored.get(id_) != standing
    ]
    wrong += [f"{stored[id_].number} has no events" for id_ in stored.keys() - tickets.keys()]
    shown = {status.window: status.standing for status in queue.overview().windows}
    wrong += [f"window {w} is shown {shown[w]}" for w in windows if shown[w] is not windows[w]]
    last = max((event.seq for event in events), default=0)
    if queue.seq() != last:
        wrong.append(f"the hall counts to {queue.seq()}, its history to {last}")
    return wrong


def quantile(values: Sequence[float], share: float) -> float:
    """Of sorted or unsorted `values` the one below which `share` of them lie; 0 of none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


def spread(values: Sequence[float]) -> str:
    """Median, 99th percentile and maximum of seconds, in milliseconds."""
    shares = [quantile(values, share) * 1000 for share in (0.5, 0.99, 1.0)]
    return "p50 {:.1f} ms, p99 {:.1f} ms, max {:.0f} ms".format(*shares)
