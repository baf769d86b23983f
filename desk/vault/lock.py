"""One window per profile: a lock that the operating system releases when its holder dies."""

import sys
from pathlib import Path
from typing import IO, ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import disk_failure, make_folder

LOCK_FILE = "window.lock"


class ProfileInUse(Failure):
    """Another window works on this profile."""

    code: ClassVar[str] = "PRF-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "A window with this profile is already open"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Two windows on one profile would overwrite each other, so this one stays closed.",
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Use the window that is open, or start this one with a profile of its own."
    )


class ProfileLock:
    """Holds a profile's folder for this process until `release` or the process's end."""

    def __init__(self, profile: Path) -> None:
        """Take the lock. Raises `ProfileInUse`, or `DiskRefused` when the folder is not ours."""
        make_folder(profile)
        try:
            file = (profile / LOCK_FILE).open("ab")
        except OSError as error:
            raise disk_failure(error) from error
        try:
            _lock(file)
        except OSError:
            file.close()
            raise ProfileInUse from None
        self._file = file

    def release(self) -> None:
        """Release the lock. The file stays: removing it would be a race."""
        self._file.close()

    def __enter__(self) -> "ProfileLock":
        return self

    def __exit__(self, *_: object) -> None:
        self.release()


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
