"""Scanners through SANE, on libsane's own test backend: real driver calls, every status."""

import asyncio
import hashlib
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from desk.scan.devices import (
    ArrivedFile,
    ColourMode,
    DeviceKind,
    PaperSource,
    ScanDevice,
    ScanJob,
    ScanProgress,
)
from desk.scan.failures import (
    AccessDenied,
    CoverOpen,
    FeederEmpty,
    IncompletePage,
    ScanFailure,
    ScannerBusy,
    ScannerConnectionLost,
    ScannerDied,
    ScannerGone,
    ScannerJammed,
    ScannerOutOfMemory,
    ScannerRefused,
    ScannerSearchFailed,
    ScannerSilent,
    StoppedAtScanner,
)
from desk.scan.sane import SaneScanner, find_scanners
from tests.scan.papers import pixels_of

pytestmark = pytest.mark.usefixtures("sane_test_backend")


def job(source: PaperSource = PaperSource.FLATBED, dpi: int = 75, **options: Any) -> ScanJob:
    """A small job on the test backend; options by SANE's names with underscores."""
    named = {"test-picture": "Color pattern"} | {k.replace("_", "-"): v for k, v in options.items()}
    return ScanJob(source=source, resolution_dpi=dpi, options=named)


def slow_job(source: PaperSource = PaperSource.FLATBED, dpi: int = 100) -> ScanJob:
    """A job that takes seconds a page."""
    return job(
        source,
        dpi,
        read_limit=True,
        read_limit_size=4096,
        read_delay=True,
        read_delay_duration=10_000,
    )


@pytest.fixture(scope="module")
def scanner(sane_test_backend: None) -> Iterator[SaneScanner]:
    """The first test device, shared: whatever a test does to it, the next scan must work."""
    device = SaneScanner("test:0", "Test scanner", patience_s=20)
    yield device
    asyncio.run(device.close())


async def read(device: ScanDevice, wanted: ScanJob) -> list[ArrivedFile]:
    """All page files of one scan."""
    return [arrived async for arrived in device.scan(wanted)]


async def test_scanners_are_found_and_named_for_the_clerk() -> None:
    found = await find_scanners()
    assert [device.id for device in found] == ["sane:test:0", "sane:test:1"]
    assert found[0].label == "Noname frontend-tester"
    assert found[0].kind is DeviceKind.SCANNER


@pytest.mark.usefixtures("hanging_driver")
async def test_a_search_that_takes_too_long_says_so() -> None:
    with pytest.raises(ScannerSearchFailed, match="no answer within 0 s"):
        await find_scanners(within_s=0.1)


async def test_the_flatbed_gives_one_page_at_300_dpi_by_default(scanner: SaneScanner) -> None:
    (page,) = await read(scanner, ScanJob(PaperSource.FLATBED, options={"test-picture": "Grid"}))
    assert (page.media_type, page.sheets, page.source) == ("image/png", 1, "Test scanner")
    assert page.inspection.dpi == 300
    assert page.sha256 == hashlib.sha256(page.data).hexdigest()
    with Image.open(io.BytesIO(page.data)) as image:
        image.load()
        assert image.mode == "RGB"
        assert image.size == (page.inspection.width, page.inspection.height)
        assert [round(value) for value in image.info["dpi"]] == [300, 300]
    assert page.inspection.width == pytest.approx(200 / 25.4 * 300, abs=2)


async def test_the_raster_is_the_one_that_the_driver_gave(scanner: SaneScanner) -> None:
    """The test picture "Grid" has black and white squares of 10 mm."""
    (page,) = await read(scanner, job(dpi=254, mode="Gray", test_picture="Grid"))
    pixels = pixels_of(page.data)
    assert set(np.unique(pixels)) <= {0, 255}
    middles = pixels[50::100, 50::100]
    assert (middles[0, :-1] != middles[0, 1:]).all()
    assert (middles[:-1, 0] != middles[1:, 0]).all()


async def test_the_feeder_is_read_until_it_is_empty(scanner: SaneScanner) -> None:
    pages = await read(scanner, job(PaperSource.FEEDER))
    assert len(pages) == 10
    assert all(page.sheets == 1 for page in pages)


async def test_a_loaded_feeder_is_preferred_without_asking(scanner: SaneScanner) -> None:
    assert len(await read(scanner, job(PaperSource.AUTOMATIC))) == 10


