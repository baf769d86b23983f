"""The services of one window: everything but what is on the screen.

`open_services` builds what a window needs from its settings; the window, or anything else that
wants to work as one, drives the services. Whatever cannot be opened says so as a `Failure`,
and what was opened before it is closed again.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from desk.domain.clock import local_time, utc_now
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import HallSnapshot
from desk.hall.queue import HallQueue
from desk.hall.store import open_hall
from desk.outbox.store import OutboxStore
from desk.outbox.worker import OutboxWorker
from desk.processes import ProcessPool
from desk.region.calendar import CalendarFile, told_calendar
from desk.region.catalogue import Catalogue
from desk.region.client import RegionClient
from desk.region.login import DeviceLogin
from desk.region.tokens import Tokens
from desk.scan.claim import FolderOwner
from desk.scan.readers import FileReaders, SetAside
from desk.settings import Settings
from desk.vault.aside import FilesUnknown
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.marks import Marks
from desk.vault.passphrases import Passphrases
from desk.vault.private import close_to_others, private_temporary
from desk.vault.profile import Names, open_profile
from desk.vault.trouble import ProfileDecision
from desk.visit.attention import AttentionCases
from desk.visit.attention_store import AttentionStore
from desk.visit.case import Cases, Sendings
from desk.visit.clerk_session import ClerkSession
from desk.visit.database import open_window_database
from desk.visit.end_visit import VisitEnding
from desk.visit.failures import PagesMissing
from desk.visit.kept_files import KeptPlace
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
from printing import papers
from printing.queue import PrintQueue
from printing.spool import Spool

PROFILE = Names(key="profile", database="window.db")
"""What the parts of a window's profile are called."""

