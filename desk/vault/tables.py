"""The vault's own tables in the window's database: whose it is, and files on their way out."""

from sqlalchemy import CheckConstraint, Column, Integer, LargeBinary, String, Table

from desk.vault.database import Moment, metadata

profile = Table(
    "profile",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("profile_id", String(32)),
    Column("proof", LargeBinary),
    Column("generation", Integer, nullable=False, server_default="0"),
    Column("made_at", Moment),
    Column("seen_at", Moment),
    CheckConstraint("id = 1", name="one"),
    comment="whose database this is, how far it has come, and the newest time that is sure",
)

leaving_file = Table(
    "leaving_file",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("lookup", LargeBinary(32), nullable=False),
    comment="files of the vault to which nothing refers any more, until they are removed;"
    " lookup is the digest's",
)
