"""The services of one window: everything but what is on the screen.

`open_services` is the one place where a window is put together. The window uses it, and so do the
tests, which hand in a machine of their own (`WindowMachine`).
"""

from collections.abc import Awaitable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol

from desk.clerk.stores import WindowStores, open_stores
from desk.domain.clock import local_time
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.hall.client import HallClient, Role, open_hall_client
from desk.machine import Machine
from desk.outbox.worker import Backoff, OutboxWorker
from desk.processes import ProcessPool
from desk.region.calendar import CalendarFile, told_calendar
from desk.region.client import RegionClient
from desk.region.login import DeviceLogin
from desk.region.tokens import Tokens
from desk.region.wire import DEADLINE_S
from desk.scan.claim import FolderClaim, FolderOwner
from desk.scan.discovery import DeviceDiscovery, devices_here
from desk.scan.readers import FileReaders
from desk.scan.watched import WatchedFolder
from desk.settings import Settings
from desk.vault.passphrases import Passphrases
from desk.vault.trouble import ProfileDecision
from desk.visit.attention import AttentionCases
from desk.visit.attention_store import AttentionStore
from desk.visit.clerk_session import ClerkSession
from desk.visit.end_visit import VisitEnding
from desk.visit.kept_files import KeptPlace
from desk.visit.session import VisitSession, WindowPlace
from desk.visit.steps.call import CallStep
from desk.visit.steps.form import FormStep
from desk.visit.steps.identify import IdentifyStep
from desk.visit.steps.materials import MaterialsStep
from desk.visit.steps.matter import MatterStep
from desk.visit.steps.paper import PaperStep
from desk.visit.steps.submit import SubmitStep
from desk.worker_thread import WorkerThread
from printing import papers
from printing.spool import Spool


def kept_days(settings: Settings) -> dict[KeptPlace, int]:
    """How many days files of ours stay outside the profile, by what the settings say."""
    return {
        KeptPlace.ASIDE: settings.aside_kept_days,
        KeptPlace.REJECTED: settings.rejected_kept_days,
        KeptPlace.SAVED: settings.saved_papers_days,
    }


class SettingsIncomplete(Failure):
    """The window was not told where its hall or its region is."""

    code: ClassVar[str] = "SET-02"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "This window does not know its hall or its region yet"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The window was not started.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure",
        "Set hall_url and region_url in the settings, or try the practice hall with “desk demo”.",
    )


class FindDevices(Protocol):
    """Looks for the scanning devices of this machine, as `devices_here` does."""

    def __call__(
        self, scan_folder: Path | None, process_pool: ProcessPool, *, claim: FolderClaim | None
    ) -> Awaitable[DeviceDiscovery]: ...


