"""The tables of one hall, the same on every database.

`event` is the truth: one row for every change, never altered. `ticket` is its projection,
kept in the same transaction; `hall` is one row whose `seq` every change raises first, so that
changes wait for each other and commit in the order of their numbers.
"""

from enum import StrEnum
from typing import TypeVar

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    Enum,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)

from desk.domain.tickets import Priority, TicketMove, TicketState
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
)
"""The hall itself. `day` is its local day, `utc_offset_min` its local time."""

service = Table(
    "service",
    metadata,
    Column("code", String(16), primary_key=True),
    Column("prefix", String(2), nullable=False, unique=True),
    Column("name", String(100), nullable=False),
    Column("place", Integer, nullable=False),
)

window = Table(
    "window",
    metadata,
    Column("code", String(8), primary_key=True),
    Column("place", Integer, nullable=False),
)

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
    UniqueConstraint("day", "prefix", "sequence"),
    UniqueConstraint("day", "number"),
)
"""`arrived` is the seq of its TAKEN event: the order of arrival, whatever the clocks say."""

_AT_A_WINDOW = ticket.c.state.in_([TicketState.CALLED, TicketState.SERVING])
Index(
    "uq_ticket_one_at_a_window",
    ticket.c.window,
    unique=True,
    sqlite_where=_AT_A_WINDOW,
    postgresql_where=_AT_A_WINDOW,
)
Index("ix_ticket_waiting", ticket.c.state, ticket.c.day, ticket.c.arrived)

event = Table(
    "event",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False, index=True),
    Column("number", String(12), nullable=False),
    Column("service_code", ForeignKey("service.code"), nullable=False),
    Column("priority", _words(Priority), nullable=False),
    Column("move", _words(TicketMove), nullable=False),
    Column("from_state", _words(TicketState)),
    Column("to_state", _words(TicketState), nullable=False),
    Column("window", ForeignKey("window.code")),
    Column("person", String(64)),
    Column("at", Moment, nullable=False),
    Column("command", String(64), unique=True),
    Index("ix_event_move", "move", "seq"),
)
"""Who did what to which ticket where and when; `person` is a clerk's id, never a citizen."""
