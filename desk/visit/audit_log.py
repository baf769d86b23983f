"""The log of acts: who did what at this window, when, for which number, case and paper.

Acts are only ever added; the database itself refuses to change one, and to delete one before an
act that says up to when acts were purged. They hold no personal data: numbers of tickets, cases
and papers, counts, and the codes of reasons, never a name, an identity number or a file's name.

Whatever stores something writes the act in the same transaction, with `AuditLog.note`; what only
the hall stores is written right after it, with `AuditLog.write`. The clerk is the one who asked
for the work, told by `acting` around it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import Connection, Engine, delete, insert, select

from desk.vault.database import moment_text, reading
from desk.visit.tables import act

ACTS_KEPT = timedelta(days=184)
"""How long acts are kept by default: six months, the least that the Cybersecurity Law asks of
network logs (art. 21)."""


class AuditKind(StrEnum):
    """What was done. The values stand in databases and scripts: they are never renamed."""

    # who works here
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    SHIFT_CHANGED = "shift_changed"
    UNLOCK_REFUSED = "unlock_refused"
    PASSPHRASE_SET = "passphrase_set"
    # the queue
    CALLED = "called"
    RECALLED = "recalled"
    WELCOMED = "welcomed"
    NO_SHOW = "no_show"
    HELD = "held"
    RESUMED = "resumed"
    RESTORED = "restored"
    HANDED_ON = "handed_on"
    SENT_BACK = "sent_back"
    UNWELCOMED = "back_to_called"
    RETURNED_TO_ROW = "returned_to_row"
    ENDED = "ended"
    TAKEN_UP = "taken_up"
    FINISHED = "finished"
    WINDOW_PAUSED = "window_paused"
    WINDOW_OPENED = "window_opened"
    # the visit
    IDENTIFIED = "identified"
    MATTER_CHOSEN = "matter_chosen"
    HOLDINGS_ASKED = "holdings_asked"
    PAGE_IN = "page_in"
    PAGE_OUT = "page_out"
    PAGE_TURNED = "page_turned"
    PAGE_CORRECTION_SWITCHED = "page_correction_switched"
    PAGE_MOVED = "page_moved"
    PAGES_UNDONE = "pages_undone"
    PAGES_REDONE = "pages_redone"
    FILES_ADOPTED = "files_adopted"
    FILES_PUT_ASIDE = "files_put_aside"
    FOLDER_TAKEN_OVER = "folder_taken_over"
    HELD_PAGE_IN = "held_page_in"
    FOLLOWS = "follows"
    FOLLOWS_NOT = "follows_not"
    FORM_SAVED = "form_saved"
    # the case and its papers
    SUBMITTED = "submitted"
    CORRECTED = "corrected"
    ACKNOWLEDGED = "acknowledged"
    REOPENED = "reopened"
    PUT_BACK = "put_back"
    CASE_TURNED = "case_turned"
    CASE_CONTRADICTED = "case_contradicted"
    APPLICANT_TOLD = "applicant_told"
    APPLICANT_NOT_REACHED = "applicant_not_reached"
    APPLICANT_LATER = "applicant_later"
    CASE_GIVEN_UP = "case_given_up"
    PAPER_PRINTED = "paper_printed"
    PAPER_REPRINTED = "paper_reprinted"
    PAPER_FAILED = "paper_failed"
    # what is kept
    VISITS_PURGED = "visits_purged"
    FILES_PURGED = "files_purged"
    ACTS_PURGED = "acts_purged"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log.

    `clerk` is the id of who did it, empty for what the window did by itself. `number` is that
    of a case, a receipt, a paper or a matter; `reason` is a code or the name of an office.
    """

    id: int
    at: datetime
    kind: str
    clerk: str
    visit: str
    ticket: str
    number: str
    count: int | None
    reason: str


_COLUMNS = [column for column in act.c if column.name != "link"]

_by: ContextVar[str] = ContextVar("clerk who acts", default="")


@contextmanager
def acting(clerk: str) -> Iterator[None]:
    """What is stored inside is the act of this clerk. Used on the thread that stores it."""
    token = _by.set(clerk)
    try:
        yield
    finally:
        _by.reset(token)


class AuditLog:
    """The acts of one window. Blocking; raises the vault's failures."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine = engine
        self._now = now

    def note(
        self,
        connection: Connection,
        kind: AuditKind,
        *,
        visit: str = "",
        ticket: str = "",
        number: str = "",
        count: int | None = None,
        reason: str = "",
        clerk: str | None = None,
    ) -> None:
        """Add an act inside the transaction that does what it tells.

        `clerk` is who is `acting` unless another is named. Nothing personal may be given.
        """
        connection.execute(
            insert(act).values(
                at=self._now(),
                kind=kind,
                clerk=_by.get() if clerk is None else clerk,
                visit_id=visit,
                ticket=ticket,
                number=number,
                count=count,
                reason=reason,
            )
        )

    def write(
        self,
        kind: AuditKind,
        *,
        visit: str = "",
        ticket: str = "",
        number: str = "",
        count: int | None = None,
        reason: str = "",
        clerk: str | None = None,
    ) -> None:
        """As `note`, in a transaction of its own: for what this window does not store."""
        with self._engine.begin() as connection:
            self.note(
                connection,
                kind,
                visit=visit,
                ticket=ticket,
                number=number,
                count=count,
                reason=reason,
                clerk=clerk,
            )

    def note_once(
        self, connection: Connection, kind: AuditKind, *, visit: str, ticket: str
    ) -> None:
        """As `note`, unless the visit's last act is the same of the same clerk.

        So that a form that is saved while it is typed is one act.
        """
        last = connection.execute(
            select(act.c.kind, act.c.clerk)
            .where(act.c.visit_id == visit)
            .order_by(act.c.id.desc())
            .limit(1)
        ).one_or_none()
        if last is None or (last.kind, last.clerk) != (kind, _by.get()):
            self.note(connection, kind, visit=visit, ticket=ticket)

    def acts(self, *, visit: str = "", number: str = "") -> tuple[AuditEntry, ...]:
        """All acts, oldest first; those of one visit or about one number when it is given."""
        wanted = select(*_COLUMNS).order_by(act.c.id)
        if visit:
            wanted = wanted.where(act.c.visit_id == visit)
        if number:
            wanted = wanted.where(act.c.number == number)
        with reading(self._engine) as connection:
            return tuple(AuditEntry(*row) for row in connection.execute(wanted))

    def purge(self, now: datetime, kept: timedelta = ACTS_KEPT) -> int:
        """Delete acts older than `kept`, by an act that says so. Returns how many."""
        until = now - kept
        with self._engine.begin() as connection:
            old = connection.execute(
                select(act.c.id).where(act.c.at < until).order_by(act.c.id.desc()).limit(1)
            ).scalar()
            if old is None:
                return 0
            # the trigger allows deleting what is older than an act of this kind says
            self.note(connection, AuditKind.ACTS_PURGED, reason=moment_text(until))
            gone = delete(act).where(act.c.at < until, act.c.id <= old)
            removed: int = connection.execute(gone).rowcount
        return removed
