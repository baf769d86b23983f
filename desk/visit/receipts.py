"""The window's own receipt numbers: one sequence for each window and day, never given twice."""

from datetime import date

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import insert

from desk.domain.numbers import compose_local_number
from desk.visit.tables import receipt_sequence


def next_local_number(connection: Connection, hall: str, window: str, day: date) -> str:
    """The next local number; given when the caller's transaction is committed, else free again.

    Raises ValueError when hall or window cannot stand in a number.
    """
    counted = (
        insert(receipt_sequence)
        .values(hall=hall, window=window, day=day.isoformat(), last=1)
        .on_conflict_do_update(
            index_elements=["hall", "window", "day"], set_={"last": receipt_sequence.c.last + 1}
        )
        .returning(receipt_sequence.c.last)
    )
    sequence = connection.execute(counted).scalar_one()
    return compose_local_number(hall, window, day, sequence)
