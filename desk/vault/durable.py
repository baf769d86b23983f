"""Files that are there whole or not at all: written beside, fsynced, renamed, folder fsynced.

The writer holds a lock on the unfinished file until it has its name. A crash releases the lock, so
leftovers can be distinguished from files that are being written.
"""

import errno
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

UNFINISHED = ".part"
"""Suffix of a file that is still being written."""

_OURS = re.compile(r"[0-9a-f]{32}\.part")
"""The names that `written_beside` gives; in other people's folders nothing else is cleared away."""

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class DiskFull(Failure):
    """There is no room to store what has to be stored; nothing was left half-written."""

    code: ClassVar[str] = "DSK-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The disk is full")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The last piece could not be stored; everything before it is safe."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Make room on the disk of the profile, then do the last step again."
    )


class DiskRefused(Failure):
    """The disk does not take what has to be stored: read-only, unplugged, failing."""

    code: ClassVar[str] = "DSK-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The disk did not take the data ({reason})")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The last piece could not be stored; everything before it is safe."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Check the disk of the profile and its permissions, then do the step again."
    )


def disk_failure(error: OSError) -> Failure:
    """What an `OSError` while writing means to a person; never quotes a path."""
    if error.errno in _FULL:
        return DiskFull()
    reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return DiskRefused(reason=reason)


@contextmanager
def written_beside(folder: Path) -> Iterator["Beside"]:
    """Write a file that appears in `folder` by `Beside.appear_as`, or not at all.

    Raises `DiskFull` or `DiskRefused`; whatever ends the block early leaves nothing behind.
    """
    path = folder / (secrets.token_hex(16) + UNFINISHED)
    try:
        with _begun(path) as file:
            try:
                yield Beside(file, path)
            finally:
                with suppress(OSError):  # after a failed write the buffer fails once more
                    file.close()
    except FileExistsError:
        raise
    except OSError as error:
        raise disk_failure(error) from error
    finally:
        path.unlink(missing_ok=True)


class Beside:
    """A file that is being written."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.file = file
        self._path = path

    def appear_as(self, target: Path, *, replace: bool = True) -> None:
        """Make all bytes durable and give the file its name, replacing what had it.

        Without `replace` it raises FileExistsError instead, and leaves what is there.
        """
        self.file.flush()
        os.fsync(self.file.fileno())
        if os.name == "nt":  # which renames no open file, and removes none either
            self.file.close()
        if replace:
            self._path.replace(target)
        else:
            self._name_anew(target)
        self.file.close()
        sync_folder(target.parent)

    def _name_anew(self, target: Path) -> None:
        if os.name == "nt":
            self._path.rename(target)  # there it raises when the name is taken
            return
        try:
            os.link(self._path, target, follow_symlinks=False)
        except OSError as error:
            if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK):
                raise
            if os.path.lexists(target):  # a file system without hard links
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
            self._path.replace(target)


def _begun(path: Path) -> BinaryIO:
    """A new file of its owner alone, locked. Cleared away before it was locked, it is made anew."""
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _BINARY, 0o600)
        if _lock(handle, unknown=True) and path.exists():
            return os.fdopen(handle, "wb")
        os.close(handle)
        path.unlink(missing_ok=True)


def clear_unfinished(folder: Path, *, named: re.Pattern[str] = _OURS) -> int:
    """Remove what a crash left half-written in `folder`; returns how many files there were.

    Only files that `written_beside` began and that nobody is writing now. A folder that is not
    there, or cannot be read, has none. In a folder of our own `named` may take in more.
    """
    cleared = 0
    try:
        found = [path for path in folder.iterdir() if named.fullmatch(path.name)]
    except OSError:
        return 0
    for path in found:
        with suppress(OSError):  # on Windows an open file cannot be removed, and so is not
            cleared += _cleared(path)
    return cleared


def _cleared(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | _BINARY | getattr(os, "O_NOFOLLOW", 0))
    try:
        if not _lock(handle, unknown=False):
            return 0
        if os.name == "posix":
            path.unlink()
    finally:
        os.close(handle)
    if os.name != "posix":
        path.unlink()
    return 1


_BINARY = getattr(os, "O_BINARY", 0)

if sys.platform == "win32":

    def _lock(_handle: int, *, unknown: bool) -> bool:
        return True  # Windows itself keeps an open file from being removed

else:
    import fcntl

    def _lock(handle: int, *, unknown: bool) -> bool:
        """Whether the file is ours now; `unknown` where the file system has no locks."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return unknown
        return True


def write_durably(target: Path, data: bytes, *, replace: bool = True) -> None:
    """Put `data` at `target`, whole or not at all.

    Raises `DiskFull` or `DiskRefused`; without `replace` also FileExistsError.
    """
    with written_beside(target.parent) as beside:
        beside.file.write(data)
        beside.appear_as(target, replace=replace)


def make_folder(folder: Path) -> None:
    """Make a folder that only its owner may enter, durably. Raises as `write_durably` does."""
    try:
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(folder.parent)
    except OSError as error:
        raise disk_failure(error) from error


def sync_folder(folder: Path) -> None:
    """Make names in a folder durable. Windows writes them through and offers no such call."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
