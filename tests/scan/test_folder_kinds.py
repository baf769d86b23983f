"""The watched folder and what strangers' programs do there: all that lies in it is taken truly."""

import os
import shutil
from pathlib import Path

import pytest

from desk.processes import ProcessPool
from desk.scan.devices import ScanJob
from desk.scan.failures import (
    FileNotReadable,
    FileTooLarge,
    LinkNotFollowed,
    ScanFolderEmpty,
    ScanFolderMissing,
    UnreadableFiles,
)
from desk.scan.names import natural_key, readable_name
from desk.scan.watched import WatchedFolder
from tests.scan.folders import OTHER, PAGE, names, read, taken

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
    folder: Path, process_pool: ProcessPool, tmp_path: Path
) -> None:
    (folder / "a.jpg").write_bytes(PAGE)
    (tmp_path / "link").symlink_to(folder)
    device = WatchedFolder(tmp_path / "link", process_pool, still_s=0.1)
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


def names_in(folder: Path) -> list[bytes]:
    """The names of the files that lie in a folder, as the disk has them."""
    return sorted(os.fsencode(path.name) for path in folder.iterdir() if path.is_file())


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
