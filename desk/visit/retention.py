"""How long a window keeps what it knows of a citizen: as long as it needs it, no longer.

Rows go first, in one transaction, files after it: what a crash leaves between the two is found
and removed by `sweep` at the next start.
"""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, select, update

from desk.domain.visits import Visit
from desk.outbox.entries import EntryState
from desk.outbox.store import OutboxStore
from desk.vault.files import FileVault
from desk.visit import tables
from desk.visit.acts import ActKind
from desk.visit.arrangement import Arrangements
from desk.visit.book import VisitBook
from printing.queue import PrintQueue

KEPT_AFTER_ACKNOWLEDGEMENT = timedelta(days=7)
ABANDONED_AFTER = timedelta(hours=24)
"""A draft that nobody touched for so long was given up."""

_VISIT = tables.visit
log = logging.getLogger(__name__)


class Retention:
    """Ends visits, and removes what is no longer needed. Blocking.

    Its methods run on the lane on which pages are stored, so that no file is removed between
    being stored and being recorded.
    """

    def __init__(
        self,
        book: VisitBook,
        arrangements: Arrangements,
        files: FileVault,
        outbox: OutboxStore,
        prints: PrintQueue,
    ) -> None:
        self._book = book
        self._arrangements = arrangements
        self._files = files
        self._outbox = outbox
        self._prints = prints

    def close(self, visit_id: str) -> Visit | None:
        """The citizen leaves. A visit without a case leaves nothing behind and gives None."""
        with self._book.engine.begin() as connection:
            visit = self._book.rows.load(connection, visit_id)
            self._book.did(connection, visit, ActKind.FINISHED)
            if visit.case is None:
                free = self._forget(connection, visit_id)
                closed = None
            else:
                free = self._arrangements.forget_old(connection, visit_id)
                closed = self._book.write(
                    connection, visit_id, closed_at=self._book.now(), set_aside=False
                )
        self._remove(free)
        return closed

    def forget(self, visit_id: str, act: ActKind, reason: str = "") -> None:
        """Remove a visit of which nothing is to stay: a no-show, a draft given up.

        `act` and `reason` say why, in the log of acts.
        """
        with self._book.engine.begin() as connection:
            visit = self._book.rows.load(connection, visit_id)
            self._book.did(connection, visit, act, reason=reason)
            free = self._forget(connection, visit_id)
        self._remove(free)

    def purge(self, now: datetime) -> int:
        """Remove what is due: drafts given up, and all that is personal of old closed visits.

        Of a closed visit its numbers, its matter and the region's answer stay; its papers go
        too. Call it before a visit is taken up at the start, and once a day. Returns how many
        visits it dealt with.
        """
        free: set[str] = set()
        with self._book.engine.begin() as connection:
            given_up = connection.execute(
                select(_VISIT.c.id).where(
                    _VISIT.c.local_no.is_(None), _VISIT.c.changed_at <= now - ABANDONED_AFTER
                )
            ).scalars()
            emptied = [
                visit_id
                for visit_id in self._long_closed(connection, now)
                if self._is_settled(connection, visit_id)
            ]
            forgotten = given_up.all()
            for visit_id in forgotten:
                free |= self._forget(connection, visit_id)
            for visit_id in emptied:
                free |= self._empty(connection, visit_id, now)
            if forgotten or emptied:
                self._book.acts.note(
                    connection,
                    ActKind.VISITS_PURGED,
                    count=len(forgotten) + len(emptied),
                    reason=f"{len(forgotten)} drafts, {len(emptied)} cases",
                )
        self._remove(free)
        if forgotten or emptied:
            log.info("gave up %d drafts, purged %d visits", len(forgotten), len(emptied))
        return len(forgotten) + len(emptied)

    def sweep(self) -> int:
        """Remove files to which neither a visit nor the print queue refers.

        Call it at the start, before anything is stored. Returns how many there were.
        """
        with self._book.engine.begin() as connection:
            known = self._arrangements.known_files(connection)
        return self._files.keep_only(known | self._prints.digests())

    def _long_closed(self, connection: Connection, now: datetime) -> Sequence[str]:
        """Closed visits whose case was acknowledged, or never will be, long enough ago."""
        since = func.coalesce(_VISIT.c.acknowledged_at, _VISIT.c.closed_at)
        return (
            connection.execute(
                select(_VISIT.c.id).where(
                    _VISIT.c.closed_at.is_not(None),
                    _VISIT.c.purged_at.is_(None),
                    since <= now - KEPT_AFTER_ACKNOWLEDGEMENT,
                )
            )
            .scalars()
            .all()
        )

    def _is_settled(self, connection: Connection, visit_id: str) -> bool:
        """Whether the outbox needs the visit no longer."""
        entry = self._outbox.case_of(connection, visit_id)
        return entry is None or entry.state in (EntryState.ACKNOWLEDGED, EntryState.CLOSED)

    def _forget(self, connection: Connection, visit_id: str) -> set[str]:
        free = self._drop_files(connection, visit_id)
        connection.execute(delete(_VISIT).where(_VISIT.c.id == visit_id))
        return free

    def _empty(self, connection: Connection, visit_id: str, now: datetime) -> set[str]:
        free = self._drop_files(connection, visit_id)
        self._outbox.forget_visit(connection, visit_id)
        case = self._book.rows.load(connection, visit_id).case
        if case is not None:
            numbers = {case.local_no, case.case_no or case.local_no}
            free |= self._prints.forget(connection, numbers)
        connection.execute(delete(tables.material).where(tables.material.c.visit_id == visit_id))
        connection.execute(
            update(_VISIT)
            .where(_VISIT.c.id == visit_id)
            .values(applicant=None, applicant_lookup=None, consent=None, form=None, purged_at=now)
        )
        return free

    def _drop_files(self, connection: Connection, visit_id: str) -> set[str]:
        known = self._arrangements.known_files(connection, visit_id)
        return self._arrangements.unknow(connection, visit_id, known)

    def _remove(self, digests: set[str]) -> None:
        for digest in digests:
            self._files.delete(digest)
