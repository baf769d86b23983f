"""Whose database this is and what time is sure; files that leave with the rows that named them."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.String(length=32), nullable=True),
        sa.Column("proof", sa.LargeBinary(), nullable=True),
        sa.Column("generation", sa.Integer(), server_default="0", nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=True),
        sa.Column("seen_at", sa.String(length=27), nullable=True),
        sa.CheckConstraint("id = 1", name=op.f("ck_profile_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile")),
        comment="whose database this is, how far it has come, and the newest time that is sure",
    )
    op.create_table(
        "leaving_file",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leaving_file")),
        comment="files of the vault to which nothing refers any more, until they are removed;"
        " lookup is the digest's",
    )
