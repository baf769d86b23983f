"""The watched folder, on real folders and files."""

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from desk.processes import ProcessPool
from desk.scan.devices import DeviceKind, ScanJob, ScanProgress, digest
from desk.scan.failures import (
    FileDamaged,
    ScanFolderEmpty,
    ScanFolderMissing,
    ScanFolderUnreadable,
    UnreadableFiles,
)
from desk.scan.watched import REJECTED, WatchedFolder
from tests.scan.folders import PAGE, read
from tests.scan.papers import encoded, jpeg, text_page

STILL_S = 0.1


@pytest.fixture
async def watched(folder: Path, process_pool: ProcessPool) -> AsyncIterator[WatchedFolder]:
    """The folder as a device."""
    device = WatchedFolder(folder, process_pool, still_s=STILL_S, patience_s=5)
    yield device
    await device.close()


def lay_in(folder: Path, *names: str) -> None:
    """Put the same page into the folder under each of the names."""
    for name in names:
        (folder / name).write_bytes(PAGE)


async def test_files_come_in_the_order_of_their_names(folder: Path, watched: WatchedFolder) -> None:
    lay_in(folder, "b.jpg", "a.jpg", "c.JPG")
    (folder / "d.tif").write_bytes(encoded(text_page(size=(200, 300), lines=2), "TIFF"))
    seen: list[ScanProgress] = []
    files = [arrived async for arrived in watched.scan(ScanJob(), seen.append)]
    assert [arrived.name for arrived in files] == ["a.jpg", "b.jpg", "c.JPG", "d.tif"]
    assert [arrived.media_type for arrived in files] == ["image/jpeg"] * 3 + ["image/tiff"]
    assert [progress.sheet for progress in seen] == [1, 2, 3, 4]
    assert {arrived.source for arrived in files} == {"scans"}
    assert (watched.kind, watched.label) == (DeviceKind.FOLDER, "scans")


async def test_the_bytes_are_the_files_own(folder: Path, watched: WatchedFolder) -> None:
    lay_in(folder, "a.jpg")
    (arrived,) = await read(watched)
    assert arrived.data == PAGE
    assert arrived.sha256 == digest(PAGE)
    assert (arrived.inspection.width, arrived.inspection.height) == (300, 420)


async def test_a_file_stays_until_its_bytes_are_stored(
    folder: Path, watched: WatchedFolder
) -> None:
    lay_in(folder, "a.jpg")
    await read(watched)
    assert (folder / "a.jpg").exists()
    (again,) = await read(watched)
    again.done()
    assert not (folder / "a.jpg").exists()
    again.done()  # once more does no harm
    with pytest.raises(ScanFolderEmpty):
        await read(watched)


async def test_a_file_that_was_replaced_since_is_not_thrown_away(
    folder: Path, watched: WatchedFolder
) -> None:
    lay_in(folder, "a.jpg")
    (arrived,) = await read(watched)
    other = jpeg(text_page(5, size=(300, 420), lines=6))
    (folder / "a.jpg").write_bytes(other)
    arrived.done()
    assert (folder / "a.jpg").read_bytes() == other


async def test_a_file_that_still_grows_is_waited_for(folder: Path, watched: WatchedFolder) -> None:
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()

    def grow() -> None:
        with (folder / "slow.jpg").open("wb", buffering=0) as file:
            loop.call_soon_threadsafe(begun.set)
            for start in range(0, len(PAGE), len(PAGE) // 12 + 1):
                file.write(PAGE[start : start + len(PAGE) // 12 + 1])
                time.sleep(STILL_S / 3)

    writing = threading.Thread(target=grow)
    writing.start()
    await begun.wait()
    (arrived,) = await read(watched)
    writing.join()
    assert arrived.data == PAGE


async def test_a_file_that_never_stops_growing_is_left_for_the_next_time(
    folder: Path, process_pool: ProcessPool
) -> None:
    device = WatchedFolder(folder, process_pool, still_s=STILL_S, patience_s=0.6)
    enough = threading.Event()
    lay_in(folder, "a.jpg")

    def grow() -> None:
        with (folder / "b.jpg").open("wb", buffering=0) as file:
            while not enough.wait(STILL_S / 5):
                file.write(b"\xff\xd8\xff")

    writing = threading.Thread(target=grow)
    writing.start()
    try:
        assert [arrived.name for arrived in await read(device)] == ["a.jpg"]
    finally:
        enough.set()
        writing.join()
    assert (folder / "b.jpg").exists()


async def test_a_broken_file_is_moved_aside_and_named_and_the_rest_go_on(
    folder: Path, watched: WatchedFolder
) -> None:
    lay_in(folder, "a.jpg", "c.jpg")
    (folder / "b.jpg").write_bytes(PAGE[: len(PAGE) // 2])
    names: list[str] = []

    async def scan() -> None:
        async for arrived in watched.scan(ScanJob()):
            names.append(arrived.name)

    with pytest.raises(FileDamaged, match=r"b\.jpg is damaged"):
        await scan()
    assert names == ["a.jpg", "c.jpg"]
    assert (folder / REJECTED / "b.jpg").read_bytes() == PAGE[: len(PAGE) // 2]
    assert not (folder / "b.jpg").exists()


async def test_several_broken_files_are_named_together(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").write_bytes(b"")
    (folder / "b.pdf").write_text("a letter", encoding="ascii")
    with pytest.raises(UnreadableFiles, match=r"2 files could not be taken in: a\.jpg, b\.pdf"):
        await read(watched)


async def test_a_rejected_file_never_replaces_an_earlier_one(
    folder: Path, watched: WatchedFolder
) -> None:
    for text in ("first", "second", "third"):
        (folder / "a.jpg").write_text(text, encoding="ascii")
        with pytest.raises(Exception, match=r"a\.jpg"):
            await read(watched)
    kept = sorted(path.read_text() for path in (folder / REJECTED).iterdir())
    assert kept == ["first", "second", "third"]


async def test_what_is_hidden_unfinished_or_no_file_is_left_alone(
    folder: Path, watched: WatchedFolder
) -> None:
    lay_in(folder, ".hidden.jpg", "a.jpg.part", "b.crdownload", "~c.jpg")
    (folder / "sub").mkdir()
    os.mkfifo(folder / "pipe.jpg")
    with pytest.raises(ScanFolderEmpty):
        await read(watched)


async def test_a_folder_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, process_pool: ProcessPool
) -> None:
    with pytest.raises(ScanFolderMissing):
        await read(WatchedFolder(tmp_path / "nowhere", process_pool))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ScanFolderMissing):
        await read(WatchedFolder(tmp_path / "file", process_pool))


async def test_a_folder_that_cannot_be_read_says_why(
    tmp_path: Path, process_pool: ProcessPool
) -> None:
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(ScanFolderUnreadable, match="symbolic links"):
        await read(WatchedFolder(loop, process_pool))


async def test_a_folder_in_which_nothing_can_be_moved_says_why(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / REJECTED).write_bytes(b"")  # where the subfolder should be
    (folder / "z.jpg").write_bytes(b"no picture")
    with pytest.raises(ScanFolderUnreadable):
        await read(watched)
    assert (folder / "z.jpg").exists()


async def test_cancelling_leaves_the_other_files_where_they_lie(
    folder: Path, watched: WatchedFolder
) -> None:
    lay_in(folder, "a.jpg", "b.jpg", "c.jpg")
    names = []
    async for arrived in watched.scan(ScanJob()):
        names.append(arrived.name)
        await watched.cancel()
    assert names == ["a.jpg"]
    assert len(await read(watched)) == 3