@dataclass(frozen=True, slots=True)
class WindowMachine(Machine):
    """What a window gets from its machine.

    `backoff` is how long the outbox waits after a failure; `region_deadline_s` how long a call
    to the region may take, in seconds. `process_pool` makes papers and `readers` open files that
    anybody may have made: where they are given they serve several windows and are left running.
    """

    backoff: Backoff = field(default_factory=Backoff)
    region_deadline_s: float = DEADLINE_S
    find_devices: FindDevices = devices_here
    process_pool: ProcessPool | None = None
    readers: ProcessPool | None = None


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one window."""

    settings: Settings
    machine: WindowMachine
    stores: WindowStores
    hall: HallClient
    process_pool: ProcessPool
    readers: ProcessPool
    session: VisitSession
    call_step: CallStep
    identify_step: IdentifyStep
    matter_step: MatterStep
    materials_step: MaterialsStep
    form_step: FormStep
    submit_step: SubmitStep
    paper_step: PaperStep
    ending: VisitEnding
    region: RegionClient
    tokens: Tokens
    passphrases: Passphrases
    clerk_session: ClerkSession
    login: DeviceLogin
    calendar: CalendarFile
    outbox: OutboxWorker
    attention_cases: AttentionCases
    catalogue_thread: WorkerThread


async def open_services(
    settings: Settings,
    stack: AsyncExitStack,
    decision: ProfileDecision | None = None,
    machine: WindowMachine | None = None,
) -> Services:
    """Open everything for `settings`; `stack` closes it in the opposite order.

    `decision` is a person's about a profile that does not fit together. Raises
    `SettingsIncomplete`, `ProfileInUse`, `ProfileTrouble`, `KeyringMissing`, `HallUnreachable`,
    what else `open_hall_client` raises and what the stores raise when they cannot be opened; what
    was opened before is closed.
    """
    if not settings.hall_url or not settings.region_url:
        raise SettingsIncomplete
    machine = machine or WindowMachine()
    desk_thread, keys_thread, catalogue_thread, reading_thread = (
        _thread(name, stack) for name in ("desk", "keyring", "catalogue", "pages")
    )
    blocking = ExitStack()
    stack.push_async_callback(desk_thread.run, blocking.close)
    stores = await desk_thread.run(open_stores, settings, blocking, machine, decision)
    hall = await _open_hall(settings, stack, machine, keys_thread)
    hall_here = hall.mirror.snapshot(settings.window)
    if stores.new and hall_here.served_today:  # numbers were given here that nobody knows
        await desk_thread.run(stores.marks.skip_today, local_time(machine.now()))
    process_pool, readers = machine.process_pool, machine.readers
    if process_pool is None:
        process_pool = ProcessPool(workers=1, warm=papers.warm)
        stack.callback(process_pool.close)
    if readers is None:
        readers = FileReaders(stores.aside)
        stack.callback(readers.close)

    tokens = Tokens(machine.keys(), keys_thread)
    client = RegionClient(
        settings.region_url,
        tokens,
        issuer_url=settings.issuer_url,
        deadline_s=machine.region_deadline_s,
        now=machine.now,
    )
    stack.push_async_callback(client.close)
    place = WindowPlace(settings.hall, hall_here.hall_name, settings.window)
    session = VisitSession(stores.visits, desk_thread, place)
    stack.push_async_callback(session.settled)
    calendar = CalendarFile(settings.profile)
    kept = await desk_thread.run(calendar.load)
    session.calendar = told_calendar(kept[0] if kept else None)
    call_step = CallStep(session, hall, stores.retention)
    call_step.await_restore()
    stack.push_async_callback(call_step.stop)
    outbox = OutboxWorker(
        stores.outbox,
        client,
        stores.files,
        desk_thread,
        build=stores.cases.build,
        acknowledged=stores.cases.acknowledged,
        local_no=stores.cases.local_no,
        backoff=machine.backoff,
    )
    spool = Spool(stores.prints, desk_thread)
    attention_cases = AttentionCases(
        session,
        call_step,
        AttentionStore(stores.visits, stores.outbox, stores.prints),
        worker=outbox,
        region=client,
        prints=stores.prints,
        spool=spool,
        process_pool=process_pool,
    )
    stack.push_async_callback(attention_cases.settled)
    passphrases = Passphrases(
        machine.keys(), machine.now, timedelta(days=settings.offline_sign_in_days)
    )
    materials_step = MaterialsStep(session, stores.versions, stores.files, reading_thread, readers)
    folder, claim = settings.scan_folder, None
    if folder is not None:
        owner = FolderOwner(stores.marks.mark.id, settings.hall, settings.window)
        claim = FolderClaim(folder, owner)
        materials_step.devices.offer(WatchedFolder(folder, readers, claim=claim))
    materials_step.devices.look = partial(machine.find_devices, folder, readers, claim=claim)
    return Services(
        settings=settings,
        machine=machine,
        stores=stores,
        hall=hall,
        process_pool=process_pool,
        readers=readers,
        session=session,
        call_step=call_step,
        identify_step=IdentifyStep(session, call_step),
        matter_step=MatterStep(session, stores.catalogue, catalogue_thread, client),
        materials_step=materials_step,
        form_step=FormStep(session),
        submit_step=SubmitStep(
            session,
            stores.versions,
            stores.cases,
            stores.outbox,
            outbox,
            files=stores.files,
            reading=reading_thread,
            process_pool=readers,
            marks=stores.marks,
        ),
        paper_step=PaperStep(
            session,
            call_step,
            stores.papers,
            spool=spool,
            process_pool=process_pool,
            region=client,
            worker=outbox,
        ),
        ending=VisitEnding(
            session,
            call_step,
            stores.retention,
            stores.papers,
            spool=spool,
            process_pool=process_pool,
            region=client,
        ),
        region=client,
        tokens=tokens,
        passphrases=passphrases,
        clerk_session=ClerkSession(session, client, tokens, passphrases, keys_thread),
        login=DeviceLogin(client),
        calendar=calendar,
        outbox=outbox,
        attention_cases=attention_cases,
        catalogue_thread=catalogue_thread,
    )


async def _open_hall(
    settings: Settings, stack: AsyncExitStack, machine: WindowMachine, keys_thread: WorkerThread
) -> HallClient:
    """The hall of `settings`, known; `stack` closes it."""

    def find() -> HallClient:
        return open_hall_client(
            settings.hall_url,
            (Role.WINDOW,),
            settings.window,
            clock=machine.hall_clock,
            keys=machine.keys,
        )

    hall = await keys_thread.run(find)
    stack.push_async_callback(hall.close)
    await hall.start()
    return hall


def _thread(name: str, stack: AsyncExitStack) -> WorkerThread:
    worker_thread = WorkerThread(name)
    stack.callback(worker_thread.close)
    return worker_thread
