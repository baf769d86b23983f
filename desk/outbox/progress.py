"""The states of an entry being sent, each change one durable transaction.

``queued → sending → acknowledged``; ``sending → queued`` when something passing was in the way;
``sending → parked`` when a person must look. After a crash every entry that was being sent is
queued again: its effect is either stored or can be requested again with the same key and the same
bytes.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, exists, or_, select, update

from desk.outbox.entries import (
    Entry,
    EntryKind,
    EntryRefusal,
    EntryState,
    EntryUpload,
    RemoteFiles,
)
from desk.outbox.rows import body_context, refusal_context
from desk.outbox.store import OutboxStore
from desk.outbox.tables import entry, upload
from desk.region.contract import CaseAnswer, FilePart
from desk.vault.database import reading

Build = Callable[[Connection, Entry, RemoteFiles], bytes]
"""Makes a case's body; called once in the life of an entry, inside the transaction that keeps
the body, with the files as the region has them."""

Acknowledged = Callable[[Connection, Entry, CaseAnswer], None]
"""Changes the visit, inside the transaction in which its entry is acknowledged."""

LONGEST_WAIT = timedelta(hours=2)
"""An entry that would wait longer was dated by a clock that has been set back since."""


class Progress:
    """The worker's side of the outbox. Blocking; one worker a profile."""

    def __init__(self, store: OutboxStore) -> None:
        self._store = store

    def recover(self) -> int:
        """After a start: queue again what was being sent. Returns how many entries that were."""
        with self._store.engine.begin() as connection:
            done = connection.execute(
                update(entry)
                .where(entry.c.state == EntryState.SENDING)
                .values(state=EntryState.QUEUED, not_before=self._store.now())
            )
            return done.rowcount

    def next_due(self) -> Entry | None:
        """The entry that is due and was promised first, or None."""
        now = self._store.now()
        due = or_(entry.c.not_before <= now, entry.c.not_before > now + LONGEST_WAIT)
        with reading(self._store.engine) as connection:
            row = connection.execute(
                select(entry)
                .where(_ready(), due)
                .order_by(entry.c.promised_at, entry.c.id)
                .limit(1)
            ).one_or_none()
            return None if row is None else self._store.rows.entry(row)

    def next_time(self) -> datetime | None:
        """When the next queued entry is due, or None when nothing waits for a time."""
        with reading(self._store.engine) as connection:
            found: datetime | None = connection.scalar(
                select(entry.c.not_before).where(_ready()).order_by(entry.c.not_before).limit(1)
            )
            return found

    def claim(self, entry_id: int) -> Entry:
        """Begin another attempt."""
        return self._write(entry_id, state=EntryState.SENDING, attempts=entry.c.attempts + 1)

    def uploads(self, entry_id: int) -> list[EntryUpload]:
        """The entry's files, in the order in which they were put in."""
        with reading(self._store.engine) as connection:
            return self._uploads(connection, entry_id)

    def keep_address(self, upload_id: int, url: str | None) -> None:
        """Record the address of the upload; None when it can no longer be used."""
        self._write_upload(upload_id, url=url)

    def keep_file(self, upload_id: int, remote_id: str) -> None:
        """Record that the region has the whole file, and that its digest agrees."""
        self._write_upload(upload_id, remote_id=remote_id)

    def body(self, entry_id: int, build: Build) -> bytes:
        """The entry's body; the first time it is built, and from then on it is this one."""
        with self._store.engine.begin() as connection:
            sending = self._store.entry(connection, entry_id)
            kept = connection.scalar(select(entry.c.body).where(entry.c.id == entry_id))
            context = body_context(sending.key)
            sealer = self._store.rows.sealer
            if kept is not None:
                return sealer.open(kept, context)
            files = {
                done.file.sha256: FilePart(done.remote_id or "", done.file.sha256, done.file.sheets)
                for done in self._uploads(connection, entry_id)
            }
            body = build(connection, sending, files)
            connection.execute(
                update(entry)
                .where(entry.c.id == entry_id, entry.c.body.is_(None))
                .values(body=sealer.seal(body, context))
            )
            return body

    def case_no(self, visit_id: str) -> str:
        """The number of the visit's acknowledged case. Raises KeyError."""
        with reading(self._store.engine) as connection:
            found = connection.scalar(select(entry.c.case_no).where(_acknowledged_case(visit_id)))
        if found is None:
            raise KeyError("no acknowledged case")
        return str(found)

    def acknowledge(
        self, entry_id: int, answer: CaseAnswer | None, acknowledged: Acknowledged
    ) -> Entry:
        """Acknowledge the entry. The case's answer changes the visit in the same transaction."""
        with self._store.engine.begin() as connection:
            connection.execute(
                update(entry)
                .where(entry.c.id == entry_id)
                .values(
                    state=EntryState.ACKNOWLEDGED,
                    case_no=answer.case_no if answer else entry.c.case_no,
                    settled_at=self._store.now(),
                    trouble=None,
                    body=None,
                )
            )
            done = self._store.entry(connection, entry_id)
            if answer is not None:
                acknowledged(connection, done, answer)
            return done

    def postpone(
        self, entry_id: int, trouble: str, until: datetime, *, all_wait: bool, for_link: bool
    ) -> Entry:
        """Queue the entry again, not before `until`.

        `all_wait` when the link or the region as a whole is in the way: then no other entry is
        tried earlier either. `for_link` marks entries that continue as soon as anything gets
        through.
        """
        with self._store.engine.begin() as connection:
            connection.execute(
                update(entry)
                .where(entry.c.id == entry_id)
                .values(
                    state=EntryState.QUEUED,
                    trouble=trouble,
                    not_before=until,
                    waits_for_link=for_link,
                )
            )
            if all_wait:
                connection.execute(
                    update(entry)
                    .where(entry.c.state == EntryState.QUEUED, entry.c.not_before < until)
                    .values(trouble=trouble, not_before=until, waits_for_link=for_link)
                )
            return self._store.entry(connection, entry_id)

    def hasten(self) -> int:
        """Make everything due that waited for the link. Returns how many entries that are."""
        with self._store.engine.begin() as connection:
            done = connection.execute(
                update(entry)
                .where(entry.c.state == EntryState.QUEUED, entry.c.waits_for_link)
                .values(not_before=self._store.now(), waits_for_link=False, trouble=None)
            )
            return done.rowcount

    def park(self, entry_id: int, refusal: EntryRefusal) -> Entry:
        """Leave the entry to a person, with the reason in words."""
        with self._store.engine.begin() as connection:
            key = self._store.entry(connection, entry_id).key
            sealed = self._store.rows.sealer.seal_json(refusal, refusal_context(key))
            connection.execute(
                update(entry)
                .where(entry.c.id == entry_id)
                .values(
                    state=EntryState.PARKED,
                    refusal=sealed,
                    trouble=None,
                    settled_at=self._store.now(),
                )
            )
            return self._store.entry(connection, entry_id)

    def _uploads(self, connection: Connection, entry_id: int) -> list[EntryUpload]:
        rows = connection.execute(
            select(upload).where(upload.c.entry_id == entry_id).order_by(upload.c.id)
        )
        return [self._store.rows.upload(row) for row in rows]

    def _write(self, entry_id: int, **values: object) -> Entry:
        with self._store.engine.begin() as connection:
            connection.execute(update(entry).where(entry.c.id == entry_id).values(**values))
            return self._store.entry(connection, entry_id)

    def _write_upload(self, upload_id: int, **values: object) -> None:
        with self._store.engine.begin() as connection:
            connection.execute(update(upload).where(upload.c.id == upload_id).values(**values))


def _ready() -> ColumnElement[bool]:
    """The condition for entries that are queued and whose preceding entry is at the region."""
    of_visit = entry.alias()
    its_case = exists().where(
        of_visit.c.visit_id == entry.c.visit_id,
        of_visit.c.kind == EntryKind.CASE,
        of_visit.c.state == EntryState.ACKNOWLEDGED,
    )
    return (entry.c.state == EntryState.QUEUED) & or_(entry.c.kind == EntryKind.CASE, its_case)


def _acknowledged_case(visit_id: str) -> ColumnElement[bool]:
    return (
        (entry.c.visit_id == visit_id)
        & (entry.c.kind == EntryKind.CASE)
        & (entry.c.state == EntryState.ACKNOWLEDGED)
    )
