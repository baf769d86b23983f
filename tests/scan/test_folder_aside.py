"""Nothing in the watched folder is removed: what was taken is moved aside and kept for the day."""

import os
from datetime import date
from pathlib import Path

import pytest

from desk.scan import kept_aside
from desk.scan.devices import ScanJob
from desk.scan.failures import TakenNotMoved
from desk.scan.folder_files import FolderFile, look_into
from desk.scan.watched import WatchedFolder
from tests.scan.folders import OTHER, PAGE, read, taken


async def test_what_was_taken_is_kept_for_the_day(
    folder: Path, watched: WatchedFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_args: object, **_kwargs: object) -> None:
        raise AssertionError("a file was removed")

    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(PAGE)
    with monkeypatch.context() as patch:
        for call in ("unlink", "remove", "replace", "rmdir"):
            patch.setattr(os, call, never)
        for arrived in await read(watched):
            arrived.done()
        (folder / "a.jpg").write_bytes(OTHER)
        for arrived in await read(watched):
            arrived.done()
    assert taken(folder) == ["a (2).jpg", "a.jpg", "b.jpg"]
    assert kept(folder, "a.jpg") == PAGE


def kept(folder: Path, name: str) -> bytes:
    """What was taken under this name."""
    (path,) = folder.glob(f"taken/*/{name}")
    return path.read_bytes()


async def test_a_file_that_cannot_be_moved_is_said_to_be_taken(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").write_bytes(PAGE)
    os.mkfifo(folder / "taken")
    (arrived,) = await read(watched)
    with pytest.raises(TakenNotMoved, match=r"a\.jpg was taken in, but cannot be moved away"):
        arrived.done()
    assert (folder / "a.jpg").read_bytes() == PAGE


def test_another_file_under_the_name_is_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Replaced at the last moment, between the look and the move."""
    (folder / "a.jpg").write_bytes(PAGE)
    (seen,) = look_into(folder).files
    rename = kept_aside.rename

    def replaced_first(source: Path, target: Path) -> None:
        if target.parent != folder:
            (folder / "new.tmp").write_bytes(OTHER)
            (folder / "new.tmp").replace(source)
        rename(source, target)

    monkeypatch.setattr(kept_aside, "rename", replaced_first)
    assert kept_aside.move(folder, seen, "taken", "2026-11-28") is False
    assert (folder / "a.jpg").read_bytes() == OTHER
    assert taken(folder) == []


async def test_what_the_clerk_puts_aside_lies_in_a_subfolder(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "aside").mkdir()
    (folder / "aside" / "a.jpg").write_bytes(OTHER)
    (folder / "a.jpg").write_bytes(PAGE)
    listing = await watched.look()
    assert await watched.put_aside(listing.files) == listing.files
    assert (folder / "aside" / "a (2).jpg").read_bytes() == PAGE
    assert (folder / "aside" / "a.jpg").read_bytes() == OTHER


def test_only_our_own_files_of_earlier_days_are_swept(folder: Path, tmp_path: Path) -> None:
    for day, name in (("2026-11-26", "ours"), ("2026-11-26", "theirs"), ("2026-11-28", "ours")):
        (folder / "taken" / day).mkdir(parents=True, exist_ok=True)
        (folder / "taken" / day / name).write_bytes(PAGE)
    (folder / "taken" / "notes").mkdir()
    (folder / "taken" / "2026-11-25").symlink_to(tmp_path)
    (tmp_path / "ours").write_bytes(PAGE)

    def ours(file: FolderFile) -> bool:
        return file.name == "ours"

    assert kept_aside.sweep(folder, date(2026, 11, 28), ours) == 1
    assert (folder / "taken" / "2026-11-26" / "theirs").exists()
    assert (folder / "taken" / "2026-11-28" / "ours").exists()
    assert (tmp_path / "ours").exists()


async def test_what_is_not_admitted_stays_and_holds_nobody_up(
    folder: Path, watched: WatchedFolder
) -> None:
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(PAGE)

    async def only_b(_listing: object) -> set[str]:
        return {"b.jpg"}

    found = [one.name async for one in watched.scan(ScanJob(), admit=only_b)]
    assert found == ["b.jpg"]
    assert (folder / "a.jpg").exists()
