"""Gaps of the window's event loop through whole visits: ``python -m tests.bench.loop``.

A timer of one millisecond notes how late each of its calls is: for so long the window could
neither paint nor take a key. What the main thread itself computed in a gap (its CPU time) is
told apart from what the machine took away. The yardstick, measured first, is an empty window
in the same process. A second thread looks at the main thread's stack in every long gap.
"""

import argparse
import faulthandler
import os
import re
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk.demo.run import DemoOptions, run_demo

TICK_MS = 1
LONG_S = 0.02
"""Gaps with so much work in them are told with what the main thread did."""
LOOK_S = 0.005
EDGES_MS = (2, 4, 8, 16.7, 33, 50, 100, 200, 1000)
NOT_OURS = re.compile(
    r"/qasync/|/asyncio/|importlib|desk/(clerk/(main|start)|qt/application|demo/run)\.py|"
    r"bench/loop|runpy"
)
SHORT = re.compile(r'File ".*/([^/]+/[^/]+)", line')


@dataclass(slots=True)
class Gaps:
    """Gaps in seconds, as they came: by the clock, and by the main thread's own work."""

    wall: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    stacks: list[tuple[float, float, float, str]] = field(default_factory=list)

    def told(self, name: str) -> str:
        """A line of figures for each kind, in milliseconds."""
        lines = [f"{name}: {len(self.wall)} calls"]
        for kind, values in (("by the clock", self.wall), ("by own work", self.work)):
            ordered = sorted(values)
            figures = [
                f"{label} {ordered[min(len(ordered) - 1, int(len(ordered) * part))] * 1000:.1f}"
                for label, part in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999), ("max", 1.0))
            ]
            lines.append(f"  {kind:13} {'  '.join(figures)} ms")
        return "\n".join(lines)

    def histogram(self) -> str:
        """How many gaps lie below each edge."""
        rows, low = [], 0.0
        for high in (*EDGES_MS, float("inf")):
            wall = sum(low <= gap * 1000 < high for gap in self.wall)
            work = sum(low <= gap * 1000 < high for gap in self.work)
            rows.append(f"  {low:6.1f} to {high:6.1f} ms {wall:8} {work:8}")
            low = high
        return "\n".join([f"  {'':19} {'clock':>8} {'work':>8}", *rows])

    def worst(self, count: int) -> str:
        """The gaps with the most work, when they were and where the main thread was seen."""
        ordered = sorted(self.stacks, key=lambda one: -one[2])[:count]
        return "\n".join(
            f"- at {at:.1f} s: {work * 1000:.0f} ms work in {wall * 1000:.0f} ms\n{stack}"
            for at, wall, work, stack in ordered
        )


class Watchdog:
    """Measures the gaps between two calls of a timer on this thread; another thread looks on."""

    def __init__(self) -> None:
        self.gaps = Gaps()
        self._main = threading.get_ident()
        self._begun = self._last = time.perf_counter()
        self._busy = time.thread_time()
        self._seen: Counter[str] = Counter()
        self._over = threading.Event()
        self._dump = tempfile.TemporaryFile()  # noqa: SIM115 — closed by `stop`
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start(TICK_MS)
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()

    def stop(self) -> None:
        """Measure no longer."""
        self._over.set()
        self._watcher.join()
        self._dump.close()
        self._timer.stop()

    def _tick(self) -> None:
        now, busy = time.perf_counter(), time.thread_time()
        gap, work = now - self._last, busy - self._busy
        self.gaps.wall.append(max(0.0, gap - TICK_MS / 1000))
        self.gaps.work.append(work)
        if work > LONG_S:
            seen = self._seen.most_common(2)
            stack = "\n    --\n".join(place for place, _ in seen) or "    (not seen)"
            self.gaps.stacks.append((now - self._begun, gap, work, stack))
        self._seen.clear()
        self._last, self._busy = now, time.thread_time()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_S):
            if time.perf_counter() - self._last > LONG_S / 2:
                self._seen[self._place()] += 1

    def _place(self) -> str:
        """Where the main thread is: its last frames, without those of the loop itself.

        Written by `faulthandler`, since whoever holds a frame holds its painters and widgets.
        """
        self._dump.seek(0)
        self._dump.truncate()
        faulthandler.dump_traceback(self._dump)
        self._dump.seek(0)
        threads = self._dump.read().decode().split("\n\n")
        stack = next(one for one in threads if f"{self._main:#018x}" in one.splitlines()[0])
        lines = [line for line in stack.splitlines()[1:] if not NOT_OURS.search(line)]
        return "\n".join(SHORT.sub(r"  \1", line) for line in lines[:9]) or "    Qt itself"


def idle(seconds: float) -> Gaps:
    """The yardstick: an empty window that does nothing."""
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    dog = Watchdog()
    loop.exec()
    dog.stop()
    window.close()
    return dog.gaps


def main() -> int:
    """Measure, and tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.loop", description=__doc__)
    parser.add_argument("--visits", type=int, default=20)
    parser.add_argument("--idle-s", type=float, default=5.0)
    parser.add_argument("--worst", type=int, default=12)
    options = parser.parse_args()
    app = QApplication(sys.argv[:1])
    yardstick = idle(options.idle_s)
    with tempfile.TemporaryDirectory() as folder:
        dogs: list[Watchdog] = []
        demo = DemoOptions(unattended=True, visits=options.visits, out=Path(folder))
        status = run_demo(demo, on_ready=lambda _window: dogs.append(Watchdog()))
    (dog,) = dogs
    dog.stop()
    print(yardstick.told("empty window"))
    print(dog.gaps.told(f"{options.visits} visits"))
    print(dog.gaps.histogram())
    print(f"gaps with more than {LONG_S * 1000:.0f} ms of work: {len(dog.gaps.stacks)}; the worst:")
    print(dog.gaps.worst(options.worst))
    app.processEvents()
    return status


if __name__ == "__main__":
    sys.exit(main())
