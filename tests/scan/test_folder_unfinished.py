"""Files in the watched folder that are not finished yet: each is waited for and taken whole."""

import asyncio
import io
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from desk.processes import ProcessPool
from desk.scan.failures import FileEmpty
from desk.scan.watched import WatchedFolder
from tests.scan.folders import PAGE, names, read


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
    folder: Path, process_pool: ProcessPool
) -> None:
    device = WatchedFolder(folder, process_pool, still_s=0.05, patience_s=0.6)
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
