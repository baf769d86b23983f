"""One command makes what a county technician installs: ``python build_installer.py``.

Today a portable archive for the platform it runs on: one folder, made by PyInstaller, that needs
no Python on the machine. Build on the oldest system it must run on. Only what the runtime lock
names is packed, with the licences of all of it, and the archive is tried before it is called
done: its own ``desk demo --unattended --visits 1`` must pass.
"""

import argparse
import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from desk import __version__

ROOT = Path(__file__).resolve().parent
NAME = "hall-desk"
PRODUCT = "desk"
LIB = "lib"

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

# Of Qt's plugins only these; the rest would bring GTK, evdev, VNC and their libraries.
PLUGINS = {
    "iconengines": {"qsvgicon"},
    "imageformats": {"qjpeg", "qsvg"},
    "platforminputcontexts": {
        "composeplatforminputcontextplugin",
        "ibusplatforminputcontextplugin",
    },
    "platforms": {"qoffscreen", "qxcb", "qwayland-generic", "qwindows"},
    "platformthemes": {"qxdgdesktopportal"},
    "printsupport": {"cupsprintersupport", "windowsprintersupport"},
    "styles": {"qmodernwindowsstyle"},
    "wayland-decoration-client": {"bradient"},
    "wayland-shell-integration": {"xdg-shell"},
}
TRANSLATIONS = {"qtbase_zh_CN.qm", "qtbase_en.qm"}
# The machine's own SANE must find the machine's drivers; without it the window says so.
LEFT_TO_THE_MACHINE = ("libsane.so.1",)

ABOUT_LICENCES = """\
Hall Desk is licensed under Apache-2.0; see LICENSE. What is packed with it has licences of its
own. They are listed here; their texts lie in the folder "licences".

Qt and Qt for Python (PySide6, Shiboken) are used under the GNU Lesser General Public License,
version 3. They lie beside the program as shared libraries, in lib/PySide6 and lib/shiboken6,
unchanged, and you may put changed versions of your own in their place. Their source code is at
https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/. Copyright (C) The Qt Company Ltd. and contributors.

FFmpeg, inside OpenCV's wheel, and some libraries of the system this archive was built on are
under the GNU Lesser General Public License too, and are replaceable in the same way; the source
of the latter is at https://sources.debian.org/ under the versions named below. PyInstaller's
start program carries an exception that lets it be part of any program.
"""


def main(arguments: list[str] | None = None) -> int:
    """Build, try and pack; prints the path of the archive."""
    parser = argparse.ArgumentParser(description="Build the portable archive of Hall Desk.")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="DIR")
    parser.add_argument("--no-trial", action="store_true", help="skip the demo visit")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hall-desk-build-") as work:
        folder = build(Path(work))
        tidy(folder / LIB)
        add_licences(folder)
        if not options.no_trial:
            trial(folder, Path(work) / "trial")
        print(pack(folder, options.out))
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
    for module in sorted({*NEVER, *_modules_of_tools()}):
        command += ["--exclude-module", module]
    command += ["--copy-metadata", "keyring"]
    command += ["--distpath", str(work / "dist"), "--workpath", str(work / "work")]
    command += ["--specpath", str(work), str(ROOT / "desk" / "__main__.py")]
    subprocess.run(command, check=True, cwd=work, env=_plain_environment())
    return work / "dist" / PRODUCT


def tidy(lib: Path) -> None:
    """Remove Qt's plugins and translations that are not used, then the libraries nobody needs."""
    qt = next(p for p in (lib / "PySide6" / "Qt", lib / "PySide6") if (p / "plugins").is_dir())
    for plugin in (path for path in (qt / "plugins").rglob("*") if path.is_file()):
        kept = PLUGINS.get(plugin.parent.name, ())
        if plugin.name.split(".")[0].removeprefix("lib") not in kept:
            plugin.unlink()
    for translation in (qt / "translations").glob("*.qm"):
        if translation.name not in TRANSLATIONS:
            translation.unlink()
    for name in LEFT_TO_THE_MACHINE:
        (lib / name).unlink(missing_ok=True)
    if sys.platform == "linux":
        while orphans := _orphans(lib, qt):
            for path in orphans:
                path.unlink()
    for folder in sorted((p for p in lib.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _orphans(lib: Path, qt: Path) -> list[Path]:
    """Shared libraries that no other file in the folder asks for."""
    binaries = [path for path in lib.rglob("*.so*") if path.is_file() and not path.is_symlink()]
    told = subprocess.run(
        ["objdump", "--private-headers", *binaries], check=True, capture_output=True, text=True
    ).stdout
    needed = set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))
    # The start program opens libpython itself.
    return [
        path
        for path in (*lib.glob("lib*.so*"), *(qt / "lib").glob("lib*.so*"))
        if path.name not in needed and not path.name.startswith("libpython")
    ]


