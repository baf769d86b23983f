"""The licences of what is packed: listed in THIRD-PARTY.txt, their texts beside it."""

import platform
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from installer.contents import LIB, packed_distributions

ROOT = Path(__file__).resolve().parents[1]

ABOUT_LICENCES = """\
Hall Desk is licensed under Apache-2.0; see LICENSE. What is packed with it has licences of its
own. They are listed here; their texts lie in the folder "licences".

Qt and Qt for Python (PySide6, Shiboken) are used under the GNU Lesser General Public License,
version 3. They lie beside the program as shared libraries, in lib/PySide6 and lib/shiboken6,
unchanged, and you may put changed versions of your own in their place. Their source code is at
https://download.qt.io/official_releases/QtForPython/ and
https://download.qt.io/official_releases/qt/. Copyright (C) The Qt Company Ltd. and contributors.

psycopg and some libraries of the system this archive was built on are under the GNU Lesser
General Public License too, and are replaceable in the same way; the source of the latter is at
https://sources.debian.org/ under the versions named below. PyInstaller's start program carries
an exception that lets it be part of any program.

OpenCV is packed without FFmpeg and without OpenBLAS: libraries of the same names stand in their
place and hold nothing of either.
"""


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
