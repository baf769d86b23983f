"""A barcode gun while pinyin is on: a real X server, ibus with libpinyin, keys by XTEST.

    python -m tests.faults.input_method [--without]

Needs Debian's xvfb, xdotool, ibus, ibus-libpinyin and dbus; says so when one is missing. Every
burst must be one scan and leave the field empty, and a person's pinyin must still give Chinese,
before and after. `--without` leaves our filter out, to see what it is for.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

NEEDED = ("Xvfb", "xdotool", "ibus-daemon", "ibus", "dbus-run-session")
DISPLAY = ":83"
NAME = "tests.faults.input_method"
INSIDE = "HALL_DESK_INPUT_METHOD_TRIAL"
CODES = (
    "A024-20261127",
    "nn01-3-20261124-0007-k",
    "https://ptyw.gxzf.example/t/NN01/20261127/A024",
)


def main(words: list[str]) -> int:
    """The command line; returns the exit status, 2 when something is missing."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        print("not here: " + ", ".join(missing))
        return 2
    if INSIDE not in os.environ:
        with tempfile.TemporaryDirectory() as home:
            named = {
                "HOME": home,
                "XDG_RUNTIME_DIR": home,
                "DISPLAY": DISPLAY,
                "QT_QPA_PLATFORM": "xcb",
                "QT_IM_MODULE": "ibus",
                "XMODIFIERS": "@im=ibus",
                INSIDE: "1",
            }
            command = ["dbus-run-session", "--", sys.executable, "-m", NAME, *words]
            return subprocess.run(command, env={**os.environ, **named}, check=False).returncode
    with _session():
        return _trial(with_filter="--without" not in words)


@contextmanager
def _session() -> Iterator[None]:
    """An X server and an input method that speaks pinyin."""
    config = ["--config", "/usr/libexec/ibus-memconf", "--panel", "disable"]
    server = _begin("Xvfb", DISPLAY, "-screen", "0", "800x600x24")
    time.sleep(1)
    method = _begin("ibus-daemon", "--xim", *config)
    try:
        for _ in range(10):
            _begin("ibus", "engine", "libpinyin").wait()
            told = subprocess.run(["ibus", "engine"], check=False, capture_output=True, text=True)
            if told.stdout.strip() == "libpinyin":
                break
            time.sleep(2)
        yield
    finally:
        method.terminate()
        server.terminate()


def _begin(*command: str) -> subprocess.Popen[bytes]:
    nowhere = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=nowhere, stderr=nowhere)


def _trial(*, with_filter: bool) -> int:
    from PySide6.QtCore import QElapsedTimer
    from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

    from desk.qt.barcode_scanner import BarcodeScanner
    from desk.qt.barcode_scanner_x11 import keys_before_input_method

    app = QApplication([])
    window, field = QWidget(), QLineEdit()
    QVBoxLayout(window).addWidget(field)
    barcode_scanner, scans, wrong = BarcodeScanner(window), list[str](), 0
    barcode_scanner.scanned.connect(scans.append)
    app.installEventFilter(barcode_scanner)
    keys = keys_before_input_method(window) if with_filter else None
    window.show()
    window.activateWindow()
    field.setFocus()

    def wait(ms: int) -> None:
        timer = QElapsedTimer()
        timer.start()
        while timer.elapsed() < ms:
            app.processEvents()
            time.sleep(0.002)

    def type_(text: str, delay_ms: int) -> tuple[list[str], str]:
        """Type by XTEST; xdotool spends half its delay before a key goes up."""
        field.clear()
        scans.clear()
        typing = subprocess.Popen(["xdotool", "type", "--delay", str(2 * delay_ms), text])
        while typing.poll() is None:
            wait(5)
        wait(1500)
        return list(scans), field.text()

    wait(1500)
    for pace in (5, 12, 25, 40, 50):
        for code in CODES:
            told = type_(code + "\n", pace)
            wrong += told != ([code], "")
            print(f"{pace} ms: {told}")
        told = type_("nihao ", 100)
        wrong += told != ([], "你好")
        print(f"a person: {told}")
    if keys is not None:
        keys.close()
    print(f"{wrong} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
