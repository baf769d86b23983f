"""A window: its visits and their pages, its catalogue, its outbox, its print queue."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "catalogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.Column("words", sa.Integer(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_catalogue_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue")),
    )
    op.create_table(
        "matters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("promised_days", sa.Integer(), nullable=False),
        sa.Column("plain", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("initials", sa.String(), nullable=False),
        sa.Column("guide", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matters")),
        sa.UniqueConstraint("code", name=op.f("uq_matters_code")),
    )
    op.create_index("ix_matters_initials", "matters", ["initials"], unique=False)
    op.create_index("ix_matters_pinyin", "matters", ["pinyin"], unique=False)
    op.create_index("ix_matters_plain", "matters", ["plain"], unique=False)
    op.create_table(
        "outbox_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.String(27), nullable=False),
        sa.Column("promised_at", sa.String(27), nullable=False),
        sa.Column("not_before", sa.String(27), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("waits_for_link", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.String(length=8), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=True),
        sa.Column("refusal", sa.LargeBinary(), nullable=True),
        sa.Column("case_no", sa.String(length=40), nullable=True),
        sa.Column("supersedes", sa.Integer(), nullable=True),
        sa.Column("settled_at", sa.String(27), nullable=True),
        sa.Column("closed_by", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["supersedes"], ["outbox_entry.id"], name=op.f("fk_outbox_entry_supersedes")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_entry")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_entry_key")),
        sa.UniqueConstraint("supersedes", name=op.f("uq_outbox_entry_supersedes")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_entry_due", "outbox_entry", ["state", "promised_at", "id"], unique=False
    )
    op.create_index(op.f("ix_outbox_entry_visit_id"), "outbox_entry", ["visit_id"], unique=False)
    op.create_index(
        "uq_outbox_entry_one_case",
        "outbox_entry",
        ["visit_id"],
        unique=True,
        sqlite_where=sa.text("kind = 'case' AND state <> 'closed'"),
    )
    op.create_table(
        "print_jobs",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("printer", sa.String(length=200), server_default="", nullable=False),
        sa.Column("why", sa.String(length=500), server_default="", nullable=False),
        sa.Column("added_at", sa.String(27), nullable=False),
        sa.Column("settled_at", sa.String(27), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'printing', 'printed', 'failed')",
            name=op.f("ck_print_jobs_state_known"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_jobs")),
    )
    op.create_index(op.f("ix_print_jobs_number"), "print_jobs", ["number"], unique=False)
    op.create_index(
        op.f("ix_print_jobs_state_print_jobs_added_at"),
        "print_jobs",
        ["state", "added_at"],
        unique=False,
    )
    op.create_table(
        "receipt_sequence",
        sa.Column("hall", sa.String(length=8), nullable=False),
        sa.Column("window", sa.String(length=8), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("hall", "window", "day", name=op.f("pk_receipt_sequence")),
    )
    op.create_table(
        "visit",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("ticket_id", sa.String(length=64), nullable=False),
        sa.Column("ticket_number", sa.String(length=16), nullable=False),
        sa.Column("service_name", sa.String(), nullable=False),
        sa.Column("opened_at", sa.String(27), nullable=False),
        sa.Column("waited_s", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=16), nullable=False),
        sa.Column("set_aside", sa.Boolean(), nullable=False),
        sa.Column("applicant", sa.LargeBinary(), nullable=True),
        sa.Column("applicant_lookup", sa.LargeBinary(length=32), nullable=True),
        sa.Column("consent", sa.String(length=36), nullable=True),
        sa.Column("matter_code", sa.String(length=64), nullable=True),
        sa.Column("matter", sa.LargeBinary(), nullable=True),
        sa.Column("form", sa.LargeBinary(), nullable=True),
        sa.Column("local_no", sa.String(length=40), nullable=True),
        sa.Column("clerk", sa.String(length=64), nullable=True),
        sa.Column("submitted_at", sa.String(27), nullable=True),
        sa.Column("case_no", sa.String(length=40), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("acknowledged_at", sa.String(27), nullable=True),
        sa.Column("changed_at", sa.String(27), nullable=False),
        sa.Column("closed_at", sa.String(27), nullable=True),
        sa.Column("purged_at", sa.String(27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
        sa.UniqueConstraint("local_no", name=op.f("uq_visit_local_no")),
        sa.UniqueConstraint("ticket_id", name=op.f("uq_visit_ticket_id")),
    )
    op.create_index(op.f("ix_visit_applicant_lookup"), "visit", ["applicant_lookup"], unique=False)
    op.create_index(op.f("ix_visit_case_no"), "visit", ["case_no"], unique=False)
    op.create_index(
        "ix_visit_open",
        "visit",
        ["closed_at"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
    )
    op.create_table(
        "material",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("holding", sa.LargeBinary(), nullable=True),
        sa.Column("unasked", sa.Boolean(), nullable=False),
        sa.Column("follow_until", sa.String(length=10), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("tidy", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_material_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "matter_code", "code", name=op.f("pk_material")),
    )
    op.create_table(
        "outbox_upload",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("file", sa.LargeBinary(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("remote_id", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["outbox_entry.id"],
            name=op.f("fk_outbox_upload_entry_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_upload")),
        sa.UniqueConstraint("entry_id", "lookup", name=op.f("uq_outbox_upload_entry_id_lookup")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_upload_key")),
    )
    op.create_table(
        "page_file",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.Column("known", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_page_file_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("visit_id", "lookup", name=op.f("pk_page_file")),
        comment="one row for every file in the vault that a visit refers to; lookup is the digest's",
    )
    op.create_index(op.f("ix_page_file_lookup"), "page_file", ["lookup"], unique=False)
    op.create_table(
        "printed_paper",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("lookup", sa.LargeBinary(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id"], ["visit.id"], name=op.f("fk_printed_paper_visit_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "visit_id", "kind", "number", "lookup", name=op.f("pk_printed_paper")
        ),
        comment="papers whose record is in the outbox or at the region; lookup is the PDF digest's",
    )
    op.create_table(
        "arrangement",
        sa.Column("visit_id", sa.String(length=36), nullable=False),
        sa.Column("matter_code", sa.String(length=64), nullable=False),
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("pages", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["visit_id", "matter_code", "code"],
            ["material.visit_id", "material.matter_code", "material.code"],
            name=op.f("fk_arrangement_visit_id_matter_code_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "visit_id", "matter_code", "code", "version", name=op.f("pk_arrangement")
        ),
    )
    # ### end Alembic commands ###
