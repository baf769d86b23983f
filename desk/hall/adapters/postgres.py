"""The hall on PostgreSQL 15 or later: one database, or one schema of it.

A batch of changes costs two trips: one takes the hall's row and finds the commands that were
carried out before, one writes and commits. A program that falls silent in between loses the row
after seconds. What was lost on the way comes out as a failure, and the next try goes to whichever
host takes writes then.
"""

import re
import selectors
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from typing import Any

import msgspec
import psycopg
from psycopg import errors, sql
from psycopg.abc import RV, PQGen

from desk.domain.failures import Failure
from desk.hall.adapters import guards
from desk.hall.adapters.failures import (
    HallAnswerLost,
    HallCertificateRefused,
    HallForbidden,
    HallPasswordRefused,
    HallServerTooOld,
)
from desk.hall.adapters.rows import MOVED, HallRow, Writing, as_json, moment
from desk.hall.adapters.server import PostgresServer
from desk.hall.failures import HallBusy, HallUnreachable, HistoryDamaged
from desk.vault.keys import KeyringMissing, Keys

OLDEST = 15

LIMITS_MS = {
    "lock_timeout": 5_000,
    "statement_timeout": 5_000,
    "idle_in_transaction_session_timeout": 3_000,
}
"""How long a program waits for others' changes, how long one statement may take, and how long
a program may hold the hall without a word: less than the others wait. A commit that waits for a
standby is none of these: the server waits on, and the program no longer than `PATIENCE_S`."""

PLANS = {
    "plan_cache_mode": "force_generic_plan",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "jit": "off",
}
"""What a hall asks is the same every time: to plan it anew takes longer than to answer it. Rows of
a batch are found one by one: the planner takes them for a hundred and would read whole tables."""

KEEPALIVES = {"tcp_keepalives_idle": 2, "tcp_keepalives_interval": 1, "tcp_keepalives_count": 3}
"""How the server notices that a program's machine is gone, in seconds."""

PATIENCE_S = 10.0
"""A server that has not answered for so many seconds counts as gone, whatever its wires say."""

GLANCE_S = 0.05
"""How long a watch waits for news at a time, in seconds."""

_HALL = "SELECT seq, CAST(day AS text), CAST(closed AS text), revision, clock_timestamp() FROM hall"
_BEGIN = (
    f"BEGIN; SELECT 1 FROM hall FOR UPDATE; {_HALL}; "
    'SELECT command, move, "window", ticket_id FROM event WHERE command = ANY(%s)'
)
"""One text, for one trip. Behind a pipeline the server would not end a program that falls silent
(PostgreSQL 15), and the hall would stand still with it. The row, and with it the clock, is read
when the hall is held."""


def _records(table: str) -> str:
    """The rows of one JSON text, as rows of a table: one value however many there are."""
    return f'json_populate_recordset(null::"{table}", %s::json)'


_ADD_TICKETS = f"INSERT INTO ticket SELECT * FROM {_records('ticket')}"
_MOVE_TICKETS = (
    f"UPDATE ticket SET {', '.join(f'{name!s} = moved.{name}' for name in MOVED)} "
    f"FROM {_records('ticket')} moved WHERE ticket.id = moved.id"
).replace("window = moved.window", '"window" = moved."window"')
_VACATE = 'UPDATE ticket SET "window" = NULL WHERE id = ANY(%s)'
_ADD_EVENTS = f"INSERT INTO event SELECT * FROM {_records('event')}"
_SET_HALL = "UPDATE hall SET seq = %s, day = %s, closed = %s, revision = %s"
_SET_WINDOWS = (
    'UPDATE "window" SET standing = now_.standing, reason = now_.reason, person = now_.person '
    f'FROM {_records("window")} now_ WHERE "window".code = now_.code'
)
_SET_APPOINTMENTS = (
    f"INSERT INTO appointment SELECT * FROM {_records('appointment')} "
    "ON CONFLICT (id) DO UPDATE SET ticket_id = excluded.ticket_id"
)
_FREE_PREFIXES = "UPDATE service SET prefix = '~' || chr(19968 + place) WHERE code = ANY(%s)"
_SET_SERVICES = (
    f"INSERT INTO service SELECT * FROM {_records('service')} "
    "ON CONFLICT (code) DO UPDATE SET prefix = excluded.prefix, name = excluded.name, "
    "hint = excluded.hint, hours = excluded.hours, name_en = excluded.name_en, "
    "hint_en = excluded.hint_en"
)
_SET_UP_WINDOWS = (
    f'INSERT INTO "window" SELECT * FROM {_records("window")} '
    "ON CONFLICT (code) DO UPDATE SET serves = excluded.serves, direction = excluded.direction"
)


