"""Cases that need a person's attention, read from the window's database.

A case that the region refused when it was sent (parked in the outbox), a case that it had
received and turned down later or contradicts, a record of a paper that it refused, a paper
that was not printed when the citizen had left: each stands in one list until a person has
dealt with it. The list is not kept: it is read from what is stored anyway, so that nothing can
be missing from it. What people did about a case is added to `follow_up`. Blocking.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, and_, exists, func, or_, select

from desk.domain.contact import contact_of
from desk.domain.visits import CORRECTION_NEEDED, NEEDS_SOMEBODY, Visit
from desk.outbox.entries import Entry, EntryKind, EntryState
from desk.outbox.failures import NotParked
from desk.outbox.store import OutboxStore
from desk.outbox.tables import entry as entries
from desk.region.contract import Clerk
from desk.vault.database import reading
from desk.visit import tables
from desk.visit.contradictions import contradicted, waiting
from desk.visit.follow_ups import FollowUp, FollowUpKind, FollowUps
from desk.visit.store import VisitStore
from printing.queue import PrintJob, PrintQueue, PrintState

MOST_SHOWN = 200
"""So many cases are read into the list; the rest is counted."""

LEFT_LYING = timedelta(minutes=2)
"""A paper that waits longer than this was left by a window that stopped."""

ASKED_UNTIL = timedelta(days=30)
"""How long the region is asked about a case that was acknowledged."""

SOON, SELDOM = timedelta(minutes=5), timedelta(hours=2)
"""How often it is asked: about a case that it only received or that needs somebody, and about
any other."""

_VISIT, _FOLLOW = tables.visit, tables.follow_up
_SOON_STATES = ("received", *sorted(NEEDS_SOMEBODY))
_FINAL = ("delivered", "withdrawn")


class AttentionReason(StrEnum):
    """Why a case needs somebody."""

    PARKED = "parked"
    CORRECTION_NEEDED = "correction_needed"
    REFUSED = "refused"
    CLOSED = "closed"
    PAPER_REFUSED = "paper_refused"
    NOT_PRINTED = "not_printed"
    LOOKED_UP = "looked_up"
    FILES_DIFFER = "files_differ"
    NOT_KNOWN = "not_known"
    UNUSABLE = "unusable"


@dataclass(frozen=True, slots=True)
class AttentionItem:
    """One line of the list.

    `since` is when it came to need somebody, or when it was settled. `contact` is how its
    applicant is reached. `job` is the paper that was not printed. `settled` lines were dealt
    with today.
    """

    id: str
    why: AttentionReason
    visit: Visit
    since: datetime
    contact: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    entry_id: int | None = None
    job: PrintJob | None = None
    settled: bool = False

    @property
    def told(self) -> bool:
        """Whether the applicant was told since the case came to need somebody."""
        return any(one.outcome is FollowUpKind.TOLD for one in self.follow_ups)

    @property
    def given_up(self) -> bool:
        """Whether somebody decided that nothing more is done."""
        return any(one.outcome is FollowUpKind.GIVEN_UP for one in self.follow_ups)

    @property
    def contradicted(self) -> bool:
        """Whether the region's answers about the case contradict each other."""
        return self.why in (
            AttentionReason.FILES_DIFFER,
            AttentionReason.NOT_KNOWN,
            AttentionReason.UNUSABLE,
        )

    @property
    def correctable(self) -> bool:
        """Whether the case can be opened, corrected and submitted again."""
        return self.why in (AttentionReason.PARKED, AttentionReason.CORRECTION_NEEDED)


@dataclass(frozen=True, slots=True)
class AttentionListing:
    """The whole list. `more` counts open ones that were not read; `open` come first."""

    open: tuple[AttentionItem, ...] = ()
    settled: tuple[AttentionItem, ...] = ()
    more: int = 0

    @property
    def count(self) -> int:
        """How many wait for somebody."""
        return len(self.open) + self.more


