"""When the files in a scan folder arrived, and which visit was open then. Durable.

A file's own times prove nothing: copies keep old ones, and a share has a clock of its own. So the
folder is listed repeatedly, and the visit that is open when a file is first seen is recorded. A
file arrived during a visit only if the folder was listed before while the same visit was open
without a break; anything less certain counts as from before.

Names of files may be names of citizens: only lookups are kept.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from desk.domain.clock import local_time
from desk.domain.visits import Visit
from desk.scan.folder_files import FolderFile
from desk.vault.database import reading
from desk.visit import tables
from desk.visit.audit_log import AuditKind
from desk.visit.store import VisitStore

KEPT_FOR = timedelta(days=7)
"""How long a file is remembered after it was seen last: a share may be away for days."""

TAKEN_KNOWN_FOR = timedelta(days=400)
"""How long a file that was taken is known: it must be removed also from a share that was away."""

_FILE, _WATCH, _VISIT = tables.folder_file, tables.folder_watch, tables.visit


class Came(StrEnum):
    """To which visit a file in the folder belongs."""

    NOW = "now"
    """It arrived while this visit was open."""
    BEFORE = "before"
    """It arrived earlier, or that is unknown."""
    TAKEN = "taken"
    """It is a page already; only the file must still be moved."""


class ScanOutcomeKept(StrEnum):
    """What was done with a file."""

    LYING = "lying"
    TAKEN = "taken"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class LyingFile:
    """A file in the folder; `visit_id` was open when it arrived, if known."""

    file: FolderFile
    came: Came
    first_seen: datetime
    visit_id: str | None


@dataclass(frozen=True, slots=True)
class EarlierVisit:
    """The visit that was open when left files arrived; `taken` files were taken for it."""

    ticket_number: str
    taken: int


class Arrivals:
    """What is known of the files in this window's scan folders. Blocking.

    A folder is named by its device's id. All methods raise the vault's failures.
    """

    def __init__(self, store: VisitStore) -> None:
        self._store = store
        self._stood_before = False
        self._stands: str | None = None
        self._looked: set[str] | None = None
        """Folders listed since another visit was opened, even if that was not stored."""
        self._last: dict[str, tuple[str | None, tuple[FolderFile, ...], tuple[LyingFile, ...]]] = {}

    def stand(self, visit_id: str | None) -> None:
        """Another visit, or none, is open from now on."""
        self._last.clear()
        if self._stood_before:  # the first visit may have been open before a restart
            self._looked = set()
        self._stood_before, self._stands = True, visit_id
        with self._store.engine.begin() as connection:
            connection.execute(
                update(_WATCH)
                .where(_WATCH.c.visit_id.is_not(visit_id))
                .values(visit_id=visit_id, looked=False)
            )

    def note(
        self, folder: str, files: Sequence[FolderFile], visit_id: str | None
    ) -> tuple[LyingFile, ...]:
        """Record a listing of the folder; returns for each file to which visit it belongs.

        `visit_id` is the visit that was open when the listing began. If another one is open by now
        nothing is recorded: the next listing counts the files as from before.
        """
        if self._stood_before and visit_id != self._stands:
            return ()
        seen = tuple(files)
        last = self._last.get(folder)
        if last is not None and last[:2] == (visit_id, seen):
            return last[2]
        with self._store.engine.begin() as connection:
            sure = self._looked is None or folder in self._looked
            lying = self._note(connection, self._lookup(folder), seen, visit_id, sure=sure)
        self._last[folder] = (visit_id, seen, lying)
        if self._looked is not None:
            self._looked.add(folder)
        return lying

    def lost(self, folder: str, *, taken_over: bool = False) -> None:
        """Another window has the folder: files that arrive until the next listing count as from
        before.

        `taken_over` when a clerk gave it to this window just now, which is an act.
        """
        self._last.pop(folder, None)
        with self._store.engine.begin() as connection:
            watch = _WATCH.c.folder == self._lookup(folder)
            connection.execute(update(_WATCH).where(watch, _WATCH.c.looked).values(looked=False))
            if taken_over:
                self._store.acts.note(connection, AuditKind.FOLDER_TAKEN_OVER)

    def adopt(self, folder: str, files: Sequence[FolderFile], visit: Visit) -> None:
        """Assign these files from before to this visit, as the clerk decided."""
        self._last.pop(folder, None)
        with self._store.engine.begin() as connection:
            for file in files:
                self._set(connection, folder, file, visit_id=visit.id)
            self._store.did(connection, visit, AuditKind.FILES_ADOPTED, count=len(files))

    def took(self, connection: Connection, folder: str, file: FolderFile, visit_id: str) -> None:
        """Record in the page's transaction that this file was taken."""
        self._last.pop(folder, None)
        values = {"visit_id": visit_id, "outcome": ScanOutcomeKept.TAKEN, "by_visit": visit_id}
        if not self._set(connection, folder, file, **values):
            self._insert(connection, self._lookup(folder), file, **values)

    def took_again(self, folder: str, file: FolderFile, visit_id: str) -> None:
        """As `took`, for a file whose page the visit has already."""
        with self._store.engine.begin() as connection:
            self.took(connection, folder, file, visit_id)

    def put_aside(self, folder: str, files: Sequence[FolderFile], visit: Visit) -> None:
        """Record that the clerk put these files aside."""
        self._last.pop(folder, None)
        values = {"outcome": ScanOutcomeKept.ASIDE, "by_visit": visit.id}
        with self._store.engine.begin() as connection:
            for file in files:
                self._set(connection, folder, file, **values)
            self._store.did(connection, visit, AuditKind.FILES_PUT_ASIDE, count=len(files))

    def taken_for(self, visit_id: str) -> int:
        """How many files were taken for this visit."""
        with reading(self._store.engine) as connection:
            return self._taken_for(connection, visit_id)

    def earlier(self, visit_id: str) -> EarlierVisit | None:
        """The visit with this id, if it is still known here."""
        with reading(self._store.engine) as connection:
            number = connection.scalar(
                select(_VISIT.c.ticket_number).where(_VISIT.c.id == visit_id)
            ) or connection.scalar(
                select(tables.page_of_day.c.ticket_number)
                .where(tables.page_of_day.c.visit_id == visit_id)
                .limit(1)
            )
            taken = self._taken_for(connection, visit_id)
        return EarlierVisit(number, taken) if number else None

    def was_taken(self, folder: str, file: FolderFile) -> bool:
        """Whether this is a file that was taken: by its size, its time, and inode or name."""
        with reading(self._store.engine) as connection:
            rows = connection.execute(
                select(_FILE.c.inode, _FILE.c.name).where(
                    _FILE.c.folder == self._lookup(folder),
                    _FILE.c.outcome == ScanOutcomeKept.TAKEN,
                    _FILE.c.size == file.size,
                    _FILE.c.changed_ns == file.changed_ns,
                )
            ).all()
        name = self._name(file)
        return any(row.inode == file.inode or row.name == name for row in rows)

    def forget_old(self, today: date) -> None:
        """Forget files that were seen last long enough before `today`."""
        oldest, longest = (today - KEPT_FOR).isoformat(), (today - TAKEN_KNOWN_FOR).isoformat()
        taken = _FILE.c.outcome == ScanOutcomeKept.TAKEN
        with self._store.engine.begin() as connection:
            connection.execute(
                delete(_FILE).where(
                    (~taken & (_FILE.c.day < oldest)) | (taken & (_FILE.c.day < longest))
                )
            )

    # how

    def _note(
        self,
        connection: Connection,
        folder: bytes,
        files: tuple[FolderFile, ...],
        visit_id: str | None,
        *,
        sure: bool,
    ) -> tuple[LyingFile, ...]:
        watch = connection.execute(
            select(_WATCH.c.visit_id, _WATCH.c.looked).where(_WATCH.c.folder == folder)
        ).one_or_none()
        unbroken = sure and watch is not None and watch.looked and watch.visit_id == visit_id
        came_by = visit_id if unbroken else (watch.visit_id if watch is not None else None)
        if not unbroken and came_by == visit_id:
            came_by = None  # open again, or not listed since: the file arrived in between
        known = _Known(connection, folder)
        names = {self._name(file) for file in files}
        lying = []
        for file in files:
            row = known.find(self._name(file), file, names)
            if row is None:
                lying.append(self._new(connection, folder, file, came_by, visit_id))
                continue
            self._update(connection, row, file)
            known.seen.add(row.id)
            lying.append(_lying(row, file, visit_id))
        for row in known.not_seen():
            connection.execute(update(_FILE).where(_FILE.c.id == row.id).values(gone=True))
        state = {"visit_id": visit_id, "looked": True}
        connection.execute(
            insert(_WATCH)
            .values(folder=folder, **state)
            .on_conflict_do_update(index_elements=["folder"], set_=state)
        )
        return tuple(lying)

    def _new(
        self,
        connection: Connection,
        folder: bytes,
        file: FolderFile,
        came_by: str | None,
        visit_id: str | None,
    ) -> LyingFile:
        now = self._insert(
            connection, folder, file, visit_id=came_by, outcome=ScanOutcomeKept.LYING
        )
        came = Came.NOW if came_by is not None and came_by == visit_id else Came.BEFORE
        return LyingFile(file, came, now, came_by)

    def _insert(
        self, connection: Connection, folder: bytes, file: FolderFile, **values: Any
    ) -> datetime:
        now = self._store.now()
        connection.execute(
            _FILE.insert().values(
                folder=folder,
                name=self._name(file),
                inode=file.inode,
                size=file.size,
                changed_ns=file.changed_ns,
                first_seen=now,
                gone=False,
                day=self._today(),
                **values,
            )
        )
        return now

    def _update(self, connection: Connection, row: Row[Any], file: FolderFile) -> None:
        values = {
            "name": self._name(file),
            "inode": file.inode,
            "size": file.size,
            "changed_ns": file.changed_ns,
            "gone": False,
            "day": self._today(),
        }
        if any(getattr(row, column) != value for column, value in values.items()):
            connection.execute(update(_FILE).where(_FILE.c.id == row.id).values(**values))

    def _set(self, connection: Connection, folder: str, file: FolderFile, **values: Any) -> bool:
        """Set columns of a file in the folder; False when it was never seen there."""
        done = connection.execute(
            update(_FILE)
            .where(
                _FILE.c.folder == self._lookup(folder),
                _FILE.c.name == self._name(file),
                _FILE.c.outcome == ScanOutcomeKept.LYING,
                ~_FILE.c.gone,
            )
            .values(
                inode=file.inode,
                size=file.size,
                changed_ns=file.changed_ns,
                day=self._today(),
                **values,
            )
        )
        return bool(done.rowcount)

    def _taken_for(self, connection: Connection, visit_id: str) -> int:
        wanted = select(func.count()).where(
            _FILE.c.by_visit == visit_id, _FILE.c.outcome == ScanOutcomeKept.TAKEN
        )
        return connection.scalar(wanted) or 0

    def _today(self) -> str:
        return local_time(self._store.now()).date().isoformat()

    def _name(self, file: FolderFile) -> bytes:
        return self._lookup(file.name)

    def _lookup(self, text: str) -> bytes:
        """The lookup of a file name, which may not be valid text, by its bytes."""
        return self._store.rows.sealer.lookup(os.fsencode(text).hex())


