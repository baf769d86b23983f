"""The devices that this window may scan with: all of them side by side, one of them chosen.

What the clerk chose is remembered in the window's database, with the colours and the
resolution. A device that was found once stays in the list when it is gone, and says since when.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.dialects.sqlite import insert

from desk.scan.devices import ColourMode, DeviceKind, ScanDevice, ScanJob
from desk.scan.discovery import DeviceDiscovery
from desk.scan.failures import ScanFailure, ScanFolderClaimed
from desk.signal import Observable
from desk.vault.database import reading
from desk.visit import tables
from desk.worker_thread import WorkerThread

TakeOver = Callable[[ScanDevice], Awaitable[None]]
Look = Callable[[], Awaitable[DeviceDiscovery]]

_CHOICE = tables.scan_choice


@dataclass(frozen=True, slots=True)
class KnownDevice:
    """A device in the list; `gone_since` is when it was missed first, None while it is there."""

    device: ScanDevice
    gone_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class DeviceList:
    """The list as it stands; `chosen` is the id of the device of the next scan, "" for none.

    `searched` says that scanners have been looked for, `trouble` why the last search was not
    whole. `claimed` says that the chosen folder is another window's. `mode` and
    `resolution_dpi` are what a scanner is asked for.
    """

    known: tuple[KnownDevice, ...] = ()
    chosen: str = ""
    searched: bool = False
    trouble: ScanFailure | None = None
    claimed: ScanFolderClaimed | None = None
    mode: ColourMode = ColourMode.COLOUR
    resolution_dpi: int = 300

    @property
    def current(self) -> KnownDevice | None:
        """The device of the next scan."""
        return next((one for one in self.known if one.device.id == self.chosen), None)

    @property
    def has_scanner(self) -> bool:
        """Whether colours and resolution can be asked for at all."""
        return any(one.device.kind is DeviceKind.SCANNER for one in self.known)


@dataclass(frozen=True, slots=True)
class DeviceChoice:
    """What the clerk chose last; `device` is an id as `_stored_id` keeps it."""

    device: str
    mode: ColourMode
    resolution_dpi: int


class ChoiceStore:
    """Keeps the clerk's choice. Blocking; raises the vault's failures."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def load(self) -> DeviceChoice | None:
        """What was chosen last; None when nothing ever was."""
        with reading(self._engine) as connection:
            row = connection.execute(select(_CHOICE)).one_or_none()
        if row is None or row.mode not in set(ColourMode):
            return None
        return DeviceChoice(row.device, ColourMode(row.mode), row.resolution_dpi)

    def keep(self, choice: DeviceChoice) -> None:
        """Keep this in place of what was kept before."""
        values = {
            "device": choice.device,
            "mode": choice.mode.value,
            "resolution_dpi": choice.resolution_dpi,
        }
        with self._engine.begin() as connection:
            connection.execute(
                insert(_CHOICE)
                .values(id=1, **values)
                .on_conflict_do_update(index_elements=["id"], set_=values)
            )