class AttentionStore:
    """Reads the list and writes down what people did. Raises the vault's failures."""

    def __init__(self, store: VisitStore, outbox: OutboxStore, prints: PrintQueue) -> None:
        self._store = store
        self._outbox = outbox
        self._prints = prints
        self._follow_ups = FollowUps(store)

    # reading

    def listing(self, since: datetime, standing: str | None = None) -> AttentionListing:
        """What waits for somebody, oldest first, and what was dealt with after `since`.

        A paper of the visit `standing` at the window is that visit's own business.
        """
        with reading(self._store.engine) as connection:
            parked = self._parked(connection)
            later = self._later(connection)
            odd = contradicted(connection, self._store.now())
            items = [
                *(self._of_entry(connection, one) for one in parked[:MOST_SHOWN]),
                *(self._of_visit(connection, one) for one in later[:MOST_SHOWN]),
                *(self._contradicted(connection, one) for one in odd[:MOST_SHOWN]),
            ]
            settled = self._settled(connection, since)
            papers = self._papers(connection, standing)
        more = sum(max(0, len(one) - MOST_SHOWN) for one in (parked, later, odd))
        found = sorted([*items, *papers], key=lambda item: item.since)
        return AttentionListing(tuple(found), tuple(settled), more)

    def look_up(self, number: str) -> AttentionItem | None:
        """The case of this window with this case number or local number, as a line of the list."""
        visit = self._store.find(number)
        if visit is None or visit.case is None or visit.case.submitted_at is None:
            return None
        with reading(self._store.engine) as connection:
            contact = contact_of(visit.form)
            found = self._follow_ups.of(connection, visit.id)
        at = visit.case.submitted_at
        return AttentionItem(
            f"visit:{visit.id}", AttentionReason.LOOKED_UP, visit, at, contact, found
        )

    def search(self, part: str, limit: int = 8) -> list[Visit]:
        """Submitted cases of this window with `part` in their numbers, the newest first."""
        escaped = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        like = f"%{escaped}%"
        with reading(self._store.engine) as connection:
            ids = connection.execute(
                select(_VISIT.c.id)
                .where(
                    _VISIT.c.submitted_at.is_not(None),
                    or_(
                        _VISIT.c.local_no.like(like, escape="\\"),
                        _VISIT.c.case_no.like(like, escape="\\"),
                    ),
                )
                .order_by(_VISIT.c.submitted_at.desc())
                .limit(limit)
            ).scalars()
            return [self._store.rows.load(connection, one) for one in ids.all()]

    def due(self, now: datetime, limit: int = 5) -> list[tuple[str, str, str]]:
        """Acknowledged cases about which the region is to be asked now.

        As visit's id, case number and local number; whoever was not asked longest comes first.
        """
        soon = and_(_VISIT.c.case_state.in_(_SOON_STATES), _VISIT.c.asked_at <= now - SOON)
        odd = and_(_VISIT.c.contradiction.is_not(None), _VISIT.c.asked_at <= now - SOON)
        other = and_(
            _VISIT.c.case_state.not_in((*_SOON_STATES, *_FINAL)), _VISIT.c.asked_at <= now - SELDOM
        )
        with reading(self._store.engine) as connection:
            rows = connection.execute(
                select(_VISIT.c.id, _VISIT.c.case_no, _VISIT.c.local_no)
                .where(
                    _VISIT.c.case_no.is_not(None),
                    _VISIT.c.closed_at.is_not(None),
                    _VISIT.c.acknowledged_at > now - ASKED_UNTIL,
                    or_(soon, odd, other, _VISIT.c.asked_at.is_(None)),
                )
                .order_by(_VISIT.c.asked_at)
                .limit(limit)
            )
            return [(row.id, row.case_no, row.local_no) for row in rows]

    def _parked(self, connection: Connection) -> list[Entry]:
        rows = connection.execute(
            select(entries)
            .where(entries.c.state == EntryState.PARKED)
            .order_by(entries.c.promised_at, entries.c.id)
        )
        return [self._outbox.rows.entry(row) for row in rows]

    def _later(self, connection: Connection) -> list[str]:
        """Visits whose case the region turned down after it had received it."""
        rows = connection.execute(
            select(_VISIT.c.id)
            .where(
                _VISIT.c.case_state.in_(sorted(NEEDS_SOMEBODY)),
                _VISIT.c.purged_at.is_(None),
                ~_dealt_with(),
                ~_on_its_way(),
            )
            .order_by(_VISIT.c.case_state_at)
        )
        return list(rows.scalars())

    def _of_entry(self, connection: Connection, one: Entry) -> AttentionItem:
        visit = self._store.rows.load(connection, one.visit_id)
        since = one.settled_at or one.promised_at
        why = (
            AttentionReason.PARKED if one.kind is EntryKind.CASE else AttentionReason.PAPER_REFUSED
        )
        return AttentionItem(
            f"entry:{one.id}",
            why,
            visit,
            since,
            contact_of(visit.form),
            self._follow_ups.of(connection, visit.id, since),
            one.id,
        )

    def _of_visit(self, connection: Connection, visit_id: str) -> AttentionItem:
        visit = self._store.rows.load(connection, visit_id)
        since = self._turned_at(connection, visit_id)
        state = visit.case.state if visit.case and visit.case.state else ""
        return AttentionItem(
            f"visit:{visit.id}",
            AttentionReason(state) if state in NEEDS_SOMEBODY else AttentionReason.CLOSED,
            visit,
            since,
            contact_of(visit.form),
            self._follow_ups.of(connection, visit.id, since),
        )

    def _contradicted(self, connection: Connection, visit_id: str) -> AttentionItem:
        visit = self._store.rows.load(connection, visit_id)
        columns = select(_VISIT.c.contradiction, _VISIT.c.contradiction_at)
        kind, since = connection.execute(columns.where(_VISIT.c.id == visit_id)).one()
        told = self._follow_ups.of(connection, visit.id, since)
        contact = contact_of(visit.form)
        return AttentionItem(
            f"answer:{visit.id}", AttentionReason(kind), visit, since, contact, told
        )

    def _turned_at(self, connection: Connection, visit_id: str) -> datetime:
        columns = select(_VISIT.c.case_state_at, _VISIT.c.changed_at)
        row = connection.execute(columns.where(_VISIT.c.id == visit_id)).one()
        at: datetime = row.case_state_at or row.changed_at
        return at

    def _papers(self, connection: Connection, standing: str | None) -> list[AttentionItem]:
        """Papers that were not printed and whose citizen has left."""
        found, old = [], self._store.now() - LEFT_LYING
        jobs = self._prints.jobs((PrintState.FAILED, PrintState.WAITING))
        for job in jobs[:MOST_SHOWN]:
            if job.state is PrintState.WAITING and job.added_at > old:
                continue
            visit = self._of_number(connection, job.number)
            if visit is None or visit.id == standing or visit.closed_at is None:
                continue
            at = job.settled_at or job.added_at
            found.append(
                AttentionItem(
                    f"job:{job.id}",
                    AttentionReason.NOT_PRINTED,
                    visit,
                    at,
                    contact_of(visit.form),
                    self._follow_ups.of(connection, visit.id, at),
                    job=job,
                )
            )
        return found

    def _of_number(self, connection: Connection, number: str) -> Visit | None:
        numbers = (_VISIT.c.local_no, _VISIT.c.case_no, _VISIT.c.notice_no)
        found = connection.execute(
            select(_VISIT.c.id).where(or_(*(column == number for column in numbers)))
        ).scalar()
        return None if found is None else self._store.rows.load(connection, found)

    def _settled(self, connection: Connection, since: datetime) -> list[AttentionItem]:
        """What was dealt with after `since`: corrected and taken, told, or given up."""
        corrected = connection.execute(
            select(entries.c.visit_id, entries.c.settled_at, entries.c.id)
            .where(
                entries.c.kind == EntryKind.CASE,
                entries.c.state == EntryState.ACKNOWLEDGED,
                entries.c.supersedes.is_not(None),
                entries.c.settled_at >= since,
            )
            .order_by(entries.c.settled_at)
        ).all()
        decided = connection.execute(
            select(_FOLLOW.c.visit_id, func.max(_FOLLOW.c.at).label("at"))
            .where(_FOLLOW.c.at >= since)
            .group_by(_FOLLOW.c.visit_id)
        ).all()
        open_ones = {one.visit_id for one in self._parked(connection)}
        open_ones |= set(self._unsettled(connection))
        done = {row.visit_id: row.settled_at for row in corrected}
        for row in decided:
            at = datetime.fromisoformat(row.at) if isinstance(row.at, str) else row.at
            done.setdefault(row.visit_id, at)
        return [
            self._done(connection, visit_id, at)
            for visit_id, at in sorted(done.items(), key=lambda one: one[1])
            if visit_id not in open_ones
        ][-MOST_SHOWN:]

    def _done(self, connection: Connection, visit_id: str, at: datetime) -> AttentionItem:
        visit = self._store.rows.load(connection, visit_id)
        state = visit.case.state if visit.case else None
        why = AttentionReason(state) if state in NEEDS_SOMEBODY else AttentionReason.PARKED
        told = self._follow_ups.of(connection, visit_id)
        return AttentionItem(
            f"done:{visit_id}", why, visit, at, contact_of(visit.form), told, settled=True
        )

    # what people did

    def tell(self, visit_id: str, outcome: FollowUpKind, note: str, clerk: Clerk) -> None:
        """Record the result of informing the applicant. Several attempts are several lines."""
        with self._store.engine.begin() as connection:
            self._follow_ups.add(connection, visit_id, outcome, note, clerk)

    def give_up(self, item: AttentionItem, reason: str, clerk: Clerk) -> None:
        """A named person decides that nothing more is done about it, and says why.

        A parked entry is closed, a paper is printed no more. Raises `NotParked` when it was
        settled meanwhile, and ValueError without a reason.
        """
        if not reason.strip():
            raise ValueError("giving up needs a reason")
        if item.job is not None:
            self._prints.give_up(item.job.id)
        with self._store.engine.begin() as connection:
            if item.entry_id is not None:
                self._outbox.give_up(connection, item.entry_id, clerk.id)
            elif item.job is None and item.visit.id not in self._unsettled(connection):
                raise NotParked
            self._follow_ups.add(connection, item.visit.id, FollowUpKind.GIVEN_UP, reason, clerk)

    def _unsettled(self, connection: Connection) -> list[str]:
        return [*self._later(connection), *contradicted(connection, self._store.now())]


