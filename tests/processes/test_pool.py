"""Calls to other processes: typed both ways, bounded in time and memory, ended when left."""

import asyncio
import os
import signal
import socket
import sys
import time
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path

import pytest

from desk.processes import (
    ProcessLimits,
    ProcessPool,
    WorkerCrashed,
    WorkerError,
    WorkerOverdue,
)
from desk.processes.limits import STRANGERS
from desk.scan.failures import FileLocked
from tests.loop_gaps import watched
from tests.processes import work
from tests.processes.test_ends_with_window import gone_within
from tests.processes.work import Colour, Leaf, Stone

MIB = 1024 * 1024
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits that Linux sets")


@pytest.fixture
async def pool() -> AsyncIterator[ProcessPool]:
    """One worker with the limits for strangers' files, but less memory."""
    pool = ProcessPool(limits=ProcessLimits(memory_bytes=512 * MIB, outside=False))
    yield pool
    pool.close()


async def test_what_was_sent_arrives_as_it_was(pool: ProcessPool) -> None:
    """Long byte strings travel apart, short ones inside; both come back."""
    for data in (b"short", b"", os.urandom(3 * MIB)):
        leaf = Leaf("韦丽", date(2026, 11, 28), Colour.RED, Path("/a/b"), data, (1.5, 2.0))
        back = await pool.run(work.same, leaf)
        assert back == leaf
        assert isinstance(back.colour, Colour)
        assert isinstance(back.place, Path)


async def test_a_union_keeps_its_class(pool: ProcessPool) -> None:
    leaf = Leaf("x", date(2026, 1, 1), Colour.RED, Path("x"), b"data")
    assert await pool.run(work.either, leaf) == [b"Leaf", b"data"]
    assert await pool.run(work.either, Stone(3)) == [b"Stone"]


async def test_a_failure_arrives_as_itself_and_the_worker_works_on(pool: ProcessPool) -> None:
    worker = await pool.run(work.pid)
    with pytest.raises(FileLocked) as caught:
        await pool.run(work.refuse, "a.pdf")
    assert caught.value.facts == {"name": "a.pdf"}
    with pytest.raises(WorkerError, match="no such thing") as stumbled:
        await pool.run(work.stumble)
    assert stumbled.value.kind == "LookupError"
    assert await pool.run(work.pid) == worker


async def test_what_is_not_marked_is_not_called(pool: ProcessPool) -> None:
    with pytest.raises(LookupError, match="remote"):
        await pool.run(os.getpid)


async def test_a_call_is_ended_at_its_deadline_and_the_next_one_is_answered(
    pool: ProcessPool,
) -> None:
    worker = await pool.run(work.pid)
    begun = time.monotonic()
    with pytest.raises(WorkerOverdue):
        await pool.run(work.hang)
    assert time.monotonic() - begun < 3
    assert gone_within(worker, 0.1)
    assert await pool.run(work.pid) != worker


async def test_a_deadline_of_the_callers_own_counts_instead(pool: ProcessPool) -> None:
    await pool.run(work.pid)
    with pytest.raises(WorkerOverdue, match="0 s"):
        await pool.run_within(0.3, work.sleep, 20.0)


async def test_work_that_nobody_waits_for_is_ended(pool: ProcessPool) -> None:
    worker = await pool.run(work.pid)
    call = asyncio.create_task(pool.run(work.sleep, 20.0))
    await asyncio.sleep(0.2)
    call.cancel()
    begun = time.monotonic()
    assert await pool.run(work.pid) != worker
    assert time.monotonic() - begun < 10
    assert gone_within(worker, 0.1)


async def test_short_work_that_nobody_waits_for_does_not_cost_the_worker(
    pool: ProcessPool,
) -> None:
    worker = await pool.run(work.pid)
    call = asyncio.create_task(pool.run(work.sleep, 0.3))
    await asyncio.sleep(0.1)
    call.cancel()
    assert await pool.run(work.pid) == worker