async def test_progress_counts_sheets_and_never_goes_back(scanner: SaneScanner) -> None:
    seen: list[ScanProgress] = []
    wanted = slow_job(PaperSource.FEEDER, dpi=50)
    async with aclosing(scanner.scan(wanted, seen.append)) as pages:
        async for _ in pages:
            if len(seen) > 5:
                break
    assert seen[0].sheet == 1
    where = [(progress.sheet, progress.fraction or 0.0) for progress in seen]
    assert where == sorted(where)
    assert all(0 <= (progress.fraction or 0.0) <= 1 for progress in seen)


@pytest.mark.parametrize(
    ("mode", "picture_mode"), [(ColourMode.GREY, "L"), (ColourMode.LINE_ART, "1")]
)
async def test_colours_are_read_as_asked(
    scanner: SaneScanner, mode: ColourMode, picture_mode: str
) -> None:
    wanted = ScanJob(PaperSource.FLATBED, mode, 100, options={"test-picture": "Grid"})
    (page,) = await read(scanner, wanted)
    with Image.open(io.BytesIO(page.data)) as image:
        assert image.mode == picture_mode
        pixels = np.asarray(image.convert("L"))
    assert 0.3 < (pixels > 127).mean() < 0.7


async def test_a_length_that_the_scanner_does_not_know_is_no_fault(scanner: SaneScanner) -> None:
    (page,) = await read(scanner, job(hand_scanner=True))
    assert page.inspection.height > 0


async def test_lines_that_the_driver_pads_are_cut_to_the_page(scanner: SaneScanner) -> None:
    """python-sane takes padding for pixels: without a cure every line slides to the side."""
    (whole,) = await read(scanner, job(mode="Gray", test_picture="Grid"))
    (padded,) = await read(scanner, job(mode="Gray", test_picture="Grid", ppl_loss=5))
    right, cut = pixels_of(whole.data), pixels_of(padded.data)
    assert cut.shape[1] == right.shape[1] - 5
    assert (cut == right[: cut.shape[0], : cut.shape[1]]).all()
    assert right.shape[0] - cut.shape[0] <= 1


@pytest.mark.parametrize("options", [{"three_pass": True}, {"depth": 16}])
async def test_a_form_of_data_that_would_be_misread_is_refused(
    scanner: SaneScanner, options: dict[str, Any]
) -> None:
    with pytest.raises(ScannerRefused):
        await read(scanner, job(**options))


STATUSES: dict[str, type[ScanFailure]] = {
    "UNSUPPORTED": ScannerRefused,
    "CANCELLED": StoppedAtScanner,
    "DEVICE_BUSY": ScannerBusy,
    "INVAL": ScannerRefused,
    "EOF": IncompletePage,
    "JAMMED": ScannerJammed,
    "NO_DOCS": FeederEmpty,
    "COVER_OPEN": CoverOpen,
    "IO_ERROR": ScannerConnectionLost,
    "NO_MEM": ScannerOutOfMemory,
    "ACCESS_DENIED": AccessDenied,
}


async def test_every_status_of_reading_has_words_and_the_next_scan_works(
    scanner: SaneScanner,
) -> None:
    for status, expected in STATUSES.items():
        for source in (PaperSource.FLATBED, PaperSource.FEEDER):
            with pytest.raises(ScanFailure) as caught:
                await read(scanner, job(source, read_return_value=f"SANE_STATUS_{status}"))
            assert type(caught.value) is expected, status
            assert "{" not in caught.value.sentence
    assert len(await read(scanner, job())) == 1


async def test_an_option_that_the_device_does_not_have_is_named(scanner: SaneScanner) -> None:
    with pytest.raises(ScannerRefused, match="no-such-option"):
        await read(scanner, job(no_such_option=1))


async def test_options_of_one_job_do_not_leak_into_the_next(scanner: SaneScanner) -> None:
    (before,) = await read(scanner, job())
    await read(scanner, job(mode="Gray", br_x=40.0, test_picture="Grid"))
    (after,) = await read(scanner, job())
    assert after.sha256 == before.sha256


async def test_a_scanner_that_is_not_there_is_named() -> None:
    device = SaneScanner("test:9", "Gone")
    with pytest.raises(ScannerGone, match="test:9"):
        await read(device, job())
    await device.close()


