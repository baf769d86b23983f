"""Which devices a window has."""

from pathlib import Path

import pytest

from desk.processes import ProcessPool
from desk.scan.devices import DeviceKind
from desk.scan.discovery import DeviceDiscovery, devices_here
from desk.scan.failures import NoScanner, ScannerSearchFailed


@pytest.mark.usefixtures("sane_test_backend")
async def test_scanners_stand_before_the_folder(tmp_path: Path, process_pool: ProcessPool) -> None:
    here = await devices_here(tmp_path, process_pool)
    assert [device.kind for device in here.devices] == [
        DeviceKind.SCANNER,
        DeviceKind.SCANNER,
        DeviceKind.FOLDER,
    ]
    assert here.trouble is None
    assert here.chosen().id == "sane:test:0"
    assert here.chosen("sane:test:1").id == "sane:test:1"
    assert here.chosen("sane:gone").id == "sane:test:0"
    assert here.chosen(f"folder:{tmp_path}").kind is DeviceKind.FOLDER


async def test_without_any_device_the_clerk_is_told_what_to_do(
    tmp_path: Path, process_pool: ProcessPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dll.conf").write_text("", encoding="ascii")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    here = await devices_here(None, process_pool)
    assert here == DeviceDiscovery(())
    with pytest.raises(NoScanner, match="No scanner was found"):
        here.chosen()


@pytest.mark.usefixtures("hanging_driver")
async def test_a_failed_search_does_not_hide_the_folder(
    tmp_path: Path, process_pool: ProcessPool
) -> None:
    here = await devices_here(tmp_path, process_pool, within_s=0.1)
    assert [device.kind for device in here.devices] == [DeviceKind.FOLDER]
    assert isinstance(here.trouble, ScannerSearchFailed)
    assert (await devices_here(None, process_pool, within_s=0.1)).devices == ()
