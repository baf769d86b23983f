"""The tables of one hall, the same on every database.

`event` is the truth: one row for every change, never altered. `ticket` and what changes in
`window` are its projection, kept in the same transaction; `hall` is one row whose `seq` every
change raises first, so that changes wait for each other and commit in the order of their
numbers.
"""

from enum import StrEnum
from typing import Any, TypeVar

import msgspec
from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Dialect,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

from desk.domain.tickets import (
    NO_DETAIL,
    Detail,
    HallMove,
    OpenHours,
    Priority,
    TicketMove,
    TicketState,
    WindowStanding,
)
from desk.vault.database import Moment

E = TypeVar("E", bound=StrEnum)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Move(TypeDecorator[TicketMove | HallMove]):
    """A move of a ticket or of the hall, by its word.

    A word of a newer version is read as `TicketMove.UNKNOWN`: it must not end who follows.
    """

    impl = String(16)
    cache_ok = True

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> TicketMove | HallMove | None:
        if value is None:
            return None
        return _MOVES.get(value, TicketMove.UNKNOWN)


_MOVES: dict[str, TicketMove | HallMove] = {move.value: move for move in (*HallMove, *TicketMove)}


class Json(TypeDecorator[Any]):
    """A value of one kind as JSON text; what is empty is stored as nothing.

    With `lenient`, what cannot be read as this version writes it counts as empty: a row of
    another version must not end who reads the history.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any, empty: Any, lenient: bool = False) -> None:
        super().__init__()
        self.kind = kind
        self.empty = empty
        self.lenient = lenient

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None or value == self.empty:
            return None
        return msgspec.json.encode(value).decode()

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        if value is None:
            return self.empty
        try:
            return msgspec.json.decode(value, type=self.kind)
        except msgspec.MsgspecError:
            if not self.lenient:
                raise
            return self.empty


def _words(kind: type[E]) -> Enum:
    """A column that holds the enumeration's own words."""
    return Enum(kind, native_enum=False, length=16, values_callable=lambda k: [m.value for m in k])


hall = Table(
    "hall",
    metadata,
    Column("id", Integer, CheckConstraint("id = 1", name="one"), primary_key=True),
    Column("code", String(8), nullable=False),
    Column("name", String(100), nullable=False),
    Column("utc_offset_min", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("day", Date, nullable=False),
    Column("closed", Date),
    Column("revision", Integer, nullable=False, server_default="0"),
)
"""The hall itself. `day` is its local day, `utc_offset_min` its local time, `closed` the last
day that was closed. `revision` rises whenever services or windows are set up anew."""

service = Table(
    "service",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("prefix", String(2), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("place", Integer, nullable=False),
    Column("hint", String(100), nullable=False, server_default=""),
    Column("hours", Json(tuple[OpenHours, ...], ())),
    Column("name_en", String(100), nullable=False, server_default=""),
    Column("hint_en", String(100), nullable=False, server_default=""),
)

window = Table(
    "window",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("place", Integer, nullable=False),
    Column("serves", Json(tuple[tuple[str, int], ...], ())),
    Column("direction", Integer),
    Column("standing", _words(WindowStanding), nullable=False, server_default="open"),
    Column("reason", String(40), nullable=False, server_default=""),
    Column("person", String(64)),
)
"""A window; `standing`, `reason` and `person` follow from its last event."""

ticket = Table(
    "ticket",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("day", Date, nullable=False),
    Column("prefix", String(2), nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("number", String(12), nullable=False),
    Column("service_code", ForeignKey("service.code"), nullable=False),
    Column("priority", _words(Priority), nullable=False),
    Column("state", _words(TicketState), nullable=False),
    Column("arrived", Integer, nullable=False),
    Column("taken_at", Moment, nullable=False),
    Column("called_at", Moment),
    Column("calls", Integer, nullable=False),
    Column("window", ForeignKey("window.code")),
    Column("serving_since", Moment),
    Column("served_s", Integer, nullable=False),
    Column("slot", Moment),
    Column("returned", Integer, nullable=False, server_default="0"),
    Column("for_window", ForeignKey("window.code")),
    Column("held_at", Moment),
    UniqueConstraint("day", "prefix", "sequence"),
    UniqueConstraint("day", "number"),
)
"""`arrived` is the seq of its TAKEN event: the order of arrival, whatever the clocks say;
`returned` that of its last RETURNED, or 0."""

_AT_A_WINDOW = ticket.c.state.in_([TicketState.CALLED, TicketState.SERVING])
Index(
    "uq_ticket_one_at_a_window",
    ticket.c.window,
    unique=True,
    sqlite_where=_AT_A_WINDOW,  # on PostgreSQL, too; to say so here would load all of its dialect
)
_OPEN = ticket.c.state.not_in([TicketState.SERVED, TicketState.CANCELLED, TicketState.EXPIRED])
Index("ix_ticket_open", ticket.c.day, sqlite_where=_OPEN)

appointment = Table(
    "appointment",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("day", Date, nullable=False),
    Column("code", String(6), nullable=False),
    Column("service_code", ForeignKey("service.code"), nullable=False),
    Column("slot", Moment, nullable=False),
    Column("holder", String(64), index=True),
    Column("ticket_id", ForeignKey("ticket.id")),
    UniqueConstraint("day", "code"),
)
"""A booked turn. `holder` is a keyed digest of an identity number, never the number."""

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("ticket.id"), index=True),
    Column("number", String(12)),
    Column("service_code", ForeignKey("service.code")),
    Column("priority", _words(Priority)),
    Column("move", Move, nullable=False),
    Column("from_state", _words(TicketState)),
    Column("to_state", _words(TicketState)),
    Column("window", ForeignKey("window.code")),
    Column("person", String(64)),
    Column("at", Moment, nullable=False),
    Column("command", String(64), unique=True),
    Column("detail", Json(Detail, NO_DETAIL, lenient=True)),
    Index("ix_event_move", "move", "seq"),
)
"""Who did what to which ticket where and when; `person` is a clerk's id, never a citizen.

Events of the hall itself (a window opens, the day ends) have no ticket."""

device = Table(
    "device",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("credential_hash", String(64), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("window_code", ForeignKey("window.code")),
    Column("name", String(64), nullable=False),
    Column("enrolled_at", Moment, nullable=False),
    Column("enrolled_by", String(100), nullable=False),
    Column("last_seen", Moment),
    Column("revoked_at", Moment),
    Column("changed", Integer, nullable=False),
)
"""A device that the hall's server lets in, or did: `credential_hash` is SHA-256 of its secret,
`changed` rises with every change of any."""

Index(
    "uq_device_one_of_a_name",
    device.c.role,
    device.c.name,
    unique=True,
    sqlite_where=device.c.revoked_at.is_(None),  # on PostgreSQL, too
)

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", String(4), primary_key=True),
    Column("key", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("window_code", String(8)),
    Column("name", String(64), nullable=False),
    Column("made_by", String(100), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("tries", Integer, nullable=False),
)
"""A code that was given and not used yet: its first group, and what scrypt made of it all."""
