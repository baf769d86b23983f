"""Which files came to the scan folder when, whose pages today's visits hold, what scans."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "folder_watch",
        sa.Column("folder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=True),
        sa.Column("looked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("folder", name=op.f("pk_folder_watch")),
        comment="who stood at the window when a scan folder was looked at last; looked is false"
        " while it has not been looked at since they stand there; folder is its path's lookup",
    )
    op.create_table(
        "folder_file",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("folder", sa.LargeBinary(length=32), nullable=False),
        sa.Column("name", sa.LargeBinary(length=32), nullable=False),
        sa.Column("inode", sa.Integer(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("changed_ns", sa.Integer(), nullable=False),
        sa.Column("first_seen", sa.String(length=27), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=True),
        sa.Column("outcome", sa.String(length=8), nullable=False),
        sa.Column("by_visit", sa.String(length=36), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_folder_file")),
        comment="files seen in a scan folder, and who stood at the window when they came; name is"
        " the lookup of the file's name, day the one on which it was seen last",
    )
    op.create_index("ix_folder_file_name", "folder_file", ["folder", "name"])
    op.create_index("ix_folder_file_by_visit", "folder_file", ["by_visit"])
    op.create_table(
        "page_of_day",
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("ticket_number", sa.String(length=16), nullable=False),
        sa.Column("opened_at", sa.String(length=27), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("lookup", "visit_id", name=op.f("pk_page_of_day")),
        comment="page files of today's visits, also of those that were forgotten since; lookup is"
        " the digest's",
    )
    op.create_index(op.f("ix_page_of_day_day"), "page_of_day", ["day"])
    op.create_table(
        "scan_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("mode", sa.String(length=16), nullable=False),
        sa.Column("resolution_dpi", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_scan_choice_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_choice")),
        comment="the device that the clerk chose to scan with, and how; one row at most",
    )
