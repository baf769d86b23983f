"""Pictures of every screen: ``python -m tests.docs.screens``.

All of them, in both languages and the sizes that halls have, go to build/screens, which is not
checked in; they take some minutes. ``--keep`` then puts the eight that README shows into
docs/screens.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

from desk.qt.language_files import ROOT

FOLDER = ROOT / "docs" / "screens"

GALLERIES = {
    "clerk": "tests.clerk.gallery",
    "cases": "tests.clerk.cases_pictures",
    "kiosk": "tests.kiosk.gallery",
    "display": "tests.display.gallery",
    "figures": "tests.figures.gallery",
}
"""Subfolder → the module that draws into it, a program of its own."""

KEPT = {
    "call.png": "clerk/03-call-zh_CN-1440x900.png",
    "materials.png": "clerk/23-materials-zh_CN-1440x900.png",
    "materials-en.png": "clerk/23-materials-en-1440x900.png",
    "submit.png": "clerk/36-submit-accepted-zh_CN-1440x900.png",
    "paper.png": "clerk/37-paper-zh_CN-1440x900.png",
    "kiosk.png": "kiosk/01-start-zh_CN-1080x1920.png",
    "display.png": "display/call-1920x1080.png",
    "figures.png": "figures/1-today-zh_CN-1440x900.png",
}
"""Name in docs/screens → the picture that is kept under it."""


def main() -> int:
    """Draw them; returns 1 when a gallery failed, after the others were drawn."""
    parser = argparse.ArgumentParser(prog="python -m tests.docs.screens", description=__doc__)
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "screens", metavar="DIR")
    parser.add_argument("--only", choices=GALLERIES, action="append", help="this gallery alone")
    parser.add_argument("--keep", action="store_true", help="bring the eight to docs/screens")
    options = parser.parse_args()
    failed = []
    for name in options.only or GALLERIES:
        command = [sys.executable, "-m", GALLERIES[name], str(options.folder.absolute() / name)]
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        if subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode:
            failed.append(name)
    for name, drawn in KEPT.items() if options.keep else ():
        if (options.folder / drawn).exists():
            shutil.copyfile(options.folder / drawn, FOLDER / name)
    if failed:
        print(f"not drawn: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