async def test_a_driver_killed_in_the_middle_of_a_page_costs_that_page_only(
    scanner: SaneScanner,
) -> None:
    kept: list[ArrivedFile] = []

    def kill_on_the_third_sheet(progress: ScanProgress) -> None:
        if progress.sheet == 3 and progress.fraction and scanner.worker_pid:
            os.kill(scanner.worker_pid, signal.SIGKILL)

    async def scan() -> None:
        wanted = slow_job(PaperSource.FEEDER, dpi=50)
        async for page in scanner.scan(wanted, kill_on_the_third_sheet):
            kept.append(page)

    with pytest.raises(ScannerDied) as caught:
        await scan()
    assert len(kept) >= 2  # the driver may have been ahead of us
    assert caught.value.facts["sheet"] == len(kept) + 1
    assert all(hashlib.sha256(page.data).hexdigest() == page.sha256 for page in kept)
    assert len(await read(scanner, job(PaperSource.FEEDER))) == 10


async def test_cancelling_ends_the_scan_quietly_and_drops_the_page_under_way(
    scanner: SaneScanner,
) -> None:
    begun = asyncio.Event()

    async def scan() -> list[ArrivedFile]:
        wanted = slow_job(PaperSource.FEEDER)
        return [page async for page in scanner.scan(wanted, lambda _: begun.set())]

    scanning = asyncio.create_task(scan())
    await asyncio.wait_for(begun.wait(), 10)
    await scanner.cancel()
    assert await asyncio.wait_for(scanning, 10) == []
    assert len(await read(scanner, job())) == 1


async def test_a_scan_whose_task_is_cancelled_leaves_the_scanner_free(
    scanner: SaneScanner,
) -> None:
    begun = asyncio.Event()

    async def scan() -> None:
        async with aclosing(scanner.scan(slow_job(), lambda _: begun.set())) as pages:
            async for _ in pages:
                pass

    scanning = asyncio.create_task(scan())
    await asyncio.wait_for(begun.wait(), 10)
    scanning.cancel()
    with pytest.raises(asyncio.CancelledError):
        await scanning
    assert len(await read(scanner, job())) == 1


async def test_leaving_the_loop_early_keeps_what_was_read_and_frees_the_scanner(
    scanner: SaneScanner,
) -> None:
    async with aclosing(scanner.scan(job(PaperSource.FEEDER))) as pages:
        first = await anext(aiter(pages))
    assert first.data
    assert len(await read(scanner, job(PaperSource.FEEDER))) == 10


async def test_only_one_scan_runs_at_a_time(scanner: SaneScanner) -> None:
    async with aclosing(scanner.scan(job(PaperSource.FEEDER))) as pages:
        await anext(aiter(pages))
        with pytest.raises(ScannerBusy):
            await read(scanner, job())


async def test_a_driver_that_hangs_is_given_up_after_its_time(sane_test_backend: None) -> None:
    device = SaneScanner("test:0", "Slow", patience_s=4.0)
    await read(device, job())  # the process is warm
    assert device.worker_pid is not None
    with pytest.raises(ScannerSilent, match="silent for 4 seconds"):
        async for _ in device.scan(
            job(PaperSource.FEEDER),
            lambda _: os.kill(device.worker_pid or 0, signal.SIGSTOP),
        ):
            pass
    assert len(await read(device, job())) == 1
    await device.close()


def test_the_drivers_process_ends_when_its_window_is_killed() -> None:
    """A window that is gone must not leave a scanner taken."""
    command = [sys.executable, "-c", _WINDOW]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as window:
        assert window.stdout is not None
        worker = int(window.stdout.readline())
        window.kill()
    deadline = time.monotonic() + 10
    while _runs(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(worker)


def _runs(pid: int) -> bool:
    """Whether a process runs; one that only waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


ROOT = Path(__file__).resolve().parents[2]
_WINDOW = """
import asyncio
from desk.scan.devices import PaperSource, ScanJob
from desk.scan.sane import SaneScanner

async def main():
    scanner = SaneScanner("test:0", "Test scanner")
    slowly = {"read-limit": True, "read-limit-size": 1024, "read-delay": True,
              "read-delay-duration": 50_000}
    told = []
    def tell(progress):
        if not told:
            told.append(print(scanner.worker_pid, flush=True))
    async for _ in scanner.scan(ScanJob(PaperSource.FEEDER, options=slowly), tell):
        pass

asyncio.run(main())
"""
