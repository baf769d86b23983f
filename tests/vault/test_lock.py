"""One window per profile, also when a window is killed."""

import subprocess
import sys
from pathlib import Path

import pytest

from desk.vault.durable import DiskRefused
from desk.vault.lock import ProfileInUse, ProfileLock

HOLDER = """
import sys
from pathlib import Path
from desk.vault.lock import ProfileLock
lock = ProfileLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_window_on_the_profile_is_refused_until_the_first_lets_go(tmp_path: Path) -> None:
    with ProfileLock(tmp_path / "profile"), pytest.raises(ProfileInUse):
        ProfileLock(tmp_path / "profile")
    ProfileLock(tmp_path / "profile").release()


def test_another_process_holds_it_and_its_death_frees_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(ProfileInUse):
            ProfileLock(tmp_path)
        holder.kill()
        holder.wait()
        ProfileLock(tmp_path).release()


def test_two_profiles_do_not_meet(tmp_path: Path) -> None:
    with ProfileLock(tmp_path / "a"), ProfileLock(tmp_path / "b"):
        pass


def test_a_profile_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DiskRefused):
        ProfileLock(tmp_path / "file" / "profile")
