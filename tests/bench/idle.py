"""What programs cost while nobody touches them: the share of a core, beside an empty window's.

``python -m tests.bench.idle [--seconds 30] [--hall URL]``: each program runs by itself, offscreen,
on a hall in a file or on the one that is named, and is counted after its start is over. CPU is that
of the process and of those that it started.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desk.hall import create_hall, sample, sqlite_url

SETTLES_S = 12.0
"""How long a program's start may take, in seconds."""

EMPTY = """
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
app.exec()
"""


def cpu_s(pid: int) -> float:
    """The CPU time of a process and its children, in seconds (Linux)."""
    spent = 0.0
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it has ended meanwhile
            if int(folder.name) == pid or int(fields[1]) == pid:
                spent += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return spent


def main() -> None:
    """Print a line for each program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--hall", default="", metavar="URL")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as here:
        url = options.hall
        if not url:
            url = sqlite_url(Path(here) / "hall.db")
            create_hall(url, sample.CODE, sample.NAME, sample.SERVICES, sample.WINDOWS)
        environment = os.environ | {
            "QT_QPA_PLATFORM": "offscreen",
            "HALL_DESK_PROFILE": str(Path(here) / "profile"),
            "HALL_DESK_HALL_URL": url,
            "HALL_DESK_REGION_URL": "http://127.0.0.1:9",
            "HALL_DESK_PRINTER": "pdf",
            "PYTHON_KEYRING_BACKEND": "desk.vault.memory.MemoryKeyring",
        }
        for name, words in (
            ("an empty window", ["-c", EMPTY]),
            ("window", ["-m", "desk", "window"]),
            ("kiosk", ["-m", "desk", "kiosk", "--size", "540x960"]),
            ("display", ["-m", "desk", "display", "--size", "960x540", "--silent"]),
        ):
            process = subprocess.Popen([sys.executable, *words], env=environment)
            time.sleep(SETTLES_S)
            before = cpu_s(process.pid)
            time.sleep(options.seconds)
            spent = cpu_s(process.pid) - before
            ended = process.poll()
            share = "ended by itself" if ended is not None else f"{spent / options.seconds:6.2%}"
            print(f"{name:16} {share} of a core", flush=True)
            process.terminate()
            process.wait()


if __name__ == "__main__":
    main()
