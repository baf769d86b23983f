"""Files of which the database says nothing are moved aside, kept for days, and few at a time."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from desk.vault.aside import FEW, KEPT_ASIDE, FilesUnknown, aside_of
from desk.vault.files import FileVault

DAY = date(2026, 11, 28)
NOW = datetime(2026, 11, 28, 1, 0, tzinfo=UTC)


def stored(vault: FileVault, count: int, begin: int = 0) -> list[str]:
    return [vault.put(str(number).encode()).sha256 for number in range(begin, begin + count)]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "files"


def test_what_nothing_refers_to_lies_aside_whole(vault: FileVault, folder: Path) -> None:
    (known, stranger) = stored(vault, 2)
    whole = (folder / vault.name_of(stranger)).read_bytes()
    assert vault.keep_only([known], day=DAY) == 1
    assert names(folder) == {vault.name_of(known)}
    assert (aside_of(folder) / "2026-11-28" / vault.name_of(stranger)).read_bytes() == whole


def test_what_turns_out_to_be_needed_comes_back(vault: FileVault, folder: Path) -> None:
    both = stored(vault, 2)
    vault.keep_only(both[:1], day=DAY)
    assert vault.keep_only(both, day=DAY) == 0
    assert [vault.read(digest) for digest in both] == [b"0", b"1"]


def test_it_goes_after_its_days_and_never_before(vault: FileVault, folder: Path) -> None:
    vault.keep_only(stored(vault, 1)[1:], day=DAY)
    (aside_of(folder) / "2026-11-28" / "notes.txt").write_text("somebody's own")
    assert vault.drop_aside(NOW + KEPT_ASIDE) == 0
    assert vault.drop_aside(NOW + KEPT_ASIDE + timedelta(days=1)) == 1
    assert names(aside_of(folder) / "2026-11-28") == {"notes.txt"}
    (aside_of(folder) / "2026-11-28" / "notes.txt").unlink()
    (aside_of(folder) / "some folder").mkdir()
    assert vault.drop_aside(NOW + timedelta(days=400)) == 0
    assert (aside_of(folder) / "some folder").is_dir()


@pytest.mark.parametrize(("known", "strangers"), [(0, FEW + 1), (20, 20), (0, 180), (59, 31)])
def test_more_than_a_crash_can_have_left_all_stay(
    vault: FileVault, folder: Path, known: int, strangers: int
) -> None:
    kept = stored(vault, known)
    stored(vault, strangers, begin=known)
    before = names(folder)
    with pytest.raises(FilesUnknown) as caught:
        vault.keep_only(kept, day=DAY)
    assert caught.value.facts == {"count": strangers, "total": known + strangers}
    assert names(folder) == before


def test_a_few_of_many_go(vault: FileVault) -> None:
    kept = stored(vault, 60)
    stored(vault, 30, begin=60)
    assert vault.keep_only(kept, day=DAY) == 30


def test_files_older_than_the_database_are_not_its_own(vault: FileVault, folder: Path) -> None:
    (digest,) = stored(vault, 1)
    an_hour_ago = NOW - timedelta(hours=1)
    os.utime(folder / vault.name_of(digest), (an_hour_ago.timestamp(), an_hour_ago.timestamp()))
    with pytest.raises(FilesUnknown):
        vault.keep_only([], day=DAY, since=NOW)
    assert vault.has(digest)
    assert vault.keep_only([], day=DAY, since=an_hour_ago) == 1


def test_what_the_vault_did_not_store_is_neither_moved_nor_counted(
    vault: FileVault, folder: Path
) -> None:
    (folder / "README.txt").write_text("somebody's own")
    (folder / ("a" * 64)).mkdir()
    assert vault.keep_only([], day=DAY) == 0
    assert (folder / "README.txt").read_text() == "somebody's own"
    assert not aside_of(folder).exists()
