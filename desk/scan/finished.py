"""Whether a file is finished: no program has it open, its end is there, and it no longer changes.

No single sign is enough. A program that appends page after page may close the file after each one;
a network share does not tell whether a file is open; a picture may lack its last byte for as long
as its writer pauses. So a file must stay unchanged for a time that depends on its kind and on how
much the system tells.
"""

from __future__ import annotations

import errno
import os
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from desk.scan.pictures import JPEG, PDF, PNG, TIFF

if sys.platform == "linux":
    import fcntl

GROWING_KINDS_S = {TIFF: 3.0, PDF: 2.0}
"""Seconds without change after which a file of a kind to which pages are added is finished."""

UNWHOLE_S = 4.0
"""Seconds after which a file that lacks its end, or is empty, is no longer waited for."""

UNWATCHED = 2.0
"""The factor on all times where it is unknown whether the file is open."""

UNWATCHED_S = 1.0
"""The shortest time there, in seconds."""

_TAIL = 4096
_MAX_DIRECTORIES = 2000
_MAX_ENTRIES = 4096
_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES = 273, 279, 324, 325
_NUMBERS = {3: ("H", 2), 4: ("I", 4)}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8}


@dataclass(frozen=True, slots=True)
class Readiness:
    """What was found out about a file just now.

    `kind` is its media type, or "" for an unknown one. `whole` says that its end is there.
    `written` says that some program has it open for writing; None when that cannot be told.
    """

    kind: str
    whole: bool
    written: bool | None

    def still_s(self, least_s: float) -> float:
        """For how many seconds it must stay unchanged before it is taken, at least `least_s`."""
        wanted = GROWING_KINDS_S.get(self.kind, 0.0) if self.whole else UNWHOLE_S
        if self.written is None:
            wanted = max(wanted * UNWATCHED, UNWATCHED_S)
        return max(wanted, least_s)


def readiness(file: BinaryIO) -> Readiness:
    """Look at a file that is open for reading. Raises OSError."""
    written = _written(file.fileno())
    size = os.fstat(file.fileno()).st_size
    file.seek(0)
    head = file.read(1024)
    kind = kind_by_head(head)
    if kind == "":
        # Space that was allocated and not written yet is full of zeros.
        return Readiness(kind, bool(head.strip(b"\0")), written)
    return Readiness(kind, _WHOLE[kind](file, size), written)


def kind_by_head(head: bytes) -> str:
    """The media type that the first bytes tell, as `desk.scan.pictures.media_type` does; or ""."""
    if head.startswith(b"\xff\xd8\xff"):
        return JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return TIFF
    return PDF if b"%PDF-" in head[:1024] else ""


def _written(descriptor: int) -> bool | None:
    """Whether some program has the file open for writing; None when that is unknown.

    Linux grants a lease for reading on a file that nobody has open for writing, to its owner
    and to whoever has CAP_LEASE (fcntl(2), F_SETLEASE). It is given back at once; a writer that
    comes in between sends SIGURG, which does nothing, in place of SIGIO, which ends a process.
    Elsewhere the file would not have been opened (see `opened`).
    """
    if sys.platform == "win32":
        return False
    if sys.platform != "linux":
        return None
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return True if error.errno == errno.EAGAIN else None
    return False


def _jpeg_is_whole(file: BinaryIO, size: int) -> bool:
    """The marker EOI near the end (ITU-T T.81, B.1.1.3): scan data holds no such pair."""
    return b"\xff\xd9" in _tail(file, size)


def _png_is_whole(file: BinaryIO, size: int) -> bool:
    return b"IEND" in _tail(file, size)


def _pdf_is_whole(file: BinaryIO, size: int) -> bool:
    """The end-of-file marker in the last bytes (ISO 32000-2, 7.5.5 and Annex I)."""
    return b"%%EOF" in _tail(file, size)


def _tail(file: BinaryIO, size: int) -> bytes:
    file.seek(max(0, size - _TAIL))
    return file.read(_TAIL)


def _tiff_is_whole(file: BinaryIO, size: int) -> bool:
    """Every directory of a TIFF, and the picture data that it names, lies inside the file.

    (TIFF 6.0, section 2.) BigTIFF is taken to be whole once it no longer changes.
    """
    try:
        return _directories_are_whole(file, size)
    except struct.error:
        return False  # what should be there could not be read


def _directories_are_whole(file: BinaryIO, size: int) -> bool:
    file.seek(0)
    header = file.read(8)
    order = "<" if header[:2] == b"II" else ">"
    if header[2:4] in (b"+\0", b"\0+"):
        return True
    (place,) = struct.unpack(order + "I", header[4:])
    seen: set[int] = set()
    while place and place not in seen and len(seen) < _MAX_DIRECTORIES:
        seen.add(place)
        following = _directory_end(file, place, size, order)
        if following is None:
            return False
        place = following
    return bool(seen)


def _directory_end(file: BinaryIO, place: int, size: int, order: str) -> int | None:
    """Where the next directory begins; None when this one or its data is not all there."""
    file.seek(place)
    (count,) = struct.unpack(order + "H", file.read(2))
    if place + 2 + count * 12 + 4 > size:
        return None
    raw = file.read(count * 12 + 4)
    last: dict[int, int] = {}
    for number in range(min(count, _MAX_ENTRIES)):
        entry = _Entry(*struct.unpack_from(order + "HHI4s", raw, number * 12))
        if entry.outside and entry.place(order) + entry.length > size:
            return None
        if entry.tag in (_STRIPS, _STRIP_BYTES, _TILES, _TILE_BYTES):
            last[entry.tag] = entry.last_value(file, order)
    for start, length in ((_STRIPS, _STRIP_BYTES), (_TILES, _TILE_BYTES)):
        if last.get(start, 0) + last.get(length, 0) > size:
            return None
    (following,) = struct.unpack(order + "I", raw[count * 12 :])
    return int(following)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry of a directory; `field` holds its values, or where they lie."""

    tag: int
    kind: int
    values: int
    field: bytes

    @property
    def length(self) -> int:
        return self.values * _SIZES.get(self.kind, 1)

    @property
    def outside(self) -> bool:
        """Whether the values lie somewhere else in the file."""
        return self.length > 4

    def place(self, order: str) -> int:
        return int(struct.unpack(order + "I", self.field)[0])

    def last_value(self, file: BinaryIO, order: str) -> int:
        """The last value, as strips lie one behind the other; 0 for what is no number."""
        if self.kind not in _NUMBERS or not self.values:
            return 0
        form, width = _NUMBERS[self.kind]
        skip = (self.values - 1) * width
        if not self.outside:
            return int(struct.unpack_from(order + form, self.field, skip)[0])
        file.seek(self.place(order) + skip)
        return int(struct.unpack(order + form, file.read(width))[0])


_WHOLE: dict[str, Callable[[BinaryIO, int], bool]] = {
    JPEG: _jpeg_is_whole,
    PNG: _png_is_whole,
    PDF: _pdf_is_whole,
    TIFF: _tiff_is_whole,
}
