"""The outbox's tables in the window's database.

Bodies, the region's words of refusal and the digests of files are sealed: they hold personal
data, or lead to it.
"""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
    text,
)

from desk.vault.database import Moment, metadata

entry = Table(
    "outbox_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", String(36), nullable=False, unique=True),
    Column("kind", String(8), nullable=False),
    Column("visit_id", String(36), nullable=False, index=True),
    Column("state", String(16), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("promised_at", Moment, nullable=False),
    Column("not_before", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("waits_for_link", Boolean, nullable=False, default=False),
    Column("trouble", String(8)),
    Column("body", LargeBinary),
    Column("refusal", LargeBinary),
    Column("case_no", String(40)),
    Column("supersedes", ForeignKey("outbox_entry.id"), unique=True),
    Column("settled_at", Moment),
    Column("closed_by", String(64)),
    sqlite_autoincrement=True,
)
"""`promised_at` is when the citizen was first told that it is on its way: a correction keeps
it. `trouble` is the code of the last failure after which it goes on. `body` goes when the
region has acknowledged it."""

_OPEN_CASE = text("kind = 'case' AND state <> 'closed'")
Index("uq_outbox_entry_one_case", entry.c.visit_id, unique=True, sqlite_where=_OPEN_CASE)
Index("ix_outbox_entry_due", entry.c.state, entry.c.promised_at, entry.c.id)

upload = Table(
    "outbox_upload",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("entry_id", ForeignKey("outbox_entry.id", ondelete="CASCADE"), nullable=False),
    Column("lookup", LargeBinary(32), nullable=False),
    Column("key", String(36), nullable=False, unique=True),
    Column("file", LargeBinary, nullable=False),
    Column("url", String),
    Column("remote_id", String(64)),
    UniqueConstraint("entry_id", "lookup"),
)
"""One row a file of an entry; `lookup` is its digest's. `remote_id` is set when the region has
the whole file and its digest agrees; `key` names the upload's creation."""