def trial(folder: Path, out: Path) -> None:
    """Let the frozen program walk a whole visit. Raises CalledProcessError when it fails."""
    program = folder / (f"{PRODUCT}.exe" if os.name == "nt" else PRODUCT)
    environment = _plain_environment()
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    command = [str(program), "demo", "--unattended", "--visits", "1", "--out", str(out)]
    # Standard output is the archive's path alone.
    subprocess.run(command, check=True, env=environment, timeout=300, stdout=sys.stderr)


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


def packed_modules(folder: Path) -> set[str]:
    """The top-level names of all Python modules in a frozen folder."""
    from PyInstaller.archive.readers import CArchiveReader

    program = folder / (f"{PRODUCT}.exe" if os.name == "nt" else PRODUCT)
    pure = CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc
    beside = {path.name.split(".")[0] for path in (folder / LIB).iterdir()}
    dynload = {path.name.split(".")[0] for path in (folder / LIB).glob("python3*/lib-dynload/*")}
    return {name.split(".")[0] for name in pure} | beside | dynload


def qt_modules(folder: Path) -> set[str]:
    """The names of the Qt libraries in a frozen folder: ``{"Core", "Gui", …}``."""
    found = set()
    for path in folder.rglob("*Qt6*"):
        if path.is_file() and (".so" in path.name or path.suffix == ".dll"):
            found.add(path.name.removeprefix("lib").removeprefix("Qt6").split(".")[0])
    return found


def packed_distributions(folder: Path) -> dict[str, metadata.Distribution]:
    """What is packed of other people's Python packages, by their names."""
    owners = metadata.packages_distributions()
    names = {owner for module in packed_modules(folder) for owner in owners.get(module, ())}
    return {name: metadata.distribution(name) for name in sorted(names - {NAME}, key=str.lower)}


def add_licences(folder: Path) -> None:
    """Write THIRD-PARTY.txt and the folder of licence texts into a frozen folder.

    Raises FileNotFoundError when this machine does not hold the texts of the LGPL and GPL.
    """
    texts = folder / "licences"
    _copy(ROOT / "LICENSE", folder / "LICENSE")
    lines = [ABOUT_LICENCES]
    for distribution in packed_distributions(folder).values():
        lines.append(f"{distribution.name} {distribution.version}: {licence_of(distribution)}")
        for file in distribution.files or ():
            if re.search(r"(licen[cs]e|copying|notice)", str(file), re.IGNORECASE):
                found = Path(str(file.locate()))
                if found.suffix not in (".py", ".pyc") and found.is_file():
                    _copy(found, texts / distribution.name / "-".join(file.parts[1:]))
    stdlib = Path(sysconfig.get_path("stdlib"))
    lines.append(f"Python {platform.python_version()}: PSF-2.0")
    if (stdlib / "LICENSE.txt").exists():
        _copy(stdlib / "LICENSE.txt", texts / "Python" / "LICENSE.txt")
    bootloader = metadata.distribution("pyinstaller")
    lines.append(f"PyInstaller {bootloader.version}, start program: {licence_of(bootloader)}")
    for file in bootloader.files or ():
        if file.name.startswith("COPYING"):
            _copy(Path(str(file.locate())), texts / "PyInstaller" / file.name)
    if sys.platform == "linux":
        for package, version, text in _system_packages((folder / LIB).glob("lib*.so*"), stdlib):
            lines.append(f"{package} {version}, of the system: see its text")
            _copy(text, texts / package / "copyright")
        for name in ("LGPL-2.1", "LGPL-3", "GPL-2", "GPL-3"):
            _copy(Path("/usr/share/common-licenses") / name, texts / f"{name}.txt")
    (folder / "THIRD-PARTY.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def licence_of(distribution: metadata.Distribution) -> str:
    """What a package says about its licence: SPDX if it can, else its classifiers or words."""
    about = distribution.metadata
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = [c for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    if classifiers:
        return ", ".join(c.rpartition(":: ")[2] for c in classifiers)
    return about["License"].splitlines()[0] if "License" in about else "see its text"


def _system_packages(libraries: Iterable[Path], stdlib: Path) -> list[tuple[str, str, Path]]:
    """The system's packages that these libraries come from: name, version, licence text."""
    own = [p.name for p in libraries if not p.is_symlink() and not p.name.startswith("libpython")]
    told = subprocess.run(
        ["dpkg-query", "--search", *(f"*/{name}" for name in own), str(stdlib / "os.py")],
        check=False,  # libraries out of wheels belong to no package
        capture_output=True,
        text=True,
    ).stdout
    packages = {line.partition(":")[0] for line in told.splitlines()}
    found = []
    for package in sorted(packages):
        text = Path("/usr/share/doc") / package / "copyright"
        version = subprocess.run(
            ["dpkg-query", "--show", "--showformat", "${Version}\n", package],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.splitlines()[0]
        found.append((package, version, text))
    return found


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


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
