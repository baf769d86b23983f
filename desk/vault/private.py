"""What this program writes is its user's alone: file modes, and no memory images of its processes.

POSIX: new files are 0600 and new folders 0700, whatever the shell's umask was; what an earlier
version or a copy left open is mended at the start.

Windows: a folder gets an access list of its own with one entry, the user's, which everything in
it inherits (icacls, as the system brings it).
"""

import logging
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desk.core_dumps import no_core_files

_OTHERS = 0o077
_TEMPORARY = "hall-desk-tmp-"
_TEMPORARY_NAMES = ("TMPDIR", "TEMP", "TMP")
log = logging.getLogger(__name__)


@contextmanager
def private_process() -> Iterator[None]:
    """Context of a program that works with personal data: no core files, new files are private."""
    no_core_files()
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def private_temporary(folder: Path) -> Iterator[None]:
    """Keep temporary files in `folder`, which only this process uses.

    Qt and CUPS put a whole paper into one before they hand it to a printer; killed in between,
    they leave it. What an earlier process left is removed first.
    """
    for left in folder.glob(f"{_TEMPORARY}*"):
        if left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)
    before = {name: os.environ.get(name) for name in _TEMPORARY_NAMES}, tempfile.tempdir
    place = tempfile.mkdtemp(prefix=_TEMPORARY, dir=folder)
    os.environ.update(dict.fromkeys(_TEMPORARY_NAMES, place))
    tempfile.tempdir = None  # asked of the environment again
    try:
        yield
    finally:
        for name, value in before[0].items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        tempfile.tempdir = before[1]
        shutil.rmtree(place, ignore_errors=True)


def close_to_others(folder: Path, *, known: Iterable[str] = ("*",), deep: bool = True) -> int:
    """Take away everybody else's access to `folder` and to what in it matches `known`.

    Links are not followed, and what belongs to another user is left as it is. `deep` goes on
    into the folders that match. Returns how many entries were mended. Never raises: what
    cannot be mended is logged.
    """
    try:
        mended = _close(folder)
        for path in sorted({path for pattern in known for path in folder.glob(pattern)}):
            if path.is_symlink():
                continue
            if path.is_dir():
                mended += close_to_others(path) if deep else 0
            else:
                mended += _close(path)
    except OSError as error:
        log.warning("access to the files of this window was not mended: %s", error.strerror)
        return 0
    return mended


if sys.platform == "win32":

    def _close(path: Path) -> int:
        """Folders only: files inherit. An access list that was set before is set again."""
        import subprocess

        if not path.is_dir():
            return 0
        icacls = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
        me = f"{os.environ.get('USERDOMAIN', '.')}\\{os.environ.get('USERNAME', '')}"
        command = [str(icacls), str(path), "/inheritance:r", "/grant:r", f"{me}:(OI)(CI)F", "/Q"]
        done = subprocess.run(
            command, check=False, capture_output=True, creationflags=subprocess.CREATE_NO_WINDOW
        )
        if done.returncode:
            log.warning("the access list of a folder was not set (icacls: %d)", done.returncode)
        return int(not done.returncode)

else:

    def _close(path: Path) -> int:
        told = path.lstat()
        if stat.S_ISLNK(told.st_mode) or told.st_uid != os.geteuid():
            return 0
        mode = stat.S_IMODE(told.st_mode)
        if not mode & _OTHERS:
            return 0
        path.chmod(mode & ~_OTHERS)
        return 1
