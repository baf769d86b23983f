"""A hall on a server: what only a server can do to a window, and what it does for all."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from desk.domain.failures import Failure
from desk.domain.tickets import Event, TicketMove
from desk.hall import HallFollower, HallQueue, open_hall, upgrade_hall
from desk.hall.adapters import postgres
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.adapters.rows import Writing
from desk.hall.adapters.server import keep_password
from desk.hall.failures import (
    HallBusy,
    HallTooNew,
    HallTooOld,
    HallUnreachable,
    HistoryDamaged,
    ServiceUnknown,
)
from desk.hall.requests import CallNext, Requester, TakeTicket
from tests.check import ROOT
from tests.cut import CHANGED, Cut
from tests.hall.halls import Clock, fill_hall
from tests.postgres import OWNER, Cluster

CLERK = "weili"
HOLD = "SELECT 1 FROM hall FOR UPDATE"


@pytest.fixture
def url(server_url: str) -> str:
    return server_url


@contextmanager
def somebody_at_work(cluster: Cluster, url: str) -> Iterator[psycopg.Connection[Any]]:
    """Another window, in the middle of a change of the hall."""
    with closing(cluster.connect(url.rpartition("/")[2])) as other:
        other.execute("BEGIN")
        other.execute(HOLD)
        yield other


def waiting_backend(cluster: Cluster, url: str) -> int:
    """The process in the server that waits for the hall's row."""
    query = "SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
    with closing(cluster.connect()) as looking:
        row = None
        end = time.monotonic() + 10
        while row is None:
            assert time.monotonic() < end
            row = looking.execute(query, (url.rpartition("/")[2],)).fetchone()
        return int(row[0])


def in_a_thread(act: Callable[[], object]) -> tuple[threading.Thread, list[object]]:
    """Do something beside the test; what came of it, a failure too, is the list's only entry."""
    outcome: list[object] = []

    def run() -> None:
        try:
            outcome.append(act())
        except Failure as failure:
            outcome.append(failure)

    thread = threading.Thread(target=run)
    thread.start()
    return thread, outcome


def test_a_connection_cut_in_a_call_is_told_and_the_next_try_is_right(
    queue: HallQueue, url: str, cluster: Cluster
) -> None:
    queue.take("A")
    with somebody_at_work(cluster, url) as other:
        thread, outcome = in_a_thread(lambda: queue.call_next("1", CLERK, command="one"))
        other.execute("SELECT pg_terminate_backend(%s)", (waiting_backend(cluster, url),))
        thread.join(10)
    assert [type(failure) for failure in outcome] == [HallUnreachable]
    called = queue.call_next("1", CLERK, command="one")
    assert called is not None
    assert called.number == "A001"
    assert [event.move for event in queue.events_since(0)] == [TicketMove.TAKEN, TicketMove.CALLED]


def test_an_answer_lost_after_the_commit_is_settled_at_once(
    queue: HallQueue, url: str, cluster: Cluster, clock: Clock
) -> None:
    queue.take("A")
    queue.take("A")
    with Cut(cluster.port) as cut:
        far = cluster.url(url.rpartition("/")[2], OWNER, f"127.0.0.1:{cut.port}")
        keep_password(far, cluster.passwords[OWNER])
        with open_hall(far, clock=clock) as window:
            cut.at = CHANGED
            called = window.call_next("1", CLERK)
            assert not cut.at, "the wire was cut"
    assert called is not None
    assert called.number == "A001"
    calls = [event for event in queue.events_since(0) if event.move is TicketMove.CALLED]
    assert len(calls) == 1


def test_of_a_batch_whose_answer_was_lost_everything_is_settled(
    queue: HallQueue, url: str, cluster: Cluster, clock: Clock
) -> None:
    queue.take("A")
    with Cut(cluster.port) as cut:
        far = cluster.url(url.rpartition("/")[2], OWNER, f"127.0.0.1:{cut.port}")
        keep_password(far, cluster.passwords[OWNER])
        with open_hall(far, clock=clock) as window:
            cut.at = b"INSERT 0 2"
            answers = window.carry_out(
                [
                    (CallNext(), Requester("1", CLERK)),
                    (CallNext(), Requester("2", CLERK)),
                    (TakeTicket(service="Z"), Requester()),
                    (TakeTicket(service="B"), Requester()),
                ]
            )
            assert not cut.at, "the wire was cut"
    called, nobody, refused, taken = answers
    # nobody waited for window 2 the first time; asked again, somebody had come meanwhile
    assert (called.number, nobody.number, taken.number) == ("A001", "B001", "B001")
    assert isinstance(refused, ServiceUnknown)
    assert [event.move for event in queue.events_since(0)] == ["taken", "called", "taken", "called"]
    assert queue.project() == queue.standings()


