"""A window without a screen, put together as the shipped one is, on the machine of a test."""

import base64
from contextlib import AsyncExitStack
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

import resources
from desk.clerk.services import Services, WindowMachine, open_services
from desk.clerk.stores import PROFILE
from desk.domain.clock import Clock, utc_now
from desk.domain.visits import CaseStanding, Visit
from desk.hall import HallQueue, open_hall
from desk.outbox.worker import Backoff
from desk.processes import ProcessPool
from desk.region.contract import Clerk, MatterChanges, MatterGuide
from desk.scan.devices import ScanDevice
from desk.scan.discovery import DeviceDiscovery
from desk.settings import Settings
from desk.vault.keys import Keys
from desk.visit import tables

KEY = bytes(range(32))
NOBODY = "http://127.0.0.1:9"
"""An address at which no region answers."""

CLERK = Clerk("weili", "韦丽", "综合窗口")
WINDOW = "3"
SERVICE = "hall-desk-test"


def guides() -> tuple[MatterGuide, ...]:
    """The sample matters, as a region's catalogue gives them."""
    text = (Path(resources.__file__).parent / "sample" / "matters.json").read_bytes()
    return msgspec.json.decode(text, type=_Sample).matters


def stored_files(profile: Path) -> list[Path]:
    """The files of pages and papers that a profile keeps."""
    return [path for path in (profile / "files").iterdir() if path.is_file()]


class _Sample(msgspec.Struct):
    matters: tuple[MatterGuide, ...]


async def no_scanners(*_given: Any, **_named: Any) -> DeviceDiscovery:
    """No scanning device is found."""
    return DeviceDiscovery(())


class Window:
    """One window of the tests' hall. Close it, or kill its process, and open another.

    Its attributes are short names for services and stores.
    """

    def __init__(self, services: Services, stack: AsyncExitStack) -> None:
        self.services = services
        self._stack = stack
        self.session = services.session
        self.call_step = services.call_step
        self.identify_step = services.identify_step
        self.matter_step = services.matter_step
        self.materials_step = services.materials_step
        self.form_step = services.form_step
        self.submit_step = services.submit_step
        self.paper_step = services.paper_step
        self.ending = services.ending
        self.attention_cases = services.attention_cases
        self.clerk_session = services.clerk_session
        self.region = services.region
        self.tokens = services.tokens
        self.passphrases = services.passphrases
        self.worker = services.outbox
        stores = services.stores
        self.engine = stores.engine
        self.store = stores.visits
        self.files = stores.files
        self.outbox = stores.outbox
        self.queue = stores.prints
        self.retention = stores.retention
        self.cases = stores.cases
        self.catalogue = stores.catalogue
        self._clock = services.machine.hall_clock
        self._queue: HallQueue | None = None

    @property
    def hall(self) -> HallQueue:
        """The hall's file, opened beside the window: what others do there."""
        if self._queue is None:
            self._queue = open_hall(self.services.settings.hall_url, clock=self._clock)
        return self._queue

    @classmethod
    async def open(
        cls,
        profile: Path,
        hall_url: str,
        process_pool: ProcessPool,
        *,
        region_url: str = NOBODY,
        device: ScanDevice | None = None,
        now: Clock = utc_now,
        hall_now: Clock | None = None,
    ) -> "Window":
        """Open a window at which the clerk works; `process_pool` outlives it.

        `now` is this PC's clock, `hall_now` the hall's where it is another. The key of the
        profile is `KEY`, so that another process can open it too.
        """
        keys = partial(Keys, SERVICE)
        if keys().secret(PROFILE.key) is None:
            keys().keep_secret(PROFILE.key, base64.b64encode(KEY).decode())
        machine = WindowMachine(
            now=now,
            hall_clock=hall_now or now,
            keys=keys,
            backoff=Backoff(first_s=0.05, longest_s=0.1),
            region_deadline_s=5,
            find_devices=no_scanners,
            process_pool=process_pool,
            readers=process_pool,
        )
        settings = Settings(
            profile=profile, hall_url=hall_url, region_url=region_url, window=WINDOW
        )
        async with AsyncExitStack() as stack:
            services = await open_services(settings, stack, machine=machine)
            if not services.stores.catalogue.count():
                services.stores.catalogue.apply(MatterChanges("1", False, changed=guides()))
            services.session.clerk = CLERK
            if device is not None:
                services.materials_step.device = device
            kept = stack.pop_all()
        return cls(services, kept)

    async def send(self) -> None:
        """Let the outbox work off all that is due, and hear what came of it."""
        while await self.worker.step():
            pass
        await self.session.settled()

    async def send_once(self) -> None:
        """Let the outbox try what is due, once."""
        await self.worker.step()
        await self.session.settled()

    @property
    def case(self) -> CaseStanding | None:
        """How the open visit's case stands; None before it is submitted."""
        visit = self.session.visit
        return visit.case if visit else None

    def visits_of(self, applicant_number: str) -> tuple[Visit, ...]:
        """The visits of an applicant, as the database finds them by the keyed digest."""
        digest = self.store.rows.sealer.lookup(applicant_number)
        return self.store.visits_where(tables.visit.c.applicant_lookup == digest)

    async def close(self) -> None:
        """Leave everything as a window does that is closed."""
        if self._queue is not None:
            self._queue.close()
            self._queue = None
        await self._stack.aclose()
