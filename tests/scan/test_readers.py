"""A file that breaks its reader is set aside, and nothing else waits for it."""

import asyncio
import io
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from desk import __version__
from desk.domain.visits import Recipe
from desk.processes import ProcessPool
from desk.processes.messages import remote_of
from desk.scan import imaging
from desk.scan.devices import ScanJob
from desk.scan.documents import tidy_pdf
from desk.scan.failures import FileUnsafe, ReadersDown
from desk.scan.readers import FileReaders, SetAside
from desk.scan.watched import REJECTED, WatchedFolder
from tests.faults.strangers.pdf_drawings import nested_forms
from tests.processes import work
from tests.visit.pages import jpeg


@pytest.fixture
def aside(tmp_path: Path) -> SetAside:
    return SetAside(tmp_path / "set-aside.txt")


@pytest.fixture
async def readers(aside: SetAside, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FileReaders]:
    """Readers with less patience than the product's."""
    for function in (imaging.inspect, imaging.render):
        monkeypatch.setattr(remote_of(function), "deadline_s", 2.0)
    readers = FileReaders(aside)
    yield readers
    readers.close()


async def test_a_file_that_hangs_is_ended_named_and_never_opened_again(
    readers: FileReaders, aside: SetAside, tmp_path: Path
) -> None:
    """Also by the next window on this profile."""
    bad = nested_forms()
    with pytest.raises(FileUnsafe):
        await readers.run(imaging.render, bad, 0, Recipe(), 800)
    begun = time.monotonic()
    with pytest.raises(FileUnsafe, match=r"bad\.pdf"):
        await readers.run(imaging.inspect, bad, "bad.pdf")
    assert time.monotonic() - begun < 0.2
    later = FileReaders(SetAside(tmp_path / "set-aside.txt"))
    with pytest.raises(FileUnsafe):
        await later.run(imaging.inspect, bad, "bad.pdf")
    later.close()
    assert (await readers.run(imaging.inspect, jpeg(1), "good.jpg")).sheets == 1


async def test_a_folder_names_a_file_that_hangs_and_gives_the_others(
    readers: FileReaders, tmp_path: Path
) -> None:
    folder = tmp_path / "scans"
    folder.mkdir()
    for name, data in (("1.jpg", jpeg(1)), ("2.pdf", nested_forms()), ("3.jpg", jpeg(3))):
        (folder / name).write_bytes(data)
    device = WatchedFolder(folder, readers, still_s=0.05)
    taken = []

    async def take_all() -> None:
        async with aclosing(device.scan(ScanJob())) as files:
            async for arrived in files:
                taken.append(arrived.name)

    with pytest.raises(FileUnsafe, match=r"2\.pdf"):
        await take_all()
    assert taken == ["1.jpg", "3.jpg"]
    assert [path.name for path in (folder / REJECTED).iterdir()] == ["2.pdf"]


async def test_papers_and_other_files_do_not_wait_for_a_file_that_hangs(
    readers: FileReaders,
) -> None:
    papers = ProcessPool()
    try:
        await papers.run(work.pid)
        await readers.run(imaging.inspect, jpeg(2))
        hangs = asyncio.create_task(readers.run(imaging.inspect, nested_forms(), "bad.pdf"))
        await asyncio.sleep(0.1)
        begun = time.monotonic()
        await papers.run(work.pid)
        assert time.monotonic() - begun < 0.3
        await readers.run(imaging.inspect, jpeg(1))
        assert not hangs.done()
        with pytest.raises(FileUnsafe):
            await hangs
    finally:
        papers.close()


async def test_of_several_files_none_is_set_aside_for_another(
    readers: FileReaders, aside: SetAside
) -> None:
    files = [jpeg(shade) for shade in range(3)]
    with pytest.raises(FileUnsafe):
        await readers.run(work.hang_over, files)
    assert not any(aside.has(data) for data in files)


def test_another_version_of_the_program_tries_again(tmp_path: Path) -> None:
    path = tmp_path / "set-aside.txt"
    SetAside(path).add(b"broke")
    assert path.stat().st_mode & 0o777 == 0o600
    assert SetAside(path).has(b"broke")
    path.write_text(path.read_text("ascii").replace(__version__, "0.0.1", 1) + "\nnonsense é\n")
    assert not SetAside(path).has(b"broke")


def a4(dpi: int) -> Image.Image:
    """An A4 page in colour."""
    width, height = round(8.27 * dpi), round(11.69 * dpi)
    return (
        Image.effect_noise((width // 16, height // 16), 30).convert("RGB").resize((width, height))
    )


def written(image: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **how)
    return file.getvalue()


def test_pages_that_people_bring_stay_within_the_limits(tmp_path: Path) -> None:
    """A4 at 1200 dpi, 1,000 sheets in one TIFF, a hundred photographs in one PDF."""
    sheet = (
        Image.effect_noise((1240, 1754), 3).point(lambda value: 255 * (value > 118)).convert("1")
    )
    photo = written(a4(200), "JPEG", quality=85, dpi=(200, 200))
    brought = {
        "1200 dpi.jpg": (written(a4(1200), "JPEG", quality=80, dpi=(1200, 1200)), 1),
        "1000 sheets.tif": (
            written(
                sheet, "TIFF", compression="group4", save_all=True, append_images=[sheet] * 999
            ),
            1000,
        ),
        "100 pages.pdf": (tidy_pdf([(photo, Recipe())] * 100), 100),
    }

    async def open_all() -> None:
        readers = FileReaders(workers=1)
        try:
            for name, (data, sheets) in brought.items():
                assert (await readers.run(imaging.inspect, data, name)).sheets == sheets
                for number in {0, sheets - 1}:
                    await readers.run(imaging.render, data, number, Recipe(), 1200)
                assert await readers.run(tidy_pdf, [(data, Recipe())])
        finally:
            readers.close()

    asyncio.run(open_all())


async def test_no_process_to_open_files_in_says_nothing_about_the_file(
    aside: SetAside, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file stays where it lies: neither rejected nor remembered."""

    def full(*_: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    readers = FileReaders(aside)
    folder = tmp_path / "scans"
    folder.mkdir()
    (folder / "1.jpg").write_bytes(jpeg(1))
    monkeypatch.setattr("multiprocessing.process.BaseProcess.start", full)
    device = WatchedFolder(folder, readers, still_s=0.05)

    async def take() -> None:
        async with aclosing(device.scan(ScanJob())) as files:
            async for _ in files:
                pass

    with pytest.raises(ReadersDown):
        await take()
    monkeypatch.undo()
    assert (folder / "1.jpg").exists()
    assert (await readers.run(imaging.inspect, jpeg(1))).sheets == 1
    readers.close()