class Wire(psycopg.Connection[Any]):
    """A connection that is patient within limits."""

    patience_s: float | None = None
    """How long it waits for an answer, instead of `PATIENCE_S`."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """As psycopg waits; without a limit of its own, no longer than the connection's."""
        if timeout is not None:
            return super().wait(gen, interval, timeout)
        try:
            return super().wait(gen, interval, self.patience_s or PATIENCE_S)
        except errors._WaitTimeout:
            self.pgconn.finish()  # an answer that still came would be taken for another's
            raise psycopg.OperationalError("no answer") from None


class PostgresDatabase:
    """A connection to the hall on a server; made anew when it was lost."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server
        self._wire = connect(server)

    def rows(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """As `Database.rows`."""
        wire = self._ready()
        with _worded(wire):
            return wire.execute(statement.replace("?", "%s"), values or None).fetchall()

    def has_table(self, name: str) -> bool:
        """As `Database.has_table`."""
        return self.rows("SELECT to_regclass(?)", name) != [(None,)]

    def check(self) -> None:
        """As `Database.check`: a server looks after its own files."""

    def begin(self, commands: Sequence[str]) -> tuple[HallRow, list[tuple[Any, ...]]]:
        """As `Database.begin`."""
        wire = self._ready()
        try:
            with _worded(wire), psycopg.ClientCursor(wire) as cursor:
                cursor.execute(_BEGIN, (list(commands),))
                for _ in ("BEGIN", "FOR UPDATE"):
                    cursor.nextset()
                row = cursor.fetchone()
                cursor.nextset()
                return HallRow.of(row or ()), cursor.fetchall()
        except BaseException:
            self.rollback()
            raise

    def write(self, writing: Writing) -> None:
        """As `Database.write`."""
        try:
            with _worded(self._wire, writes=True), self._wire.pipeline():
                for statement, values in _statements(writing):
                    self._wire.execute(statement, values)
                self._wire.execute("COMMIT")
        except BaseException:
            self.rollback()
            raise

    def release(self) -> None:
        """As `Database.release`."""
        with _worded(self._wire):
            self._wire.execute("COMMIT")

    def rollback(self) -> None:
        """As `Database.rollback`."""
        with suppress(psycopg.Error):  # a lost connection has rolled back
            if not self._wire.closed:
                self._wire.execute("ROLLBACK")

    def look(self) -> HallRow | None:
        """As `Database.look`; a server is always asked, for its clock is the hall's."""
        return self.hall()

    def hall(self) -> HallRow:
        """As `Database.hall`."""
        wire = self._ready()
        with _worded(wire):
            return HallRow.of(wire.execute(_HALL).fetchone() or ())

    @contextmanager
    def reading(self) -> Iterator[None]:
        """As `Database.reading`."""
        wire = self._ready()
        with _worded(wire):
            wire.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            # nobody waits for who only looks
            wire.execute("SET LOCAL idle_in_transaction_session_timeout = '60s'")
        try:
            yield
        except BaseException:
            self.rollback()
            raise
        self.release()

    def close(self) -> None:
        """As `Database.close`."""
        self._wire.close()

    def _ready(self) -> Wire:
        """The connection; a new one when something came while it rested: its end."""
        if not self._wire.closed and _is_silent(self._wire):
            return self._wire
        self._wire.close()
        self._wire = connect(self._server)
        return self._wire


def _statements(writing: Writing) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """All that writes a batch, in an order that breaks none of the tables' rules on the way."""
    if writing.arrangement is not None:
        services, windows = writing.arrangement.services, writing.arrangement.windows
        yield _FREE_PREFIXES, ([service.code for service in services],)
        rows: list[Any] = [
            msgspec.to_builtins(one) | {"place": place, "hours": as_json(one.hours, ())}
            for place, one in enumerate(services)
        ]
        yield _SET_SERVICES, (_json(rows),)
        rows = [
            {"code": one.code, "direction": one.direction, "place": place}
            | {"serves": as_json(one.serves, ()), "standing": "open", "reason": ""}
            for place, one in enumerate(windows)
        ]
        yield _SET_UP_WINDOWS, (_json(rows),)
    if writing.new_tickets:
        yield _ADD_TICKETS, (_json(writing.new_tickets),)
    if writing.vacated:
        yield _VACATE, (writing.vacated,)
    for moved in (writing.left, writing.at_window):
        if moved:
            yield _MOVE_TICKETS, (_json(moved),)
    yield _ADD_EVENTS, (_json(writing.events),)
    if writing.windows:
        rows = [
            {"code": code, "standing": one.standing, "reason": one.reason, "person": one.person}
            for code, one in writing.windows.items()
        ]
        yield _SET_WINDOWS, (_json(rows),)
    if writing.appointments:
        rows = [
            msgspec.to_builtins(one) | {"slot": moment(one.slot)} for one in writing.appointments
        ]
        yield _SET_APPOINTMENTS, (_json(rows),)
    yield _SET_HALL, (writing.seq, writing.day, writing.closed, writing.revision)


