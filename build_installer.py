"""One command makes what a county technician installs: ``python build_installer.py``.

Today a portable archive for the platform it runs on: one folder, made by PyInstaller, that needs
no Python on the machine. Build on the oldest system it must run on. Only what the runtime lock
names is packed, with the licences of all of it, and the archive is tried before it is called
done: its own ``desk demo --unattended --visits 1`` must pass. `docs/archive.md` says what it holds.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from importlib import metadata
from pathlib import Path

from desk import __version__
from installer.contents import LARGE_MB, LIB, NAME, PRODUCT, parts
from installer.libraries import tidy
from installer.licences import add_licences

ROOT = Path(__file__).resolve().parent

DATA = (
    ("resources", "resources"),
    # Alembic reads its scripts as files, by their paths.
    ("desk/hall/migrations", "desk/hall/migrations"),
    ("desk/visit/migrations", "desk/visit/migrations"),
)
# Named only in strings, or only by the migrations, which PyInstaller does not read.
LATE_IMPORTS = (
    "_cffi_backend",  # asked for by miniaudio's compiled part
    "logging.config",
    "sane",
    "uvicorn.lifespan.off",
    "uvicorn.protocols.http.h11_impl",
    "uvicorn.protocols.http.httptools_impl",
)
LATE_PACKAGES = (
    "desk",
    "printing",
    "keyring.backends",
    "psycopg_binary",
    "sqlalchemy.dialects.postgresql",
    "sqlalchemy.dialects.sqlite",
)
# readline and the two dbm modules would bring libraries under GPL and AGPL.
NEVER = ("tkinter", "readline", "_gdbm", "_dbm", "PySide6.QtNetwork", "PySide6.QtOpenGL")
# Kinds of pictures that nobody may bring, and what pikepdf does not ask of lxml.
UNUSED = (
    "PIL._avif",
    "PIL._imagingcms",
    "PIL._imagingtk",
    "PIL._webp",
    "lxml.html",
    "lxml.isoschematron",
    "lxml.objectify",
)


def main(arguments: list[str] | None = None) -> int:
    """Build, try and pack; prints the path of the archive."""
    parser = argparse.ArgumentParser(description="Build the portable archive of Hall Desk.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--no-trial", action="store_true", help="skip the demo visit")
    parser.add_argument(
        "--parts", action="store_true", help=f"show on stderr which parts have over {LARGE_MB} MB"
    )
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hall-desk-build-") as work:
        folder = build(Path(work))
        tidy(folder / LIB)
        add_licences(folder)
        if not options.no_trial:
            trial(folder, Path(work) / "trial")
        archive = pack(folder, options.out)
        if options.parts:
            show_parts(folder, archive)
        print(archive)
    return 0


def build(work: Path) -> Path:
    """Freeze the program into a folder under `work` and return the folder."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level=ERROR"]
    command += ["--onedir", "--name", PRODUCT, "--contents-directory", LIB]
    if os.name == "nt":
        command += ["--windowed"]
    for source, target in DATA:
        command += ["--add-data", f"{ROOT / source}{os.pathsep}{target}"]
    for module in LATE_IMPORTS:
        command += ["--hidden-import", module]
    for package in LATE_PACKAGES:
        command += ["--collect-submodules", package]
    for module in sorted({*NEVER, *UNUSED, *_modules_of_tools()}):
        command += ["--exclude-module", module]
    command += ["--copy-metadata", "keyring"]
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
    # Standard output is the archive's path alone.
    subprocess.run(command, check=True, env=environment, timeout=300, stdout=sys.stderr)


def pack(folder: Path, out: Path) -> Path:
    """Pack the folder beside its final name and rename it there.

    Raises CalledProcessError when it cannot be packed.
    """
    machine = platform.machine().lower()
    stem = f"{NAME}-{__version__}-{sys.platform}-{machine}"
    archive = out / (f"{stem}.zip" if os.name == "nt" else f"{stem}.tar.xz")
    beside = archive.with_name(archive.name + ".part")
    if os.name == "nt":
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in sorted(folder.rglob("*")):
                packed.write(path, Path(stem) / path.relative_to(folder))
    else:
        # The program xz, unlike the module lzma, works on all processors at once.
        with beside.open("wb") as file:
            xz = subprocess.Popen(["xz", "-1", "--threads=0"], stdin=subprocess.PIPE, stdout=file)
            with xz, tarfile.open(fileobj=xz.stdin, mode="w|") as packed:
                packed.add(folder, arcname=stem)
        if xz.returncode:
            raise subprocess.CalledProcessError(xz.returncode, xz.args)
    beside.replace(archive)
    return archive


def show_parts(folder: Path, archive: Path) -> None:
    """Print the large parts of the folder and the sizes of folder and archive, in megabytes."""
    sizes = parts(folder)
    for name, size in sizes.items():
        if size > LARGE_MB:
            print(f"{size:7.1f} MB  {name}", file=sys.stderr)
    print(f"{sum(sizes.values()):7.1f} MB  unpacked", file=sys.stderr)
    print(f"{archive.stat().st_size / 1e6:7.1f} MB  packed", file=sys.stderr)


def _modules_of_tools() -> set[str]:
    """Modules installed here that the runtime lock does not name: test tools, yardsticks."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    runtime = {_canonical(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    runtime.add(NAME)
    return {
        module
        for module, owners in metadata.packages_distributions().items()
        if module.isidentifier() and not runtime & {_canonical(owner) for owner in owners}
    }


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _plain_environment() -> dict[str, str]:
    """This environment without what would reach into the frozen program."""
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}


if __name__ == "__main__":
    sys.exit(main())
