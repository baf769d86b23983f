"""Opening files of other programs: regular files only, without following links or blocking."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from desk.scan.failures import FileTooLarge
from desk.scan.pictures import MAX_BYTES


class StillOpen(OSError):
    """Another program has the file open for writing (Windows says so when it is opened)."""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The file, open for reading from its beginning.

    A symbolic link is not followed, a pipe or a device not waited for: both are an `OSError`, as is
    whatever the system says. On Windows the file is opened so that nobody may write to it, and
    `StillOpen` is raised while a program does.
    """
    descriptor = _open(path)
    with os.fdopen(descriptor, "rb", buffering=0) as raw:
        if not stat.S_ISREG(os.fstat(raw.fileno()).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        yield raw


def read_brought(path: Path) -> bytes:
    """A file that a person named; links are followed. Raises OSError or `FileTooLarge`."""
    with opened(path.resolve()) as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise FileTooLarge
        return file.read()


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _GENERIC_READ, _SHARE_READ, _OPEN_EXISTING = 0x80000000, 0x1, 3
    _NO_LINK = 0x00200000  # FILE_FLAG_OPEN_REPARSE_POINT
    _SHARING_VIOLATION = 32
    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateFileW.restype = wintypes.HANDLE

    def _open(path: Path) -> int:
        handle = _kernel.CreateFileW(
            str(path), _GENERIC_READ, _SHARE_READ, None, _OPEN_EXISTING, _NO_LINK, None
        )
        if handle == wintypes.HANDLE(-1).value:
            code = ctypes.get_last_error()
            if code == _SHARING_VIOLATION:
                raise StillOpen(errno.EBUSY, os.strerror(errno.EBUSY))
            raise ctypes.WinError(code)
        return msvcrt.open_osfhandle(handle, os.O_RDONLY | os.O_BINARY)

else:

    def _open(path: Path) -> int:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
