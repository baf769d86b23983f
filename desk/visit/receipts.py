"""The window's own receipt numbers: one sequence for each window and day, never given twice."""

from datetime import date

from sqlalchemy import Connection, func
from sqlalchemy.dialects.sqlite import insert

from desk.domain.numbers import compose_local_number
from desk.vault.marks import Marks
from desk.visit.tables import receipt_sequence


def next_local_number(
    connection: Connection, hall: str, window: str, day: date, marks: Marks | None = None
) -> str:
    """The next local number; given when the caller's transaction is committed.

    With the profile's `marks` it is kept outside the database too, before the commit: a number
    that may have been given is not given again, also by a database that was lost or put back.
    Raises ValueError when hall or window cannot stand in a number, and what `Marks` raises.
    """
    place = f"{hall}/{window}"
    begin = (marks.last_number(place, day) if marks else 0) + 1
    counted = (
        insert(receipt_sequence)
        .values(hall=hall, window=window, day=day.isoformat(), last=begin)
        .on_conflict_do_update(
            index_elements=["hall", "window", "day"],
            set_={"last": func.max(receipt_sequence.c.last + 1, begin)},
        )
        .returning(receipt_sequence.c.last)
    )
    sequence: int = connection.execute(counted).scalar_one()
    number = compose_local_number(hall, window, day, sequence)
    if marks is not None:
        marks.move_on(connection, (place, day, sequence))
    return number
