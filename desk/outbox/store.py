"""The outbox in the window's database: adding, querying and deciding.

Methods that take a `Connection` run inside the caller's transaction. What the worker does to
an entry on its way is in `desk.outbox.progress`.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, exists, func, insert, select, update

from desk.domain.clock import Clock, utc_now
from desk.outbox.entries import Entry, EntryKind, EntryState, EntrySummary, OutboxFile
from desk.outbox.failures import AlreadyInOutbox, NotParked
from desk.outbox.rows import EntryRows, body_context, file_context
from desk.outbox.tables import entry, upload
from desk.region.contract import PaperRecord
from desk.vault.database import reading
from desk.vault.sealing import Sealer

PENDING = (EntryState.QUEUED, EntryState.SENDING)


class OutboxStore:
    """The entries of one window. Raises the vault's failures, with nothing changed.

    Ids that are not there raise KeyError.
    """

    def __init__(self, engine: Engine, sealer: Sealer, now: Clock = utc_now) -> None:
        self.engine = engine
        self.rows = EntryRows(sealer)
        self.now = now

    # putting in

    def enqueue_case(
        self,
        connection: Connection,
        visit_id: str,
        files: Iterable[OutboxFile],
        *,
        supersedes: int | None = None,
        person: str = "",
        supplements: str | None = None,
    ) -> Entry:
        """Put a visit's case in, with every file that must be at the region before it.

        A correction names the parked entry that it `supersedes` and the `person` who decided
        so: that entry is closed, and what the region already has of the files is not sent
        again. With `supplements`, the number of a case that the region wants corrected, the
        entry may be an acknowledged one, and the case is not submitted but supplemented.
        Raises `AlreadyInOutbox`, `NotParked`.
        """
        promised_at = self.now()
        if supersedes is not None:
            right = (EntryState.PARKED, EntryState.ACKNOWLEDGED)[: 2 if supplements else 1]
            before = self._settle(connection, supersedes, person, right)
            promised_at = before.promised_at
        open_cases = select(entry.c.id).where(
            entry.c.visit_id == visit_id,
            entry.c.kind == EntryKind.CASE,
            entry.c.state != EntryState.CLOSED,
        )
        if connection.execute(open_cases).first() is not None:
            raise AlreadyInOutbox
        made = self._insert(
            connection,
            EntryKind.CASE,
            visit_id,
            promised_at,
            supersedes=supersedes,
            case_no=supplements,
        )
        known = self._known_addresses(connection, supersedes)
        for file in {file.sha256: file for file in files}.values():
            lookup = self.rows.sealer.lookup(file.sha256)
            key = str(uuid.uuid4())
            connection.execute(
                insert(upload).values(
                    entry_id=made,
                    lookup=lookup,
                    key=key,
                    file=self.rows.sealer.seal_json(file, file_context(key)),
                    url=known.get(lookup),
                )
            )
        return self.entry(connection, made)

    def enqueue_paper(self, connection: Connection, visit_id: str, paper: PaperRecord) -> Entry:
        """Put the record of a printed paper in; it goes once the visit's case is acknowledged."""
        made = self._insert(connection, EntryKind.PAPER, visit_id, self.now())
        key = self.entry(connection, made).key
        body = self.rows.sealer.seal(msgspec.json.encode(paper), body_context(key))
        connection.execute(update(entry).where(entry.c.id == made).values(body=body))
        return self.entry(connection, made)

    # looking

    def entry(self, connection: Connection, entry_id: int) -> Entry:
        """The entry with this id."""
        row = connection.execute(select(entry).where(entry.c.id == entry_id)).one_or_none()
        if row is None:
            raise KeyError("no such entry")
        return self.rows.entry(row)

    def case_of(self, connection: Connection, visit_id: str) -> Entry | None:
        """The latest entry of a visit's case, or None when it was never put in."""
        row = connection.execute(
            select(entry)
            .where(entry.c.visit_id == visit_id, entry.c.kind == EntryKind.CASE)
            .order_by(entry.c.id.desc())
            .limit(1)
        ).one_or_none()
        return None if row is None else self.rows.entry(row)

    def find(self, entry_id: int) -> Entry:
        """The entry with this id, in a transaction of its own."""
        with reading(self.engine) as connection:
            return self.entry(connection, entry_id)

    def listed(self, *states: EntryState) -> list[Entry]:
        """All entries in these states, or all there are, oldest promise first."""
        wanted = select(entry).order_by(entry.c.promised_at, entry.c.id)
        if states:
            wanted = wanted.where(entry.c.state.in_(states))
        with reading(self.engine) as connection:
            return [self.rows.entry(row) for row in connection.execute(wanted)]

    def summary(self) -> EntrySummary:
        """The outbox in one line. Papers of a case that waits for a person wait with it."""
        with reading(self.engine) as connection:
            counts = connection.execute(
                select(entry.c.state, func.count().label("number"))
                .where(~_waits_for_person())
                .group_by(entry.c.state)
            )
            states = {row.state: int(row.number) for row in counts}
            oldest = connection.execute(
                select(entry.c.promised_at, entry.c.trouble)
                .where(entry.c.state.in_(PENDING), ~_waits_for_person())
                .order_by(entry.c.promised_at, entry.c.id)
                .limit(1)
            ).one_or_none()
        return EntrySummary(
            pending=sum(states.get(state, 0) for state in PENDING),
            parked=states.get(EntryState.PARKED, 0),
            oldest=oldest.promised_at if oldest else None,
            trouble=oldest.trouble if oldest else None,
        )

    # deciding

    def close(self, entry_id: int, person: str) -> Entry:
        """Close a parked entry in the name of a person. Raises `NotParked`."""
        with self.engine.begin() as connection:
            return self.give_up(connection, entry_id, person)

    def give_up(self, connection: Connection, entry_id: int, person: str) -> Entry:
        """As `close`, inside the caller's transaction."""
        given_up = self._settle(connection, entry_id, person, (EntryState.PARKED,))
        if given_up.kind is EntryKind.CASE and given_up.case_no is None:
            connection.execute(  # papers of a case that the region will never have
                update(entry)
                .where(
                    entry.c.visit_id == given_up.visit_id,
                    entry.c.kind == EntryKind.PAPER,
                    entry.c.state.in_(PENDING),
                )
                .values(state=EntryState.CLOSED, closed_by=person, settled_at=self.now(), body=None)
            )
        return self.entry(connection, entry_id)

    def forget_visit(self, connection: Connection, visit_id: str) -> None:
        """Remove what was settled for a visit whose data is destroyed on schedule.

        Entries that are still on their way or wait for a person stay.
        """
        settled = (EntryState.ACKNOWLEDGED, EntryState.CLOSED)
        ids = select(entry.c.id).where(entry.c.visit_id == visit_id, entry.c.state.in_(settled))
        connection.execute(upload.delete().where(upload.c.entry_id.in_(ids)))
        connection.execute(update(entry).where(entry.c.id.in_(ids)).values(refusal=None, body=None))

    def _settle(
        self, connection: Connection, entry_id: int, person: str, right: tuple[EntryState, ...]
    ) -> Entry:
        before = self.entry(connection, entry_id)
        if not person:
            raise ValueError("a parked entry is closed by a named person")
        if before.state not in right:
            raise NotParked
        connection.execute(
            update(entry)
            .where(entry.c.id == entry_id)
            .values(state=EntryState.CLOSED, closed_by=person, settled_at=self.now(), body=None)
        )
        return before

    def _insert(
        self,
        connection: Connection,
        kind: EntryKind,
        visit_id: str,
        promised_at: datetime,
        *,
        supersedes: int | None = None,
        case_no: str | None = None,
    ) -> int:
        now = self.now()
        made = connection.execute(
            insert(entry)
            .values(
                key=str(uuid.uuid4()),
                kind=kind,
                visit_id=visit_id,
                state=EntryState.QUEUED,
                created_at=now,
                promised_at=promised_at,
                not_before=now,
                supersedes=supersedes,
                case_no=case_no,
            )
            .returning(entry.c.id)
        )
        return int(made.scalar_one())

    def _known_addresses(
        self, connection: Connection, entry_id: int | None
    ) -> dict[bytes, str | None]:
        rows = connection.execute(
            select(upload.c.lookup, upload.c.url).where(upload.c.entry_id == entry_id)
        )
        return {row.lookup: row.url for row in rows}


def _waits_for_person() -> ColumnElement[bool]:
    """A paper's record whose case is parked."""
    of_visit = entry.alias()
    parked = exists().where(
        of_visit.c.visit_id == entry.c.visit_id,
        of_visit.c.kind == EntryKind.CASE,
        of_visit.c.state == EntryState.PARKED,
    )
    return (entry.c.kind == EntryKind.PAPER) & (entry.c.state == EntryState.QUEUED) & parked
