"""A hall: its services, windows and tickets, and their history, which is only added to."""

import sqlalchemy as sa
from alembic import op

from desk.hall.adapters.migrating import announce, forbid_changes

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall",
        sa.Column("id", sa.Integer(), sa.CheckConstraint("id = 1", name="one"), nullable=False),
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("utc_offset_min", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hall"),
    )
    op.create_table(
        "service",
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("prefix", sa.String(2), nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_service"),
        sa.UniqueConstraint("prefix", name="uq_service_prefix"),
    )
    op.create_table(
        "window",
        sa.Column("code", sa.String(8), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_window"),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("prefix", sa.String(2), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("service_code", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("arrived", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.String(27), nullable=False),
        sa.Column("called_at", sa.String(27)),
        sa.Column("calls", sa.Integer(), nullable=False),
        sa.Column("window", sa.String(8)),
        sa.Column("serving_since", sa.String(27)),
        sa.Column("served_s", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.ForeignKeyConstraint(
            ["service_code"], ["service.code"], name="fk_ticket_service_code"
        ),
        sa.ForeignKeyConstraint(["window"], ["window.code"], name="fk_ticket_window"),
        sa.UniqueConstraint("day", "prefix", "sequence", name="uq_ticket_day_prefix_sequence"),
        sa.UniqueConstraint("day", "number", name="uq_ticket_day_number"),
    )
    at_a_window = sa.text("state IN ('called', 'serving')")
    op.create_index(
        "uq_ticket_one_at_a_window",
        "ticket",
        ["window"],
        unique=True,
        sqlite_where=at_a_window,
        postgresql_where=at_a_window,
    )
    op.create_index("ix_ticket_waiting", "ticket", ["state", "day", "arrived"])
    op.create_table(
        "event",
        sa.Column("seq", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("ticket_id", sa.String(32), nullable=False),
        sa.Column("number", sa.String(12), nullable=False),
        sa.Column("service_code", sa.String(16), nullable=False),
        sa.Column("priority", sa.String(16), nullable=False),
        sa.Column("move", sa.String(16), nullable=False),
        sa.Column("from_state", sa.String(16)),
        sa.Column("to_state", sa.String(16), nullable=False),
        sa.Column("window", sa.String(8)),
        sa.Column("person", sa.String(64)),
        sa.Column("at", sa.String(27), nullable=False),
        sa.Column("command", sa.String(64)),
        sa.PrimaryKeyConstraint("seq", name="pk_event"),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_event_ticket_id"),
        sa.ForeignKeyConstraint(
            ["service_code"], ["service.code"], name="fk_event_service_code"
        ),
        sa.ForeignKeyConstraint(["window"], ["window.code"], name="fk_event_window"),
        sa.UniqueConstraint("command", name="uq_event_command"),
    )
    op.create_index("ix_event_ticket_id", "event", ["ticket_id"])
    op.create_index("ix_event_move", "event", ["move", "seq"])
    connection = op.get_bind()
    forbid_changes(connection, "event")
    announce(connection, "event")
