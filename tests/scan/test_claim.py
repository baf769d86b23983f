"""Two windows on one scan folder: only one of them reads from it, and a person says which."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from desk.processes import ProcessPool
from desk.scan import claim as claim_module
from desk.scan.claim import CLAIM, FolderClaim, FolderOwner
from desk.scan.devices import ScanJob
from desk.scan.failures import ScanFolderClaimed, ScanFolderInUse
from desk.scan.folder_files import look_into
from desk.scan.watched import WatchedFolder
from tests.scan.papers import jpeg, text_page

THREE = FolderOwner("a" * 32, "NN01", "3", "PC-3")
FIVE = FolderOwner("b" * 32, "NN01", "5", "PC-5")

PAGE = jpeg(text_page())

HOLDER = """
import sys, time
from pathlib import Path
from desk.scan import claim
claim.BEAT_S = 0.1
held = claim.FolderClaim(Path(sys.argv[1]), claim.FolderOwner("b" * 32, "NN01", "5", "PC-5"))
while True:
    held.hold()
    print("held", flush=True)
    time.sleep(0.05)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_first_window_has_the_folder_and_keeps_it_when_it_is_closed(tmp_path: Path) -> None:
    FolderClaim(tmp_path, THREE).hold()
    FolderClaim(tmp_path, THREE).hold()  # after a restart, or a crash
    with pytest.raises(ScanFolderClaimed) as refused:
        FolderClaim(tmp_path, FIVE).hold()
    assert refused.value.facts == {"window": "3", "host": "PC-3"}
    assert names(tmp_path) == [CLAIM]
    assert look_into(tmp_path).files == (), "the claim is no page"


def test_a_person_gives_it_to_the_other_and_the_first_one_hears_of_it(tmp_path: Path) -> None:
    three, five = FolderClaim(tmp_path, THREE), FolderClaim(tmp_path, FIVE)
    three.hold()
    five.take_over()
    five.hold()
    with pytest.raises(ScanFolderClaimed, match="window 5 on PC-5"):
        three.hold()
    assert names(tmp_path) == [CLAIM]


def test_a_window_whose_profile_was_begun_anew_goes_on_with_its_folder(tmp_path: Path) -> None:
    old, anew = FolderClaim(tmp_path, THREE), FolderClaim(tmp_path, replace(THREE, id="c" * 32))
    old.hold()
    anew.hold()
    anew.hold()
    with pytest.raises(ScanFolderClaimed):
        old.hold()  # should it run all the same, the two do not take turns
    with pytest.raises(ScanFolderClaimed):
        FolderClaim(tmp_path, replace(THREE, id="d" * 32, host="PC-4")).hold()


def test_a_window_that_runs_is_told_from_one_that_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a process of its own, killed with SIGKILL; no clock but this machine's steady one."""
    monkeypatch.setattr(claim_module, "SILENT_S", 0.5)
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        three = FolderClaim(tmp_path, THREE)

        def kind() -> type[Exception]:
            with pytest.raises(ScanFolderClaimed) as refused:
                three.hold()
            return refused.type

        deadline = time.monotonic() + 20
        while kind() is not ScanFolderInUse:
            assert time.monotonic() < deadline
            time.sleep(0.05)
        other.send_signal(signal.SIGKILL)
        other.wait()
        while kind() is not ScanFolderClaimed:
            assert time.monotonic() < deadline
            time.sleep(0.05)


def test_of_many_that_begin_at_once_one_has_it(tmp_path: Path) -> None:
    owners = [FolderOwner(f"{number:032x}", "NN01", str(number), "PC") for number in range(16)]
    ready, have = threading.Barrier(len(owners)), []

    def begin(owner: FolderOwner) -> None:
        claim = FolderClaim(tmp_path, owner)
        ready.wait()
        for _ in range(20):
            try:
                claim.hold()
            except ScanFolderClaimed:
                return
        have.append(owner.window)

    threads = [threading.Thread(target=begin, args=(owner,)) for owner in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(have) == 1
    assert json.loads((tmp_path / CLAIM).read_text())["window"] == have[0]
    assert names(tmp_path) == [CLAIM]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"id": 7}', "\0" * 9000])
def test_a_claim_that_cannot_be_read_is_nobodys_to_ignore(tmp_path: Path, text: str) -> None:
    (tmp_path / CLAIM).write_text(text)
    claim = FolderClaim(tmp_path, THREE)
    with pytest.raises(ScanFolderClaimed):
        claim.hold()
    claim.take_over()
    claim.hold()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    FolderClaim(tmp_path, THREE).hold()
    tmp_path.chmod(0o700)


async def test_nothing_is_read_or_moved_in_another_windows_folder(
    tmp_path: Path, process_pool: ProcessPool
) -> None:
    FolderClaim(tmp_path, FIVE).hold()
    (tmp_path / "a.jpg").write_bytes(PAGE)
    files = look_into(tmp_path).files
    watched = WatchedFolder(
        tmp_path, process_pool, claim=FolderClaim(tmp_path, THREE), still_s=0.05
    )
    with pytest.raises(ScanFolderClaimed):
        await watched.look()
    with pytest.raises(ScanFolderClaimed):
        await watched.put_aside(files)
    with pytest.raises(ScanFolderClaimed):
        _ = [one async for one in watched.scan(ScanJob())]
    assert names(tmp_path) == [CLAIM, "a.jpg"]
    await watched.take_over()
    assert [one.name async for one in watched.scan(ScanJob())] == ["a.jpg"]


async def test_one_that_is_given_away_while_a_scan_waits_gives_no_more(
    tmp_path: Path, process_pool: ProcessPool
) -> None:
    for name in ("a.jpg", "b.jpg"):
        (tmp_path / name).write_bytes(PAGE)
    watched = WatchedFolder(
        tmp_path, process_pool, claim=FolderClaim(tmp_path, THREE), still_s=0.05
    )
    pages = watched.scan(ScanJob())
    assert (await anext(pages)).name == "a.jpg"
    FolderClaim(tmp_path, FIVE).take_over()
    with pytest.raises(ScanFolderClaimed):
        await anext(pages)
    assert (tmp_path / "b.jpg").exists()
