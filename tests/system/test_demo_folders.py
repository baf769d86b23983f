"""The demo touches only its own folders, removes nothing of anybody's, and leaves none behind."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desk.demo.folders import EARLIER, MARKER, PRACTICE, out_folder, remove_left
from desk.domain.failures import Failure
from desk.vault.lock import LOCK_FILE
from tests.system.test_demo import demo
from tests.test_cli import desk

NOW = datetime(2026, 11, 28, 10, 0)  # noqa: DTZ001 — the hall's own time


def tree(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    "theirs",
    [
        "tickets/A001.pdf",
        "receipts/my own.pdf",
        "screens/a folder/x",
        "holiday.jpg",
        "journal.jsonl",
        MARKER,
    ],
)
def test_a_folder_of_somebody_elses_is_refused_and_left_as_it_is(
    tmp_path: Path, theirs: str
) -> None:
    out = tmp_path / "out"
    (out / theirs).parent.mkdir(parents=True)
    (out / theirs).write_bytes(b"theirs")
    before = tree(out)
    told = desk("demo", "--unattended", "--out", str(out), home=tmp_path)
    assert told.returncode == 1
    assert "[DEM-05]" in told.stderr
    assert str(out) in told.stderr
    assert "Traceback" not in told.stderr
    assert tree(out) == before


@pytest.mark.parametrize("where", ["/proc/x", "{}/file", "{}/file/below"])
def test_a_place_that_cannot_be_a_folder_is_said(tmp_path: Path, where: str) -> None:
    (tmp_path / "file").write_text("a file")
    out = where.format(tmp_path)
    told = desk("demo", "--unattended", "--out", out, home=tmp_path)
    assert told.returncode == 1
    assert "[DEM-06]" in told.stderr
    assert out in told.stderr
    assert "Traceback" not in told.stderr
    assert (tmp_path / "file").read_text() == "a file"


@pytest.mark.parametrize("fault", ["{bad", '{"delay_ms": "soon"}', "[]"])
@pytest.mark.parametrize("command", [("demo",), ("practice", "--folder", "never-made")])
def test_a_fault_that_cannot_be_read_is_wrong_usage(
    tmp_path: Path, fault: str, command: tuple[str, ...]
) -> None:
    told = desk(*command, "--fault", fault, home=tmp_path)
    assert told.returncode == 2
    assert "--fault" in told.stderr
    assert "Traceback" not in told.stderr


def test_what_an_earlier_run_left_stays_whoever_put_it_there(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with out_folder(out, NOW) as folder:
        (folder / "receipts" / "notice-1.pdf").write_bytes(b"%PDF")
        (folder / "journal.jsonl").write_text("{}")
    (out / "receipts" / "my own.pdf").write_bytes(b"mine")
    (out / "receipts" / "a folder").mkdir()
    (out / "my notes.txt").write_text("mine")
    (out / "screens").rmdir()
    (out / "screens").symlink_to(tmp_path)
    for _ in range(2):
        with out_folder(out, NOW) as folder:
            assert [list((folder / name).iterdir()) for name in ("receipts", "screens")] == [[], []]
    assert (out / "my notes.txt").read_text() == "mine"
    first = out / EARLIER / f"{NOW:%Y%m%d-%H%M%S}"
    assert {path.name for path in (first / "receipts").iterdir()} == {
        "notice-1.pdf",
        "my own.pdf",
        "a folder",
    }
    assert (first / "screens").is_symlink()
    assert (first / "journal.jsonl").read_text() == "{}"


def test_two_demos_do_not_share_a_folder(tmp_path: Path) -> None:
    with (
        out_folder(tmp_path / "out", NOW),
        pytest.raises(Failure, match="DEM-07"),
        out_folder(tmp_path / "out", NOW),
    ):
        pass


def test_only_what_a_demo_left_that_is_dead_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for name in ("dead", "no-demos", "link-s"):
        (tmp_path / f"{PRACTICE}{name}").mkdir()
    (tmp_path / f"{PRACTICE}dead" / LOCK_FILE).touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / LOCK_FILE).touch()
    (tmp_path / f"{PRACTICE}link").symlink_to(tmp_path / "elsewhere")
    before = {path.name for path in tmp_path.iterdir()}
    assert remove_left() == 1
    assert before - {path.name for path in tmp_path.iterdir()} == {f"{PRACTICE}dead"}
    assert (tmp_path / "elsewhere" / LOCK_FILE).exists()


@pytest.fixture
def attended(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An attended demo on this machine's screen that is none."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "TMPDIR": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "home"),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", "demo"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
    )
    yield process
    process.kill()
    process.communicate()


def test_the_attended_demo_says_where_papers_are_and_one_killed_is_cleared_up(
    tmp_path: Path, attended: subprocess.Popen[str]
) -> None:
    assert attended.stdout
    told = attended.stdout.readline()
    assert "Papers are saved in" in told
    papers = Path(told.split("saved in ")[1].strip())
    assert papers.is_dir()

    def working() -> list[Path]:
        return [path for path in tmp_path.glob(f"{PRACTICE}*") if (path / "profile").is_dir()]

    limit = time.monotonic() + 60
    while not working() and time.monotonic() < limit:
        time.sleep(0.1)
    (left,) = working()
    for path in (left, papers):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
    core = Path(f"/proc/{attended.pid}/limits").read_text()
    assert "Max core file size        0 " in core
    attended.send_signal(signal.SIGKILL)
    attended.wait()
    assert left.is_dir()
    run = demo(tmp_path / "out", "--out", str(tmp_path / "second"), "--fault", '{"flip_byte": 1}')
    assert "Traceback" not in run.console
    assert left.is_dir()  # the second one had a temporary folder of its own
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    clear = "from desk.demo.folders import remove_left; print(remove_left())"
    told = subprocess.run(
        [sys.executable, "-c", clear], env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert told.strip() == "1"
    assert not left.exists()


def test_an_interrupt_ends_the_attended_demo_and_leaves_nothing(
    tmp_path: Path, attended: subprocess.Popen[str]
) -> None:
    assert attended.stdout
    told = attended.stdout.readline()
    assert "Papers are saved in" in told
    limit = time.monotonic() + 60
    while not list(tmp_path.glob(f"{PRACTICE}*/profile/window.db")) and time.monotonic() < limit:
        time.sleep(0.1)
    time.sleep(1.0)
    attended.send_signal(signal.SIGINT)
    assert attended.wait(30) == 130
    rest = attended.stdout.read()
    assert "Traceback" not in rest, rest
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("hall-desk")] == []
