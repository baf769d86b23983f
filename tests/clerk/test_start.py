"""The window is painted early: what is slow to import waits until a room is opened."""

import asyncio
import json
import subprocess
import sys

from PySide6.QtWidgets import QApplication, QWidget

from desk.clerk.main import painted

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
