"""The portable archive: made by the one command, unpacked elsewhere, and used there.

One archive serves all of these tests, since making it takes some minutes.
"""

import json
import os
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import httpx
import pytest

import build_installer
from installer import contents
from installer.licences import licence_of

ROOT = Path(build_installer.__file__).parent

# Qt's libraries that the window uses, each under LGPL-3.0.
QT_MODULES = {
    "Core",
    "DBus",
    "Gui",
    "PrintSupport",
    "Svg",
    "Test",
    "WaylandClient",
    "Widgets",
    "XcbQpa",
}
# Qt's libraries under GPL only, or under a commercial licence.
QT_UNDER_GPL_ONLY = {
    "Charts",
    "Coap",
    "DataVisualization",
    "Graphs",
    "HttpServer",
    "Lottie",
    "Mqtt",
    "NetworkAuth",
    "OpcUa",
    "Quick3D",
    "QuickTimeline",
    "VirtualKeyboard",
    "WaylandCompositor",
}
MOST_BYTES = 160_000_000
TOOLS = {"fpdf", "hypothesis", "mypy", "pip", "pyphen", "pytest", "setuptools", "weasyprint"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive that ``python build_installer.py`` makes.

    Its own trial is left out: the unpacked program walks the same visit below.
    """
    out = tmp_path_factory.mktemp("dist")
    made = subprocess.run(
        [sys.executable, ROOT / "build_installer.py", "--no-trial", "--out", out],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")},
    )
    assert made.returncode == 0, made.stderr[-4000:]
    path = Path(made.stdout.strip())
    assert [path] == list(out.iterdir())
    return path


@pytest.fixture(scope="module")
def folder(archive: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive, unpacked where neither ASCII nor the absence of blanks can be relied on."""
    place = tmp_path_factory.mktemp("unpacked") / "政务 大厅"
    place.mkdir()
    subprocess.run(["tar", "--extract", "--file", archive], cwd=place, check=True)
    (folder,) = place.iterdir()
    return folder


def run(
    folder: Path, *words: str, home: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the unpacked program with no Python, no path and no project around it."""
    return subprocess.run(
        [folder / "desk", *words],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        cwd="/",
        env={"HOME": str(home), "LC_ALL": "C.UTF-8", "PYTHONHOME": "/nowhere", **environment},
    )


def test_a_whole_visit_passes_in_the_unpacked_program(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("demo", "--unattended", "--visits", "1", "--out", str(out))
    done = run(folder, *words, home=tmp_path)
    assert done.returncode == 0, done.stderr
    summary = json.loads((out / "summary.json").read_text(encoding="utf-8"))
    (case,) = summary["cases"]
    (receipt,) = summary["receipts"]
    assert summary["errors"] == 0
    assert receipt["barcode"] == case["case_no"]
    assert not (tmp_path / ".local").exists()


def test_the_halls_server_shows_its_display(folder: Path, tmp_path: Path) -> None:
    hall = f"sqlite:///{tmp_path}/hall.db"
    made = run(folder, "hall", "init", hall, "--sample", home=tmp_path)
    assert made.returncode == 0, made.stderr
    words = ("hall-server", "--hall", hall, "--listen", "127.0.0.1:0")
    with subprocess.Popen(
        [str(folder / "desk"), *words, "--folder", str(tmp_path / "server")],
        stdout=subprocess.PIPE,
        text=True,
        cwd="/",
        env={"HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
    ) as server:
        try:
            assert server.stdout
            address = server.stdout.readline().strip()
            shown = httpx.get(f"{address}/display", verify=False, timeout=60)
            assert shown.status_code == 200
            assert "南宁市民中心" in shown.text
        finally:
            server.terminate()


def test_the_window_draws_on_a_real_x_server(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        ["xvfb-run", "-a", folder / "desk", "demo", "--unattended", "--out", tmp_path / "out"],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        env={"HOME": str(tmp_path), "PATH": os.defpath, "QT_QPA_PLATFORM": "xcb"},
    )
    assert done.returncode == 0, done.stderr


def test_scanners_are_found_in_a_process_of_their_own(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "dll.conf").write_text("test\n", encoding="ascii")
    told = run(folder, "scanners", home=tmp_path, SANE_CONFIG_DIR=str(tmp_path))
    assert told.stdout.splitlines()[0] == "sane:test:0\tNoname frontend-tester", told.stderr


def test_the_archive_is_as_small_as_promised(archive: Path) -> None:
    assert archive.stat().st_size <= MOST_BYTES


def test_every_large_part_has_its_reason(folder: Path) -> None:
    told = (ROOT / "docs" / "archive.md").read_text(encoding="utf-8")
    reasons = dict(re.findall(r"^\| ([^|]+) \| \d+ \| ([^|]+) \|$", told, re.MULTILINE))
    sizes = contents.parts(folder)
    large = {name for name, size in sizes.items() if size > contents.LARGE_MB}
    assert {"opencv", "Qt and PySide6", "resources/fonts"} <= large
    assert large <= reasons.keys()


@pytest.mark.skipif(sys.platform != "linux", reason="OpenCV's wheel for Linux brings them")
def test_there_is_one_openblas_and_no_ffmpeg(folder: Path) -> None:
    libraries = [path for path in folder.rglob("lib*.so*") if not path.is_symlink()]
    blas = [path.name for path in libraries if "openblas" in path.name and not stands_in(path)]
    assert [name.startswith("libscipy_openblas") for name in blas] == [True]
    film = [path for path in libraries if re.match(r"lib(av(codec|format|util)|sw)", path.name)]
    assert film
    assert all(map(stands_in, film))


def test_no_qt_module_is_packed_that_is_not_ours_to_give_on(folder: Path) -> None:
    packed = contents.qt_modules(folder)
    assert packed <= QT_MODULES
    assert not packed & QT_UNDER_GPL_ONLY
    assert {"Core", "Gui", "Widgets", "PrintSupport", "Svg", "XcbQpa"} <= packed


def test_only_what_the_runtime_lock_names_is_packed(folder: Path) -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    named = {plain(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}
    packed = {plain(name) for name in contents.packed_distributions(folder)}
    assert packed <= named
    assert {"pyside6-essentials", "keyring", "secretstorage", "reportlab", "httpx"} <= packed
    assert not TOOLS & contents.packed_modules(folder)


def test_nothing_under_gpl_alone_is_packed(folder: Path) -> None:
    for distribution in contents.packed_distributions(folder).values():
        assert not under_gpl_alone(distribution), distribution.name
    libraries = {path.name.split(".so")[0] for path in folder.rglob("lib*.so*")}
    assert not libraries & {"libreadline", "libgdbm", "libdb-5.3", "libsane"}


def test_the_licences_of_all_that_is_packed_come_with_it(folder: Path) -> None:
    told = (folder / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    assert "GNU Lesser General Public License" in told
    for name, distribution in contents.packed_distributions(folder).items():
        assert f"{name} {distribution.version}: " in told
    for text in ("LGPL-3.txt", "GPL-3.txt", "reportlab", "keyring", "libstdc++6/copyright"):
        assert (folder / "licences" / text).exists(), text
    assert (folder / "LICENSE").read_bytes() == (ROOT / "LICENSE").read_bytes()


def stands_in(library: Path) -> bool:
    """Whether a library is a stand-in, which says so and does nothing else."""
    return b" is not packed" in library.read_bytes()


def plain(name: str) -> str:
    """A package's name in its one normal form."""
    return re.sub(r"[-_.]+", "-", name).lower()


def under_gpl_alone(distribution: metadata.Distribution) -> bool:
    """Whether a package offers nothing but GPL or AGPL."""
    ways = re.split(r"\bOR\b|,", licence_of(distribution))
    return all(re.search(r"(?<!L)GPL|GNU (Affero )?General", way) for way in ways)