class _Known:
    """The rows of one folder, found by name, or by inode for a file that was renamed."""

    def __init__(self, connection: Connection, folder: bytes) -> None:
        self._rows = connection.execute(
            select(_FILE).where(
                _FILE.c.folder == folder,
                (_FILE.c.outcome == ScanOutcomeKept.LYING)
                | ((_FILE.c.outcome == ScanOutcomeKept.TAKEN) & ~_FILE.c.gone),
            )
        ).all()
        self._by_name: dict[bytes, list[Row[Any]]] = {}
        self._by_inode: dict[int, Row[Any]] = {}
        for row in self._rows:
            self._by_name.setdefault(row.name, []).append(row)
            if row.outcome == ScanOutcomeKept.LYING and not row.gone:
                self._by_inode[row.inode] = row
        self.seen: set[int] = set()

    def find(self, name: bytes, file: FolderFile, names: set[bytes]) -> Row[Any] | None:
        """The row of this file. `names` are those of all files that lie there now."""
        for row in self._by_name.get(name, []):
            same_inode, unchanged = row.inode == file.inode, _unchanged(row, file)
            if row.outcome == ScanOutcomeKept.TAKEN:
                # A scanner may reuse the name and the size at once: then it is another page.
                if same_inode and unchanged:
                    return row
            elif unchanged or (same_inode and not row.gone):
                return row
        renamed = self._by_inode.get(file.inode)
        if renamed is not None and renamed.name not in names and renamed.id not in self.seen:
            return renamed
        return None

    def not_seen(self) -> list[Row[Any]]:
        """Rows of files that are no longer in the folder and were not recorded as gone."""
        return [row for row in self._rows if row.id not in self.seen and not row.gone]


def _unchanged(row: Row[Any], file: FolderFile) -> bool:
    """Whether it is the same file with the same content, even under another inode."""
    return bool((row.size, row.changed_ns) == (file.size, file.changed_ns))


def _lying(row: Row[Any], file: FolderFile, visit_id: str | None) -> LyingFile:
    came = Came.BEFORE
    if row.outcome == ScanOutcomeKept.TAKEN:
        came = Came.TAKEN
    elif visit_id is not None and row.visit_id == visit_id:
        came = Came.NOW
    return LyingFile(file, came, row.first_seen, row.visit_id)
