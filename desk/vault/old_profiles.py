"""Profiles that were moved aside when a new one was begun: found again, and removed in the end."""

import os
import re
from contextlib import suppress
from pathlib import Path

from desk.vault.durable import disk_failure
from desk.vault.marks import MARK_FILE
from desk.vault.proof import PROOF_FILE

_OF_PROFILE = re.compile(
    r"[0-9a-f]{64}|[0-9a-f]{32}\.part|[a-z]+\.db(?:-wal|-shm|-journal)?"
    + "|".join(["", re.escape(PROOF_FILE), re.escape(MARK_FILE)])
)


def set_asides(folder: Path) -> list[Path]:
    """The folders into which `set_aside` moved the parts of earlier profiles of `folder`."""
    form = re.compile(re.escape(folder.name) + r"\.aside-[0-9]{8}-[0-9]{6}")
    try:
        beside = sorted(folder.parent.iterdir())
    except OSError:
        return []
    return [
        path
        for path in beside
        if form.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
    ]


def remove_set_aside(path: Path) -> int:
    """Remove what `set_aside` moved into `path`; returns how many files.

    Only files of a profile are removed; other files in the folder stay. Raises a failure of the
    disk.
    """
    removed = 0
    try:
        for place, folders, files in os.walk(path, topdown=False, followlinks=False):
            for name in files:
                if _OF_PROFILE.fullmatch(name):
                    (Path(place) / name).unlink(missing_ok=True)
                    removed += 1
            for name in folders:
                with suppress(OSError):  # a link, or a folder with other files in it
                    (Path(place) / name).rmdir()
        with suppress(OSError):
            path.rmdir()
    except OSError as error:
        raise disk_failure(error) from error
    return removed