class ScanDevices:
    """Knows the devices of this window. Used on the event loop's thread."""

    def __init__(
        self,
        store: ChoiceStore,
        worker_thread: WorkerThread,
        now: Callable[[], datetime],
        device: ScanDevice | None = None,
    ) -> None:
        self._store = store
        self._worker_thread = worker_thread
        self._now = now
        self._remembered: DeviceChoice | None = None
        self._loaded = False
        self._by_clerk = False
        self._settled = False
        self._given: set[str] = set()
        self._searching = asyncio.Lock()
        self._list = Observable(DeviceList())
        self.look: Look | None = None
        """Looks for the devices that are there; without it none is ever found."""
        self.take_over: TakeOver | None = None
        """Gives the chosen folder to this window, though it is another's."""
        if device is not None:
            self.give(device)

    @property
    def state(self) -> DeviceList:
        """The devices as they stand."""
        return self._list.value

    @property
    def device(self) -> ScanDevice | None:
        """The device of the next scan."""
        current = self.state.current
        return current.device if current else None

    @property
    def job(self) -> ScanJob:
        """What a scanner is asked for."""
        return ScanJob(mode=self.state.mode, resolution_dpi=self.state.resolution_dpi)

    def subscribe(self, listener: Callable[[DeviceList], None]) -> Callable[[], None]:
        """Call `listener` with the list now and whenever it changes; returns how to stop that."""
        return self._list.subscribe(listener)

    def give(self, device: ScanDevice | None) -> None:
        """Use this device, whatever a search finds; None for none until one is found."""
        self._by_clerk = device is not None
        if device is None:
            self._list.set(replace(self.state, chosen=""))
            return
        self._given.add(device.id)
        others = [one for one in self.state.known if one.device.id != device.id]
        known = (KnownDevice(device), *others)
        self._list.set(replace(self.state, known=known, chosen=device.id))

    async def search(self) -> ScanFailure | None:
        """Look for devices once more; returns why the search was not whole, if anything.

        Devices that are known keep their objects: one of them may be scanning. One search at a
        time: drivers do not support two.
        """
        await self._load()
        if self.look is None or self._searching.locked():
            return self.state.trouble
        async with self._searching:
            here = await self.look()
        found = {device.id: device for device in here.devices}
        known = [self._known_again(one, found, here) for one in self.state.known]
        fresh = [KnownDevice(device) for device in found.values()]
        merged = sorted((*known, *fresh), key=lambda one: one.device.kind is DeviceKind.FOLDER)
        self._list.set(
            replace(self.state, known=tuple(merged), searched=True, trouble=here.trouble)
        )
        self._choose_again()
        return here.trouble

    def offer(self, device: ScanDevice) -> None:
        """Add a device that is there without a search."""
        if all(one.device.id != device.id for one in self.state.known):
            known = (*self.state.known, KnownDevice(device))
            self._list.set(replace(self.state, known=known, chosen=self.state.chosen or device.id))

    def say(self, claimed: ScanFolderClaimed | None) -> None:
        """Record whether the chosen folder is another window's."""
        if str(claimed) != str(self.state.claimed):
            self._list.set(replace(self.state, claimed=claimed))

    async def claim(self) -> None:
        """The clerk decides that the chosen folder is this window's from now on.

        Raises `ScanFolderUnreadable`.
        """
        if self.device is not None and self.take_over is not None:
            await self.take_over(self.device)

    async def choose(self, device_id: str) -> None:
        """The clerk scans with this device from now on; unknown ids change nothing."""
        if any(one.device.id == device_id for one in self.state.known):
            self._by_clerk = True
            self._list.set(replace(self.state, chosen=device_id))
            await self._keep()

    async def ask_for(self, mode: ColourMode, resolution_dpi: int) -> None:
        """The clerk wants scanners to read like this from now on."""
        self._list.set(replace(self.state, mode=mode, resolution_dpi=resolution_dpi))
        await self._keep()

    # how

    def _known_again(
        self, known: KnownDevice, found: dict[str, ScanDevice], here: DeviceDiscovery
    ) -> KnownDevice:
        if found.pop(known.device.id, None) is not None:
            return KnownDevice(known.device)
        failed = here.trouble is not None and known.device.kind is DeviceKind.SCANNER
        if failed or known.device.id in self._given or known.device.kind is DeviceKind.FOLDER:
            return known  # it is not known to be gone
        return replace(known, gone_since=known.gone_since or self._now())

    def _choose_again(self) -> None:
        """Take what was chosen last as soon as it is there; at the first search, the first."""
        there = [one.device.id for one in self.state.known if one.gone_since is None]
        if self._by_clerk or not there:
            return
        wanted = self._remembered.device if self._remembered else ""
        remembered = [one for one in there if _stored_id(one) == wanted]
        first = there[:1] if not self._settled or not self.state.chosen else []
        self._settled = True
        for chosen in (*remembered, *first):
            self._list.set(replace(self.state, chosen=chosen))
            break

    async def _load(self) -> None:
        if self._loaded:
            return
        self._remembered = await self._worker_thread.run(self._store.load)
        self._loaded = True
        if self._remembered is not None:
            mode, dpi = self._remembered.mode, self._remembered.resolution_dpi
            self._list.set(replace(self.state, mode=mode, resolution_dpi=dpi))

    async def _keep(self) -> None:
        state = self.state
        choice = DeviceChoice(_stored_id(state.chosen), state.mode, state.resolution_dpi)
        self._remembered, self._loaded = choice, True
        await self._worker_thread.run(self._store.keep, choice)


def _stored_id(device_id: str) -> str:
    """An id as the database holds it: a folder's path may be no text."""
    return device_id.encode("utf-8", "backslashreplace").decode()
