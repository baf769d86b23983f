"""Leave out of the frozen folder what Hall Desk does not use of other people's libraries.

Wheels bring more than anybody needs. Qt's plugins are chosen by name; OpenCV's wheel for Linux is
linked against FFmpeg and against an OpenBLAS of its own, beside the one that NumPy brings, and
cannot be loaded without them. Nothing here opens a film or solves hundreds of equations in
OpenCV, so each of these libraries is replaced by a stand-in: the same functions, every one of
which says its name and ends the process. `tests/scan/test_stand_ins.py` shows that none is called.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

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

STOOD_IN_FOR = ("libavcodec", "libavformat", "libavutil", "libopenblas", "libswscale")
"""What OpenCV is linked against on Linux and what is never called: films, big matrices."""
# On Windows OpenCV opens FFmpeg only when it is asked for a film.
UNUSED = ("cv2/opencv_videoio_ffmpeg*.dll", "**/*.pyi", "lxml/isoschematron", "lxml/html")


def tidy(lib: Path) -> None:
    """Remove what is not used from the folder of a frozen program's libraries."""
    qt = next(p for p in (lib / "PySide6" / "Qt", lib / "PySide6") if (p / "plugins").is_dir())
    for path in sorted(_unused(lib, qt)):
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    if sys.platform == "linux":
        stand_in(lib)
        while orphans := _orphans(lib, qt):
            for path in orphans:
                path.unlink()
        for link in (path for path in lib.iterdir() if path.is_symlink() and not path.exists()):
            link.unlink()
        _strip(_binaries(lib))
    for folder in sorted((p for p in lib.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _unused(lib: Path, qt: Path) -> Iterator[Path]:
    for plugin in (path for path in (qt / "plugins").rglob("*") if path.is_file()):
        kept = PLUGINS.get(plugin.parent.name, ())
        if plugin.name.split(".")[0].removeprefix("lib") not in kept:
            yield plugin
    for translation in (qt / "translations").glob("*.qm"):
        if translation.name not in TRANSLATIONS:
            yield translation
    for pattern in (*LEFT_TO_THE_MACHINE, *UNUSED):
        yield from lib.glob(pattern)


def stand_in(lib: Path) -> None:
    """Replace the libraries that OpenCV loads and that nobody calls by stand-ins."""
    for library, functions in stood_in_for(lib):
        write_stand_in(library.name, functions, library)


def stood_in_for(lib: Path) -> Iterator[tuple[Path, set[str]]]:
    """Those libraries under `lib`, each with the functions that OpenCV would call there."""
    (user,) = (lib / "cv2").glob("cv2*.so")
    asked = _symbols(user, "--undefined-only")
    for name in STOOD_IN_FOR:
        for library in (lib / "opencv_python_headless.libs").glob(f"{name}*.so*"):
            yield library, asked & _symbols(library, "--defined-only")


def write_stand_in(name: str, functions: Iterable[str], target: Path) -> None:
    """Write a library of this name with these functions to `target`.

    Whoever calls one of them is told its name on standard error, and the process ends.
    """
    source = "".join(
        f'void {each}(void) {{ fputs("{each} is not packed\\n", stderr); abort(); }}\n'
        for each in sorted(functions)
    )
    target.unlink(missing_ok=True)
    subprocess.run(
        ["cc", "-shared", "-fPIC", "-s", f"-Wl,-soname,{name}", "-xc", "-", "-o", target],
        check=True,
        input=f"#include <stdio.h>\n#include <stdlib.h>\n{source}",
        text=True,
    )


def _symbols(library: Path, kind: str) -> set[str]:
    """The names that a library defines, or asks others for, without their versions."""
    told = subprocess.run(
        ["nm", "--dynamic", "--format=posix", kind, library],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {re.split(r"[@ ]", line)[0] for line in told.splitlines()}


def _binaries(lib: Path) -> list[Path]:
    return [path for path in lib.rglob("*.so*") if path.is_file() and not path.is_symlink()]


def _orphans(lib: Path, qt: Path) -> list[Path]:
    """Shared libraries that no other file in the folder asks for."""
    told = subprocess.run(
        ["objdump", "--private-headers", *_binaries(lib)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    needed = set(re.findall(r"^\s+NEEDED\s+(\S+)$", told, re.MULTILINE))
    places = (lib, qt / "lib", *lib.glob("*.libs"))
    # The start program opens libpython itself.
    return [
        path
        for place in places
        for path in place.glob("lib*.so*")
        if path.name not in needed and not path.name.startswith("libpython")
    ]


def _strip(binaries: Iterable[Path]) -> None:
    """Take away what only a debugger reads. What has none of it stays as its maker gave it."""
    for path in binaries:
        told = subprocess.run(
            ["objdump", "--section-headers", path], check=True, capture_output=True, text=True
        ).stdout
        if " .debug_" in told:
            subprocess.run(["strip", "--strip-debug", path], check=True)
