"""A window's profile: key, database and files, checked to belong together.

Each part says whose it is: the database in a row, the files' folder by an empty folder in it whose
name is a keyed hash, and beside them the mark (see `desk.vault.marks`); a proof tells whether the
keyring's key is theirs. The keyring remembers which profile was last seen in the folder, so that a
drive that is gone is not taken for a new beginning.

When something is missing, foreign or older than it should be, the window is not opened and
nothing is written. A person decides: put the missing part back; go on with what is there, where
that is possible; or begin anew, and then what is there is moved aside, never deleted.
"""

import logging
import secrets
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, Row, insert, select, update

from desk.domain.failures import Failure
from desk.vault.database import DatabaseBroken, reading
from desk.vault.durable import disk_failure, make_folder, sync_folder
from desk.vault.files import FileVault
from desk.vault.keys import KeyBroken, Keys
from desk.vault.lock import ProfileLock
from desk.vault.marks import (
    MARK_FILE,
    Marks,
    Memory,
    ProfileMark,
    Remembered,
    read_mark,
    skipped_by,
)
from desk.vault.private import close_to_others, private_temporary
from desk.vault.proof import PROOF_FILE, prove_key
from desk.vault.sealing import Sealer, Tampered, derive_key
from desk.vault.tables import profile
from desk.vault.trouble import (
    KeyMissing,
    PartMissing,
    ProfileDecision,
    ProfileGone,
    ProfileIncomplete,
    ProfileMixed,
    ProfileOlder,
)

_SQLITE = b"SQLite format 3\0"
_ROW = "profile.proof"
_SIGNED = "profile-"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Names:
    """What a profile's parts are called: its key in the keyring, its database.

    `ours` are patterns of what else the program keeps in the folder: only that is closed to
    other users. `proven` says that every version wrote the key's proof first.
    """

    key: str
    database: str
    files: str = "files"
    ours: tuple[str, ...] = ("*",)
    proven: bool = True

    @property
    def own(self) -> tuple[str, ...]:
        """Everything that moves aside when a new profile begins."""
        logs = (f"{self.database}{end}" for end in ("", "-wal", "-shm", "-journal"))
        return (*logs, PROOF_FILE, MARK_FILE, self.files, f"{self.files}.aside")


@dataclass(frozen=True, slots=True)
class Profile:
    """A profile that is open; `new` says that it was made just now."""

    key: bytes
    sealer: Sealer
    engine: Engine
    files: FileVault
    marks: Marks
    new: bool
    _memory: Memory
    _lock: ProfileLock
    _temporary: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Close everything, and record the profile's generation."""
        self._temporary.close()
        try:
            self.marks.arrived()
            self._memory.keep(self.marks.mark)
        except Failure as failure:  # reported again at the next start, if it matters
            log.warning("how far the profile came was not kept: %s", failure)
        self.engine.dispose()
        self._lock.release()


def open_profile(
    folder: Path,
    names: Names,
    open_database: Callable[[Path], Engine],
    now: datetime,
    decision: ProfileDecision | None = None,
    *,
    keys: Keys | None = None,
) -> Profile:
    """Open or make the profile in `folder`; `now` is the hall's local time.

    While it is open it is locked, closed to other users, and where temporary files lie. `keys`
    is its keyring, this machine's when none is given.

    Raises `ProfileTrouble` and its kinds, `KeyOfAnotherProfile`, `KeyBroken`, `KeyringMissing`,
    `KeyringRefused`, `ProfileInUse`, what `open_database` raises, or a failure of the disk.
    """
    keys = keys or Keys()
    memory = Memory(keys, folder)
    remembered = memory.recall()
    if remembered and decision is not ProfileDecision.BEGIN_ANEW and not _there(folder, names):
        raise ProfileGone
    lock = ProfileLock(folder)
    try:
        opening = _Opening(
            folder, names, keys, now, remembered, accept=decision is ProfileDecision.ACCEPT
        )
        if decision is ProfileDecision.BEGIN_ANEW:
            opening.begin_anew()
        opened = opening.open(open_database, memory, lock)
    except BaseException:
        lock.release()
        raise
    try:
        memory.keep(opened.marks.mark)
    except Failure as failure:
        log.warning("the keyring does not remember this profile: %s", failure)
    try:
        close_to_others(folder, known=names.ours)
        opened._temporary.enter_context(private_temporary(folder))
    except BaseException:
        opened.close()
        raise
    return opened


