"""The sides of the race, each on a store of its own with a full row of tickets."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from desk.domain.clock import local_day
from desk.domain.tickets import Priority, TicketMove, TicketState
from desk.hall import create_hall, open_hall, sqlite_url, tables
from desk.hall.adapters import require_known
from desk.hall.adapters.migrating import engine_for
from desk.hall.adapters.server import keep_password
from desk.hall.store import CHINA
from tests.bench.hall import naive
from tests.hall.halls import SERVICES
from tests.postgres import OWNER, Cluster

WINDOWS = tuple(str(number) for number in range(1, 65))


@dataclass(frozen=True, slots=True)
class Side:
    """Somebody who takes part: `join` makes the caller of one window, in its own process."""

    name: str
    join: Callable[[str], naive.Caller]


class HallDesk:
    """A window of ours in the closed loop."""

    def __init__(self, window: str, url: str) -> None:
        self._window = window
        self._queue = open_hall(url)

    def call(self) -> Any:
        ticket = self._queue.call_next(self._window, "clerk", command=None)
        assert ticket is not None, "the row ran empty: fill in more tickets"
        return ticket

    def end(self, ticket: Any) -> None:
        self._queue.cancel(ticket.id, self._window, "clerk")


def fill(url: str, count: int) -> None:
    """So many waiting tickets and their events, in a hall that is empty."""
    now = datetime.now(UTC)
    services = [service.code for service in SERVICES]
    ids = [f"{i:032x}" for i in range(1, count + 1)]
    common = [
        {
            "number": f"{services[i % 4]}{i:05d}",
            "service_code": services[i % 4],
            "priority": Priority.PRIORITY if i % 9 == 0 else Priority.NORMAL,
        }
        for i in range(1, count + 1)
    ]
    engine = engine_for(require_known(url))
    with engine.begin() as connection:
        connection.execute(
            insert(tables.ticket),
            [
                {
                    **facts,
                    "id": ticket_id,
                    "day": local_day(now, CHINA),
                    "prefix": "Z",
                    "sequence": seq,
                    "state": TicketState.WAITING,
                    "arrived": seq,
                    "taken_at": now,
                    "calls": 0,
                    "served_s": 0,
                }
                for seq, (ticket_id, facts) in enumerate(zip(ids, common, strict=True), 1)
            ],
        )
        connection.execute(
            insert(tables.event),
            [
                {
                    **facts,
                    "seq": seq,
                    "ticket_id": ticket_id,
                    "move": TicketMove.TAKEN,
                    "to_state": TicketState.WAITING,
                    "at": now,
                }
                for seq, (ticket_id, facts) in enumerate(zip(ids, common, strict=True), 1)
            ],
        )
        connection.execute(update(tables.hall).values(seq=count))
    engine.dispose()


@contextmanager
def on_postgresql(cluster: Cluster, count: int) -> Iterator[list[Side]]:
    """All sides on fresh databases of one cluster."""
    with cluster.database() as ours, cluster.database() as theirs, cluster.database() as bare:
        url = cluster.url(ours)
        keep_password(url, cluster.passwords[OWNER])
        create_hall(url, "NN01", "南宁市民中心", SERVICES, WINDOWS)
        fill(url, count)
        where = {}
        for name in (theirs, bare):
            with cluster.connect(name) as connection:
                connection.execute(naive.TABLES)
                with (
                    connection.cursor() as cursor,
                    cursor.copy(
                        "COPY ticket (id, number, service, priority, state, arrived) FROM STDIN"
                    ) as copy,
                ):
                    for row in naive.tickets(count):
                        copy.write_row(row)
            # over TCP like ours, not through the socket
            where[name] = {
                "host": "127.0.0.1",
                "port": cluster.port,
                "user": OWNER,
                "password": cluster.passwords[OWNER],
                "dbname": name,
            }
        for name in (ours, theirs, bare):
            with cluster.connect(name) as connection:
                connection.execute("VACUUM ANALYZE")
                connection.execute("CHECKPOINT")
        yield [
            Side("naive", partial(naive.NaivePostgres, where=where[theirs])),
            Side("hall desk", partial(HallDesk, url=url)),
            Side("bare SKIP LOCKED", partial(naive.Skipping, where=where[bare])),
            Side("bare round trip", partial(naive.Pinging, where=where[bare])),
        ]


@contextmanager
def on_sqlite(count: int) -> Iterator[list[Side]]:
    """Both sides on fresh files."""
    import sqlite3

    with tempfile.TemporaryDirectory() as folder:
        url = sqlite_url(Path(folder) / "hall.db")
        create_hall(url, "NN01", "南宁市民中心", SERVICES, WINDOWS)
        fill(url, count)
        theirs = Path(folder) / "naive.db"
        connection = sqlite3.connect(theirs)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(naive.TABLES)
        connection.executemany(
            "INSERT INTO ticket (id, number, service, priority, state, arrived) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            naive.tickets(count),
        )
        connection.commit()
        connection.close()
        yield [
            Side("naive", partial(naive.NaiveSqlite, where=theirs)),
            Side("hall desk", partial(HallDesk, url=url)),
        ]