def needs_somebody(connection: Connection, visit_id: str, now: datetime) -> bool:
    """Whether a person has still to deal with a visit's case, or may have to.

    A case that the region has only received may be turned down for as long as it is asked.
    """
    undealt = and_(_VISIT.c.case_state.in_(sorted(NEEDS_SOMEBODY)), ~_dealt_with())
    asked = and_(_VISIT.c.case_state == "received", _VISIT.c.acknowledged_at > now - ASKED_UNTIL)
    wanted = select(_VISIT.c.id).where(_VISIT.c.id == visit_id, or_(undealt, asked, waiting(now)))
    return connection.execute(wanted).first() is not None


def _dealt_with() -> ColumnElement[bool]:
    """Given up, or told where nothing else can be done."""
    ended = or_(
        _FOLLOW.c.outcome == FollowUpKind.GIVEN_UP,
        and_(_FOLLOW.c.outcome == FollowUpKind.TOLD, _VISIT.c.case_state != CORRECTION_NEEDED),
    )
    return exists().where(
        _FOLLOW.c.visit_id == _VISIT.c.id, _FOLLOW.c.at >= _VISIT.c.case_state_at, ended
    )


def _on_its_way() -> ColumnElement[bool]:
    """A supplement waits to be sent, or was refused itself."""
    return exists().where(
        entries.c.visit_id == _VISIT.c.id,
        entries.c.kind == EntryKind.CASE,
        entries.c.state.in_((EntryState.QUEUED, EntryState.SENDING, EntryState.PARKED)),
    )
