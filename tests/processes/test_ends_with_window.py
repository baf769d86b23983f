"""Work in other processes does not outlive the window, not even while it is still loading."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PARENT = """
import asyncio, os, signal
from desk.processes import ProcessPool
from tests.processes.work import pid

async def main():
    print(await ProcessPool().run(pid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""

LOADING = """
import asyncio, os, signal
from desk.processes import ProcessPool
from desk.scan.imaging import warm
from tests.processes.work import pid

async def main():
    pool = ProcessPool(warm=warm)
    asyncio.ensure_future(pool.run(pid))
    while not pool._all:
        await asyncio.sleep(0.01)
    print(next(iter(pool._all))._process.pid, flush=True)
    await asyncio.sleep(0.4)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def gone_within(pid: int, seconds: float) -> bool:
    """Whether a process ends in this time; one that only waits for its parent has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.01)
    return False


@pytest.mark.parametrize(
    ("program", "seconds"), [(PARENT, 5.0), (LOADING, 0.5)], ids=["idle", "loading"]
)
def test_a_worker_ends_with_its_window_even_when_that_is_killed(
    program: str, seconds: float
) -> None:
    """Also: whoever reads the window's output is not kept waiting by what is left of it."""
    dead = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, timeout=30
    )
    assert dead.returncode == -signal.SIGKILL
    assert gone_within(int(dead.stdout), seconds), "the worker lives on without its window"
