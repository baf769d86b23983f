"""The tables of enrolled devices and open codes, in the hall's own database.

Small and seldom written, so each statement stands for itself. `changed` rises with every
change of a device, so that several servers over one database notice each other's.
"""

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from desk.domain.failures import Failure
from desk.hall.adapters import require_known, sqlite
from desk.hall.adapters.rows import moment
from desk.hall.adapters.server import Address, server_of
from desk.hall.enrolment import Role

_DEVICE = (
    "id, credential_hash, role, window_code, name, enrolled_at, enrolled_by, last_seen, revoked_at"
)


class Device(msgspec.Struct, frozen=True):
    """An enrolled device. `credential_hash` never leaves the server."""

    id: str
    credential_hash: str
    role: Role
    window: str | None
    name: str
    enrolled_at: datetime
    enrolled_by: str
    last_seen: datetime | None = None
    revoked_at: datetime | None = None


class OpenCode(msgspec.Struct, frozen=True):
    """A code that was given and not used: `key` is what scrypt made of it."""

    id: str
    key: bytes
    role: Role
    window: str | None
    name: str
    made_by: str
    expires_at: datetime
    tries: int = 0


class DeviceStore:
    """Devices and codes in the database of the hall at `url`; blocking.

    Every method raises `HallUnreachable` or `HallBusy` when the database does not serve.
    """

    def __init__(self, url: str) -> None:
        self._database = _database_for(url)
        self._lock = threading.Lock()

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def devices(self) -> list[Device]:
        """Every device, revoked ones too, in order of enrolment."""
        with self._doing() as do:
            rows = do(f"SELECT {_DEVICE} FROM device ORDER BY enrolled_at, id", ())
        return [_device(row) for row in rows]

    def version(self) -> int:
        """A number that rises with every change of a device."""
        with self._doing() as do:
            return int(do("SELECT coalesce(max(changed), 0) FROM device", ())[0][0])

    def enrol(self, device: Device) -> None:
        """Add a device; the one that was this window, or had this name, is revoked by that."""
        at = moment(device.enrolled_at)
        with self._doing() as do:
            do(
                "UPDATE device SET revoked_at = ?, changed = (SELECT max(changed) + 1 FROM device) "
                "WHERE revoked_at IS NULL AND role = ? AND name = ?",
                (at, device.role.value, device.name),
            )
            do(
                f"INSERT INTO device ({_DEVICE}, changed) VALUES (?, ?, ?, ?, ?, ?, ?, NULL, NULL, "
                "(SELECT coalesce(max(changed), 0) + 1 FROM device))",
                (
                    device.id,
                    device.credential_hash,
                    device.role.value,
                    device.window,
                    device.name,
                    at,
                    device.enrolled_by,
                ),
            )

    def revoke(self, device_id: str, at: datetime) -> bool:
        """Let the device in no longer; whether there was one that was let in."""
        with self._doing() as do:
            return bool(
                do(
                    "UPDATE device SET revoked_at = ?, changed = (SELECT max(changed) + 1 FROM "
                    "device) WHERE id = ? AND revoked_at IS NULL RETURNING id",
                    (moment(at), device_id),
                )
            )

    def note_seen(self, seen: Sequence[tuple[str, datetime]]) -> None:
        """Keep when devices were last heard of."""
        with self._doing() as do:
            for device_id, at in seen:
                do("UPDATE device SET last_seen = ? WHERE id = ?", (moment(at), device_id))

    def open_code(self, code: OpenCode) -> None:
        """Keep a code; an earlier one of the same first group is replaced."""
        with self._doing() as do:
            do("DELETE FROM enrolment WHERE id = ?", (code.id,))
            do(
                "INSERT INTO enrolment (id, key, role, window_code, name, made_by, expires_at, "
                "tries) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    code.id,
                    code.key.hex(),
                    code.role.value,
                    code.window,
                    code.name,
                    code.made_by,
                    moment(code.expires_at),
                    code.tries,
                ),
            )

    def code(self, code_id: str) -> OpenCode | None:
        """The code of this first group, also one that is too old; None when there is none."""
        with self._doing() as do:
            rows = do(
                "SELECT id, key, role, window_code, name, made_by, expires_at, tries "
                "FROM enrolment WHERE id = ?",
                (code_id,),
            )
        if not rows:
            return None
        id_, key, role, window, name, made_by, expires_at, tries = rows[0]
        expires = datetime.fromisoformat(expires_at)
        return OpenCode(id_, bytes.fromhex(key), Role(role), window, name, made_by, expires, tries)

    def count_try(self, code_id: str) -> None:
        """Note that a wrong proof was shown for the code."""
        with self._doing() as do:
            do("UPDATE enrolment SET tries = tries + 1 WHERE id = ?", (code_id,))

    def use_code(self, code: OpenCode) -> bool:
        """Take the code away; whether it was still there: only one can use it."""
        with self._doing() as do:
            return bool(
                do(
                    "DELETE FROM enrolment WHERE id = ? AND key = ? RETURNING id",
                    (code.id, code.key.hex()),
                )
            )

    def forget_codes(self, before: datetime) -> None:
        """Remove codes that were no longer good at this time."""
        with self._doing() as do:
            do("DELETE FROM enrolment WHERE expires_at < ?", (moment(before),))

    @contextmanager
    def _doing(self) -> Iterator[Callable[[str, Sequence[Any]], list[tuple[Any, ...]]]]:
        """Statements of one transaction; a connection that failed is opened anew next time."""
        with self._lock:
            try:
                connection = self._database.connection()
                connection.execute(self._database.begin)
                try:
                    yield self._database.do
                    connection.execute("COMMIT")
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
            except Failure:
                self._database.close()
                raise
            except self._database.errors as error:
                self._database.close()
                raise self._database.failure(error) from error


