"""Page files and papers at rest: content-addressed, encrypted in frames of 1 MiB.

Layout: ``HDV1``, a file id of 16 random bytes, then frames. Each frame is AES-256-GCM under a
key of that file alone (HKDF of the vault's key and the file id), its index is the nonce, and
file id, index and last-mark are authenticated; the last frame's mark is the file's SHA-256.
Frames can therefore not be exchanged, cut off or repeated, and a file cannot be passed off as
another. A file's name is a keyed hash of its SHA-256, so that nobody can look whether a known
document is there.
"""

import hashlib
import hmac
import io
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desk.domain.clock import utc_now
from desk.vault.aside import bring_back, drop_aside, move_aside
from desk.vault.durable import clear_unfinished, disk_failure, make_folder, written_beside
from desk.vault.sealing import Tampered, derive_key

FRAME = 1 << 20
"""Plain bytes in every frame but the last."""

_MAGIC = b"HDV1"
_ID = 16
_HEADER = len(_MAGIC) + _ID
_TAG = 16
_UNFINISHED = re.compile(r"[0-9a-f]+\.part")
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class StoredDigest:
    """A stored file: SHA-256 (hex) and length of its plain bytes."""

    sha256: str
    size: int


class FileVault:
    """Stores whole files under their SHA-256; reading never returns bytes that were changed.

    Reading methods raise KeyError (with no digest in it) when the file is not there, and
    `Tampered` when it is not what was stored.
    """

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key = derive_key(key, "files")
        self._name_key = derive_key(key, "file names")
        make_folder(folder)

    def put(self, data: bytes | BinaryIO) -> StoredDigest:
        """Store `data` durably, reading a stream to its end in flat memory.

        Storing the same bytes again stores them afresh, which mends a damaged copy. Raises
        `DiskFull` or `DiskRefused`, and then nothing is left behind.
        """
        source = io.BytesIO(data) if isinstance(data, bytes) else data
        digest, size, index = hashlib.sha256(), 0, 0
        file_id = secrets.token_bytes(_ID)
        frames = _Frames(self._key, file_id)
        with written_beside(self._folder) as beside:
            beside.file.write(_MAGIC + file_id)
            piece = _read_frame(source)
            while True:
                digest.update(piece)
                size += len(piece)
                following = _read_frame(source) if len(piece) == FRAME else b""
                mark = b"" if following else digest.digest()
                beside.file.write(frames.seal(index, piece, mark))
                if not following:
                    break
                piece, index = following, index + 1
            stored = StoredDigest(digest.hexdigest(), size)
            beside.appear_as(self._path(stored.sha256))
        return stored

    def has(self, sha256: str) -> bool:
        """Whether a file with this digest is stored."""
        return self._path(sha256).exists()

    def size(self, sha256: str) -> int:
        """Plain bytes of the file, proven by its last frame."""
        with _Opened(self._path(sha256), self._key, sha256) as opened:
            return opened.size

    def read(self, sha256: str) -> bytes:
        """The whole file."""
        return b"".join(self.stream(sha256))

    def stream(self, sha256: str, start: int = 0) -> Iterator[bytes]:
        """The file's bytes from offset `start` on, a frame at a time, in flat memory.

        The last frame is proven before the first byte is given. Raises ValueError when
        `start` lies outside the file.
        """
        with _Opened(self._path(sha256), self._key, sha256) as opened:
            if not 0 <= start <= opened.size:
                raise ValueError(f"offset {start} lies outside a file of {opened.size} bytes")
            skip = start % FRAME
            for index in range(start // FRAME, opened.count):
                piece = opened.frame(index)
                if piece[skip:]:
                    yield piece[skip:]
                skip = 0

    def delete(self, sha256: str) -> None:
        """Remove the file, if it is there."""
        self._remove(self._path(sha256))

    def name_of(self, sha256: str) -> str:
        """What the file with this digest is called in the folder; tells nothing of either."""
        return hmac.digest(self._name_key, bytes.fromhex(sha256), "sha256").hex()

    def remove(self, name: str) -> None:
        """Remove the file that `name_of` calls so, if it is there."""
        if _NAME.fullmatch(name):
            self._remove(self._folder / name)

    def keep_only(
        self, digests: Iterable[str], *, day: date | None = None, since: datetime | None = None
    ) -> int:
        """Move aside every file whose digest is not among `digests`; unfinished ones go.

        Returns how many files that were. Only for the one owner of the profile, when nothing is
        being written: this is what a crash between storing and recording leaves behind. Those
        that are known and lie aside come back. `day` is written on what is moved (today), and
        `since` is when the database was made. Raises `FilesUnknown`, with nothing moved.
        """
        unfinished = self.clear_unfinished()
        known = {self.name_of(digest) for digest in digests}
        bring_back(self._folder, known)
        there = [path for path in self._folder.iterdir() if _NAME.fullmatch(path.name)]
        strangers = [path for path in there if path.name not in known and path.is_file()]
        today = day or utc_now().date()
        move_aside(self._folder, strangers, len(there), today, since)
        return len(strangers) + unfinished

    def missing(self, digests: Iterable[str]) -> int:
        """How many of the files with these digests are not there."""
        there = {path.name for path in self._folder.iterdir()}
        return len({self.name_of(digest) for digest in digests} - there)

    def drop_aside(self, as_of: datetime) -> int:
        """Remove what `keep_only` moved aside long enough before `as_of`; returns how many."""
        return drop_aside(self._folder, as_of, _NAME)

    def clear_unfinished(self) -> int:
        """Remove what a crash left half-written. Only for the one owner of the profile."""
        return clear_unfinished(self._folder, named=_UNFINISHED)

    def _path(self, sha256: str) -> Path:
        return self._folder / self.name_of(sha256)

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise disk_failure(error) from error


class _Frames:
    """Seals and opens the frames of one file."""

    def __init__(self, key: bytes, file_id: bytes) -> None:
        self._id = file_id
        self._cipher = AESGCM(derive_key(key, "frames", file_id))

    def seal(self, index: int, piece: bytes, mark: bytes) -> bytes:
        return self._cipher.encrypt(_nonce(index), piece, self._id + _nonce(index) + mark)

    def open(self, index: int, sealed: bytes, mark: bytes) -> bytes:
        try:
            return self._cipher.decrypt(_nonce(index), sealed, self._id + _nonce(index) + mark)
        except (InvalidTag, ValueError):
            raise Tampered from None


class _Opened:
    """A stored file being read; opening it proves its last frame, and so its length."""

    def __init__(self, path: Path, key: bytes, sha256: str) -> None:
        try:
            self._file = path.open("rb")
        except FileNotFoundError:
            raise KeyError("no such file in the vault") from None
        try:
            header = self._file.read(_HEADER)
            body = self._file.seek(0, io.SEEK_END) - _HEADER
            if header[: len(_MAGIC)] != _MAGIC or body < _TAG:
                raise Tampered
            self.count = -(-body // (FRAME + _TAG))
            self.size = body - self.count * _TAG
            self._mark = bytes.fromhex(sha256)
            self._frames = _Frames(key, header[len(_MAGIC) :])
            self._last = self._read(self.count - 1, self._mark)
        except BaseException:
            self._file.close()
            raise

    def frame(self, index: int) -> bytes:
        return self._last if index == self.count - 1 else self._read(index, b"")

    def _read(self, index: int, mark: bytes) -> bytes:
        self._file.seek(_HEADER + index * (FRAME + _TAG))
        return self._frames.open(index, self._file.read(FRAME + _TAG), mark)

    def __enter__(self) -> "_Opened":
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _nonce(index: int) -> bytes:
    return index.to_bytes(12, "big")


def _read_frame(source: BinaryIO) -> bytes:
    """A whole frame, or what is left: raw streams may give less than they are asked for."""
    pieces, missing = [], FRAME
    while missing and (piece := source.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)
