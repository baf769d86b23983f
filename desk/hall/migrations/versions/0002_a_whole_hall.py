"""A whole hall: windows with services of their own, appointments, returns and hand-ons.

Events may now be about the hall itself, and say more in `detail`.
"""

import sqlalchemy as sa
from alembic import op

from desk.hall.adapters.migrating import forbid_changes

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("hall", sa.Column("closed", sa.Date()))
    op.add_column("hall", sa.Column("revision", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("service", sa.Column("hint", sa.String(100), nullable=False, server_default=""))
    op.add_column("service", sa.Column("hours", sa.Text()))
    op.add_column("window", sa.Column("serves", sa.Text()))
    op.add_column("window", sa.Column("direction", sa.Integer()))
    op.add_column(
        "window", sa.Column("standing", sa.String(16), nullable=False, server_default="open")
    )
    op.add_column("window", sa.Column("reason", sa.String(40), nullable=False, server_default=""))
    op.add_column("window", sa.Column("person", sa.String(64)))
    op.drop_index("ix_ticket_waiting", "ticket")
    with op.batch_alter_table("ticket") as ticket:
        ticket.add_column(sa.Column("slot", sa.String(27)))
        ticket.add_column(
            sa.Column("returned", sa.Integer(), nullable=False, server_default="0")
        )
        ticket.add_column(sa.Column("for_window", sa.String(8)))
        ticket.add_column(sa.Column("row", sa.String(16), nullable=False, server_default="normal"))
        ticket.create_foreign_key("fk_ticket_for_window", "window", ["for_window"], ["code"])
    op.execute("UPDATE ticket SET row = 'priority' WHERE priority = 'priority'")
    op.create_index(
        "ix_ticket_row", "ticket", ["state", "day", "row", "service_code", "arrived"]
    )
    op.create_table(
        "appointment",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("code", sa.String(6), nullable=False),
        sa.Column("service_code", sa.String(16), nullable=False),
        sa.Column("slot", sa.String(27), nullable=False),
        sa.Column("holder", sa.String(64)),
        sa.Column("ticket_id", sa.String(32)),
        sa.PrimaryKeyConstraint("id", name="pk_appointment"),
        sa.ForeignKeyConstraint(
            ["service_code"], ["service.code"], name="fk_appointment_service_code"
        ),
        sa.ForeignKeyConstraint(["ticket_id"], ["ticket.id"], name="fk_appointment_ticket_id"),
        sa.UniqueConstraint("day", "code", name="uq_appointment_day_code"),
    )
    op.create_index("ix_appointment_holder", "appointment", ["holder"])
    with op.batch_alter_table("event") as event:
        for column, kind in (
            ("ticket_id", sa.String(32)),
            ("number", sa.String(12)),
            ("service_code", sa.String(16)),
            ("priority", sa.String(16)),
            ("to_state", sa.String(16)),
        ):
            event.alter_column(column, existing_type=kind, nullable=True)
        event.add_column(sa.Column("detail", sa.Text()))
    connection = op.get_bind()
    if connection.dialect.name == "sqlite":
        # the table was made anew, and its guards went with the old one
        forbid_changes(connection, "event")
