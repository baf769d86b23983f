"""All that decides whom a window calls next, read in one trip while the hall is held."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    Select,
    bindparam,
    select,
    text,
    true,
    union_all,
)

from desk.domain.tickets import Priority, TicketMove, TicketState, WindowStanding
from desk.hall import records
from desk.hall.adapters.statements import Statement, Values
from desk.hall.order import SHARE
from desk.hall.projection import Standing
from desk.hall.tables import Row, event, service, ticket, window


@dataclass(frozen=True, slots=True)
class Counter:
    """A window as it stands, and whoever may be next.

    `busy` is the number of the ticket that stands at it. `recent` are the priorities of the
    hall's last calls, newest first. `heads` are, in order of arrival, the first of every row
    and all that stand apart: however long the rows are, each is one look into the index.
    `done` says that the command was carried out before.
    """

    standing: WindowStanding
    reason: str
    busy: str | None
    done: bool
    recent: list[Priority]
    heads: list[Standing]


def question(code: str, day: date, command: str | None) -> tuple[Statement, Values]:
    """What to ask about the window `code`; `of_rows` reads the answer."""
    return _LOOK, {"at": code, "today": day, "wish": command}


def of_rows(rows: list[tuple[Any, ...]]) -> Counter | None:
    """The counter that the rows of `question` tell of; None when the hall has no such window."""
    if not rows:
        return None
    standing, reason, busy, done, *recent = rows[0][:_TICKET]
    return Counter(
        standing=standing,
        reason=reason,
        busy=busy,
        done=done is not None,
        recent=[priority for priority in recent if priority is not None],
        heads=[Standing(*row[_TICKET:]) for row in rows if row[_TICKET] is not None],
    )


def _waiting(row: Row) -> ColumnElement[bool]:
    return (
        (_other.c.state == text(f"'{TicketState.WAITING}'"))
        & (_other.c.day == bindparam("today"))
        & (_other.c.row == text(f"'{row}'"))
    )


def _first(row: Row) -> Select[Any]:
    """For every service the ticket in this row that came first."""
    head = (
        select(_other.c.id)
        .where(_waiting(row), _other.c.service_code == service.c.code)
        .order_by(_other.c.arrived)
        .limit(1)
        .scalar_subquery()
    )
    return select(head).select_from(service)


def _called(place: int) -> ScalarSelect[Any]:
    """The priority of the hall's last call, or of one before."""
    return (
        select(event.c.priority)
        .where(event.c.move == text(f"'{TicketMove.CALLED}'"))
        .order_by(event.c.seq.desc())
        .limit(1)
        .offset(place)
        .scalar_subquery()
    )


# The statement is made once: its words are constants, so that the partial index on who stands
# at a window is found also by a plan that is kept.
_other = ticket.alias("other")
_busy = (
    select(_other.c.number)
    .where(_other.c.window == window.c.code, text("other.state IN ('called', 'serving')"))
    .scalar_subquery()
)
_done = select(event.c.seq).where(event.c.command == bindparam("wish")).scalar_subquery()
_heads = union_all(
    _first(Row.NORMAL), _first(Row.PRIORITY), select(_other.c.id).where(_waiting(Row.APART))
).subquery()
_TICKET = 4 + SHARE - 1
_LOOK = Statement(
    select(
        window.c.standing.label("at_standing"),
        window.c.reason.label("at_reason"),
        _busy.label("at_number"),
        _done.label("done"),
        *[_called(place).label(f"recent_{place}") for place in range(SHARE - 1)],
        *records.STANDING,
    )
    .select_from(window.outerjoin(_heads.join(ticket, ticket.c.id == _heads.c[0]), true()))
    .where(window.c.code == bindparam("at"))
    .order_by(ticket.c.arrived)
)
