"""One command makes what a county technician installs: ``python build_installer.py``.

Today a portable archive for the platform it runs on: one folder, made by PyInstaller, that needs
no Python on the machine. Build on the oldest system it must run on. The archive is tried before
it is called done: its own ``desk demo --unattended --visits 1`` must pass.
"""

import argparse
import os
import platform
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from pathlib import Path

from desk import __version__

ROOT = Path(__file__).resolve().parent
NAME = "hall-desk"
PRODUCT = "desk"

DATA = (
    ("resources", "resources"),
    # Alembic reads its scripts as files, by their paths.
    ("desk/hall/migrations", "desk/hall/migrations"),
    ("desk/visit/migrations", "desk/visit/migrations"),
    ("LICENSE", "."),
)
LATE_IMPORTS = (
    "logging.config",
    "alembic",
    "desk.app",
    "desk.demo.run",
    "desk.practice.serve",
    "keyring.backends",
    "sane",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.lifespan.off",
)
NEVER = ("tkinter", "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtNetwork", "PySide6.QtOpenGL")


def main(arguments: list[str] | None = None) -> int:
    """Build, try and pack; prints the path of the archive."""
    parser = argparse.ArgumentParser(description="Build the portable archive of Hall Desk.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--no-trial", action="store_true", help="skip the demo visit")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hall-desk-build-") as work:
        folder = build(Path(work))
        if not options.no_trial:
            trial(folder, Path(work) / "trial")
        print(pack(folder, options.out))
    return 0


def build(work: Path) -> Path:
    """Freeze the program into a folder under `work` and return the folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=WARN"]
    command += ["--onedir", "--name", PRODUCT, "--contents-directory", "lib"]
    if os.name == "nt":
        command += ["--windowed"]
    for source, target in DATA:
        command += ["--add-data", f"{ROOT / source}{os.pathsep}{target}"]
    for module in LATE_IMPORTS:
        command += ["--hidden-import", module]
    for module in NEVER:
        command += ["--exclude-module", module]
    command += ["--collect-submodules", "keyring.backends", "--copy-metadata", "keyring"]
    command += ["--collect-submodules", "sqlalchemy.dialects.sqlite"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
    command += ["--specpath", str(work), str(ROOT / "desk" / "__main__.py")]
    subprocess.run(command, check=True, cwd=work, env=_plain_environment())
    return work / "dist" / PRODUCT


def trial(folder: Path, out: Path) -> None:
    """Let the frozen program walk a whole visit. Raises CalledProcessError when it fails."""
    program = folder / (f"{PRODUCT}.exe" if os.name == "nt" else PRODUCT)
    environment = _plain_environment()
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(program), "demo", "--unattended", "--visits", "1", "--out", str(out)]
    subprocess.run(command, check=True, env=environment, timeout=300)


def pack(folder: Path, out: Path) -> Path:
    """Pack the folder beside its final name and rename it there."""
    machine = platform.machine().lower()
    stem = f"{NAME}-{__version__}-{sys.platform}-{machine}"
    archive = out / (f"{stem}.zip" if os.name == "nt" else f"{stem}.tar.gz")
    beside = archive.with_name(archive.name + ".part")
    if os.name == "nt":
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*")):
                packed.write(path, Path(stem) / path.relative_to(folder))
    else:
        with tarfile.open(beside, "w:gz", compresslevel=6) as packed:
            packed.add(folder, arcname=stem)
    beside.replace(archive)
    return archive


def qt_modules(folder: Path) -> set[str]:
    """The names of the Qt libraries in a frozen folder: ``{"Core", "Gui", …}``."""
    found = set()
    for path in folder.rglob("*Qt6*"):
        if path.is_file() and (".so" in path.name or path.suffix == ".dll"):
            found.add(path.name.removeprefix("lib").removeprefix("Qt6").split(".")[0])
    return found


def _plain_environment() -> dict[str, str]:
    """This environment without what would reach into the frozen program."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


if __name__ == "__main__":
    sys.exit(main())
