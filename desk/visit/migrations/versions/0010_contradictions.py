"""What the region said later of a case that cannot be, so that somebody sees to it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("visit", sa.Column("contradiction", sa.String(length=16), nullable=True))
    op.add_column("visit", sa.Column("contradiction_at", sa.String(length=27), nullable=True))
    op.create_index(op.f("ix_visit_contradiction"), "visit", ["contradiction"])
