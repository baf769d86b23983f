"""The tables of visits in the window's database.

Columns of type LargeBinary are sealed (`desk.vault.sealing`): they hold personal data, or lead
to it. What is needed to find a row stays plain.
"""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    text,
)

from desk.vault.database import Moment, metadata

visit = Table(
    "visit",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("ticket_id", String(64), nullable=False, unique=True),
    Column("ticket_number", String(16), nullable=False),
    Column("service_name", String, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("waited_s", Integer, nullable=False),
    Column("step", String(16), nullable=False),
    Column("set_aside", Boolean, nullable=False, default=False),
    Column("applicant", LargeBinary),
    Column("applicant_lookup", LargeBinary(32), index=True),
    Column("consent", String(36)),
    Column("matter_code", String(64)),
    Column("matter", LargeBinary),
    Column("form", LargeBinary),
    Column("local_no", String(40), unique=True),
    Column("clerk", String(64)),
    Column("submitted_at", Moment),
    Column("case_no", String(40), index=True),
    Column("answer", LargeBinary),
    Column("acknowledged_at", Moment),
    Column("case_state", String(40), index=True),
    Column("case_state_at", Moment),
    Column("asked_at", Moment),
    Column("contradiction", String(16), index=True),
    Column("contradiction_at", Moment),
    Column("taken_up", Boolean, nullable=False, default=False, server_default=text("0")),
    Column("changed_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("purged_at", Moment),
    Column("ended", String(16)),
    Column("kept_until", Moment),
    Column("notice_no", String(40)),
)
Index("uq_visit_notice_no", visit.c.notice_no, unique=True)
Index("ix_visit_open", visit.c.closed_at, sqlite_where=text("closed_at IS NULL"))

material = Table(
    "material",
    metadata,
    Column("visit_id", ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True),
    Column("matter_code", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("holding", LargeBinary),
    Column("unasked", Boolean, nullable=False, default=False),
    Column("follow_until", String(10)),
    Column("version", Integer, nullable=False, default=0),
    Column("tidy", LargeBinary),
)

arrangement = Table(
    "arrangement",
    metadata,
    Column("visit_id", String(36), primary_key=True),
    Column("matter_code", String(64), primary_key=True),
    Column("code", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("pages", LargeBinary, nullable=False),
    ForeignKeyConstraint(
        ["visit_id", "matter_code", "code"],
        ["material.visit_id", "material.matter_code", "material.code"],
        ondelete="CASCADE",
    ),
)

page_file = Table(
    "page_file",
    metadata,
    Column("visit_id", ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True),
    Column("lookup", LargeBinary(32), primary_key=True, index=True),
    Column("known", LargeBinary, nullable=False),
    comment="one row for every file in the vault that a visit refers to; lookup is the digest's",
)

follow_up = Table(
    "follow_up",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("visit_id", ForeignKey("visit.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Moment, nullable=False),
    Column("clerk", String(64), nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("said", LargeBinary, nullable=False),
    comment="what was done for a case that somebody must see to: who was told, what was decided",
)

printed_paper = Table(
    "printed_paper",
    metadata,
    Column("visit_id", ForeignKey("visit.id", ondelete="CASCADE"), primary_key=True),
    Column("kind", String(40), primary_key=True),
    Column("number", String(60), primary_key=True),
    Column("lookup", LargeBinary(32), primary_key=True),
    comment="papers whose record is in the outbox or at the region; lookup is the PDF digest's",
)

receipt_sequence = Table(
    "receipt_sequence",
    metadata,
    Column("hall", String(8), primary_key=True),
    Column("window", String(8), primary_key=True),
    Column("day", String(10), primary_key=True),
    Column("last", Integer, nullable=False),
)

hall_seen = Table(
    "hall_seen",
    metadata,
    Column("hall", String(8), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    comment="how far the window has watched its hall; one row at most",
)

act = Table(
    "act",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(24), nullable=False),
    Column("clerk", String(64), nullable=False, index=True),
    Column("visit_id", String(36), nullable=False, index=True),
    Column("ticket", String(16), nullable=False),
    Column("number", String(64), nullable=False, index=True),
    Column("count", Integer),
    Column("reason", String(200), nullable=False),
    Column("link", LargeBinary(32)),
    sqlite_autoincrement=True,
    comment="who did what, without personal data; only added to; link is the hash chain's",
)
Index("ix_act_purged", act.c.kind, sqlite_where=text("kind = 'acts_purged'"))

folder_watch = Table(
    "folder_watch",
    metadata,
    Column("folder", LargeBinary(32), primary_key=True),
    Column("visit_id", String(36)),
    Column("looked", Boolean, nullable=False),
    comment="who stood at the window when a scan folder was looked at last; looked is false while"
    " it has not been looked at since they stand there; folder is its path's lookup",
)

folder_file = Table(
    "folder_file",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("folder", LargeBinary(32), nullable=False),
    Column("name", LargeBinary(32), nullable=False),
    Column("inode", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("changed_ns", Integer, nullable=False),
    Column("first_seen", Moment, nullable=False),
    Column("visit_id", String(36)),
    Column("outcome", String(8), nullable=False),
    Column("by_visit", String(36)),
    Column("gone", Boolean, nullable=False, default=False),
    Column("day", String(10), nullable=False),
    Index("ix_folder_file_name", "folder", "name"),
    Index("ix_folder_file_by_visit", "by_visit"),
    comment="files seen in a scan folder, and who stood at the window when they came; name is the"
    " lookup of the file's name, day the one on which it was seen last",
)

page_of_day = Table(
    "page_of_day",
    metadata,
    Column("lookup", LargeBinary(32), primary_key=True),
    Column("visit_id", String(36), primary_key=True),
    Column("ticket_number", String(16), nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("day", String(10), nullable=False, index=True),
    comment="page files of today's visits, also of those that were forgotten since; lookup is"
    " the digest's",
)

scan_choice = Table(
    "scan_choice",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("device", String, nullable=False),
    Column("mode", String(16), nullable=False),
    Column("resolution_dpi", Integer, nullable=False),
    CheckConstraint("id = 1", name="one"),
    comment="the device that the clerk chose to scan with, and how; one row at most",
)

kept_folder = Table(
    "kept_folder",
    metadata,
    Column("folder", LargeBinary(32), primary_key=True),
    Column("path", LargeBinary, nullable=False),
    comment="folders outside the profile in which files of ours lie; folder is the path's lookup",
)

kept_file = Table(
    "kept_file",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("folder", LargeBinary(32), nullable=False),
    Column("place", String(16), nullable=False),
    Column("name", LargeBinary(32), nullable=False),
    Column("inode", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("changed_ns", Integer, nullable=False),
    Column("counted_from", String(10)),
    Index("ix_kept_file_place", "folder", "place"),
    comment="files outside the profile that this window put where they lie; name is the name's"
    " lookup, counted_from the sure day from which their days are counted",
)
