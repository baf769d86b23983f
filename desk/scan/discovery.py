"""Which devices this window has: the scanners that answer and the folder that was set up."""

import sys
from dataclasses import dataclass
from pathlib import Path

from desk.processes import ProcessPool
from desk.scan.claim import FolderClaim
from desk.scan.devices import ScanDevice
from desk.scan.failures import NoScanner, ScanFailure
from desk.scan.sane import SEARCH_S, find_scanners
from desk.scan.watched import WatchedFolder


@dataclass(frozen=True, slots=True)
class DeviceDiscovery:
    """The devices found, scanners first, and what kept the search from being whole, if anything."""

    devices: tuple[ScanDevice, ...]
    trouble: ScanFailure | None = None

    def chosen(self, device_id: str = "") -> ScanDevice:
        """The device with this id, else the first one. Raises `NoScanner` when there is none."""
        for device in self.devices:
            if device.id == device_id:
                return device
        if not self.devices:
            raise self.trouble or NoScanner()
        return self.devices[0]


async def devices_here(
    scan_folder: Path | None,
    process_pool: ProcessPool,
    within_s: float = SEARCH_S,
    claim: FolderClaim | None = None,
) -> DeviceDiscovery:
    """Look for scanners and put the watched folder behind them.

    `claim` is this window's to that folder. A search that fails does not hide the folder: the
    failure comes along as `trouble`.
    """
    folder: tuple[ScanDevice, ...] = ()
    if scan_folder is not None:
        folder = (WatchedFolder(scan_folder, process_pool, claim=claim),)
    if sys.platform != "linux":
        return DeviceDiscovery(folder)
    try:
        scanners: tuple[ScanDevice, ...] = await find_scanners(within_s)
    except ScanFailure as failure:
        return DeviceDiscovery(folder, failure)
    return DeviceDiscovery(scanners + folder)
