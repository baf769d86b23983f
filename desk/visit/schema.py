"""Every table of the window's database, whichever package defines it."""

from desk.outbox import tables as outbox_tables
from desk.region import tables as region_tables
from desk.vault import tables as vault_tables
from desk.vault.database import metadata
from desk.visit import tables as visit_tables
from printing import tables as printing_tables

ROOMS = (vault_tables, outbox_tables, region_tables, printing_tables, visit_tables)
"""Each declares its tables on the one `metadata`."""

__all__ = ["ROOMS", "metadata"]
