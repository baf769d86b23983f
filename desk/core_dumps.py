"""No images of this program's memory on any disk: they hold names, numbers and keys."""

import sys

_PR_SET_DUMPABLE = 4


def no_core_files() -> None:
    """From now on a crash of this process leaves no image of its memory.

    By two means, because a pipe named in ``core_pattern`` disregards the limit: RLIMIT_CORE 0,
    which child processes inherit, and PR_SET_DUMPABLE 0, which each process sets for itself and
    which also keeps other programs of the same user from reading its memory. On Windows error
    dialogues are off, and with them Windows Error Reporting's dumps of this process.
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

        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, ctypes.c_ulong(0), 0, 0, 0)