@LINUX
async def test_a_worker_has_so_much_memory_and_no_more(pool: ProcessPool) -> None:
    assert await pool.run(work.hoard, 100 * MIB) == 100 * MIB
    with pytest.raises(WorkerCrashed, match="memory"):
        await pool.run(work.hoard, 600 * MIB)
    assert await pool.run(work.hoard, 100 * MIB) == 100 * MIB


@LINUX
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS])
async def test_a_crash_is_told_and_not_tried_again(
    pool: ProcessPool, number: signal.Signals
) -> None:
    with pytest.raises(WorkerCrashed, match=str(-number.value)):
        await pool.run(work.crash, number.value)
    assert await pool.run(work.pid) > 0


async def test_a_worker_that_somebody_else_killed_is_replaced_and_the_work_is_done(
    pool: ProcessPool, tmp_path: Path
) -> None:
    first = await pool.run(work.pid)
    os.kill(first, signal.SIGKILL)
    assert await pool.run(work.pid) != first
    assert await pool.run(work.crash_once, tmp_path / "mark") > 0
    with pytest.raises(WorkerCrashed):  # but not for ever
        await pool.run(work.crash, signal.SIGKILL.value)


@LINUX
async def test_a_worker_for_strangers_files_writes_no_files_and_reaches_nobody(
    tmp_path: Path,
) -> None:
    pool, trusted = ProcessPool(limits=STRANGERS), ProcessPool()
    try:
        with pytest.raises(WorkerError, match="File too large"):
            await pool.run(work.write, tmp_path / "big", 8 * MIB)
        await trusted.run(work.write, tmp_path / "big", 8 * MIB)
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
            assert await trusted.run(work.reach, port) == ""
            if namespaces_are_allowed():
                assert await pool.run(work.reach, port) == "OSError"
    finally:
        pool.close()
        trusted.close()


def namespaces_are_allowed() -> bool:
    """Whether this system lets a program leave the network."""
    import subprocess

    call = "import ctypes, sys; sys.exit(ctypes.CDLL(None).unshare(0x50000000) != 0)"
    return subprocess.run([sys.executable, "-c", call], check=False).returncode == 0


async def test_an_answer_of_another_type_is_no_answer(pool: ProcessPool) -> None:
    with pytest.raises(WorkerCrashed, match="another type"):
        await pool.run(work.answer_otherwise)


async def test_a_pickle_from_a_worker_is_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that was taken over may send anything; in the window nothing of it runs."""
    bomb = tmp_path / "went-off"
    monkeypatch.setenv("BOMB", str(bomb))
    pool = ProcessPool()
    try:
        with pytest.raises(WorkerCrashed):
            await pool.run(work.answer_with_a_pickle)
        assert not bomb.exists()
        assert await pool.run(work.pid) > 0
    finally:
        pool.close()


async def test_long_messages_do_not_hold_the_event_loop(pool: ProcessPool) -> None:
    data = bytes(200 * MIB)
    await pool.run(work.pid)
    pool_with_room = ProcessPool()
    await pool_with_room.run(work.pid)
    try:
        async with watched() as gaps:
            assert len(await pool_with_room.run(work.echo, data)) == len(data)
        print(f"200 MiB there and back: longest gap {gaps.longest_s * 1000:.0f} ms")
        assert gaps.longest_s < 0.25
    finally:
        pool_with_room.close()


async def test_a_worker_that_was_started_ahead_is_the_one_that_works(pool: ProcessPool) -> None:
    pool.start()
    for _ in range(500):
        await asyncio.sleep(0 if pool._all else 0.02)
    assert await pool.run(work.pid) == next(iter(pool._all))._process.pid


async def test_a_closed_pool_ends_its_workers(tmp_path: Path) -> None:
    idle, busy = ProcessPool(), ProcessPool()
    idle_worker, busy_worker = await idle.run(work.pid), await busy.run(work.pid)
    call = asyncio.create_task(busy.run(work.sleep, 20.0))
    await asyncio.sleep(0.2)
    idle.close()
    busy.close()
    with pytest.raises(WorkerCrashed):
        await call
    assert gone_within(idle_worker, 3)
    assert gone_within(busy_worker, 3)
