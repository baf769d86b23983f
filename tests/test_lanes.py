"""Slow work does not outlive the window, and a dead worker does not end it."""

import os
import signal
import subprocess
import sys
import time

import pytest

from desk.lanes import Workshop

PARENT = """
import asyncio, os, signal
from desk.lanes import Workshop

async def main():
    print(await Workshop().run(os.getpid), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

if __name__ == "__main__":
    asyncio.run(main())
"""


def test_a_worker_ends_with_its_window_even_when_that_is_killed() -> None:
    """Also: whoever reads the window's output is not kept waiting by what is left of it."""
    dead = subprocess.run(
        [sys.executable, "-c", PARENT], check=False, capture_output=True, timeout=30
    )
    assert dead.returncode == -signal.SIGKILL
    worker = int(dead.stdout)
    for _ in range(100):
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    pytest.fail("the worker lives on without its window")


async def test_a_worker_that_dies_is_replaced_and_the_work_is_done() -> None:
    workshop = Workshop()
    try:
        first = await workshop.run(os.getpid)
        os.kill(first, signal.SIGKILL)
        second = await workshop.run(os.getpid)
        assert second != first
    finally:
        workshop.close()
