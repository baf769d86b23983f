"""The history is only added to, and the state of every ticket follows from it."""

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from desk.domain.failures import Failure
from desk.domain.tickets import (
    MOVES,
    Priority,
    Ticket,
    TicketMove,
    TicketState,
    WindowStanding,
)
from desk.hall import HallQueue, open_hall, sqlite_url
from desk.hall.adapters.server import keep_password
from desk.hall.ticket_record import advance
from tests.hall.halls import SERVICES, WINDOWS, Clock, calls_out_of_turn, make_hall, on_a_file
from tests.postgres import OWNER, Cluster

CLERK = "weili"


@on_a_file
@pytest.mark.parametrize("statement", ["UPDATE event SET person = 'x'", "DELETE FROM event"])
def test_nobody_alters_the_history(queue: HallQueue, tmp_path: Path, statement: str) -> None:
    queue.take("A")
    before = queue.events_since(0)
    connection = sqlite3.connect(tmp_path / "hall.db")
    with pytest.raises(sqlite3.IntegrityError, match="never altered"):
        connection.execute(statement)
    connection.close()
    assert queue.events_since(0) == before


def test_an_event_that_cannot_follow_is_refused(queue: HallQueue) -> None:
    queue.take("A")
    queue.call_next("1", CLERK)
    taken, called = queue.ticket_events()
    waiting = advance(None, taken)
    with pytest.raises(ValueError, match="cannot follow"):
        advance(None, called)
    with pytest.raises(ValueError, match="cannot follow"):
        advance(advance(waiting, called), called)
    with pytest.raises(ValueError, match="taken before"):
        advance(waiting, taken)


@on_a_file
def test_a_state_that_was_tampered_with_shows(queue: HallQueue, tmp_path: Path) -> None:
    queue.take("A")
    connection = sqlite3.connect(tmp_path / "hall.db", isolation_level=None)
    connection.execute("UPDATE ticket SET state = 'served'")
    connection.close()
    assert queue.project() != queue.standings()


