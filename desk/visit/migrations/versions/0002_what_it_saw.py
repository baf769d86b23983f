"""How far the window has watched its hall, so that it can tell what happened while it was away."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hall_seen",
        sa.Column("hall", sa.String(length=8), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("hall", name=op.f("pk_hall_seen")),
        comment="how far the window has watched its hall; one row at most",
    )
