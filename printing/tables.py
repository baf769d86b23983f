"""The print queue's table in the window's database."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, String, Table

from desk.vault.database import Moment, metadata

print_jobs = Table(
    "print_jobs",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("kind", String(40), nullable=False),
    Column("number", String(60), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("size", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("printer", String(200), nullable=False, server_default=""),
    Column("why", String(500), nullable=False, server_default=""),
    Column("added_at", Moment, nullable=False),
    Column("settled_at", Moment),
    CheckConstraint("state IN ('waiting', 'printing', 'printed', 'failed')", name="state_known"),
    Index(None, "state", "added_at"),
    Index(None, "number"),
)
