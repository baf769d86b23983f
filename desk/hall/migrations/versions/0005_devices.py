"""Devices that the hall's server lets in, and the codes by which they are enrolled."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "device",
        sa.Column("id", sa.String(16), nullable=False),
        sa.Column("credential_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("window_code", sa.String(8)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("enrolled_at", sa.String(27), nullable=False),
        sa.Column("enrolled_by", sa.String(100), nullable=False),
        sa.Column("last_seen", sa.String(27)),
        sa.Column("revoked_at", sa.String(27)),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_device"),
        sa.UniqueConstraint("credential_hash", name="uq_device_credential_hash"),
        sa.ForeignKeyConstraint(["window_code"], ["window.code"], name="fk_device_window_code"),
    )
    active = sa.text("revoked_at IS NULL")
    op.create_index(
        "uq_device_one_of_a_name",
        "device",
        ["role", "name"],
        unique=True,
        sqlite_where=active,
        postgresql_where=active,
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.String(4), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("window_code", sa.String(8)),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("made_by", sa.String(100), nullable=False),
        sa.Column("expires_at", sa.String(27), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
    )
