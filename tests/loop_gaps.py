"""How long the event loop was kept from its next turn, measured by a task that counts time."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

EVERY_S = 0.002


@dataclass
class Gaps:
    """The longest time between two turns of the loop, beyond the pause that was asked for.

    `busiest_s` is how long this thread itself computed, at the most: what other programs take
    from the machine is not in it.
    """

    longest_s: float = 0.0
    busiest_s: float = 0.0


@asynccontextmanager
async def watched() -> AsyncIterator[Gaps]:
    """Measure the loop's gaps while the block runs."""
    gaps = Gaps()

    async def count() -> None:
        last, worked = time.perf_counter(), time.thread_time()
        while True:
            await asyncio.sleep(EVERY_S)
            now, busy = time.perf_counter(), time.thread_time()
            gaps.longest_s = max(gaps.longest_s, now - last - EVERY_S)
            gaps.busiest_s = max(gaps.busiest_s, busy - worked)
            last, worked = now, busy

    counting = asyncio.create_task(count())
    await asyncio.sleep(0)
    try:
        yield gaps
        await asyncio.sleep(2 * EVERY_S)
    finally:
        counting.cancel()
