"""What this program writes is its user's alone: file modes, and no memory images of its processes.

POSIX: new files are 0600 and new folders 0700, whatever the shell's umask was; what an earlier
version or a copy left open is mended at the start. Core files are off by two means, because a
pipe named in ``core_pattern`` disregards the limit: RLIMIT_CORE 0, and PR_SET_DUMPABLE 0, which
also keeps other programs of the same user from reading this process's memory.

Windows: a folder gets an access list of its own with one entry, the user's, which everything in
it inherits (icacls, as the system brings it); crash dialogs, and with them Windows Error
Reporting's dumps, are off for this process.
"""

import logging
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
_OTHERS = 0o077
_PR_SET_DUMPABLE = 4
log = logging.getLogger(__name__)


def no_core_files() -> None:
    """From now on a crash of this process leaves no image of its memory on any disk.

    The limit is inherited by child processes; the other half each process does for itself.
    """
    if sys.platform == "win32":
        import ctypes

        failed_critical, no_fault_box = 0x0001, 0x0002
        ctypes.windll.kernel32.SetErrorMode(failed_critical | no_fault_box)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextmanager
def private_process() -> Iterator[None]:
    """Around a program that works with personal data: no core files, new files are private."""
    no_core_files()
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


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
