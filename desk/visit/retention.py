"""Removal of citizens' data as soon as it is no longer needed.

Rows are deleted first, and the same transaction records which files are to be removed; then the
files are removed. After a crash in between, the next start removes the recorded files. A file that
no row mentions is moved aside.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, or_, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.domain.clock import local_time
from desk.domain.failures import Failure
from desk.domain.tickets import Outcome
from desk.domain.visits import Step, Visit
from desk.outbox.entries import EntryState
from desk.outbox.store import OutboxStore
from desk.vault.database import reading
from desk.vault.files import FileVault
from desk.vault.steady import SteadyTime
from desk.vault.tables import leaving_file, profile
from desk.visit import region_answers, tables
from desk.visit.attention_store import needs_somebody
from desk.visit.audit_log import ACTS_KEPT, AuditKind
from desk.visit.page_versions import PageVersions
from desk.visit.store import VisitStore
from printing.queue import PrintQueue

KEPT_AFTER_ACKNOWLEDGEMENT = timedelta(days=7)
ABANDONED_AFTER = timedelta(hours=24)
"""A draft that was not changed for so long counts as given up."""

_VISIT = tables.visit
log = logging.getLogger(__name__)


def paper_number(visit: Visit) -> str:
    """The number under which papers without one of their own are queued: a guide, a slip."""
    return f"{visit.ticket_number}-{visit.id[:8]}"


class Retention:
    """Ends visits, and removes what is no longer needed. Blocking.

    Its methods run on the worker thread on which pages are stored, so that no file is removed
    between being stored and being recorded.
    """

    def __init__(
        self,
        store: VisitStore,
        arrangements: PageVersions,
        files: FileVault,
        outbox: OutboxStore,
        prints: PrintQueue,
    ) -> None:
        self._store = store
        self._arrangements = arrangements
        self._files = files
        self._outbox = outbox
        self._prints = prints
        self._time = SteadyTime(store.engine, self._newest_change)
        self.missing_files = 0
        """How many files were not there, at the last sweep, to which something refers."""

    def close(self, visit_id: str) -> Visit | None:
        """The citizen leaves. A visit without a case leaves nothing behind and gives None."""
        with self._store.engine.begin() as connection:
            visit = self._store.rows.load(connection, visit_id)
            self._store.did(connection, visit, AuditKind.FINISHED)
            if visit.case is None:
                free = self._forget(connection, visit_id)
                closed = None
            else:
                free = self._arrangements.forget_old(connection, visit_id)
                closed = self._store.write(
                    connection,
                    visit_id,
                    closed_at=self._store.now(),
                    set_aside=False,
                    taken_up=False,
                )
            self._let_go(connection, free)
        self._remove_leaving()
        return closed

    def end(self, visit_id: str, outcome: Outcome, until: datetime | None, reason: str) -> None:
        """The citizen leaves without a case; what was entered stays `until` then, or goes now.

        A visit for which nothing was entered goes now, too. `reason` stands in the log of acts.
        """
        with self._store.engine.begin() as connection:
            visit = self._store.rows.load(connection, visit_id)
            self._store.did(connection, visit, AuditKind.ENDED, reason=reason)
            if until is None or visit.applicant is None:
                free = self._forget(connection, visit_id)
            else:
                free = self._arrangements.forget_old(connection, visit_id)
                self._store.write(
                    connection,
                    visit_id,
                    closed_at=self._store.now(),
                    set_aside=False,
                    ended=outcome,
                    kept_until=until,
                )
            self._let_go(connection, free)
        self._remove_leaving()

    def restart(self, visit_id: str) -> Visit:
        """Somebody else had come: what was entered goes, and the number is waited for again."""
        with self._store.engine.begin() as connection:
            visit = self._store.rows.load(connection, visit_id)
            free = self._drop_files(connection, visit_id)
            connection.execute(
                delete(tables.material).where(tables.material.c.visit_id == visit_id)
            )
            names = ("applicant", "applicant_lookup", "consent", "matter", "matter_code", "form")
            visit = self._store.write(
                connection, visit_id, step=Step.CALL, **dict.fromkeys(names, None)
            )
            self._store.did(connection, visit, AuditKind.UNWELCOMED)
            self._let_go(connection, free)
        self._remove_leaving()
        return visit

    def forget(self, visit_id: str, act: AuditKind, reason: str = "") -> None:
        """Remove a visit of which nothing is to stay: a no-show, a draft given up.

        `act` and `reason` say why, in the log of acts.
        """
        with self._store.engine.begin() as connection:
            visit = self._store.rows.load(connection, visit_id)
            self._store.did(connection, visit, act, reason=reason)
            self._let_go(connection, self._forget(connection, visit_id))
        self._remove_leaving()

    def tend(
        self,
        others: Iterable[datetime] = (),
        *,
        sparing: str | None = None,
        acts_kept: timedelta = ACTS_KEPT,
    ) -> int:
        """Remove what is surely due; `others` is what other clocks than this PC's say it is.

        Call it before a visit is taken up at the start, and once a day. `sparing` is the visit
        at the window, `acts_kept` how long the log of acts goes back. Returns how many visits
        it dealt with.
        """
        as_of = self._time.as_of(self._store.now(), others)
        done = self.purge(as_of, sparing=sparing)
        self._store.acts.purge(as_of, acts_kept)
        self._files.drop_aside(as_of)
        return done

    def sure(self, others: Iterable[datetime] = ()) -> datetime:
        """The time by which things may be due, as `tend` takes it."""
        return self._time.as_of(self._store.now(), others)

    def purge(self, now: datetime, *, sparing: str | None = None) -> int:
        """Remove what is due at `now`: drafts given up, what is personal of old closed visits.

        Of a closed visit its numbers, its matter and the region's answer without its words
        stay; its papers go too. `now` is believed: `tend` is for clocks that may be wrong.
        Returns how many visits it dealt with.
        """
        free: set[str] = set()
        with self._store.engine.begin() as connection:
            given_up = connection.execute(
                select(_VISIT.c.id).where(
                    _VISIT.c.id != (sparing or ""),
                    or_(
                        and_(
                            _VISIT.c.local_no.is_(None),
                            _VISIT.c.kept_until.is_(None),
                            _VISIT.c.changed_at <= now - ABANDONED_AFTER,
                        ),
                        and_(_VISIT.c.ended.is_not(None), _VISIT.c.kept_until <= now),
                    ),
                )
            ).scalars()
            emptied = [
                visit_id
                for visit_id in self._long_closed(connection, now)
                if self._is_settled(connection, visit_id, now)
            ]
            forgotten = given_up.all()
            for visit_id in forgotten:
                free |= self._forget(connection, visit_id)
            for visit_id in emptied:
                free |= self._empty(connection, visit_id, now)
            if forgotten or emptied:
                self._store.acts.note(
                    connection,
                    AuditKind.VISITS_PURGED,
                    count=len(forgotten) + len(emptied),
                    reason=f"{len(forgotten)} drafts, {len(emptied)} cases",
                )
            self._let_go(connection, free)
        self._remove_leaving()
        if forgotten or emptied:
            log.info(
                "purged: %d drafts given up, %d closed visits, %d files; due at %s",
                *(len(forgotten), len(emptied), len(free), now.isoformat(timespec="minutes")),
            )
        return len(forgotten) + len(emptied)

    def sweep(self) -> int:
        """Move files aside to which neither a visit nor the print queue refers.

        Call it at the start, before anything is stored. Files that were on their way out when
        the window died are removed first. Returns how many nobody refers to. Raises
        `FilesUnknown` when they are more, or older, than a crash can have left.
        """
        with self._store.engine.begin() as connection:
            known = self._arrangements.known_files(connection) | self._prints.digests()
            made_at = connection.scalar(select(profile.c.made_at))
        self._remove_leaving()
        today = local_time(self._store.now()).date()
        try:
            return self._files.keep_only(known, day=today, since=made_at)
        finally:
            self.missing_files = self._files.missing(known)

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

    def _is_settled(self, connection: Connection, visit_id: str, now: datetime) -> bool:
        """Whether neither the outbox nor anybody who must see to the case needs the visit."""
        entry = self._outbox.case_of(connection, visit_id)
        if entry is not None and entry.state not in (EntryState.ACKNOWLEDGED, EntryState.CLOSED):
            return False
        return not needs_somebody(connection, visit_id, now)

    def _forget(self, connection: Connection, visit_id: str) -> set[str]:
        visit = self._store.rows.load(connection, visit_id)
        free = self._drop_files(connection, visit_id)
        free |= self._prints.forget(connection, {visit.notice_no or visit.id, paper_number(visit)})
        connection.execute(delete(_VISIT).where(_VISIT.c.id == visit_id))
        return free

    def _empty(self, connection: Connection, visit_id: str, now: datetime) -> set[str]:
        free = self._drop_files(connection, visit_id)
        self._outbox.forget_visit(connection, visit_id)
        case = self._store.rows.load(connection, visit_id).case
        region_answers.forget_words(self._store, connection, visit_id)
        if case is not None:
            numbers = {case.local_no, case.case_no or case.local_no}
            free |= self._prints.forget(connection, numbers)
        for emptied in (tables.material, tables.follow_up):
            connection.execute(delete(emptied).where(emptied.c.visit_id == visit_id))
        connection.execute(
            update(_VISIT)
            .where(_VISIT.c.id == visit_id)
            .values(applicant=None, applicant_lookup=None, consent=None, form=None, purged_at=now)
        )
        return free

    def _drop_files(self, connection: Connection, visit_id: str) -> set[str]:
        known = self._arrangements.known_files(connection, visit_id)
        return self._arrangements.unknow(connection, visit_id, known)

    def _let_go(self, connection: Connection, digests: set[str]) -> None:
        """Write down which files leave, in the transaction that drops what referred to them."""
        for digest in digests:
            name, lookup = self._files.name_of(digest), self._store.rows.sealer.lookup(digest)
            leaving = insert(leaving_file).values(name=name, lookup=lookup)
            connection.execute(leaving.on_conflict_do_nothing())

    def _remove_leaving(self) -> None:
        """Remove what is written down, unless it was stored and recorded again meanwhile.

        A file that cannot be removed is tried again the next time.
        """
        with self._store.engine.begin() as connection:
            kept = {self._files.name_of(digest) for digest in self._prints.digests()}
            still = select(tables.page_file.c.lookup)
            connection.execute(
                delete(leaving_file).where(
                    leaving_file.c.lookup.in_(still) | leaving_file.c.name.in_(kept)
                )
            )
            names = connection.execute(select(leaving_file.c.name)).scalars().all()
        try:
            for name in names:
                self._files.remove(name)
        except Failure as failure:
            log.warning("files that are no longer needed were not removed: %s", failure)
            return
        if names:
            with self._store.engine.begin() as connection:
                connection.execute(delete(leaving_file))

    def _newest_change(self) -> datetime:
        """The newest time in the visits: the sure time of a profile that stored none."""
        with reading(self._store.engine) as connection:
            newest: datetime | None = connection.scalar(select(func.max(_VISIT.c.changed_at)))
        return newest or self._store.now()
