"""The region's tables in the window's database: the catalogue.

Nothing here is personal. The search index over it, ``matter_words``, is derived and made by
`desk.region.catalogue` itself; it is no part of the migrations.
"""

from sqlalchemy import CheckConstraint, Column, Index, Integer, LargeBinary, String, Table

from desk.vault.database import Moment, metadata

matters = Table(
    "matters",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("authority", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("promised_days", Integer, nullable=False),
    Column("plain", String, nullable=False),
    Column("pinyin", String, nullable=False),
    Column("initials", String, nullable=False),
    Column("guide", LargeBinary, nullable=False),
)
"""A matter each; `guide` is the `MatterGuide` as JSON; `plain`, `pinyin` and `initials` are its
name's `Reading`."""

Index("ix_matters_plain", matters.c.plain)
Index("ix_matters_pinyin", matters.c.pinyin)
Index("ix_matters_initials", matters.c.initials)

catalogue = Table(
    "catalogue",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("cursor", String, nullable=False),
    Column("words", Integer, nullable=False),
    CheckConstraint("id = 1", name="one"),
)
"""One row: how far the catalogue was followed, and by which rules its index was made."""

matter_kept_out = Table(
    "matter_kept_out",
    metadata,
    Column("code", String(80), primary_key=True),
    Column("name", String, nullable=False),
    Column("name_en", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("since", Moment, nullable=False),
    Column("plain", String, nullable=False),
    Column("pinyin", String, nullable=False),
    Column("initials", String, nullable=False),
)
"""Matters whose newest guide cannot be used here, and why; see `desk.region.kept_out`."""

INDEX_NAME = "matter_words"
