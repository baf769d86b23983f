"""What the region stores of uploaded files: bytes on disk, facts in the database.

Bytes are one plain file each. The offset in the database, stored after the bytes are on disk, says
how many of them count; whatever lies beyond it after a crash is cut off by the next append. Digests
and sheet counts are always computed from the stored bytes.
"""

import hashlib
import os
import re
import secrets
import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from desk.practice.clock import RegionClock, moment_of, text_of
from desk.practice.database import PracticeDatabase
from desk.practice.sheets import count_sheets
from desk.region.contract import StoredFile

_NAME = re.compile(r"[0-9a-f]{32}")

KEPT_FOR = timedelta(hours=24)
"""How long an upload waits for its case."""


@dataclass(frozen=True, slots=True)
class StoredUpload:
    """The facts of one upload; `sha256` and `sheets` are what the window stated.

    `place` counts uploads from 1 in the order of their creation. `case_no` is set once a case
    took the file; until then it is dropped at `expires_at`.
    """

    id: str
    place: int
    size: int
    offset: int
    sha256: str
    sheets: int
    media_type: str
    expires_at: datetime
    case_no: str | None

    @property
    def whole(self) -> bool:
        """Whether every byte has arrived."""
        return self.offset == self.size


class Files:
    """The uploads of one region."""

    def __init__(self, database: PracticeDatabase, clock: RegionClock, folder: Path) -> None:
        self._database = database
        self._clock = clock
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, file_id: str) -> Path:
        """Where the bytes of a file lie."""
        return self._folder / file_id

    def create(self, size: int, sha256: str, sheets: int, media_type: str) -> "NewUpload":
        """Prepare a new, empty upload; it exists once `NewUpload.insert` is committed."""
        file_id = secrets.token_hex(16)
        descriptor = os.open(self.path(file_id), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.close(descriptor)
        expires = self._clock.now() + KEPT_FOR
        return NewUpload(file_id, size, sha256, sheets, media_type, expires)

    def find(self, file_id: str) -> StoredUpload | None:
        """The upload with this id; None when there is none or it was dropped."""
        with self._database.look() as connection:
            return find_upload(connection, file_id)

    def at(self, place: int) -> StoredUpload | None:
        """The upload that was created as number `place`."""
        with self._database.look() as connection:
            row = connection.execute("SELECT * FROM files WHERE place = ?", (place,)).fetchone()
        return _upload(row) if row else None

    def open_at(self, upload: StoredUpload) -> BinaryIO:
        """The file, opened for appending at the offset that counts."""
        file = self.path(upload.id).open("r+b")
        file.truncate(upload.offset)
        file.seek(upload.offset)
        return file

    def keep(self, upload: StoredUpload, file: BinaryIO, offset: int) -> None:
        """Flush appended bytes to disk and set the offset."""
        file.flush()
        os.fsync(file.fileno())
        with self._database.change() as connection:
            connection.execute("UPDATE files SET offset = ? WHERE id = ?", (offset, upload.id))

    def digest(self, file_id: str) -> bytes:
        """The SHA-256 of the bytes as they lie on disk now."""
        with self.path(file_id).open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()

    def report(self, file_id: str) -> StoredFile:
        """A file as the region has it: digest, size and sheets from the bytes on disk."""
        path = self.path(file_id)
        return StoredFile(
            id=file_id,
            sha256=self.digest(file_id).hex(),
            size=path.stat().st_size,
            sheets=count_sheets(path),
        )

    def flip_byte(self, file_id: str) -> None:
        """Flip one bit in the middle of a stored file, as a failing disk would."""
        with self.path(file_id).open("r+b") as file:
            middle = self.path(file_id).stat().st_size // 2
            file.seek(middle)
            flipped = bytes(byte ^ 1 for byte in file.read(1))
            file.seek(middle)
            file.write(flipped)

    def delete(self, upload: StoredUpload) -> None:
        """Drop an upload that no case has taken."""
        with self._database.change() as connection:
            connection.execute("DELETE FROM files WHERE id = ? AND case_no IS NULL", (upload.id,))
        self.path(upload.id).unlink(missing_ok=True)

    def drop_expired(self) -> None:
        """Delete uploads whose time is over, and bytes that no upload owns.

        Only files that `create` named. A database that knows no upload at all was lost or is
        another one's: then nothing is deleted.
        """
        with self._database.change() as connection:
            connection.execute(
                "DELETE FROM files WHERE case_no IS NULL AND expires_at <= ?",
                (text_of(self._clock.now()),),
            )
            known = {row["id"] for row in connection.execute("SELECT id FROM files")}
            ever = connection.execute("SELECT 1 FROM sqlite_sequence WHERE name = 'files'")
            if ever.fetchone() is None:
                return
        for path in self._folder.iterdir():
            if path.name not in known and _NAME.fullmatch(path.name):
                path.unlink()


@dataclass(frozen=True, slots=True)
class NewUpload:
    """An upload that is about to exist."""

    id: str
    size: int
    sha256: str
    sheets: int
    media_type: str
    expires_at: datetime

    def insert(self, connection: sqlite3.Connection) -> None:
        """Insert it, inside the caller's transaction."""
        connection.execute(
            "INSERT INTO files (id, size, offset, sha256, sheets, media_type, expires_at)"
            " VALUES (?, ?, 0, ?, ?, ?, ?)",
            (
                self.id,
                self.size,
                self.sha256,
                self.sheets,
                self.media_type,
                text_of(self.expires_at),
            ),
        )


def find_upload(connection: sqlite3.Connection, file_id: str) -> StoredUpload | None:
    """The upload with this id, inside the caller's transaction."""
    row = connection.execute("SELECT * FROM files WHERE id = ?", (file_id,)).fetchone()
    return _upload(row) if row else None


def _upload(row: sqlite3.Row) -> StoredUpload:
    return StoredUpload(
        id=row["id"],
        place=row["place"],
        size=row["size"],
        offset=row["offset"],
        sha256=row["sha256"],
        sheets=row["sheets"],
        media_type=row["media_type"],
        expires_at=moment_of(row["expires_at"]),
        case_no=row["case_no"],
    )
