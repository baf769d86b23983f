"""Our files outside the profile, and the day on which each is removed. Durable.

What the clerk put aside in a scan folder, what could not be read there, papers that were saved as
PDF: all of it is personal. What may be removed is recorded before a file is moved, and never
inferred from its place: a technician may keep files of their own beside it. Days are counted from
the first day that was sure (`desk.vault.steady`) after a file was put there, so a wrong clock
removes nothing early.
"""

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from desk.scan import kept_aside
from desk.scan.folder_files import FolderFile
from desk.vault.database import reading
from desk.vault.old_profiles import remove_set_aside, set_asides
from desk.visit.audit_log import AuditKind
from desk.visit.store import VisitStore
from desk.visit.tables import kept_file, kept_folder

log = logging.getLogger(__name__)

REMEMBERED = timedelta(days=400)
"""How long a file is known that was due and not found: a share may be away, a disk unplugged."""

_PATH = "kept_folder.path"


class KeptPlace(StrEnum):
    """The kinds of places. The values are stored in the database: never rename them."""

    ASIDE = kept_aside.ASIDE
    REJECTED = kept_aside.REJECTED
    SAVED = "saved"
    """Papers, in the folder itself."""
    PROFILE = "profile"
    """A profile that was moved aside, beside the one in use."""

    def within(self, folder: Path) -> Path:
        """The folder in which files of this place lie."""
        return folder / self.value if self in (KeptPlace.ASIDE, KeptPlace.REJECTED) else folder


IsTaken = Callable[[str, FolderFile], bool]
"""Says of a file in ``taken`` whether this window put it there, by the folder's device id."""


class KeptFiles:
    """What this window put outside its profile. Blocking; raises the vault's failures."""

    def __init__(self, store: VisitStore) -> None:
        self._store = store
        self._known: set[Path] = set()

    def know(self, folder: Path) -> None:
        """Files of ours lie in this folder from now on, also after the settings name another."""
        if folder in self._known:
            return
        sealer = self._store.rows.sealer
        row = {"folder": self._lookup(folder), "path": sealer.seal(os.fsencode(folder), _PATH)}
        with self._store.engine.begin() as connection:
            connection.execute(upsert(kept_folder).values(row).on_conflict_do_nothing())
        self._known.add(folder)

    def expect(self, folder: Path, files: Iterable[FolderFile], place: KeptPlace) -> None:
        """These files are about to be moved into `place`. To be called before they are."""
        self.know(folder)
        rows = [self._row(folder, file, place) for file in files]
        if rows:
            with self._store.engine.begin() as connection:
                connection.execute(insert(kept_file), rows)

    def saved(self, path: Path) -> None:
        """A paper lies here; one that is known already is not counted anew."""
        file = FolderFile.of(path.name, path.lstat())
        if not any(self._is(row, file) for row in self._rows(path.parent, KeptPlace.SAVED)):
            self.expect(path.parent, [file], KeptPlace.SAVED)

    def sweep(
        self, today: date, days: Mapping[KeptPlace, int], taken: IsTaken = lambda _id, _file: False
    ) -> int:
        """Remove what has lain its `days` by the sure day `today`; returns how many files.

        What was taken into a case goes on the next day. Of a place without days nothing goes.
        A folder that cannot be reached keeps no other from being swept, and its turn comes
        again.
        """
        removed = 0
        for folder in self._folders():
            try:
                removed += kept_aside.sweep(folder, today, partial(taken, f"folder:{folder}"))
                for place in (KeptPlace.ASIDE, KeptPlace.REJECTED, KeptPlace.SAVED):
                    removed += self._sweep_place(folder, place, today, days.get(place, 0))
            except OSError as error:
                log.warning("a folder with files of ours was not swept: %s", error)
        with self._store.engine.begin() as connection:
            if removed:
                self._store.acts.note(connection, AuditKind.FILES_PURGED, count=removed)
            longest = timedelta(days=max(days.values(), default=0)) + REMEMBERED
            oldest = (today - longest).isoformat()
            connection.execute(delete(kept_file).where(kept_file.c.counted_from < oldest))
        if removed:
            log.info("removed %d files that lay outside the profile", removed)
        return removed

    def sweep_profiles(self, profile: Path, today: date, days: int) -> int:
        """Remove profiles that were moved aside beside `profile` and lay there their days."""
        removed = 0
        for path in set_asides(profile):
            file = FolderFile(path.name, 0, 0, 0, 0)
            if not self._rows(profile, KeptPlace.PROFILE, self._name(path.name)):
                self.expect(profile, [file], KeptPlace.PROFILE)
            (row,) = self._rows(profile, KeptPlace.PROFILE, self._name(path.name))
            if self._is_due(row, today, days):
                removed += remove_set_aside(path)
                self._forget(row)
        if removed:
            self._store.acts.write(AuditKind.FILES_PURGED, count=removed, reason=KeptPlace.PROFILE)
            log.info("removed %d files of profiles that lay aside for %d days", removed, days)
        return removed

    # how

    def _sweep_place(self, folder: Path, place: KeptPlace, today: date, days: int) -> int:
        rows = self._rows(folder, place)
        if not rows or days <= 0:
            return 0

        def is_due(file: FolderFile) -> bool:
            row = next((row for row in rows if self._is(row, file)), None)
            return row is not None and self._is_due(row, today, days)

        return kept_aside.removed_if(place.within(folder), is_due)

    def _is_due(self, row: Row[Any], today: date, days: int) -> bool:
        if row.counted_from is None:
            with self._store.engine.begin() as connection:
                since = {"counted_from": today.isoformat()}
                connection.execute(update(kept_file).where(kept_file.c.id == row.id).values(since))
            return False
        return date.fromisoformat(row.counted_from) + timedelta(days=days) <= today

    def _is(self, row: Row[Any], file: FolderFile) -> bool:
        """By size and time, and by inode or name: shares give other inodes, moves numbers."""
        if (row.size, row.changed_ns) != (file.size, file.changed_ns):
            return False
        names = (file.name, kept_aside.without_number(file.name))
        return row.inode == file.inode or row.name in map(self._name, names)

    def _folders(self) -> list[Path]:
        with reading(self._store.engine) as connection:
            sealed = connection.scalars(select(kept_folder.c.path)).all()
        sealer = self._store.rows.sealer
        return [Path(os.fsdecode(sealer.open(one, _PATH))) for one in sealed]

    def _rows(self, folder: Path, place: KeptPlace, name: bytes | None = None) -> list[Row[Any]]:
        wanted = select(kept_file).where(
            kept_file.c.folder == self._lookup(folder), kept_file.c.place == place
        )
        if name is not None:
            wanted = wanted.where(kept_file.c.name == name)
        with reading(self._store.engine) as connection:
            return list(connection.execute(wanted))

    def _row(self, folder: Path, file: FolderFile, place: KeptPlace) -> dict[str, Any]:
        return {
            "folder": self._lookup(folder),
            "place": place,
            "name": self._name(file.name),
            "inode": file.inode,
            "size": file.size,
            "changed_ns": file.changed_ns,
        }

    def _forget(self, row: Row[Any]) -> None:
        with self._store.engine.begin() as connection:
            connection.execute(delete(kept_file).where(kept_file.c.id == row.id))

    def _lookup(self, folder: Path) -> bytes:
        return self._store.rows.sealer.lookup(os.fsencode(folder).hex())

    def _name(self, name: str) -> bytes:
        return self._store.rows.sealer.lookup(os.fsencode(name).hex())
