"""The rooms of one window, opened and joined: everything but its face.

`open_rooms` builds what a window needs from its settings; the window, or anything else that
wants to work as one, drives the services. Whatever cannot be opened says so as a `Failure`,
and what was opened before it is closed again.
"""

from collections.abc import Callable
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.domain.tickets import HallSnapshot
from desk.hall.queue import HallQueue
from desk.hall.store import open_hall
from desk.worker_thread import Lane
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
from desk.vault.trouble import Decision
from desk.visit.arrangement import Arrangements
from desk.visit.attending import Attending
from desk.visit.attention import AttentionBook
from desk.visit.book import VisitBook, utc_now
from desk.visit.calling import Calling
from desk.visit.case import Cases, Sendings
from desk.visit.choosing import Choosing
from desk.visit.counter import Counter, Place
from desk.visit.database import open_window_database
from desk.visit.ending import Ending
from desk.visit.failures import PagesMissing
from desk.visit.filling import Filling
from desk.visit.gathering import Gathering
from desk.visit.handing import Handing
from desk.visit.identifying import Identifying
from desk.visit.kept_files import KeptPlace
from desk.visit.papers import PaperBook
from desk.visit.retention import Retention
from desk.visit.session import Session
from desk.visit.submitting import Submitting
from printing import papers
from printing.queue import PrintQueue
from printing.spool import Spool
from printing.words import local

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
class Rooms:
    """The services of one window, joined."""

    settings: Settings
    workshop: ProcessPool
    readers: FileReaders
    counter: Counter
    calling: Calling
    identifying: Identifying
    choosing: Choosing
    gathering: Gathering
    filling: Filling
    submitting: Submitting
    handing: Handing
    ending: Ending
    region: RegionClient
    session: Session
    login: DeviceLogin
    catalogue: Catalogue
    calendar: CalendarFile
    outbox: OutboxWorker
    attending: Attending
    retention: Retention
    hall: HallQueue
    hall_lane: Lane
    catalogue_lane: Lane
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
    book: VisitBook
    arrangements: Arrangements
    retention: Retention
    files: FileVault
    outbox: OutboxStore
    catalogue: Catalogue
    cases: Cases
    papers: PaperBook
    prints: PrintQueue
    marks: Marks
    aside: SetAside
    close: Callable[[], None]
    at_start: tuple[Failure, ...]


async def open_rooms(
    settings: Settings, stack: AsyncExitStack, decision: Decision | None = None
) -> Rooms:
    """Open everything for `settings`; `stack` closes it in the opposite order.

    `decision` is a person's about a profile that does not fit together. Raises
    `SettingsIncomplete`, `ProfileInUse`, `ProfileTrouble`, `KeyringMissing`, `HallUnreachable`
    and what else the rooms raise when they cannot be opened.
    """
    if not settings.hall_url or not settings.region_url:
        raise SettingsIncomplete
    desk_lane, hall_lane, keys_lane = Lane("desk"), Lane("hall"), Lane("keyring")
    catalogue_lane, reading_lane = Lane("catalogue"), Lane("pages")
    for lane in (desk_lane, hall_lane, keys_lane, catalogue_lane, reading_lane):
        stack.callback(lane.close)
    opened = await desk_lane.run(_open, settings, decision)
    stack.push_async_callback(desk_lane.run, opened.close)
    workshop = ProcessPool(workers=1, warm=papers.warm)
    stack.callback(workshop.close)
    readers = FileReaders(opened.aside)
    stack.callback(readers.close)

    tokens = Tokens(Keys(), keys_lane)
    client = RegionClient(settings.region_url, tokens, issuer_url=settings.issuer_url)
    stack.push_async_callback(client.close)
    place = Place(settings.hall, opened.snapshot.hall_name, settings.window)
    counter = Counter(opened.book, desk_lane, place)
    stack.push_async_callback(counter.settled)
    calendar = CalendarFile(settings.profile)
    kept = await desk_lane.run(calendar.load)
    counter.calendar = told_calendar(kept[0] if kept else None)
    calling = Calling(counter, opened.hall, hall_lane, opened.retention)
    calling.await_restore()
    stack.push_async_callback(calling.stop)
    outbox = OutboxWorker(
        opened.outbox,
        client,
        opened.files,
        desk_lane,
        build=opened.cases.build,
        acknowledged=opened.cases.acknowledged,
        local_no=opened.cases.local_no,
    )
    attending = Attending(
        counter,
        calling,
        AttentionBook(opened.book, opened.outbox, opened.prints),
        worker=outbox,
        region=client,
        prints=opened.prints,
        spool=Spool(opened.prints, desk_lane),
        workshop=workshop,
    )
    stack.push_async_callback(attending.settled)
    return Rooms(
        settings=settings,
        workshop=workshop,
        readers=readers,
        counter=counter,
        calling=calling,
        identifying=Identifying(counter, calling),
        choosing=Choosing(counter, opened.catalogue, catalogue_lane, client),
        gathering=Gathering(counter, opened.arrangements, opened.files, reading_lane, readers),
        filling=Filling(counter),
        submitting=Submitting(
            counter,
            opened.arrangements,
            opened.cases,
            opened.outbox,
            outbox,
            files=opened.files,
            reading=reading_lane,
            workshop=readers,
            marks=opened.marks,
        ),
        handing=Handing(
            counter,
            calling,
            opened.papers,
            spool=Spool(opened.prints, desk_lane),
            workshop=workshop,
            region=client,
            worker=outbox,
        ),
        ending=Ending(
            counter,
            calling,
            opened.retention,
            opened.papers,
            spool=Spool(opened.prints, desk_lane),
            workshop=workshop,
            region=client,
        ),
        region=client,
        session=Session(
            counter,
            client,
            tokens,
            Passphrases(Keys(), opened.book.now, timedelta(days=settings.offline_sign_in_days)),
            keys_lane,
        ),
        login=DeviceLogin(client),
        catalogue=opened.catalogue,
        calendar=calendar,
        outbox=outbox,
        attending=attending,
        retention=opened.retention,
        hall=opened.hall,
        hall_lane=hall_lane,
        catalogue_lane=catalogue_lane,
        prints=opened.prints,
        folder_owner=FolderOwner(opened.marks.mark.id, settings.hall, settings.window),
        at_start=opened.at_start,
    )


def _open(settings: Settings, decision: Decision | None) -> _Opened:
    """Open what blocks. Whatever fails closes what was opened before it."""
    now = local(utc_now())
    profile = open_profile(settings.profile, PROFILE, open_window_database, now, decision)
    try:
        hall = open_hall(settings.hall_url)
    except BaseException:
        profile.close()
        raise
    engine, sealer, files = profile.engine, profile.sealer, profile.files
    outbox = OutboxStore(engine, sealer)
    book = VisitBook(engine, sealer, Sendings(outbox).sending)
    arrangements = Arrangements(book)
    prints = PrintQueue(engine, files)
    retention = Retention(book, arrangements, files, outbox, prints)

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
        book=book,
        arrangements=arrangements,
        retention=retention,
        files=files,
        outbox=outbox,
        catalogue=Catalogue(engine),
        cases=Cases(book),
        papers=PaperBook(book, outbox, prints),
        prints=prints,
        marks=profile.marks,
        aside=SetAside(settings.profile / "set-aside.txt"),
        close=leaving.close,
        at_start=tuple(at_start),
    )