class _Opening:
    """One attempt to open the profile in a folder that is ours alone."""

    def __init__(
        self,
        folder: Path,
        names: Names,
        keys: Keys,
        now: datetime,
        remembered: Remembered | None,
        *,
        accept: bool,
    ) -> None:
        self._folder = folder
        self._names = names
        self._keys = keys
        self._now = now
        self._remembered = remembered
        self._accept = accept
        self._earlier = ProfileMark("")

    def begin_anew(self) -> None:
        """Move what is there aside; numbers of today go on behind those that may be given."""
        stamp = f"{self._now:%Y%m%d-%H%M%S}"
        known = None
        try:
            key = self._keys.known_key(self._names.key)
            if key is not None:
                known = read_mark(self._folder / MARK_FILE, _sealer(key))
        except KeyBroken:
            self._keys.rename_secret(self._names.key, f"{self._names.key}.aside-{stamp}")
        except Failure as failure:
            log.warning("the mark of the profile that was there cannot be read: %s", failure)
        if known is not None and self._is_newest(known):
            self._earlier = replace(known, id="", making=True, done=0, intended=0)
        else:
            self._earlier = self._skipping(ProfileMark(""))
        set_aside(self._folder, self._names, stamp)

    def _is_newest(self, mark: ProfileMark) -> bool:
        """Whether nothing is known to have happened after this mark."""
        seen = self._remembered
        return seen is not None and seen.id == mark.id and seen.generation <= mark.done

    def _skipping(self, mark: ProfileMark) -> ProfileMark:
        return replace(mark, skip_on=self._now.date(), skip=skipped_by(self._now))

    def open(
        self, open_database: Callable[[Path], Engine], memory: Memory, lock: ProfileLock
    ) -> Profile:
        there = _there(self._folder, self._names)
        signed = any((self._folder / name).exists() for name in (PROOF_FILE, MARK_FILE))
        ours = there and (signed or self._names.proven)
        if ours and self._keys.known_key(self._names.key) is None:
            raise KeyMissing
        key = self._keys.key(self._names.key)
        sealer = _sealer(key)
        unproven = there and not (self._folder / PROOF_FILE).exists()
        if not unproven:
            prove_key(self._folder, sealer)
        mark = self._mark(sealer)
        if unproven and not self._accept and (self._names.proven or mark is not None):
            raise PartMissing(part=PROOF_FILE)
        new = mark is None and not there
        if mark is None or mark.making:
            # a start that was broken off, or a profile of an older version: it has a database
            if self._stored() and not self._has_database():
                raise ProfileIncomplete(part=self._names.database)
        else:
            self._require_parts()
        engine = open_database(self._database())
        try:
            marks = self._joined(engine, sealer, mark)
            files = FileVault(self._folder / self._names.files, derive_key(key, "files"))
            self._sign_files(sealer, marks.mark.id)
            marks.arrived()
            prove_key(self._folder, sealer)
        except BaseException:
            engine.dispose()
            raise
        return Profile(key, sealer, engine, files, marks, new, memory, lock)

    def _joined(self, engine: Engine, sealer: Sealer, mark: ProfileMark | None) -> Marks:
        """Record or compare the profile's identity in the database; raise its generation."""
        with reading(engine) as connection:
            row = connection.execute(select(profile)).one_or_none()
        furthest = row.generation if row is not None else 0
        whose = row.profile_id if row is not None else None
        if row is None or whose is None:
            if mark is not None and not mark.making:
                raise ProfileMixed(part=self._names.database)
            mark = mark or replace(self._earlier, id=secrets.token_hex(16))
        elif mark is None and not self._accept:
            raise PartMissing(part=MARK_FILE)
        else:
            mark = mark or ProfileMark(whose, done=furthest, intended=furthest)
            self._require_same(row, mark, sealer)
            furthest = max(furthest, mark.done, self._seen(mark))
            if self._accept and not self._is_newest(mark):
                mark = self._skipping(mark)
        marks = Marks(self._folder, sealer, mark)
        if whose is None:
            marks.keep(mark)
        with engine.begin() as connection:
            if row is None:
                connection.execute(insert(profile).values(id=1))
            if whose is None:
                proof = sealer.seal(mark.id.encode(), _ROW)
                connection.execute(update(profile).values(profile_id=mark.id, proof=proof))
            connection.execute(update(profile).values(generation=furthest))
            marks.move_on(connection)
        return marks

    def _seen(self, mark: ProfileMark) -> int:
        """The generation of this profile when it was last seen here."""
        seen = self._remembered
        return seen.generation if seen is not None and seen.id == mark.id else 0

    def _require_same(self, row: Row[Any], mark: ProfileMark, sealer: Sealer) -> None:
        try:
            fits = sealer.open(row.proof or b"", _ROW) == row.profile_id.encode()
        except Tampered:
            fits = False
        if not fits or row.profile_id != mark.id:
            both = self._is_of_others(mark, sealer)
            raise ProfileMixed(part=MARK_FILE if fits and both else self._names.database)
        if self._is_of_others(mark, sealer):
            raise ProfileMixed(part=self._names.files)
        if self._accept:
            return
        if row.generation < max(mark.done, self._seen(mark)):
            raise ProfileOlder(part=self._names.database)
        if row.generation > mark.intended:
            raise ProfileOlder(part=MARK_FILE)

    def _mark(self, sealer: Sealer) -> ProfileMark | None:
        try:
            return read_mark(self._folder / MARK_FILE, sealer)
        except Tampered:
            raise ProfileMixed(part=MARK_FILE) from None

    def _require_parts(self) -> None:
        if not self._has_database():
            raise ProfileIncomplete(part=self._names.database)
        if not self._signatures() and not self._accept:
            raise PartMissing(part=self._names.files)

    def _is_of_others(self, mark: ProfileMark, sealer: Sealer) -> bool:
        """Whether the files' folder says that it belongs to another profile."""
        signed = self._signatures()
        return bool(signed) and self._signature(sealer, mark.id) not in signed

    def _signatures(self) -> set[str]:
        """The profile of the files' folder; empty when it is missing or was never signed."""
        try:
            there = (self._folder / self._names.files).iterdir()
            return {path.name for path in there if path.name.startswith(_SIGNED)}
        except FileNotFoundError:
            return set()
        except OSError as error:
            raise disk_failure(error) from error

    @staticmethod
    def _signature(sealer: Sealer, profile_id: str) -> str:
        return _SIGNED + sealer.lookup(profile_id).hex()[:32]

    def _sign_files(self, sealer: Sealer, profile_id: str) -> None:
        signature = self._signature(sealer, profile_id)
        if signature not in self._signatures():
            make_folder(self._folder / self._names.files / signature)

    def _database(self) -> Path:
        return self._folder / self._names.database

    def _has_database(self) -> bool:
        """Whether a file with a database's beginning is there; an empty one is none."""
        try:
            with self._database().open("rb") as file:
                begin = file.read(len(_SQLITE))
        except FileNotFoundError:
            return False
        except OSError as error:
            raise disk_failure(error) from error
        if begin and begin != _SQLITE:
            raise DatabaseBroken
        return bool(begin)

    def _stored(self) -> bool:
        """Whether anything is stored in the files' folder."""
        try:
            return any(path.is_file() for path in (self._folder / self._names.files).iterdir())
        except FileNotFoundError:
            return False
        except OSError as error:
            raise disk_failure(error) from error


def set_aside(folder: Path, names: Names, stamp: str) -> Path | None:
    """Move a profile's parts beside its folder; returns where they lie, None when none was there.

    `stamp`, the time as digits, stands in the name of their new folder.
    Everything else in the folder stays. Raises `DiskFull` or `DiskRefused`.
    """
    parts = [folder / name for name in names.own if (folder / name).exists()]
    if not parts:
        return None
    target = folder.with_name(f"{folder.name}.aside-{stamp}")
    try:
        make_folder(target)
        for part in parts:
            part.rename(target / part.name)
        sync_folder(target)
        sync_folder(folder)
    except OSError as error:
        raise disk_failure(error) from error
    log.warning("moved the parts of a profile aside, into %s", target.name)
    return target


def _there(folder: Path, names: Names) -> bool:
    """Whether any part of a profile is in the folder. An empty files' folder is none."""
    beside_files = [name for name in names.own if not name.startswith(names.files)]
    try:
        if any((folder / name).exists() for name in beside_files):
            return True
        return any((folder / names.files).iterdir())
    except FileNotFoundError:
        return False
    except OSError as error:
        raise disk_failure(error) from error


def _sealer(key: bytes) -> Sealer:
    return Sealer(derive_key(key, "columns"))
