"""The demo's folders: where it leaves what it makes, and where it works meanwhile.

It works in temporary folders of its own, and in the folder of ``--out`` only when that is empty or
was made by a demo before. There it removes nothing: what an earlier run left moves into a folder
``earlier``. A temporary folder is locked while its demo lives; what a demo that was killed left is
removed by the next one.
"""

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.vault.durable import DiskFull, DiskRefused, disk_failure
from desk.vault.lock import LOCK_FILE, ProfileInUse, ProfileLock

MARKER = "made-by-hall-desk-demo.txt"
EARLIER = "earlier"
SUBFOLDERS = ("tickets", "receipts", "screens")
FILES = ("journal.jsonl", "summary.json", "summary.part")
PRACTICE, UNKEPT, PAPERS = "hall-desk-practice-", "hall-desk-trial-", "hall-desk-demo-"
"""Prefixes of temporary folders: for work, for papers that are removed, and for papers that
stay."""

_WORDS = (
    "This folder was made by “desk demo”, which uses it again. What earlier runs left is in"
    " “earlier”. Everything may be deleted.\n"
    "本文件夹由 desk demo 创建并重复使用，以前的结果在 earlier 中，可以全部删除。\n"
)


class FolderOfOthers(Failure):
    """The folder holds things that the demo did not make."""

    code: ClassVar[str] = "DEM-05"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The folder {folder} is not empty, and not the demo's"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Nothing in it was touched.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name an empty folder, or one that is not there yet."
    )


class FolderUnfit(Failure):
    """Nothing can be written there."""

    code: ClassVar[str] = "DEM-06"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The demo cannot leave its papers in {folder} ({reason})"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The demo was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name a folder that you may write in, or leave --out out."
    )


class FolderInUse(Failure):
    """Another demo works there."""

    code: ClassVar[str] = "DEM-07"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Another demo works in {folder}")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The demo was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name another folder, or wait until it has ended."
    )


@contextmanager
def out_folder(folder: Path, now: datetime) -> Iterator[Path]:
    """The folder of ``--out``, ready for one run and locked meanwhile.

    Raises `FolderOfOthers`, `FolderUnfit` or `FolderInUse`.
    """
    with _prepared(folder, now):
        yield folder.resolve()


def _prepared(folder: Path, now: datetime) -> ProfileLock:
    lock = None
    try:
        ours = _is_ours(folder)
        if not ours and folder.exists() and any(folder.iterdir()):
            raise FolderOfOthers(folder=str(folder))
        folder.mkdir(parents=True, exist_ok=True)
        lock = ProfileLock(folder)
        (folder / MARKER).write_text(_WORDS, encoding="utf-8")
        if ours:
            _put_earlier(folder, now)
        for name in SUBFOLDERS:
            (folder / name).mkdir()
    except ProfileInUse:
        raise FolderInUse(folder=str(folder)) from None
    except (DiskFull, DiskRefused) as failure:
        reason = str(failure.facts.get("reason", "ENOSPC"))
        raise FolderUnfit(folder=str(folder), reason=reason) from failure
    except OSError as error:
        if lock is not None:
            lock.release()
        reason = errno.errorcode.get(error.errno or 0, type(error).__name__)
        raise FolderUnfit(folder=str(folder), reason=reason) from error
    return lock


@contextmanager
def temporary_folder(begin: str = PRACTICE) -> Iterator[Path]:
    """A temporary folder of this run, removed at its end. Raises a failure of the disk."""
    folder = _made(begin)
    lock = ProfileLock(folder)
    try:
        yield folder
    finally:
        lock.release()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def kept_folder() -> Iterator[Path]:
    """A temporary folder that stays when papers were saved in it, and then is named."""
    folder = _made(PAPERS)
    for name in SUBFOLDERS:
        (folder / name).mkdir()
    print(f"Papers are saved in {folder / 'receipts'}", flush=True)
    try:
        yield folder
    finally:
        saved = len(list((folder / "receipts").glob("*.pdf")))
        if saved:
            print(f"{saved} papers stay in {folder / 'receipts'} until you delete them")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def _made(begin: str) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=begin))
    except OSError as error:
        raise disk_failure(error) from error


def remove_left() -> int:
    """Remove the temporary folders of demos that were killed; returns how many there were.

    Only those with a demo's lock that nobody holds.
    """
    removed = 0
    below = Path(tempfile.gettempdir())
    for folder in (path for begin in (PRACTICE, UNKEPT) for path in below.glob(f"{begin}*")):
        if folder.is_symlink() or not (folder / LOCK_FILE).is_file():
            continue
        with suppress(Failure), ProfileLock(folder):
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed


def _is_ours(folder: Path) -> bool:
    marker = folder / MARKER
    return marker.is_file() and marker.read_text("utf-8", errors="replace") == _WORDS


def _put_earlier(folder: Path, now: datetime) -> None:
    """Move what an earlier run left out of the way, whatever it is."""
    there = [folder / name for name in (*SUBFOLDERS, *FILES)]
    there = [path for path in there if path.is_symlink() or path.exists()]
    if not there:
        return
    begin = folder / EARLIER / f"{now:%Y%m%d-%H%M%S}"
    target, count = begin, 1
    while target.exists():
        count += 1
        target = begin.with_name(f"{begin.name}-{count}")
    target.mkdir(parents=True)
    for path in there:
        path.rename(target / path.name)
