"""The hall on PostgreSQL 15 or later: one database, or one schema of it, for all windows.

A writing transaction takes the hall's lock in the trip that begins it, so that what it read
still holds when it writes; a window that falls silent in the middle loses it after seconds.
What was lost on the way comes out as a failure, and the next try goes to whichever host takes
writes then.
"""

import itertools
import re
import selectors
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any, Self

import psycopg
from psycopg import errors, sql
from psycopg.abc import RV, Params, PQGen
from psycopg.pq import ExecStatus, PipelineStatus, TransactionStatus
from sqlalchemy import URL, Connection, Engine, Transaction, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, DisconnectionError

from desk.domain.failures import Failure
from desk.hall.adapters import READ_ONLY, guards
from desk.hall.adapters.failures import (
    HallAnswerLost,
    HallCertificateRefused,
    HallForbidden,
    HallPasswordRefused,
    HallServerTooOld,
)
from desk.hall.adapters.server import Server, server_of
from desk.hall.adapters.statements import Values, Worded
from desk.hall.failures import HallBusy, HallUnreachable
from desk.vault.keys import KeyringMissing, Keys

OLDEST = 15

LIMITS_MS = {
    "lock_timeout": 5_000,
    "statement_timeout": 5_000,
    "idle_in_transaction_session_timeout": 3_000,
}
"""How long a window waits for others' changes, how long one statement may take, and how long
a window may hold the hall without a word: less than the others wait. A commit that waits for a
standby is none of these: the server waits on, and the window no longer than `PATIENCE_S`."""

PLANS = {"plan_cache_mode": "force_generic_plan"}
"""What a hall asks is the same every time: to plan it anew takes longer than to answer it."""

KEEPALIVES = {"tcp_keepalives_idle": 2, "tcp_keepalives_interval": 1, "tcp_keepalives_count": 3}
"""How the server notices that a window's machine is gone, in seconds."""

LONG_S = 3_600.0
"""How long a change of the tables themselves may take, in seconds."""

PATIENCE_S = 10.0
"""A server that has not answered for so many seconds counts as gone, whatever its wires say."""

GLANCE_S = 0.05
"""How long a watch waits for news at a time, in seconds."""

LOOK = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "SET LOCAL idle_in_transaction_session_timeout = '60s'",  # nobody waits for who only looks
)
CHANGE = ("BEGIN", "SELECT pg_advisory_xact_lock(1751215212, hashtext(current_schema()))")
"""How transactions begin. The lock is this program's (a number of its own) on this schema."""


class Wire(psycopg.Connection[Any]):
    """A connection that is patient within limits and begins a transaction on the way."""

    opening: tuple[str, ...] = ()
    """What the next statement takes along in front of it."""

    prepared: dict[Worded, str]
    """The statements that the server has ready for this connection, by their names there."""

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

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.prepared = {}
        self.names = itertools.count()  # none is used twice

    def take_opening(self) -> tuple[str, ...]:
        """What is to be sent first, now."""
        opening, self.opening = self.opening, ()
        return opening

    def commit(self) -> None:
        """Commit; in a pipeline together with what is in it."""
        self.opening = ()
        if self.pgconn.pipeline_status == PipelineStatus.OFF:
            super().commit()
        else:
            self.execute("COMMIT", prepare=False)

    def rollback(self) -> None:
        """Take back what was begun, if anything was."""
        self.opening = ()
        super().rollback()


class OpeningCursor(psycopg.Cursor[Any]):
    """Sends the connection's `opening` with the statement, as one text in one trip.

    A pipeline would do that too, but the server counts a window that falls silent behind one
    as busy, and would let it keep the hall.
    """

    def execute(self, query: Any, params: Params | None = None, **how: Any) -> Self:
        """As in psycopg."""
        wire: Any = self.connection
        opening = wire.take_opening()
        if not opening:
            return super().execute(query, params, **how)
        super().execute("; ".join((*opening, psycopg.ClientCursor(wire).mogrify(query, params))))
        while self.nextset():
            pass
        return self


class Postgres:
    """The adapter for ``postgresql://USER@HOST/DATABASE``."""

    def engine(self, url: URL, *, make: bool = False) -> Engine:
        """An engine on the database; with `make` the schema of the address is made as needed."""
        server = server_of(url)

        def reach() -> Wire:
            wire = connect(server)
            if make and server.schema:
                guards.make_schema(wire, server.schema)
            return wire

        engine = create_engine(
            "postgresql+psycopg://",
            creator=reach,
            pool_size=1,  # a server has many windows, and a connection at rest costs it memory
            max_overflow=9,
            hide_parameters=True,
            use_native_hstore=False,
        )
        event.listen(engine, "checkout", _require_silence)
        event.listen(engine, "begin", _begin)
        event.listen(engine, "handle_error", _word)
        return engine

    def forbid_changes(self, connection: Connection, table: str) -> None:
        """Guard `table` by a trigger that raises, for its owner too."""
        guards.forbid_changes(connection, table)

    def announce(self, connection: Connection, table: str) -> None:
        """Tell the watches of every row that is added to `table`, when it is committed."""
        guards.announce(connection, table)

    def take_time(self, connection: Connection) -> None:
        """Lift the limits on how long a statement of this transaction may take."""
        wire: Any = connection.connection.dbapi_connection
        wire.patience_s = LONG_S
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{LONG_S:.0f}s'")

    def grant_roles(self, connection: Connection) -> None:
        """Give the hall's groups of users what each of them needs, and no more."""
        guards.grant_roles(connection)

    @contextmanager
    def watch(self, url: URL) -> Iterator["Ear"]:
        """Listen on a connection of its own."""
        with closing(connect(server_of(url))) as wire:
            yield Ear(wire)

    def ask(
        self, connection: Connection, questions: Sequence[tuple[Worded, Values]]
    ) -> list[list[tuple[Any, ...]]]:
        """Ask all in one text; what begins the transaction goes along.

        The server keeps the statements prepared. A pipeline would not do: it goes out piece by
        piece, and a window that falls silent behind one counts as busy and keeps the hall.
        """
        wire: Any = connection.connection.dbapi_connection
        results = _say(connection, wire, _spoken(wire, questions), committing=False)
        # what went in front of the questions has results of its own
        return [
            statement.rows(rows)
            for (statement, _), rows in zip(questions, results[-len(questions) :], strict=True)
        ]

    def settle(
        self,
        connection: Connection,
        transaction: Transaction,
        statements: Sequence[tuple[Worded, Values]],
    ) -> None:
        """The commit goes out behind the statements, in the same text."""
        wire: Any = connection.connection.dbapi_connection
        try:
            _say(connection, wire, [*_spoken(wire, statements), "COMMIT"], committing=True)
        finally:
            # whatever SQLAlchemy takes for ended must be so
            if not wire.closed and wire.info.transaction_status == TransactionStatus.INERROR:
                wire.rollback()
        transaction.commit()