def _json(rows: Sequence[Any]) -> str:
    return msgspec.json.encode(rows).decode()


class Ear:
    """Hears at once when a change is committed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        with _worded(wire):
            (schema,) = wire.execute("SELECT current_schema()").fetchone() or (None,)
            channel = sql.Identifier(guards.channel_of(str(schema)))
            wire.execute(sql.SQL("LISTEN {}").format(channel))

    def changed(self) -> bool:
        """Whether a change was told since the last question."""
        with _worded(self._wire):
            return bool(list(self._wire.notifies(timeout=GLANCE_S, stop_after=1)))


@contextmanager
def watch(server: PostgresServer) -> Iterator[Ear]:
    """Listen on a connection of its own."""
    with closing(connect(server)) as wire:
        yield Ear(wire)


def connect(server: PostgresServer) -> Wire:
    """A connection to the host that takes writes, with the password that the keyring holds.

    Raises `HallUnreachable`, `HallPasswordRefused`, `HallCertificateRefused`,
    `HallServerTooOld`, and `KeyringMissing` or `KeyringRefused` when a password is needed.
    """
    password, keyring = "", None
    try:
        password = Keys().secret(server.name) or ""
    except KeyringMissing as missing:
        keyring = missing
    limits = [f"-c {name}={value}" for name, value in (LIMITS_MS | KEEPALIVES | PLANS).items()]
    path = [f"-c search_path={server.schema}"] if server.schema else []
    try:
        wire = Wire.connect(
            **server.parameters(),
            options=" ".join([*limits, *path]),
            password=password,
            autocommit=True,  # transactions begin where they are begun
            prepare_threshold=0,
        )
    except psycopg.Error as error:
        told = str(error)
        if error.pgconn is not None and error.pgconn.needs_password and keyring is not None:
            raise keyring from error
        if "password" in told or "authentication failed" in told:
            raise HallPasswordRefused(user=server.user) from error
        raise failure_of(error) or error from error
    found = wire.info.server_version // 10_000
    if found < OLDEST:
        wire.close()
        raise HallServerTooOld(found=found, wanted=OLDEST)
    return wire


def failure_of(error: psycopg.Error, *, answer_lost: bool = False) -> Failure | None:
    """The failure that `error` means for the clerk; None for a fault of ours."""
    if isinstance(error, (errors.LockNotAvailable, errors.QueryCanceled)):
        return HallBusy()
    if isinstance(error, errors.InsufficientPrivilege):
        return HallForbidden(reason=error.diag.message_primary or "")
    if isinstance(error, psycopg.IntegrityError):
        return HistoryDamaged(reason=error.diag.constraint_name or type(error).__name__)
    # a misspelt statement is a fault of ours, not the hall's
    if isinstance(error, (psycopg.ProgrammingError, psycopg.DataError)):
        return None
    reason = type(error).__name__ if error.sqlstate else _reason(str(error))
    if "SSL" in reason or "certificate" in reason:
        return HallCertificateRefused(reason=reason)
    return HallAnswerLost(reason=reason) if answer_lost else HallUnreachable(reason=reason)


def failure_of_migration(error: BaseException | None) -> Failure | None:
    """As `failure_of`, for an error on the way through SQLAlchemy."""
    if not isinstance(error, psycopg.Error) or isinstance(error, psycopg.IntegrityError):
        return None
    return failure_of(error)


def _reason(told: str) -> str:
    """The last word of a long story of which host was tried and what became of it."""
    first = (told.splitlines() or [""])[0]
    return re.sub(r"^(FATAL|ERROR): +", "", first.rpartition(" failed: ")[2]).strip(" .:")


@contextmanager
def _worded(wire: Wire, *, writes: bool = False) -> Iterator[None]:
    """Raise psycopg's errors as the failures that they mean; a lost connection is closed."""
    try:
        yield
    except psycopg.Error as error:
        ended = error.diag.severity_nonlocalized in ("FATAL", "PANIC")
        # a server that takes no writes is of no more use either
        lost = (
            ended or wire.broken or wire.closed or isinstance(error, errors.ReadOnlySqlTransaction)
        )
        if lost:
            wire.close()
        failure = failure_of(error, answer_lost=lost and writes)
        raise failure or error from error


def _is_silent(wire: Wire) -> bool:
    with selectors.DefaultSelector() as ready:
        ready.register(wire.fileno(), selectors.EVENT_READ)
        return not ready.select(0)
