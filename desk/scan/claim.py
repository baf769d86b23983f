"""Which window a scan folder belongs to: two windows that share one would take each other's pages.

A hidden file in the folder names the window that reads from it. It stays when the window is closed,
because pages of its citizens may still lie there; only a person gives the folder to another window.
The file is made and replaced by renames, which every share can do, and is never written to in
place. A window that runs keeps updating the file's time. Only the change counts, never the time
itself, which may come from another clock.
"""

import contextlib
import json
import logging
import os
import platform
import secrets
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from desk.scan import kept_aside
from desk.scan.failures import ScanFolderClaimed, ScanFolderInUse

CLAIM = ".hall-desk-window"
"""The file's name. Hidden files are never taken as pages."""

BEAT_S = 10.0
"""How often the file's time is updated, in seconds."""

SILENT_S = 40.0
"""A window whose file was not updated for so long, in seconds, does not run."""

_LONGEST = 4096
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class FolderOwner:
    """A window as its claim names it; `id` is its profile's, the same for as long as that lives."""

    id: str
    hall: str
    window: str
    host: str = platform.node()


class FolderClaim:
    """One window's claim to one folder. Blocking; used on one thread."""

    def __init__(self, folder: Path, owner: FolderOwner) -> None:
        self._folder = folder
        self._owner = owner
        self._beaten_at = -BEAT_S
        self._seen: tuple[str, int] | None = None
        self._moved_at: float | None = None
        self._unwritable = False
        self._held = False

    def hold(self) -> None:
        """Check that the folder is this window's; claim it when it is unclaimed.

        Raises `ScanFolderInUse` while another window works with it, `ScanFolderClaimed` when it is
        another's that does not. A folder in which nothing can be written is not claimed. A claim by
        this window on this PC with another profile comes from a profile that was lost or replaced:
        the folder stays this window's, once in a run.
        """
        for _ in range(2):
            found = self._read()
            if found is not None:
                break
            if not self._make():
                return
        else:
            self._held = True
            return
        owner, moved_ns = found
        if owner.id == self._owner.id:
            self._held = True
            self._beat()
            return
        if not self._held and replace(owner, id=self._owner.id) == self._owner:
            self._held = True
            with contextlib.suppress(OSError):  # then a person is asked
                self.take_over()
                return
        raise self._other(owner, moved_ns)

    def take_over(self) -> None:
        """Claim the folder even if another window does, as a person decided. Raises OSError."""
        beside = self._written()
        try:
            beside.replace(self._folder / CLAIM)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        self._seen, self._moved_at = None, None
        log.warning("the scan folder was given to this window")

    def _other(self, owner: FolderOwner, moved_ns: int) -> ScanFolderClaimed:
        now = time.monotonic()
        if self._seen is not None and self._seen[0] == owner.id and self._seen[1] != moved_ns:
            self._moved_at = now
        self._seen = owner.id, moved_ns
        moves = self._moved_at is not None and now - self._moved_at < SILENT_S
        kind = ScanFolderInUse if moves else ScanFolderClaimed
        return kind(window=owner.window, host=owner.host)

    def _read(self) -> tuple[FolderOwner, int] | None:
        """Who claims the folder, and when the claim was last updated; None when it is unclaimed."""
        path = self._folder / CLAIM
        try:
            with path.open("rb") as file:
                text, moved_ns = file.read(_LONGEST), os.fstat(file.fileno()).st_mtime_ns
        except FileNotFoundError:
            return None
        except OSError:
            return FolderOwner("", "?", "?", "?"), 0
        try:
            told = json.loads(text)
            owner = FolderOwner(
                *(str(told[name])[:80] for name in ("id", "hall", "window", "host"))
            )
        except (ValueError, TypeError, KeyError):
            owner = FolderOwner("", "?", "?", "?")
        return owner, moved_ns

    def _make(self) -> bool:
        """Claim an unclaimed folder; False when nothing can be written in it."""
        try:
            beside = self._written()
        except FileNotFoundError:
            return False  # listing the folder reports that it is missing
        except OSError as error:
            if not self._unwritable:
                log.warning("the scan folder cannot be claimed: %s", error)
            self._unwritable = True
            return False
        try:
            kept_aside.rename(beside, self._folder / CLAIM)
        except FileExistsError:
            beside.unlink(missing_ok=True)  # another window was first
        except OSError as error:
            log.warning("the scan folder cannot be claimed: %s", error)
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
            return False
        return True

    def _written(self) -> Path:
        """The claim under a name of its own, whole and on the disk. Others may read it."""
        beside = self._folder / f"{CLAIM}.{secrets.token_hex(8)}.tmp"
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(self._owner), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):  # a share may have no modes
            beside.chmod(0o644)
        return beside

    def _beat(self) -> None:
        now = time.monotonic()
        if now - self._beaten_at >= BEAT_S:
            self._beaten_at = now
            with contextlib.suppress(OSError):  # then it seems not to run, and a person is asked
                os.utime(self._folder / CLAIM)
