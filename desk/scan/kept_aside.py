"""Processed files of a watched folder: moved into a subfolder, never removed.

What became a page lies in ``taken/`` and the day's date, what could not become one in
``rejected/``, what the clerk put aside in ``aside/``. A move is a rename inside the folder, so
it costs no room and is whole or not done at all.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

from desk.scan.folder_files import FolderFile

TAKEN, REJECTED, ASIDE = "taken", "rejected", "aside"

_MOST_NUMBERS = 100_000
_AT_FDCWD, _NO_REPLACE = -100, 1
_NUMBER = re.compile(r" \([0-9]+\)(?=\.[^.]*$|$)")


def move(folder: Path, file: FolderFile, *into: str) -> bool:
    """Move `file` into a subfolder of `folder`; never over another one: that gets a number.

    False when the file is not there any more, or another one lies under its name: nothing is
    moved then. Raises OSError.
    """
    if not _lies(folder / file.name, file):
        return False
    place = _subfolder(folder, into)
    for number in range(1, _MOST_NUMBERS):
        target = place / _numbered(file.name, number)
        try:
            rename(folder / file.name, target)
        except FileExistsError:
            continue
        except FileNotFoundError:
            return False
        if _lies(target, file):
            return True
        return _put_back(target, folder / file.name)
    raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _put_back(target: Path, path: Path) -> bool:
    """Another file took the name between the look and the move: it goes back to where it lay."""
    with suppress(FileExistsError):  # a third file has the name by now; both are kept
        rename(target, path)
    return False


def sweep(folder: Path, before: date, is_ours: Callable[[FolderFile], bool]) -> int:
    """Remove what was taken on days before `before`, by date of its subfolder.

    Only files of which `is_ours` says that this window put them there; whatever else lies
    there stays. Returns how many were removed. Raises OSError.
    """
    removed = 0
    for place in _days_before(folder / TAKEN, before):
        with os.scandir(place) as entries:
            names = [entry.name for entry in entries]
        for name in names:
            found = os.lstat(place / name)
            if stat.S_ISREG(found.st_mode) and is_ours(FolderFile.of(name, found)):
                (place / name).unlink()
                removed += 1
        if not any(place.iterdir()):
            place.rmdir()
    return removed


def removed_if(place: Path, is_due: Callable[[FolderFile], bool]) -> int:
    """Remove the regular files in `place` of which `is_due` says so; returns how many.

    Whatever else lies there stays, and so does all of a place that is a link. Raises OSError.
    """
    if not _is_folder(place):
        return 0
    with os.scandir(place) as entries:
        names = [entry.name for entry in entries]
    removed = 0
    for name in names:
        try:
            found = os.lstat(place / name)
        except FileNotFoundError:
            continue  # another program has just removed it
        if stat.S_ISREG(found.st_mode) and is_due(FolderFile.of(name, found)):
            (place / name).unlink()
            removed += 1
    return removed


def without_number(name: str) -> str:
    """The name that a file had before `move` gave it a number; the name itself without one."""
    return _NUMBER.sub("", name, count=1)


def _days_before(taken: Path, before: date) -> list[Path]:
    if not _is_folder(taken):
        return []
    with os.scandir(taken) as entries:
        names = sorted(entry.name for entry in entries)
    return [
        taken / name
        for name in names
        if (day := _day(name)) is not None and day < before and _is_folder(taken / name)
    ]


def _day(name: str) -> date | None:
    try:
        day = date.fromisoformat(name)
    except ValueError:
        return None
    return day if day.isoformat() == name else None


def _is_folder(path: Path) -> bool:
    """A folder itself, not a link to one."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except FileNotFoundError:
        return False


def _subfolder(folder: Path, parts: tuple[str, ...]) -> Path:
    """The subfolder, made if need be. Raises OSError where something else has its name."""
    place = folder
    for part in parts:
        place = place / part
        if not _is_folder(place):
            place.mkdir(mode=0o700)
    return place


def _lies(path: Path, file: FolderFile) -> bool:
    """Whether `file` itself lies at `path`, as it was seen."""
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return False
    return stat.S_ISREG(found.st_mode) and FolderFile.of(file.name, found) == file


def _numbered(name: str, number: int) -> str:
    if number == 1:
        return name
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    return f"{stem} ({number}){dot}{ending}"


def rename(source: Path, target: Path) -> None:
    """Rename, and never replace, as far as the disk can tell.

    Raises `FileExistsError` or another OSError.
    """
    if sys.platform == "win32" or not _renamed_without_replacing(source, target):
        if sys.platform != "win32" and os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        source.rename(target)


def _renamed_without_replacing(source: Path, target: Path) -> bool:
    """renameat2(2) with RENAME_NOREPLACE; False where the system or the disk has no such call."""
    if _rename_at is None:
        return False
    arguments = (_AT_FDCWD, os.fsencode(source), _AT_FDCWD, os.fsencode(target), _NO_REPLACE)
    if _rename_at(*arguments) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code))


def _find_rename_at() -> Callable[..., int] | None:
    if sys.platform != "linux":
        return None
    try:
        found = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return None
    found.argtypes = (
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_int,
        ctypes.c_char_p,
        ctypes.c_uint,
    )
    found.restype = ctypes.c_int
    return found


_rename_at = _find_rename_at()