OURS = (
    "window.*",
    "files*",
    "profile.mark",
    "key.proof",
    "set-aside.txt",
    "calendar.json",
    "logs",
    "hall-desk-tmp-*",
)
"""What a window keeps in its profile: nothing else there is touched."""


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


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one window, joined."""

    settings: Settings
    process_pool: ProcessPool
    readers: FileReaders
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
    clerk_session: ClerkSession
    login: DeviceLogin
    catalogue: Catalogue
    calendar: CalendarFile
    outbox: OutboxWorker
    attention_cases: AttentionCases
    retention: Retention
    hall: HallQueue
    hall_thread: WorkerThread
    catalogue_thread: WorkerThread
    prints: PrintQueue
    folder_owner: FolderOwner
    """This window, as it claims its scan folder."""
    at_start: tuple[Failure, ...]
    """What the clerk must know of what was found while the window was opened."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """What blocks while it is opened, brought here from a worker thread."""

    hall: HallQueue
    snapshot: HallSnapshot
    store: VisitStore
    arrangements: PageVersions
    retention: Retention
    files: FileVault
    outbox: OutboxStore
    catalogue: Catalogue
    cases: Cases
    papers: PaperRecords
    prints: PrintQueue
    marks: Marks
    aside: SetAside
    close: Callable[[], None]
    at_start: tuple[Failure, ...]


async def open_services(
    settings: Settings, stack: AsyncExitStack, decision: ProfileDecision | None = None
) -> Services:
    """Open everything for `settings`; `stack` closes it in the opposite order.

    `decision` is a person's about a profile that does not fit together. Raises
    `SettingsIncomplete`, `ProfileInUse`, `ProfileTrouble`, `KeyringMissing`, `HallUnreachable`
    and what else the rooms raise when they cannot be opened.
    """
    if not settings.hall_url or not settings.region_url:
        raise SettingsIncomplete
    desk_thread, hall_thread, keys_thread = (
        WorkerThread("desk"),
        WorkerThread("hall"),
        WorkerThread("keyring"),
    )
    catalogue_thread, reading_thread = WorkerThread("catalogue"), WorkerThread("pages")
    for worker_thread in (desk_thread, hall_thread, keys_thread, catalogue_thread, reading_thread):
        stack.callback(worker_thread.close)
    opened = await desk_thread.run(_open, settings, decision)
    stack.push_async_callback(desk_thread.run, opened.close)
    process_pool = ProcessPool(workers=1, warm=papers.warm)
    stack.callback(process_pool.close)
    readers = FileReaders(opened.aside)
    stack.callback(readers.close)

    tokens = Tokens(Keys(), keys_thread)
    client = RegionClient(settings.region_url, tokens, issuer_url=settings.issuer_url)
    stack.push_async_callback(client.close)
    place = WindowPlace(settings.hall, opened.snapshot.hall_name, settings.window)
    session = VisitSession(opened.store, desk_thread, place)
    stack.push_async_callback(session.settled)
    calendar = CalendarFile(settings.profile)
    kept = await desk_thread.run(calendar.load)
    session.calendar = told_calendar(kept[0] if kept else None)
    call_step = CallStep(session, opened.hall, hall_thread, opened.retention)
    call_step.await_restore()
    stack.push_async_callback(call_step.stop)
    outbox = OutboxWorker(
        opened.outbox,
        client,
        opened.files,
        desk_thread,
        build=opened.cases.build,
        acknowledged=opened.cases.acknowledged,
        local_no=opened.cases.local_no,
    )
    attention_cases = AttentionCases(
        session,
        call_step,
        AttentionStore(opened.store, opened.outbox, opened.prints),
        worker=outbox,
        region=client,
        prints=opened.prints,
        spool=Spool(opened.prints, desk_thread),
        process_pool=process_pool,
    )
    stack.push_async_callback(attention_cases.settled)
    return Services(
        settings=settings,
        process_pool=process_pool,
        readers=readers,
        session=session,
        call_step=call_step,
        identify_step=IdentifyStep(session, call_step),
        matter_step=MatterStep(session, opened.catalogue, catalogue_thread, client),
        materials_step=MaterialsStep(
            session, opened.arrangements, opened.files, reading_thread, readers
        ),
        form_step=FormStep(session),
        submit_step=SubmitStep(
            session,
            opened.arrangements,
            opened.cases,
            opened.outbox,
            outbox,
            files=opened.files,
            reading=reading_thread,
            process_pool=readers,
            marks=opened.marks,
        ),
        paper_step=PaperStep(
            session,
            call_step,
            opened.papers,
            spool=Spool(opened.prints, desk_thread),
            process_pool=process_pool,
            region=client,
            worker=outbox,
        ),
        ending=VisitEnding(
            session,
            call_step,
            opened.retention,
            opened.papers,
            spool=Spool(opened.prints, desk_thread),
            process_pool=process_pool,
            region=client,
        ),
        region=client,
        clerk_session=ClerkSession(
            session,
            client,
            tokens,
            Passphrases(Keys(), opened.store.now, timedelta(days=settings.offline_sign_in_days)),
            keys_thread,
        ),
        login=DeviceLogin(client),
        catalogue=opened.catalogue,
        calendar=calendar,
        outbox=outbox,
        attention_cases=attention_cases,
        retention=opened.retention,
        hall=opened.hall,
        hall_thread=hall_thread,
        catalogue_thread=catalogue_thread,
        prints=opened.prints,
        folder_owner=FolderOwner(opened.marks.mark.id, settings.hall, settings.window),
        at_start=opened.at_start,
    )


def _open(settings: Settings, decision: ProfileDecision | None) -> _Opened:
    """Open what blocks. Whatever fails closes what was opened before it."""
    now = local_time(utc_now())
    profile = open_profile(settings.profile, PROFILE, open_window_database, now, decision)
    try:
        hall = open_hall(settings.hall_url)
    except BaseException:
        profile.close()
        raise
    engine, sealer, files = profile.engine, profile.sealer, profile.files
    outbox = OutboxStore(engine, sealer)
    store = VisitStore(engine, sealer, Sendings(outbox).sending)
    arrangements = PageVersions(store)
    prints = PrintQueue(engine, files)
    retention = Retention(store, arrangements, files, outbox, prints)

    leaving = ExitStack()
    leaving.callback(profile.close)
    leaving.callback(hall.close)

    at_start: list[Failure] = []
    try:
        close_to_others(settings.profile, known=OURS)
        leaving.enter_context(private_temporary(settings.profile))
        try:
            retention.sweep()
        except FilesUnknown as failure:
            at_start.append(failure)
        if retention.missing_files:
            at_start.append(PagesMissing(count=retention.missing_files))
        retention.tend(acts_kept=timedelta(days=settings.acts_kept_days))
        snapshot = hall.snapshot(settings.window)
        if profile.new and snapshot.served_today:
            profile.marks.skip_today(now)  # this window gave numbers today that nobody knows
        prints.settle_interrupted()
    except BaseException:
        leaving.close()
        raise
    return _Opened(
        hall=hall,
        snapshot=snapshot,
        store=store,
        arrangements=arrangements,
        retention=retention,
        files=files,
        outbox=outbox,
        catalogue=Catalogue(engine),
        cases=Cases(store),
        papers=PaperRecords(store, outbox, prints),
        prints=prints,
        marks=profile.marks,
        aside=SetAside(settings.profile / "set-aside.txt"),
        close=leaving.close,
        at_start=tuple(at_start),
    )