def test_an_answer_lost_for_long_is_told_and_settled_by_the_command(
    queue: HallQueue, url: str, cluster: Cluster, clock: Clock
) -> None:
    queue.take("A")
    queue.take("A")
    with Cut(cluster.port) as cut:
        far = cluster.url(url.rpartition("/")[2], OWNER, f"127.0.0.1:{cut.port}")
        keep_password(far, cluster.passwords[OWNER])
        with open_hall(far, clock=clock) as window:
            cut.at, cut.stays = CHANGED, True
            with pytest.raises(HallAnswerLost, match="may have been done or not"):
                window.call_next("1", CLERK, command="one")
            cut.mend()
            settled = window.call_next("1", CLERK, command="one")
    assert settled is not None
    assert settled.number == "A001"
    calls = [event for event in queue.events_since(0) if event.move is TicketMove.CALLED]
    assert len(calls) == 1


def test_a_server_that_was_restarted_is_no_trouble_at_all(
    queue: HallQueue, cluster: Cluster
) -> None:
    queue.take("A")
    cluster.stop()
    with pytest.raises(HallUnreachable):
        queue.take("A")
    with pytest.raises(HallUnreachable):
        queue.snapshot("1")
    cluster.start()
    assert queue.take("A").number == "A002"
    cluster.stop()
    cluster.start()
    # the connection at rest was lost, which is seen before anything is sent
    assert queue.take("A").number == "A003"


