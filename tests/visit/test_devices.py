"""The devices of a window: side by side, looked for again and again, chosen and remembered."""

import os
from functools import partial
from pathlib import Path

import pytest

from desk.hall import HallQueue
from desk.processes import ProcessPool
from desk.scan.devices import ColourMode, DeviceKind, PaperSource, ScanJob, ScanProgress
from desk.scan.discovery import devices_here
from desk.scan.failures import ScannerSearchFailed
from desk.scan.watched import WatchedFolder
from desk.visit.devices import ScanDevices
from tests.visit.conftest import MakeWindow
from tests.visit.pages import SOCIAL_CARD
from tests.visit.steps import matter_step
from tests.visit.window import Window


class Sane:
    """SANE's list of drivers: its test devices are there, or switched off."""

    def __init__(self, folder: Path) -> None:
        self._list = folder / "dll.conf"
        self.switch_off()

    def switch_on(self) -> None:
        self._list.write_text("test\n", encoding="ascii")

    def switch_off(self) -> None:
        self._list.write_text("", encoding="ascii")


@pytest.fixture
def sane(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sane:
    folder = tmp_path / "sane.d"
    folder.mkdir()
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))
    return Sane(folder)


@pytest.fixture
def scans(tmp_path: Path) -> Path:
    folder = tmp_path / "scans"
    folder.mkdir()
    return folder


def looking(window: Window, scans: Path, pool: ProcessPool, within_s: float = 15) -> ScanDevices:
    """The window's devices, looked for as its background task looks."""
    devices = window.materials_step.devices
    devices.look = partial(devices_here, scans, pool, within_s)
    devices.offer(WatchedFolder(scans, pool))
    return devices


def kinds(devices: ScanDevices) -> list[DeviceKind]:
    return [one.device.kind for one in devices.state.known]


def chosen(devices: ScanDevices) -> DeviceKind | None:
    current = devices.state.current
    return current.device.kind if current else None


async def test_a_scanner_that_is_switched_on_later_stands_beside_the_folder(
    window: Window, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    devices = looking(window, scans, process_pool)
    assert chosen(devices) is DeviceKind.FOLDER  # at once, before anything was searched
    assert await devices.search() is None
    assert kinds(devices) == [DeviceKind.FOLDER]
    sane.switch_on()
    await devices.search()
    assert kinds(devices) == [DeviceKind.SCANNER, DeviceKind.SCANNER, DeviceKind.FOLDER]
    assert chosen(devices) is DeviceKind.FOLDER  # the clerk has worked with it


async def test_with_both_at_the_start_the_scanner_is_used(
    window: Window, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    sane.switch_on()
    devices = looking(window, scans, process_pool)
    await devices.search()
    assert chosen(devices) is DeviceKind.SCANNER


async def test_what_the_clerk_chose_is_used_again_after_a_restart(
    open_window: MakeWindow, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    sane.switch_on()
    window = await open_window()
    devices = looking(window, scans, process_pool)
    await devices.search()
    await devices.choose(f"folder:{scans}")
    await devices.ask_for(ColourMode.GREY, 200)
    await window.close()

    devices = looking(again := await open_window(), scans, process_pool)
    await devices.search()
    assert chosen(devices) is DeviceKind.FOLDER
    job = again.materials_step.job
    assert (job.mode, job.resolution_dpi) == (ColourMode.GREY, 200)


async def test_a_chosen_scanner_that_was_off_is_used_as_soon_as_it_is_on(
    open_window: MakeWindow, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    sane.switch_on()
    window = await open_window()
    devices = looking(window, scans, process_pool)
    await devices.search()
    await devices.choose("sane:test:1")
    await window.close()

    sane.switch_off()
    devices = looking(await open_window(), scans, process_pool)
    await devices.search()
    assert chosen(devices) is DeviceKind.FOLDER
    sane.switch_on()
    await devices.search()
    assert devices.state.chosen == "sane:test:1"


async def test_a_scanner_that_is_gone_stays_in_the_list_and_says_since_when(
    window: Window, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    sane.switch_on()
    devices = looking(window, scans, process_pool)
    await devices.search()
    before = devices.state.known
    sane.switch_off()
    await devices.search()
    gone = [one.gone_since is not None for one in devices.state.known]
    assert gone == [True, True, False]
    assert chosen(devices) is DeviceKind.SCANNER  # nobody chose another one
    sane.switch_on()
    await devices.search()
    assert devices.state.known == before
    assert [one.device for one in devices.state.known] == [one.device for one in before]


async def test_a_search_that_fails_is_kept_with_the_list_and_hides_nothing(
    window: Window,
    scans: Path,
    process_pool: ProcessPool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "hanging.d").mkdir()
    os.mkfifo(tmp_path / "hanging.d" / "dll.conf")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path / "hanging.d"))
    devices = looking(window, scans, process_pool, within_s=1.5)
    assert isinstance(await devices.search(), ScannerSearchFailed)
    assert isinstance(devices.state.trouble, ScannerSearchFailed)
    assert chosen(devices) is DeviceKind.FOLDER


async def test_the_page_under_way_is_told(
    window: Window, hall: HallQueue, sane: Sane, scans: Path, process_pool: ProcessPool
) -> None:
    sane.switch_on()
    devices = looking(window, scans, process_pool)
    await devices.search()
    await devices.choose("sane:test:0")
    await matter_step(window, hall, SOCIAL_CARD)
    options: dict[str, bool | int | float | str] = {
        "read-limit": True,
        "read-limit-size": 4096,
        "read-delay": True,
        "read-delay-duration": 20_000,
        "test-picture": "Grid",
    }
    window.materials_step.job = ScanJob(PaperSource.FLATBED, resolution_dpi=50, options=options)
    told: list[ScanProgress] = []
    await window.materials_step.scan("02", on_page=told.append)
    fractions = [one.fraction for one in told if one.fraction is not None]
    assert fractions == sorted(fractions)
    assert any(0.1 < fraction < 0.95 for fraction in fractions)
    for one in devices.state.known:
        await one.device.close()
