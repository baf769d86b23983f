"""The watched folder and what strangers' programs do there: all that lies in it is taken truly."""

import asyncio
import io
import os
import shutil
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from desk.processes import ProcessPool
from desk.scan import kept_aside
from desk.scan.devices import ArrivedFile, ScanJob
from desk.scan.failures import (
    FileEmpty,
    FileNotReadable,
    FileTooLarge,
    LinkNotFollowed,
    ScanFolderEmpty,
    ScanFolderMissing,
    TakenNotMoved,
    UnreadableFiles,
)
from desk.scan.folder_files import FolderFile, look_into
from desk.scan.names import natural_key, readable_name
from desk.scan.watched import WatchedFolder
from tests.scan.papers import jpeg, text_page

PAGE = jpeg(text_page(size=(300, 420), lines=4))
OTHER = jpeg(text_page(5, size=(300, 420), lines=6))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "scans"
    place.mkdir()
    return place


@pytest.fixture
def watched(folder: Path, workshop: ProcessPool) -> WatchedFolder:
    return WatchedFolder(folder, workshop, still_s=0.1, patience_s=8)


async def read(device: WatchedFolder) -> list[ArrivedFile]:
    return [arrived async for arrived in device.scan(ScanJob())]


async def names(device: WatchedFolder) -> list[str]:
    return [arrived.name for arrived in await read(device)]


def taken(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "taken").glob("*/*"))


def names_in(folder: Path) -> list[bytes]:
    """The names of the files that lie in a folder, as the disk has them."""
    return sorted(os.fsencode(path.name) for path in folder.iterdir() if path.is_file())


# order


@pytest.mark.parametrize(
    "ordered",
    [
        ["scan1.jpg", "scan2.jpg", "scan10.jpg"],
        ["scan.jpg", "scan (2).jpg", "scan (10).jpg"],
        ["第一页.jpg", "第二页.jpg", "第十页.jpg", "第十一页.jpg", "第二十页.jpg"],
        ["扫描1.jpg", "扫描０２.jpg", "扫描10.jpg"],
        ["a1.jpg", "a01.jpg", "a001.jpg", "A2.JPG"],
        ["20261128_0009.jpg", "20261128_0010.jpg", "20261129_0001.jpg"],
        ["page 9.tif", "Page 10.TIF"],
    ],
)
async def test_names_come_as_people_count(ordered: list[str]) -> None:
    assert sorted(set(ordered), key=natural_key) == ordered


async def test_a_scan_gives_its_files_in_natural_order(
    folder: Path, watched: WatchedFolder
) -> None:
    for name in ("scan10.jpg", "scan1.jpg", "scan2.jpg"):
        (folder / name).write_bytes(PAGE)
    assert await names(watched) == ["scan1.jpg", "scan2.jpg", "scan10.jpg"]


# half written


