"""Traps of libraries that we pin against: each test fails where the trap is still open."""

import re
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

ROOT = Path(__file__).resolve().parent.parent


class _Bell(QObject):
    rang = Signal(bool)


def test_emitting_a_signal_keeps_the_references_of_its_arguments() -> None:
    """PySide6 6.12.0 on CPython 3.11 drops a reference of True with every emit, then aborts.

    From CPython 3.12 on True is immortal: its count does not move at all.
    """
    bell = _Bell()
    heard: list[bool] = []
    bell.rang.connect(heard.append)
    rounds = 5_000
    bell.rang.emit(True)
    before, shared = sys.getrefcount(True), len(heard)
    for _ in range(rounds):
        bell.rang.emit(True)
    after = sys.getrefcount(True)
    assert len(heard) == shared + rounds
    kept = len(heard) - shared if sys.version_info < (3, 12) else 0
    assert abs(after - before - kept) < 50


def test_only_the_headless_opencv_is_locked() -> None:
    """Every other opencv wheel bundles Qt plugins that break the xcb platform."""
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert set(re.findall(r"^(opencv[a-z-]*)==", text, re.M)) == {"opencv-python-headless"}


def test_what_ships_is_locked_at_the_versions_the_traps_name() -> None:
    """PySide6 6.9.3 (references, glibc), qasync 0.28 (cancellation), reportlab 5.1 (ToUnicode),
    miniaudio 1.71 (its connection to the sound server is closed by ours)."""
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    for pin in (
        "pyside6-essentials==6.9.3",
        "qasync==0.28.0",
        "reportlab==5.1.0",
        "miniaudio==1.71",
    ):
        assert re.search(rf"^{re.escape(pin)}\b", text, re.M), pin
    assert "pyside6-addons" not in text


def test_every_locked_package_carries_a_hash() -> None:
    """`pip --require-hashes` must accept the files as they stand."""
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-build.lock"):
        text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            if "==" in line.split("#")[0]:
                assert "--hash=sha256:" in line, line
