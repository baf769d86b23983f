"""Servers that die, and standbys that take their place, as a hall's administrator would do it."""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.faults.hall.place import until
from tests.postgres import Cluster, running

RETRY = {"wal_retrieve_retry_interval": "200ms"}
"""A standby that lost its primary looks for it so often."""


@contextmanager
def replicated(names: Sequence[str]) -> Iterator[tuple[Cluster, dict[str, Cluster]]]:
    """A running primary, durable, and standbys by name, of which any one must have each change.

    Every server knows the whole list, as settings that are kept in one place would have it.
    """
    with running(durable=True) as primary:
        standbys: dict[str, Cluster] = {}
        try:
            for name in names:
                wait_for = {"synchronous_standby_names": any_one(names)}
                standbys[name] = primary.standby(name, {**RETRY, **wait_for})
                standbys[name].start()
            set_up(primary, "synchronous_standby_names", any_one(names))
            streaming(primary, len(names))
            yield primary, standbys
        finally:
            for standby in standbys.values():
                standby.remove()


def any_one(names: Sequence[str]) -> str:
    """The setting by which a change counts when any one of these standbys has it on its disk."""
    return f"ANY 1 ({', '.join(names)})" if names else ""


def set_up(server: Cluster, name: str, value: str) -> None:
    """Change one setting of a running server; it holds at once."""
    with server.connect() as connection:
        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        connection.execute("SELECT pg_reload_conf()")


def streaming(server: Cluster, count: int) -> None:
    """Wait until so many standbys of this server count."""
    asked = "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'quorum'"
    with server.connect() as connection:
        until(lambda: connection.execute(asked).fetchone() == (count,), 30)


def kill_at_once(server: Cluster) -> None:
    """As if the machine had no power any more: every process of the server, by SIGKILL."""
    postmaster = int((server.data / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGSTOP)  # it shall start no other meanwhile
    children = _children(postmaster)
    for process in (postmaster, *children):
        os.kill(process, signal.SIGKILL)
    until(lambda: not any(map(_lives, (postmaster, *children))), 30)


def stop_for_good(server: Cluster) -> None:
    """It must never come back and take windows to a second truth: it cannot be started again."""
    (server.data / "global" / "pg_control").rename(server.data / "global" / "pg_control.gone")
    try:
        server.start()
    except RuntimeError:
        return
    raise AssertionError("the old primary came back")


def furthest(standbys: dict[str, Cluster]) -> str:
    """Which standby has most: it has everything that was acknowledged.

    What it replayed counts beside what it received: one that was started anew while the primary
    was gone has received nothing since, and has to replay what it kept.
    """
    has: dict[str, int] = {}
    while has != (has := {name: _has(standby) for name, standby in standbys.items()}):
        time.sleep(0.1)
    return max(has, key=has.__getitem__)


def take_over(name: str, standbys: dict[str, Cluster]) -> None:
    """Make a standby the primary: it waits for those that are left, and they follow it."""
    chosen = standbys[name]
    left = [other for other in standbys if other != name]
    set_up(chosen, "synchronous_standby_names", any_one(left))
    for other in left:
        set_up(standbys[other], "primary_conninfo", chosen.as_source(other))
    chosen.promote()


def _has(standby: Cluster) -> int:
    with standby.connect() as connection:
        (has,) = connection.execute(
            "SELECT (GREATEST(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0')::bigint"
        ).fetchone() or (0,)
        return int(has)


def _children(parent: int) -> list[int]:
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            after_name = (entry / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(after_name[1]) == parent:
            found.append(int(entry.name))
    return found


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state != "Z"
