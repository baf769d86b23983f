"""Gaps of the event loop through demo visits: ``python -m tests.bench.loop``.

A thread knocks at the window's event loop every 2 ms and notes how long it waits for the answer:
that is how long a key pressed at that moment would have waited. The yardstick is the same window
standing idle for some seconds, in the same run. Prints a histogram, and for every wait over
50 ms what the loop was doing. Aims: p99.9 at most 16.7 ms, the longest at most 50 ms.
"""

import argparse
import asyncio
import collections
import os
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from desk.demo.clerk import Approve, PracticeClerk
from desk.demo.run import DemoOptions, run_demo

KNOCK_S = 0.002
LONG_S = 0.050
IDLE_S = 4.0
EDGES_MS = (2.0, 4.0, 8.0, 16.7, 33.0, 50.0, 100.0)


class Watch:
    """Knocks at an event loop from a thread of its own; `waits` are in seconds."""

    def __init__(self) -> None:
        self.waits: list[float] = []
        self.stacks: collections.Counter[str] = collections.Counter()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._knock, daemon=True)
        self._main = threading.main_thread().ident or 0
        self._loop: asyncio.AbstractEventLoop | None = None

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """Begin knocking at `loop`, which runs on the main thread."""
        self._loop = loop
        self._thread.start()

    def stop(self) -> None:
        """Stop, and wait for the thread."""
        self._stop.set()
        self._thread.join()

    def _knock(self) -> None:
        assert self._loop
        while not self._stop.wait(KNOCK_S):
            answered = threading.Event()
            begun = time.perf_counter()
            self._loop.call_soon_threadsafe(answered.set)
            if not answered.wait(LONG_S):
                self._note_stack()
                if not answered.wait(30):
                    return
            self.waits.append(time.perf_counter() - begun)

    def _note_stack(self) -> None:
        frame = sys._current_frames().get(self._main)
        ours = [
            f"{Path(entry.filename).name}:{entry.lineno} {entry.name}"
            for entry in traceback.extract_stack(frame)
            if "qasync" not in entry.filename and "asyncio" not in entry.filename
        ]
        self.stacks[" < ".join(reversed(ours[-5:]))] += 1


def shown(name: str, waits: list[float]) -> str:
    """One line of percentiles, in milliseconds."""
    ordered = sorted(wait * 1000 for wait in waits)

    def at(part: float) -> float:
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]

    figures = (at(0.5), at(0.99), at(0.999), ordered[-1])
    return f"{name:<12} {len(ordered):>7} knocks   " + "   ".join(
        f"{label} {figure:6.1f} ms"
        for label, figure in zip(("p50", "p99", "p99.9", "max"), figures, strict=True)
    )


def histogram(waits: list[float]) -> list[str]:
    """Lines of the histogram: how many waits were no longer than each edge."""
    counts = collections.Counter(
        next((edge for edge in EDGES_MS if wait * 1000 <= edge), float("inf")) for wait in waits
    )
    lines = []
    for edge in (*EDGES_MS, float("inf")):
        share = counts[edge] / len(waits)
        bar = "#" * round(60 * share)
        lines.append(f"  <= {edge:6.1f} ms {counts[edge]:>8}  {100 * share:8.4f} %  {bar}")
    return lines


def main() -> int:
    """Walk the visits with a watch on the loop and print what it saw."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.loop", description=__doc__)
    parser.add_argument("--visits", type=int, default=20)
    visits = parser.parse_args().visits
    watch, idle = Watch(), [0]
    sign_in = PracticeClerk.sign_in

    async def watched(self: PracticeClerk, approve: Approve) -> None:
        watch.start(asyncio.get_running_loop())
        await asyncio.sleep(IDLE_S)
        idle[0] = len(watch.waits)
        watch.stacks.clear()
        await sign_in(self, approve)

    async def no_picture(self: PracticeClerk, name: str) -> None:
        """Taking a picture of the screen is the demo's work, not the window's."""
        del self, name

    PracticeClerk.sign_in = watched  # type: ignore[method-assign]
    PracticeClerk._picture = no_picture  # type: ignore[method-assign]
    with tempfile.TemporaryDirectory() as folder:
        status = run_demo(DemoOptions(unattended=True, visits=visits, out=Path(folder)))
    watch.stop()
    print(shown("idle window", watch.waits[: idle[0]]))
    busy = watch.waits[idle[0] :]
    print(shown(f"{visits} visits", busy))
    print("\n".join(histogram(busy)))
    for stack, count in watch.stacks.most_common(12):
        print(f"  over {LONG_S * 1000:.0f} ms, {count} x: {stack}")
    return status


if __name__ == "__main__":
    sys.exit(main())