class AnyDay(RuleBasedStateMachine):
    """Windows, citizens and midnights in any order, against a model that is told the rules.

    A move succeeds exactly when the table of moves and the windows allow it, and one that
    fails changes nothing.
    """

    tickets = Bundle("tickets")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.clock = Clock()
        self.states: dict[str, TicketState] = {}
        self.windows: dict[str, str | None] = {}
        self.paused: set[str] = set()
        self.todays: set[str] = set()

    def new_hall(self) -> str:
        """The URL of a hall that nobody was in yet."""
        shutil.copy(_template(), self.folder / "hall.db")
        return sqlite_url(self.folder / "hall.db")

    @initialize()
    def open(self) -> None:
        self.queue = open_hall(self.new_hall(), clock=self.clock)

    def teardown(self) -> None:
        self.queue.close()
        shutil.rmtree(self.folder)

    @rule(
        target=tickets,
        service=st.sampled_from([service.code for service in SERVICES]),
        priority=st.sampled_from(Priority),
    )
    def take(self, service: str, priority: Priority) -> str:
        ticket = self.queue.take(service, priority)
        assert ticket.id not in self.states
        self.states[ticket.id], self.windows[ticket.id] = ticket.state, None
        self.todays.add(ticket.id)
        return ticket.id

    @rule(window=st.sampled_from(WINDOWS[:3]))
    def call_next(self, window: str) -> None:
        seen = self.queue.snapshot(window).queue
        try:
            ticket = self.queue.call_next(window, CLERK)
        except Failure:
            assert self._busy(window) or window in self.paused
            return
        assert (ticket is not None) == bool(seen)
        if ticket is not None:
            assert ticket.id == seen[0].id
            assert self.states[ticket.id] is TicketState.WAITING
            self._note(ticket, TicketMove.CALLED, window)

    @rule(ticket=tickets, window=st.sampled_from(WINDOWS[:3]))
    def call(self, ticket: str, window: str) -> None:
        number = self.queue.ticket(ticket).number
        today = self.queue.find(number)
        if today is not None and today.id == ticket:
            self._try(
                ticket,
                TicketMove.CALLED,
                window,
                not self._busy(window) and window not in self.paused,
                lambda: self.queue.call(number, window, CLERK),
            )

    @rule(
        ticket=tickets,
        window=st.sampled_from(WINDOWS[:3]),
        move=st.sampled_from(
            [
                TicketMove.RECALLED,
                TicketMove.SERVED_FROM,
                TicketMove.HELD,
                TicketMove.NO_SHOW,
                TicketMove.FINISHED,
            ]
        ),
    )
    def move(self, ticket: str, window: str, move: TicketMove) -> None:
        act = {
            TicketMove.RECALLED: self.queue.recall,
            TicketMove.SERVED_FROM: self.queue.serve,
            TicketMove.HELD: self.queue.hold,
            TicketMove.NO_SHOW: self.queue.no_show,
            TicketMove.FINISHED: self.queue.finish,
        }[move]
        here = self.windows[ticket] == window
        self._try(ticket, move, window, here, lambda: act(ticket, window, CLERK))

    @rule(ticket=tickets, window=st.sampled_from(WINDOWS[:3]))
    def resume(self, ticket: str, window: str) -> None:
        self._try(
            ticket,
            TicketMove.RESUMED,
            window,
            not self._busy(window) and window not in self.paused,
            lambda: self.queue.resume(ticket, window, CLERK),
        )

    @rule(
        ticket=tickets,
        window=st.sampled_from(WINDOWS[:3]),
        service=st.sampled_from([None, "A", "D"]),
        to_window=st.sampled_from([None, "1", "2"]),
    )
    def transfer(
        self, ticket: str, window: str, service: str | None, to_window: str | None
    ) -> None:
        if service is None and to_window is None:
            return
        arrived = self.queue.standings()[ticket].arrived
        self._try(
            ticket,
            TicketMove.TRANSFERRED,
            None,
            self.windows[ticket] in (window, None) and ticket in self.todays,
            lambda: self.queue.transfer(
                ticket, window, CLERK, to_service=service, to_window=to_window
            ),
        )
        if self.states[ticket] is TicketState.WAITING:
            self.windows[ticket] = None
        assert self.queue.standings()[ticket].arrived == arrived

    @rule(ticket=tickets, window=st.sampled_from(WINDOWS[:3]))
    def send_back(self, ticket: str, window: str) -> None:
        at_it = self.states[ticket] in (TicketState.CALLED, TicketState.SERVING)
        before = self.queue.standings()[ticket]
        self._try(
            ticket,
            TicketMove.TRANSFERRED,
            None,
            at_it and self.windows[ticket] == window and ticket in self.todays,
            lambda: self.queue.send_back(ticket, window, CLERK),
        )
        after = self.queue.standings()[ticket]
        if at_it and after.state is TicketState.WAITING:
            self.windows[ticket] = None
        assert (after.arrived, after.for_window) == (before.arrived, before.for_window)

    @rule(ticket=tickets)
    def come_back(self, ticket: str) -> None:
        number = self.queue.ticket(ticket).number
        today = self.queue.find(number)
        if today is not None and today.id == ticket:
            self._try(
                ticket, TicketMove.RETURNED, None, True, lambda: self.queue.return_to_row(number)
            )

    @rule(window=st.sampled_from(WINDOWS[:3]), opens=st.booleans())
    def pause_or_open(self, window: str, opens: bool) -> None:
        if opens:
            self.queue.open_window(window, CLERK)
            self.paused.discard(window)
        else:
            self.queue.pause_window(window, CLERK, "lunch")
            self.paused.add(window)
        standing = {w.window: w.standing for w in self.queue.overview().windows}[window]
        assert (standing is WindowStanding.OPEN) == opens

    @rule(ticket=tickets)
    def cancel(self, ticket: str) -> None:
        self._try(ticket, TicketMove.CANCELLED, None, True, lambda: self.queue.cancel(ticket))

    @rule(minutes=st.integers(0, 30))
    def time_passes(self, minutes: int) -> None:
        self.clock.pass_by(minutes=minutes)

    @rule(target=tickets)
    def midnight(self) -> object:
        self.clock.pass_by(days=1)
        self.todays.clear()
        self.queue.call_next("8", CLERK)  # any change begins the day; nobody waits any more
        for ticket, state in self.states.items():
            if state in (TicketState.WAITING, TicketState.NO_SHOW, TicketState.ON_HOLD):
                self.states[ticket] = TicketState.EXPIRED
        return multiple()

    @invariant()
    def every_window_sees_its_next(self) -> None:
        waiting = {t for t, state in self.states.items() if state is TicketState.WAITING}
        seen: set[str] = set()
        for window in WINDOWS[:3]:
            queue = [ticket.id for ticket in self.queue.snapshot(window).queue]
            assert len(set(queue)) == len(queue)
            seen.update(queue)
        assert seen == waiting, "somebody waits whom no window would call"

    @invariant()
    def states_follow_from_events(self) -> None:
        stored = self.queue.standings()
        assert stored == self.queue.project()
        assert {id_: standing.state for id_, standing in stored.items()} == self.states

    @invariant()
    def numbers_of_events_have_no_gap(self) -> None:
        seqs = [event.seq for event in self.queue.events_since(0)]
        assert seqs == list(range(1, self.queue.seq() + 1))

    def _busy(self, window: str) -> bool:
        return any(
            self.windows[ticket] == window
            for ticket, state in self.states.items()
            if state in (TicketState.CALLED, TicketState.SERVING)
        )

    def _try(
        self,
        ticket: str,
        move: TicketMove,
        window: str | None,
        allowed: bool,
        act: Callable[[], Ticket],
    ) -> None:
        before = self.queue.seq()
        allowed = allowed and self.states[ticket] in MOVES[move][0]
        try:
            moved = act()
        except Failure:
            assert not allowed
            assert self.queue.seq() == before
        else:
            assert allowed
            self._note(moved, move, window)

    def _note(self, ticket: Ticket, move: TicketMove, window: str | None) -> None:
        assert ticket.state is MOVES[move][1]
        self.states[ticket.id] = ticket.state
        if window is not None:
            self.windows[ticket.id] = window


