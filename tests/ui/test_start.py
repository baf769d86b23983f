"""The window is painted early: what is slow to import waits until a room is opened."""

import json
import subprocess
import sys

SLOW = ("sqlalchemy", "httpx", "jsonschema", "numpy", "cv2", "PIL", "reportlab", "segno", "alembic")

PROBE = f"""
import json, sys
import desk.ui.shell.assembly
from desk.ui.theme import apply_theme
print(json.dumps([name for name in {SLOW!r} if name in sys.modules]))
"""


def test_the_face_alone_imports_nothing_slow() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], stdout=subprocess.PIPE, check=True, timeout=120
    )
    assert json.loads(done.stdout) == []
