"""Files that are there whole or not at all: written beside, fsynced, renamed, folder fsynced."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

UNFINISHED = ".part"
"""Suffix of a file that is still being written."""

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
        with path.open("xb") as file:
            try:
                yield Beside(file, path)
            finally:
                with suppress(OSError):  # after a failed write the buffer fails once more
                    file.close()
    except OSError as error:
        raise disk_failure(error) from error
    finally:
        path.unlink(missing_ok=True)


class Beside:
    """A file under way."""

    def __init__(self, file: BinaryIO, path: Path) -> None:
        self.file = file
        self._path = path

    def appear_as(self, target: Path) -> None:
        """Make all bytes durable and give the file its name, replacing what had it."""
        self.file.flush()
        os.fsync(self.file.fileno())
        self.file.close()
        self._path.replace(target)
        sync_folder(target.parent)


def write_durably(target: Path, data: bytes) -> None:
    """Put `data` at `target`, whole or not at all. Raises `DiskFull` or `DiskRefused`."""
    with written_beside(target.parent) as beside:
        beside.file.write(data)
        beside.appear_as(target)


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