class _Sqlite:
    begin = "BEGIN IMMEDIATE"
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: sqlite3.Connection | None = None

    def connection(self) -> Any:
        if self._open is None:
            self._open = sqlite.connect(self._path)
        return self._open

    def do(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        return list(self.connection().execute(statement, values).fetchall())

    def failure(self, error: Exception) -> Exception:
        return sqlite.failure_of(error) if isinstance(error, sqlite3.Error) else error

    def close(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.close()


class _Postgres:
    begin = "BEGIN"

    def __init__(self, address: Address) -> None:
        import psycopg

        self.errors: tuple[type[Exception], ...] = (psycopg.Error,)
        self._server = server_of(address)
        self._open: Any = None

    def connection(self) -> Any:
        if self._open is None:
            from desk.hall.adapters.postgres import connect

            self._open = connect(self._server)
        return self._open

    def do(self, statement: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
        cursor = self.connection().execute(statement.replace("?", "%s"), values)
        return list(cursor.fetchall()) if cursor.description else []

    def failure(self, error: Exception) -> Exception:
        import psycopg

        from desk.hall.adapters.postgres import failure_of

        return (failure_of(error) if isinstance(error, psycopg.Error) else None) or error

    def close(self) -> None:
        opened, self._open = self._open, None
        if opened is not None:
            opened.close()


def _database_for(url: str) -> Any:
    address = require_known(url)
    if address.kind == "sqlite":
        return _Sqlite(sqlite.path_of(address))
    return _Postgres(address)


def _device(row: tuple[Any, ...]) -> Device:
    id_, credential_hash, role, window, name, enrolled_at, enrolled_by, last_seen, revoked_at = row
    return Device(
        id_,
        credential_hash,
        Role(role),
        window,
        name,
        datetime.fromisoformat(enrolled_at),
        enrolled_by,
        datetime.fromisoformat(last_seen) if last_seen else None,
        datetime.fromisoformat(revoked_at) if revoked_at else None,
    )
