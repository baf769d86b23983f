"""How a case stands at the region, and what people did about one that needs somebody."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("case_state", sa.String(length=40), nullable=True),
        sa.Column("case_state_at", sa.String(length=27), nullable=True),
        sa.Column("asked_at", sa.String(length=27), nullable=True),
        sa.Column("taken_up", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    ):
        op.add_column("visit", column)
    op.create_index(op.f("ix_visit_case_state"), "visit", ["case_state"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("clerk", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("said", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"],
            ["visit.id"],
            name=op.f("fk_follow_up_visit_id_visit"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_follow_up")),
        comment="what was done for a case that somebody must see to: who was told,"
        " what was decided",
    )
    op.create_index(op.f("ix_follow_up_visit_id"), "follow_up", ["visit_id"], unique=False)
