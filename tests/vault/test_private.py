"""What is written is its user's alone, and a crash leaves no image of the memory."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from desk.vault.database import open_database
from desk.vault.durable import clear_unfinished, write_durably, written_beside
from desk.vault.private import close_to_others

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.fixture(autouse=True)
def open_handed() -> object:
    """The shell's umask lets everybody read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_files_are_private_whatever_the_umask(tmp_path: Path) -> None:
    write_durably(tmp_path / "a", b"a name")
    engine = open_database(tmp_path / "window.db")
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE people (name TEXT)")
        modes = {path.name: mode(path) for path in tmp_path.iterdir()}
    assert modes == dict.fromkeys(("a", "window.db", "window.db-wal", "window.db-shm"), 0o600)


def test_what_stood_open_is_closed_and_what_is_not_ours_is_not_touched(tmp_path: Path) -> None:
    profile, outside = tmp_path / "profile", tmp_path / "outside"
    (profile / "files" / "aside").mkdir(parents=True)
    outside.mkdir()
    for path in (profile / "window.db", profile / "files" / "x", profile / "files" / "aside" / "y"):
        path.write_bytes(b"")
    (profile / "holiday.jpg").write_bytes(b"")
    (profile / "files" / "link").symlink_to(outside)
    for path in profile.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o777 if path.is_dir() else 0o644)
    profile.chmod(0o755)
    outside.chmod(0o755)

    assert close_to_others(profile, known=("window.*", "files")) == 6
    assert {mode(path) for path in (profile, profile / "files", profile / "files" / "aside")} == {
        0o700
    }
    assert {mode(path) for path in profile.rglob("*") if path.name in "xy"} == {0o600}
    assert mode(profile / "holiday.jpg") == 0o644
    assert mode(outside) == 0o755
    assert close_to_others(profile, known=("window.*", "files")) == 0


def test_only_what_was_begun_here_and_left_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / f"{'ab' * 16}.part"
    left.write_bytes(b"half a paper")
    mine = {tmp_path / "offer.pdf.part", tmp_path / "ab.part", tmp_path / f"{'xy' * 16}.part"}
    for path in mine:
        path.write_bytes(b"a download")
    with written_beside(tmp_path) as beside:
        beside.file.write(b"being written now")
        assert clear_unfinished(tmp_path) == 1
        beside.appear_as(tmp_path / "paper.pdf")
    assert set(tmp_path.iterdir()) == {*mine, tmp_path / "paper.pdf"}
    assert (tmp_path / "paper.pdf").read_bytes() == b"being written now"


def test_a_name_that_is_taken_is_not_taken_away(tmp_path: Path) -> None:
    (tmp_path / "paper.pdf").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        write_durably(tmp_path / "paper.pdf", b"second", replace=False)
    assert (tmp_path / "paper.pdf").read_bytes() == b"first"
    assert len(list(tmp_path.iterdir())) == 1


CRASHES = """
import os, signal
from desk.vault.private import private_process
with private_process():
    name = "覃思源" * 1000
    open("made", "w").close()
    os.kill(os.getpid(), signal.SIGABRT)
"""


def test_a_crash_leaves_no_core(tmp_path: Path) -> None:
    lifted = "import resource as r; r.setrlimit(r.RLIMIT_CORE, (r.RLIM_INFINITY,) * 2)\n"
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", (lifted if os.geteuid() == 0 else "") + CRASHES]
    died = subprocess.run(command, cwd=tmp_path, env=environment, check=False)
    assert died.returncode == -6
    assert {path.name for path in tmp_path.iterdir()} == {"made"}
    assert mode(tmp_path / "made") == 0o600