def _spoken(wire: Any, questions: Sequence[tuple[Worded, Values]]) -> list[str]:
    """The texts of the questions, behind whatever must go first."""
    texts = [*wire.take_opening()]
    quote = psycopg.ClientCursor(wire).mogrify
    asked = []
    for statement, values in questions:
        name = wire.prepared.get(statement)
        if name is None:
            name = wire.prepared[statement] = f"hall_{next(wire.names)}"
            texts.insert(0, f"PREPARE {name} AS {statement.text}")
        given = statement.parameters(values)
        places = f"({', '.join(['%s'] * len(given))})" if given else ""
        asked.append(quote(f"EXECUTE {name}{places}", given))
    return [*texts, *asked]


def _say(
    connection: Connection, wire: Any, texts: Sequence[str], *, committing: bool
) -> list[list[tuple[Any, ...]]]:
    """Send the texts as one, and give the rows of each that has a result."""
    cursor = wire.cursor()
    results = []
    try:
        cursor.execute("; ".join(texts))
        while True:
            told = cursor.pgresult.status == ExecStatus.TUPLES_OK
            results.append(cursor.fetchall() if told else [])
            if not cursor.nextset():
                return results
    except psycopg.Error as error:
        wire.prepared.clear()  # whichever of them was reached
        lost = _is_lost(error) or wire.closed
        if lost:
            connection.invalidate(error)
        raise failure_of(error, answer_lost=lost and committing) or DBAPIError.instance(
            None, None, error, psycopg.Error, hide_parameters=True, connection_invalidated=lost
        ) from error


class Ear:
    """Hears at once when a change is committed."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        try:
            (schema,) = wire.execute("SELECT current_schema()").fetchone() or (None,)
            channel = sql.Identifier(guards.channel_of(str(schema)))
            wire.execute(sql.SQL("LISTEN {}").format(channel))
        except psycopg.Error as error:
            raise failure_of(error) or error from error

    def changed(self) -> bool:
        """Whether a change was told since the last question."""
        try:
            return bool(list(self._wire.notifies(timeout=GLANCE_S, stop_after=1)))
        except psycopg.Error as error:
            raise failure_of(error) or error from error


def connect(server: Server) -> Wire:
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
            autocommit=True,  # transactions begin where `_begin` says
            # psycopg would prepare on its own, and at a rollback drop all that is prepared
            prepare_threshold=None,
            cursor_factory=OpeningCursor,
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
    # a broken rule of the schema or a misspelt statement is a fault of ours, not the hall's
    if isinstance(error, (psycopg.IntegrityError, psycopg.ProgrammingError, psycopg.DataError)):
        return None
    reason = type(error).__name__ if error.sqlstate else _reason(str(error))
    if "SSL" in reason or "certificate" in reason:
        return HallCertificateRefused(reason=reason)
    return HallAnswerLost(reason=reason) if answer_lost else HallUnreachable(reason=reason)


def _reason(told: str) -> str:
    """The last word of a long story of which host was tried and what became of it."""
    first = (told.splitlines() or [""])[0]
    return re.sub(r"^(FATAL|ERROR): +", "", first.rpartition(" failed: ")[2]).strip(" .:")


def _is_lost(error: psycopg.Error) -> bool:
    """Whether the connection is of no more use; a server that takes no writes is none."""
    ended = error.diag.severity_nonlocalized in ("FATAL", "PANIC")
    return ended or isinstance(error, errors.ReadOnlySqlTransaction)


def _require_silence(wire: Any, _record: Any, _proxy: Any) -> None:
    """Take no connection from the pool to which something came while it rested: its end."""
    with selectors.DefaultSelector() as ready:
        ready.register(wire.fileno(), selectors.EVENT_READ)
        if ready.select(0):
            raise DisconnectionError


def _begin(connection: Connection) -> None:
    wire: Any = connection.connection.dbapi_connection
    wire.opening = LOOK if connection.get_execution_options().get(READ_ONLY, False) else CHANGE


def _word(context: ExceptionContext) -> None:
    error = context.original_exception
    if not isinstance(error, psycopg.Error):
        return
    if _is_lost(error):
        context.is_disconnect = True
    # without a statement it was the commit
    lost = context.is_disconnect and context.statement is None
    failure = failure_of(error, answer_lost=lost)
    if failure is not None:
        raise failure from error
