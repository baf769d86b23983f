"""Which files of ours lie outside the profile, so that they go when it was promised."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_folder",
        sa.Column("folder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("path", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("folder", name=op.f("pk_kept_folder")),
        comment="folders outside the profile in which files of ours lie; folder is the path's"
        " lookup",
    )
    op.create_table(
        "kept_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("folder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("place", sa.String(length=16), nullable=False),
        sa.Column("name", sa.LargeBinary(length=32), nullable=False),
        sa.Column("inode", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("changed_ns", sa.Integer(), nullable=False),
        sa.Column("counted_from", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_file")),
        comment="files outside the profile that this window put where they lie; name is the"
        " name's lookup, counted_from the sure day from which their days are counted",
    )
    op.create_index("ix_kept_file_place", "kept_file", ["folder", "place"])