def test_a_server_that_hangs_counts_as_gone(
    queue: HallQueue, url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue.take("A")
    monkeypatch.setattr(postgres, "PATIENCE_S", 0.3)
    with somebody_at_work(cluster, url):
        thread, outcome = in_a_thread(lambda: queue.call_next("1", CLERK))
        hung = waiting_backend(cluster, url)
        os.kill(hung, signal.SIGSTOP)
        thread.join(10)
    os.kill(hung, signal.SIGCONT)
    assert "no answer" in str(outcome[0])
    monkeypatch.setattr(postgres, "PATIENCE_S", 10)
    called = queue.call_next("1", CLERK)
    assert called is not None
    assert len(queue.events_since(0)) == 2


def test_a_change_that_comes_to_nothing_takes_no_statement_away(url: str, clock: Clock) -> None:
    with open_hall(url, clock=clock) as queue:
        assert queue.call_next("1", CLERK) is None
        for _ in range(20):  # often enough for a driver to prepare what is asked
            assert queue.find("A001") is None
        assert queue.call_next("1", CLERK) is None
        queue.take("A")
        called = queue.call_next("1", CLERK)
    assert called is not None


def test_a_commit_that_waits_for_a_lost_standby_is_not_waited_for_for_ever(
    url: str, cluster: Cluster, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "PATIENCE_S", 0.5)
    monkeypatch.setitem(postgres.LIMITS_MS, "lock_timeout", 100)
    with open_hall(url, clock=clock) as queue, closing(cluster.connect()) as owner:
        queue.take("A")
        owner.execute("ALTER SYSTEM SET synchronous_standby_names = 'a_lost_one'")
        owner.execute("SELECT pg_reload_conf()")
        try:
            _until(lambda: _waits_for_a_standby(cluster))
            with pytest.raises(HallAnswerLost, match="no answer"):
                queue.call_next("1", CLERK, command="one")
            with pytest.raises(HallBusy):
                queue.call_next("1", CLERK, command="one")
        finally:
            owner.execute("ALTER SYSTEM RESET synchronous_standby_names")
            owner.execute("SELECT pg_reload_conf()")
        _until(lambda: _settles(queue))
        calls = [event for event in queue.events_since(0) if event.move is TicketMove.CALLED]
        assert len(calls) == 1


def _waits_for_a_standby(cluster: Cluster) -> bool:
    """Whether commits wait by now: one process of the server tells the others, in its own time."""
    with closing(cluster.connect()) as probe:
        given_up = threading.Timer(0.3, probe.cancel)  # ends the wait; the commit stands
        given_up.start()
        begun = time.monotonic()
        probe.execute("SELECT pg_logical_emit_message(true, 'probe', '')")
        given_up.cancel()
        return time.monotonic() - begun >= 0.3


def _settles(queue: HallQueue) -> bool:
    try:
        settled = queue.call_next("1", CLERK, command="one")
    except HallBusy:
        return False
    return settled is not None and settled.number == "A001"


def test_a_hall_kept_by_somebody_else_is_busy(
    url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres.LIMITS_MS, "lock_timeout", 100)
    with open_hall(url) as queue:
        with somebody_at_work(cluster, url):
            with pytest.raises(HallBusy):
                queue.take("A")
            assert queue.snapshot("1").queue == ()  # looking waits for nobody
        assert queue.take("A").number == "A001"


def test_a_window_that_falls_silent_in_a_change_loses_the_hall(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(postgres.LIMITS_MS, "idle_in_transaction_session_timeout", 200)
    with open_hall(url) as silent, open_hall(url) as lively:
        numbers: list[str] = []
        begun = time.monotonic()
        row, _ = silent._database.begin([])
        numbers.append(lively.take("A").number)
        nothing = Writing(row.seq, row.day, None, 0, [], [], [], [], [], {}, [])
        with pytest.raises(HallUnreachable):
            silent._database.write(nothing)
        assert time.monotonic() - begun < 3
        assert numbers == ["A001"]
        assert silent.take("A").number == "A002"


def test_a_broken_rule_that_shows_at_the_commit_is_not_swallowed(
    queue: HallQueue, url: str, cluster: Cluster
) -> None:
    queue.take("B")
    with closing(cluster.connect(url.rpartition("/")[2])) as owner:
        # somebody meddled with the tables: today's A001 is there already
        owner.execute("UPDATE ticket SET number = 'A001'")
        with pytest.raises(HistoryDamaged, match="uq_ticket_day_number"):
            queue.take("A")
        assert len(queue.events_since(0)) == 1
        owner.execute("UPDATE ticket SET number = 'B001'")
    assert queue.take("A").number == "A001"
    assert queue.project() == queue.standings()


def test_the_servers_clock_is_the_halls(
    url: str, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Behind(datetime):
        """The clock of a window that is years behind."""

        @classmethod
        def now(cls, tz: Any = None) -> "Behind":
            return cls(1999, 1, 1, tzinfo=tz)

    monkeypatch.setattr("desk.hall.core.utc_now", lambda: datetime(1999, 1, 1, tzinfo=UTC))
    with open_hall(url) as queue:
        taken = queue.take("A").taken_at
    assert abs(datetime.now(UTC) - taken) < timedelta(minutes=1)
    assert taken.utcoffset() == timedelta(0)


def test_a_hall_of_another_version_is_not_touched(url: str, cluster: Cluster) -> None:
    with closing(cluster.connect(url.rpartition("/")[2])) as owner:
        owner.execute("UPDATE alembic_version SET version_num = '0000'")
        with pytest.raises(HallTooOld, match="0000"):
            open_hall(url)
        owner.execute("UPDATE alembic_version SET version_num = '9999'")
        for refusing in (open_hall, upgrade_hall):
            with pytest.raises(HallTooNew):
                refusing(url)


def test_two_halls_live_in_one_database(url: str, clock: Clock) -> None:
    other = f"{url}?schema=second"
    fill_hall(other)
    heard: list[Event] = []
    follower = HallFollower(other, heard.extend)
    follower.start()
    with open_hall(url, clock=clock) as first, open_hall(other, clock=clock) as second:
        first.take("A")
        first.take("A")
        assert second.take("A").number == "A001"
        _until(lambda: len(heard) == 1)
        assert len(first.events_since(0)) == 2
    follower.stop()
    assert [event.seq for event in heard] == [1]


def test_a_call_reaches_eight_displays_at_once(url: str, queue: HallQueue) -> None:
    heard: list[list[float]] = [[] for _ in range(8)]
    followers = [_listener(url, mine) for mine in heard]
    for follower in followers:
        follower.start()
    late: list[float] = []
    for count in range(1, 11):
        queue.take("A")
        done = time.monotonic()
        _until(partial(_all_have, heard, count))
        late += [mine[-1] - done for mine in heard]
    for follower in followers:
        follower.stop()
    # without a glance at a clock in between; a machine busy with other things may be late once
    assert sorted(late)[len(late) // 2] < 0.05, late
    assert sorted(late)[int(len(late) * 0.9)] < 0.2, late


def _listener(url: str, heard: list[float]) -> HallFollower:
    return HallFollower(url, lambda _: heard.append(time.monotonic()))


def _all_have(heard: list[list[float]], count: int) -> bool:
    return all(len(mine) == count for mine in heard)


def test_a_follower_catches_up_after_the_server_was_away(
    url: str, queue: HallQueue, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.hall.follower.RETRY_S", 0.05)
    told: list[Failure | None] = []
    heard: list[Event] = []
    follower = HallFollower(url, heard.extend, told.append)
    follower.start(since=0)
    queue.take("A")
    _until(lambda: len(heard) == 1)
    cluster.stop("immediate")
    _until(lambda: len(told) == 1)
    assert isinstance(told[0], HallUnreachable)
    cluster.start()
    for _ in range(5):
        queue.take("A")
    _until(lambda: len(heard) == 6)
    queue.take("B")
    _until(lambda: len(heard) == 7)
    follower.stop()
    assert [event.seq for event in heard] == list(range(1, 8))
    assert told[1:] == [None], "the trouble was told once, and its end"


def test_a_cluster_goes_with_whoever_started_it() -> None:
    code = (
        "import os, signal; from tests.postgres import Cluster; cluster = Cluster.make();"
        "cluster.start(); print(cluster.folder, cluster.port, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    folder, port = done.stdout.split()
    _until(lambda: not Path(folder).exists())
    with socket.socket() as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", int(port)))


def _until(holds: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.005)