def writes(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def tiff(pages: int) -> list[bytes]:
    """A TIFF as it grows: what lies there after each page."""
    images = [Image.new("L", (300, 420), 100 + 20 * page) for page in range(pages)]
    stages = []
    for count in range(1, pages + 1):
        file = io.BytesIO()
        images[0].save(file, "TIFF", save_all=True, append_images=images[1:count])
        stages.append(file.getvalue())
    return stages


async def test_a_tiff_that_gets_a_page_a_second_is_taken_whole(
    folder: Path, watched: WatchedFolder
) -> None:
    """Its writer closes it after each page, so that only its stillness tells."""
    stages = tiff(4)
    (folder / "a.tif").write_bytes(stages[0])

    def grow() -> None:
        for stage in stages[1:]:
            time.sleep(1)
            (folder / "a.tif").write_bytes(stage)

    writing = writes(grow)
    (arrived,) = await read(watched)
    writing.join()
    assert arrived.sheets == 4
    assert arrived.data == stages[-1]


@pytest.mark.parametrize("pause_s", [0.5, 3.0])
@pytest.mark.parametrize("closes", [False, True], ids=["open", "closed"])
async def test_a_picture_whose_writer_pauses_is_waited_for(
    folder: Path, watched: WatchedFolder, pause_s: float, *, closes: bool
) -> None:
    half = len(PAGE) // 2
    begun = threading.Event()

    def write() -> None:
        with (folder / "a.jpg").open("wb", buffering=0) as file:
            file.write(PAGE[:half])
            if closes:
                file.close()
            begun.set()
            time.sleep(pause_s)
            if closes:
                with (folder / "a.jpg").open("ab", buffering=0) as again:
                    again.write(PAGE[half:])
            else:
                file.write(PAGE[half:])

    writing = writes(write)
    await asyncio.to_thread(begun.wait)
    (arrived,) = await read(watched)
    writing.join()
    assert arrived.data == PAGE


async def test_a_whole_picture_that_is_still_open_is_not_finished(
    folder: Path, workshop: ProcessPool
) -> None:
    device = WatchedFolder(folder, workshop, still_s=0.05, patience_s=0.6)
    with (folder / "a.jpg").open("wb", buffering=0) as file:
        file.write(PAGE)
        assert await names(device) == []
    assert await names(device) == ["a.jpg"]


async def test_an_empty_file_that_is_filled_later_is_waited_for(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").touch()

    def fill() -> None:
        time.sleep(1.5)
        (folder / "a.jpg").write_bytes(PAGE)

    writing = writes(fill)
    assert await names(watched) == ["a.jpg"]
    writing.join()


async def test_an_empty_file_that_stays_empty_is_named(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").touch()
    with pytest.raises(FileEmpty, match=r"a\.jpg"):
        await read(watched)
    assert (folder / "rejected" / "a.jpg").exists()


async def test_space_that_was_set_aside_and_not_filled_yet_is_waited_for(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").write_bytes(b"\0" * len(PAGE))

    def fill() -> None:
        time.sleep(1.5)
        (folder / "a.jpg").write_bytes(PAGE)

    writing = writes(fill)
    assert await names(watched) == ["a.jpg"]
    writing.join()


# what is no page


async def test_what_desktops_leave_is_no_page(folder: Path, watched: WatchedFolder) -> None:
    for name in ("Thumbs.db", "desktop.ini", ".DS_Store", "~$b.docx", "x.lock", "a.jpg.part"):
        (folder / name).write_bytes(b"not a page")
    (folder / "nothing").touch()
    with pytest.raises(ScanFolderEmpty):
        await read(watched)
    (folder / "a.jpg").write_bytes(PAGE)
    assert await names(watched) == ["a.jpg"]
    assert not (folder / "rejected").exists()


async def test_a_link_is_named_and_never_followed(
    folder: Path, watched: WatchedFolder, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere.jpg").write_bytes(PAGE)
    (folder / "a.jpg").symlink_to(tmp_path / "elsewhere.jpg")
    (folder / "b.jpg").symlink_to(folder / "b.jpg")
    (folder / "c.jpg").write_bytes(OTHER)
    os.mkfifo(folder / "d.jpg")
    found: list[str] = []

    async def scan() -> None:
        async for arrived in watched.scan(ScanJob()):
            arrived.done()
            found.append(arrived.name)

    with pytest.raises(UnreadableFiles, match=r"2 files could not be taken in: a\.jpg, b\.jpg"):
        await scan()
    assert found == ["c.jpg"]
    assert (folder / "a.jpg").is_symlink()
    with pytest.raises(ScanFolderEmpty):  # it was said once
        await read(watched)


async def test_a_link_alone_is_said_to_be_one(
    folder: Path, watched: WatchedFolder, tmp_path: Path
) -> None:
    (folder / "a.jpg").symlink_to(tmp_path)
    with pytest.raises(LinkNotFollowed):
        await read(watched)


async def test_the_folder_itself_may_be_a_link(
    folder: Path, workshop: ProcessPool, tmp_path: Path
) -> None:
    (folder / "a.jpg").write_bytes(PAGE)
    (tmp_path / "link").symlink_to(folder)
    device = WatchedFolder(tmp_path / "link", workshop, still_s=0.1)
    (arrived,) = await read(device)
    arrived.done()
    assert taken(folder) == ["a.jpg"]


async def test_a_file_that_becomes_a_link_is_not_followed(
    folder: Path, watched: WatchedFolder, tmp_path: Path
) -> None:
    """Swapped between the look and the reading."""
    (tmp_path / "secret.jpg").write_bytes(OTHER)
    (folder / "a.jpg").write_bytes(PAGE)
    listing = await watched.look()
    (folder / "a.jpg").unlink()
    (folder / "a.jpg").symlink_to(tmp_path / "secret.jpg")
    with pytest.raises(OSError, match="symbolic links"):
        watched._read(listing.files[0])


async def test_a_file_that_vanishes_stops_nothing(folder: Path, watched: WatchedFolder) -> None:
    for name in ("a.jpg", "b.jpg", "c.jpg"):
        (folder / name).write_bytes(PAGE)
    found: list[str] = []
    async for arrived in watched.scan(ScanJob()):
        found.append(arrived.name)
        (folder / "b.jpg").unlink(missing_ok=True)
    assert found == ["a.jpg", "c.jpg"]


async def test_a_folder_that_vanishes_keeps_the_pages_before(
    folder: Path, watched: WatchedFolder
) -> None:
    for name in ("a.jpg", "b.jpg"):
        (folder / name).write_bytes(PAGE)
    (folder / "b.jpg").write_bytes(PAGE[:100])
    found: list[str] = []

    async def scan() -> None:
        async for arrived in watched.scan(ScanJob()):
            found.append(arrived.name)
            shutil.move(folder, folder.with_name("gone"))

    with pytest.raises(ScanFolderMissing):
        await scan()
    assert found == ["a.jpg"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
async def test_a_file_that_may_not_be_read_is_named_and_stays(
    folder: Path, watched: WatchedFolder
) -> None:
    (folder / "a.jpg").write_bytes(PAGE)
    (folder / "a.jpg").chmod(0)
    with pytest.raises(FileNotReadable, match=r"a\.jpg cannot be read: Permission denied"):
        await read(watched)
    assert (folder / "a.jpg").exists()


async def test_thousands_of_unreadable_files_are_counted_and_few_are_named(
    folder: Path, watched: WatchedFolder
) -> None:
    for number in range(1, 1001):
        (folder / f"{number}.jpg").write_bytes(b"no picture")
    with pytest.raises(UnreadableFiles) as told:
        await read(watched)
    assert told.value.facts == {"count": 1000, "names": "1.jpg, 2.jpg, 3.jpg …"}
    assert len(list((folder / "rejected").iterdir())) == 1000


async def test_a_file_of_three_gigabytes_is_never_read(
    folder: Path, watched: WatchedFolder
) -> None:
    with (folder / "a.tif").open("wb") as file:
        file.write(b"II*\0")
        file.truncate(3 << 30)

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")

    before = resident()
    with pytest.raises(FileTooLarge, match=r"a\.tif"):
        await read(watched)
    assert resident() - before < 20_000_000


# names


async def test_a_name_in_gbk_is_read_and_goes_through_every_log(
    folder: Path, watched: WatchedFolder
) -> None:
    name = "身份证.jpg".encode("gbk")
    (folder / os.fsdecode(name)).write_bytes(b"no picture")
    with pytest.raises(Exception, match=r"身份证\.jpg") as told:
        await read(watched)
    str(told.value).encode()
    assert names_in(folder / "rejected") == [name]
    (folder / os.fsdecode(name)).write_bytes(PAGE)
    (arrived,) = await read(watched)
    assert arrived.name == "身份证.jpg"
    arrived.done()
    assert names_in(folder) == []


def test_what_cannot_be_seen_in_a_name_is_marked() -> None:
    assert readable_name("a\u202eb\n.jpg") == "a\ufffdb\ufffd.jpg"
    assert len(readable_name("很" * 200)) < 70
    assert readable_name(os.fsdecode(b"\xff\xfe\xff.jpg")).encode()


# nothing is removed


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
