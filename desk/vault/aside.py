"""Stored files to which nothing refers: moved aside first, and removed some days later.

A crash between storing and recording leaves one or two of them. Many at once, or files that are
older than the database, mean that the database is not theirs: then all stay where they are.
"""

import logging
import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import disk_failure, make_folder, sync_folder

ASIDE = ".aside"
"""Suffix of the folder beside the files' folder; it holds a folder for each day."""

KEPT_ASIDE = timedelta(days=7)
FEW = 12
"""So many may be moved at once, whatever their share."""

SHARE = 3
"""Beyond `FEW`, at most one file in so many may be moved."""

_CLOCKS_DIFFER = timedelta(minutes=2)
log = logging.getLogger(__name__)


class FilesUnknown(Failure):
    """More stored files are unreferenced than a crash can have left."""

    code: ClassVar[str] = "VLT-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "{count} of {total} stored pages and papers belong to nothing in the database"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It may be an older database, or another one's. Nothing was removed."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Go on serving, and give the code to support."
    )


def move_aside(
    folder: Path, strangers: Sequence[Path], total: int, day: date, since: datetime | None
) -> None:
    """Move `strangers`, out of `total` files in `folder`, into the folder of `day`.

    `since` is when the database was made. Raises `FilesUnknown` and moves none when they are
    too many or too old.
    """
    if not strangers:
        return
    count = len(strangers)
    if count > max(FEW, total // SHARE) or _too_old(strangers, since):
        log.error("%d of %d files belong to nothing in the database: all left", count, total)
        raise FilesUnknown(count=count, total=total)
    target = aside_of(folder) / day.isoformat()
    make_folder(target)
    try:
        for path in strangers:
            path.replace(target / path.name)
        sync_folder(target)
        sync_folder(folder)
    except OSError as error:
        raise disk_failure(error) from error
    log.warning("moved %d files aside to which nothing refers", count)


def aside_of(folder: Path) -> Path:
    """Where what is moved out of `folder` lies."""
    return folder.with_name(folder.name + ASIDE)


def bring_back(folder: Path, names: set[str]) -> int:
    """Put files with these names back that were moved aside; returns how many."""
    brought = 0
    for _, path in _aside(folder):
        if path.name in names and not (folder / path.name).exists():
            path.replace(folder / path.name)
            brought += 1
    if brought:
        log.warning("brought %d files back that had been moved aside", brought)
    return brought


def drop_aside(folder: Path, as_of: datetime, named: re.Pattern[str]) -> int:
    """Remove what was moved aside `KEPT_ASIDE` before `as_of`; returns how many files.

    Only files whose name is `named`; other files stay.
    """
    last = (as_of - KEPT_ASIDE).date()
    old = [path for day, path in _aside(folder) if day < last]
    dropped = 0
    for path in old:
        if named.fullmatch(path.name):
            path.unlink(missing_ok=True)
            dropped += 1
    for day in {path.parent for path in old}:
        with suppress(OSError):  # other files are in it
            day.rmdir()
    if dropped:
        log.info("removed %d files that lay aside for %d days", dropped, KEPT_ASIDE.days)
    return dropped


def _aside(folder: Path) -> list[tuple[date, Path]]:
    """Every file that lies aside, and the day on which it was moved there."""
    found = []
    with suppress(OSError):  # nothing was ever moved aside
        for below in aside_of(folder).iterdir():
            with suppress(ValueError):  # not a day: not ours
                day = datetime.strptime(below.name, "%Y-%m-%d").date()  # noqa: DTZ007
                found += [(day, path) for path in below.iterdir() if path.is_file()]
    return found


def _too_old(strangers: Sequence[Path], since: datetime | None) -> bool:
    if since is None:
        return False
    oldest = min(path.stat().st_mtime for path in strangers)
    return datetime.fromtimestamp(oldest, UTC) < since - _CLOCKS_DIFFER
