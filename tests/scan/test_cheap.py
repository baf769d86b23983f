"""Importing the room costs nothing: the window paints before any picture is looked at."""

import subprocess
import sys

HEAVY = {"numpy", "cv2", "PIL", "pikepdf", "pypdfium2", "sane", "_sane"}


def test_no_heavy_library_comes_along_with_the_devices() -> None:
    code = (
        "import sys, desk.scan.discovery, desk.scan.imaging, desk.scan.documents;"
        f"print(sorted(set(sys.modules) & {HEAVY!r}))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
