"""The window is painted early: what is slow to import waits until it is needed."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from desk.clerk.main import painted
from tests.bench import start as bench

SLOW = (
    "sqlalchemy",
    "httpx",
    "jsonschema",
    "numpy",
    "cv2",
    "PIL",
    "reportlab",
    "zxingcpp",
    "barcode",
    "alembic",
)
HEAVY = (*SLOW, "cryptography", "jsonschema_rs", "asyncio", "qasync", "keyring", "sqlite3", "lxml")
"""What the first paint does without."""
LATER = ("alembic", "numpy", "cv2", "PIL", "reportlab", "jsonschema_rs", "zxingcpp", "lxml")
"""What the first key does without, too, in a profile that was opened before."""

PROBE = f"""
import json, sys
import desk.clerk.shell.assembly
from desk.qt.theme import apply_theme
print(json.dumps([name for name in {SLOW!r} if name in sys.modules]))
"""


def test_the_face_alone_imports_nothing_slow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], stdout=subprocess.PIPE, check=True, timeout=120
    )
    assert json.loads(done.stdout) == []


def test_the_command_loads_what_is_heavy_when_it_is_needed(tmp_path: Path) -> None:
    bench.make_hall(tmp_path)
    bench.moments(bench.OURS, tmp_path)  # makes the profile
    first_paint, first_key = bench.moments(bench.OURS, tmp_path)
    assert set(HEAVY) & set(first_paint.modules) == set()
    assert set(LATER) & set(first_key.modules) == set()


async def test_a_window_closed_before_its_first_paint_is_not_waited_for(
    qapp: QApplication,
) -> None:
    shown = QWidget()
    shown.show()
    waiting = asyncio.create_task(painted(shown))
    await asyncio.sleep(0)
    shown.close()
    async with asyncio.timeout(10):
        while not waiting.done():
            qapp.processEvents()
            await asyncio.sleep(0.01)
