"""Start to usable window, against an empty PySide6 main window: ``python -m tests.bench.start``.

Both are whole processes, started in turn; the time runs from before the process is spawned to
the first painted frame, and for ours also to the first key that the clerk can press. Prints the
medians and the medians of the pairwise ratios. Aim: 2.0 at the most.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, done)
def done():
    print(time.monotonic_ns(), flush=True)
    app.quit()
app = QApplication(sys.argv)
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from desk.settings import load
from desk.clerk.start import run_window
from tests.bench.start import make_hall
def painted():
    print(time.monotonic_ns(), flush=True)
def ready(window):
    print(time.monotonic_ns(), flush=True)
    window.assembly.shell.close()
folder = Path(sys.argv[1])
make_hall(folder)
given = {"profile": f"{folder}/profile", "hall_url": f"sqlite:///{folder}/hall.db",
         "region_url": "http://127.0.0.1:9"}
run_window(load(environment={}, given=given), on_painted=painted, on_ready=ready)
"""


def make_hall(folder: Path) -> None:
    """A hall for the window to open, made at the first call only."""
    if not (folder / "hall.db").exists():
        from desk.domain.tickets import Service
        from desk.hall.store import create_hall, sqlite_url

        url = sqlite_url(folder / "hall.db")
        create_hall(url, "NN01", "南宁市民中心", [Service("A", "A", "企业开办")], ["3"])


def seconds(code: str, folder: str) -> list[float]:
    """Spawn Python with `code` and return the seconds until each of its reports."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    environment["PYTHON_KEYRING_BACKEND"] = "tests.system.file_keyring.FileKeyring"
    environment["KEYRING_FILE"] = f"{folder}/keyring.json"
    begun = time.monotonic_ns()
    done = subprocess.run(
        [sys.executable, "-c", code, folder],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        timeout=120,
    )
    return [(int(report) - begun) / 1e9 for report in done.stdout.split()]


def main() -> int:
    """Run the pairs and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=7)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        for code in (EMPTY, OURS):  # fill the disk cache, make the profile
            seconds(code, folder)
        pairs = [(seconds(EMPTY, folder)[0], *seconds(OURS, folder)) for _ in range(runs)]
    empty, painted, ready = (statistics.median(side) for side in zip(*pairs, strict=True))
    to_paint = statistics.median(row[1] / row[0] for row in pairs)
    to_ready = statistics.median(row[2] / row[0] for row in pairs)
    print(f"empty PySide6 window     {empty * 1000:6.0f} ms (median of {runs})")
    print(f"Hall Desk, first paint   {painted * 1000:6.0f} ms   ratio {to_paint:5.2f}")
    print(f"Hall Desk, first key     {ready * 1000:6.0f} ms   ratio {to_ready:5.2f}   (aim: 2.00)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