_made: list[Path] = []


def _template() -> Path:
    """An empty hall to copy: making one takes longer than a whole day in it."""
    if not _made:
        folder = Path(tempfile.mkdtemp())
        make_hall(folder)
        _made.append(folder / "hall.db")
    return _made[0]


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


class AnyDayOnAServer(AnyDay):
    """The same on PostgreSQL; the fixture below sets up where."""

    cluster: ClassVar[Cluster]
    template: ClassVar[str]

    def new_hall(self) -> str:
        name = f"any_day_{self.folder.name.lower()}"
        self.cluster.make_database(name, self.template)
        url = self.cluster.url(name)
        keep_password(url, self.cluster.passwords[OWNER])
        return url


@pytest.fixture
def any_server(cluster: Cluster, hall_template: str, shared_secrets: None) -> None:
    AnyDayOnAServer.cluster, AnyDayOnAServer.template = cluster, hall_template


TestAnyDayOnAServer = pytest.mark.usefixtures("any_server")(AnyDayOnAServer.TestCase)
TestAnyDayOnAServer.settings = settings(TestAnyDay.settings, max_examples=5)


def test_the_order_of_calls_is_judged_from_the_history_alone(queue: HallQueue) -> None:
    """The judge of the racing test tells a wrong call from a right one."""
    for _ in range(3):
        queue.take("A")
    queue.call_next("1", CLERK)
    assert calls_out_of_turn(queue.events_since(0)) == []
    queue.call("A003", "2", CLERK)
    assert [event.number for event in calls_out_of_turn(queue.events_since(0))] == ["A003"]
