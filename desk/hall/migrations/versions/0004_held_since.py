"""Tickets say since when they are on hold; what only the former way of asking needed goes.

The rows in which tickets waited are kept in memory now, so `ticket.row` and its index are of no
more use; an index of open tickets lets a program that begins find them at once.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket", sa.Column("held_at", sa.String(27)))
    op.execute(
        "UPDATE ticket SET held_at = (SELECT event.at FROM event WHERE event.ticket_id = ticket.id"
        " AND event.move = 'held' ORDER BY event.seq DESC LIMIT 1) WHERE state = 'on_hold'"
    )
    op.drop_index("ix_ticket_row", "ticket")
    op.drop_column("ticket", "row")
    is_open = sa.text("state IN ('waiting', 'called', 'serving', 'on_hold', 'no_show')")
    op.create_index(
        "ix_ticket_open", "ticket", ["day"], sqlite_where=is_open, postgresql_where=is_open
    )
