"""Start to usable window, against an empty PySide6 main window: ``python -m tests.bench.start``.

Both are whole processes, started in turn; ours is the command ``desk`` as it ships, with its
options. The time runs from before the process is spawned to the first painted frame, and for ours
also to the first key that the clerk can press. Beside it stands the CPU time of the process, which
a busy machine disturbs less. Prints the medians, the medians of the pairwise ratios, and a table
of what was imported before the first paint and between it and the first key.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

AIMS = {"first paint": 1.4, "first key": 2.5}

EMPTY = """
import json, sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(json.dumps({"at": time.monotonic_ns(), "cpu": time.process_time(), "modules": []}))
    app.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import sys, time
import desk.cli
import desk.clerk.start as start
whole = start.run_window
moments = []
def note():
    moments.append((time.monotonic_ns(), time.process_time(), list(sys.modules)))
    print("-- moment", file=sys.stderr, flush=True)
def ready(window):
    note()
    window.assembly.shell.close()
def run_window(*args, **kwargs):
    return whole(*args, on_painted=note, on_ready=ready, **kwargs)
start.run_window = run_window
status = desk.cli.main(sys.argv[1:])
import json
for at, cpu, modules in moments:
    print(json.dumps({"at": at, "cpu": cpu, "modules": modules}))
sys.exit(status)
"""
"""The command, with something that notes its two moments."""


class Moment(msgspec.Struct, frozen=True):
    """A moment of a start: seconds of the wall clock and of CPU since the process was spawned,
    and the modules that are loaded by then."""

    wall_s: float
    cpu_s: float
    modules: tuple[str, ...]


def make_hall(folder: Path) -> None:
    """A hall for the window to open, made at the first call only."""
    if not (folder / "hall.db").exists():
        from desk.domain.tickets import Service
        from desk.hall.store import create_hall, sqlite_url

        url = sqlite_url(folder / "hall.db")
        create_hall(url, "NN01", "南宁市民中心", [Service("A", "A", "企业开办")], ["3"])


def options(folder: Path) -> list[str]:
    """The command's options for a window in the hall of `make_hall`."""
    return [
        f"--profile={folder}/profile",
        f"--hall-url=sqlite:///{folder}/hall.db",
        "--region-url=http://127.0.0.1:9",
        "--window=3",
    ]


def run(code: str, arguments: Sequence[str], folder: Path, *flags: str) -> tuple[list[Any], str]:
    """Spawn Python with `code`; returns its lines of JSON and what it wrote to standard error."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment["PYTHON_KEYRING_BACKEND"] = "tests.system.file_keyring.FileKeyring"
    environment["KEYRING_FILE"] = f"{folder}/keyring.json"
    # as installed: compiled once, without options of whoever measures
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = f"{folder}/compiled"
    environment["XDG_CONFIG_HOME"] = str(folder / "config")  # no settings of this machine's
    done = subprocess.run(
        [sys.executable, *flags, "-c", code, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if done.returncode:
        raise RuntimeError(f"the window ended with {done.returncode}:\n{done.stderr[-4000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()], done.stderr


def moments(code: str, folder: Path) -> list[Moment]:
    """Start it once; returns its moments in order."""
    begun = time.monotonic_ns()
    told, _ = run(code, options(folder) if code is OURS else [], folder)
    return [Moment((t["at"] - begun) / 1e9, t["cpu"], tuple(t["modules"])) for t in told]


def imports(folder: Path) -> list[dict[str, float]]:
    """Milliseconds that importing took, by package, before the first paint and until the first
    key; a package of ours is told by its part."""
    _, written = run(OURS, options(folder), folder, "-X", "importtime")
    tables: list[dict[str, float]] = [defaultdict(float)]
    for line in written.splitlines():
        if line.startswith("-- moment"):
            tables.append(defaultdict(float))
        elif line.startswith("import time:") and not line.endswith("imported package"):
            own, _, name = line.removeprefix("import time:").split("|")
            parts = name.strip().split(".")
            tables[-1][".".join(parts[: 2 if parts[0] == "desk" else 1])] += int(own) / 1000
    return tables[:2]


def main() -> int:
    """Run the pairs and print the figures; 1 when an aim was missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--top", type=int, default=12, help="how many packages the table has")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_hall(folder)
        for code in (EMPTY, OURS):  # fill the disk cache, compile, make the profile
            moments(code, folder)
        pairs = [(moments(EMPTY, folder)[0], moments(OURS, folder)) for _ in range(given.runs)]
        tables = imports(folder)
    print(f"medians of {given.runs}         wall          CPU     modules")
    wall, cpu = _medians([[empty] for empty, _ in pairs])[0]
    print(f"empty PySide6 window {wall * 1000:6.0f} ms    {cpu * 1000:6.0f} ms")
    missed = False
    for place, (what, aim) in enumerate(AIMS.items()):
        wall, cpu = _medians([ours for _, ours in pairs])[place]
        to_wall = statistics.median(ours[place].wall_s / empty.wall_s for empty, ours in pairs)
        to_cpu = statistics.median(ours[place].cpu_s / empty.cpu_s for empty, ours in pairs)
        print(
            f"Hall Desk, {what:11}{wall * 1000:6.0f} ms {to_wall:5.2f} × {cpu * 1000:6.0f} ms "
            f"{to_cpu:5.2f} ×  {len(pairs[0][1][place].modules)}   (aim {aim})"
        )
        missed = missed or min(to_wall, to_cpu) > aim
    for what, table in zip(AIMS, tables, strict=True):
        print(
            f"\nimported before the {what}, ms of {sum(table.values()):.0f} (with -X importtime):"
        )
        for package in sorted(table, key=table.__getitem__, reverse=True)[: given.top]:
            print(f"{table[package]:8.1f}  {package}")
    return 1 if missed else 0


def _medians(runs: Sequence[Sequence[Moment]]) -> list[tuple[float, float]]:
    """The medians of wall and CPU seconds, for each moment."""
    return [
        (statistics.median(m.wall_s for m in same), statistics.median(m.cpu_s for m in same))
        for same in zip(*runs, strict=True)
    ]


if __name__ == "__main__":
    sys.exit(main())
