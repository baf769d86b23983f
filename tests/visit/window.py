"""A window without a screen: every room that a visit passes through, real, over one profile."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

import resources
from desk.domain.clock import utc_now
from desk.hall import open_hall
from desk.outbox.store import OutboxStore
from desk.outbox.worker import Backoff, OutboxWorker
from desk.processes import ProcessPool
from desk.region.catalogue import Catalogue
from desk.region.client import RegionClient
from desk.region.contract import Clerk, MatterChanges, MatterGuide
from desk.region.tokens import Tokens
from desk.scan.devices import ScanDevice
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.lock import ProfileLock
from desk.vault.passphrases import Passphrases
from desk.vault.sealing import Sealer
from desk.visit.attention import AttentionCases
from desk.visit.attention_store import AttentionStore
from desk.visit.case import Cases, Sendings
from desk.visit.clerk_session import ClerkSession
from desk.visit.database import open_window_database
from desk.visit.end_visit import VisitEnding
from desk.visit.page_versions import PageVersions
from desk.visit.paper_records import PaperRecords
from desk.visit.retention import Retention
from desk.visit.session import VisitSession, WindowPlace
from desk.visit.steps.call import CallStep
from desk.visit.steps.form import FormStep
from desk.visit.steps.identify import IdentifyStep
from desk.visit.steps.materials import MaterialsStep
from desk.visit.steps.matter import MatterStep
from desk.visit.steps.paper import PaperStep
from desk.visit.steps.submit import SubmitStep
from desk.visit.store import VisitStore
from desk.worker_thread import WorkerThread
from printing.queue import PrintQueue
from printing.spool import Spool

KEY = bytes(range(32))
NOBODY = "http://127.0.0.1:9"
"""An address at which no region answers."""

CLERK = Clerk("weili", "韦丽", "综合窗口")
WINDOW = "3"
SERVICE = "hall-desk-test"

Now = Callable[[], datetime]


def guides() -> tuple[MatterGuide, ...]:
    """The sample matters, as a region's catalogue gives them."""
    text = (Path(resources.__file__).parent / "sample" / "matters.json").read_bytes()
    return msgspec.json.decode(text, type=_Sample).matters


class _Sample(msgspec.Struct):
    matters: tuple[MatterGuide, ...]


class Window:
    """One window of the tests' hall. Close it, or kill its process, and make another.

    `now` is this PC's clock, `hall_now` the hall's where it is another.
    """

    def __init__(
        self,
        profile: Path,
        hall_url: str,
        process_pool: ProcessPool,
        *,
        region_url: str = NOBODY,
        device: ScanDevice | None = None,
        now: Now = utc_now,
        hall_now: Now | None = None,
    ) -> None:
        self.lock = ProfileLock(profile)
        self.engine = open_window_database(profile / "window.db")
        self.files = FileVault(profile / "files", KEY)
        self.sealer = Sealer(KEY)
        self.outbox = OutboxStore(self.engine, self.sealer, now)
        self.store = VisitStore(self.engine, self.sealer, Sendings(self.outbox).sending, now)
        self.arrangements = PageVersions(self.store)
        self.queue = PrintQueue(self.engine, self.files)
        self.retention = Retention(
            self.store, self.arrangements, self.files, self.outbox, self.queue
        )
        self.hall = open_hall(hall_url, clock=hall_now or now)
        self.catalogue = Catalogue(self.engine)
        if not self.catalogue.count():
            self.catalogue.apply(MatterChanges("1", False, changed=guides()))
        self.worker_threads = [
            WorkerThread(name) for name in ("store", "reading", "hall", "outbox", "keys")
        ]
        store_thread, reading, hall_thread, outbox_thread, keys = self.worker_threads
        self.tokens = Tokens(Keys(SERVICE), keys)
        self.region = RegionClient(region_url, self.tokens, deadline_s=5)
        self.cases = Cases(self.store)
        self.worker = OutboxWorker(
            self.outbox,
            self.region,
            self.files,
            outbox_thread,
            build=self.cases.build,
            acknowledged=self.cases.acknowledged,
            local_no=self.cases.local_no,
            backoff=Backoff(first_s=0.05, longest_s=0.1),
        )
        self.session = VisitSession(
            self.store, store_thread, WindowPlace("NN01", "南宁市民中心", WINDOW)
        )
        self.session.clerk = CLERK
        self.passphrases = Passphrases(Keys(SERVICE), now, timedelta(days=3))
        self.clerk_session = ClerkSession(
            self.session, self.region, self.tokens, self.passphrases, keys
        )
        self.call_step = CallStep(self.session, self.hall, hall_thread, self.retention)
        self.identify_step = IdentifyStep(self.session, self.call_step)
        self.matter_step = MatterStep(self.session, self.catalogue, reading, self.region)
        self.materials_step = MaterialsStep(
            self.session, self.arrangements, self.files, reading, process_pool, device=device
        )
        self.form_step = FormStep(self.session)
        self.submit_step = SubmitStep(
            self.session,
            self.arrangements,
            self.cases,
            self.outbox,
            self.worker,
            files=self.files,
            reading=reading,
            process_pool=process_pool,
        )
        self.paper_step = PaperStep(
            self.session,
            self.call_step,
            PaperRecords(self.store, self.outbox, self.queue),
            spool=Spool(self.queue, store_thread),
            process_pool=process_pool,
            region=self.region,
            worker=self.worker,
        )
        self.ending = VisitEnding(
            self.session,
            self.call_step,
            self.retention,
            PaperRecords(self.store, self.outbox, self.queue),
            spool=Spool(self.queue, store_thread),
            process_pool=process_pool,
            region=self.region,
        )

        self.attention_cases = AttentionCases(
            self.session,
            self.call_step,
            AttentionStore(self.store, self.outbox, self.queue),
            worker=self.worker,
            region=self.region,
            prints=self.queue,
            spool=Spool(self.queue, store_thread),
            process_pool=process_pool,
        )

    async def send(self) -> None:
        """Let the outbox work off all that is due, and hear what came of it."""
        while await self.worker.step():
            pass
        await self.session.settled()

    async def send_once(self) -> None:
        """Let the outbox try what is due, once."""
        await self.worker.step()
        await self.session.settled()

    async def close(self) -> None:
        """Leave everything as a window does that is closed."""
        await self.session.settled()
        await self.attention_cases.settled()
        await self.call_step.stop()
        await self.region.close()
        await asyncio.to_thread(self._let_go)

    def _let_go(self) -> None:
        for worker_thread in self.worker_threads:
            worker_thread.close()
        self.hall.close()
        self.engine.dispose()
        self.lock.release()
