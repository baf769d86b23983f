"""What a frozen folder holds: modules, distributions, Qt's libraries, and the size of each part."""

import os
from collections import Counter
from importlib import metadata
from pathlib import Path

NAME = "hall-desk"
PRODUCT = "desk"
LIB = "lib"

LARGE_MB = 10
"""From this size on a part has its reason in ``docs/archive.md``."""
_PARTS = {
    "PIL": "pillow",
    "PySide6": "Qt and PySide6",
    "cv2": "opencv",
    "opencv_python_headless": "opencv",
    "psycopg_binary": "psycopg",
    "pypdfium2_raw": "pypdfium2",
    "shiboken6": "Qt and PySide6",
}


def part_of(path: Path) -> str:
    """The part to which a file belongs, by its path in the frozen folder."""
    first, *others = path.parts
    if not others:
        return "the program's own code" if path.stem == PRODUCT else "licences"
    if first != LIB:
        return first
    if len(others) == 1:
        return "the system's libraries and Python"
    if others[0] == "resources":
        return f"resources/{others[1]}"
    name = others[0].removesuffix(".libs").split("-")[0]
    return _PARTS.get(name, name)


def parts(folder: Path) -> dict[str, float]:
    """How many megabytes each part of a frozen folder has, the largest first."""
    sizes: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            sizes[part_of(path.relative_to(folder))] += path.stat().st_size
    return {name: size / 1e6 for name, size in sizes.most_common()}


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
