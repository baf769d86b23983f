"""What a window keeps on its disk: everything that blocks.

`open_stores` runs on a worker thread. What it returns is used by the services of the window, each
on the thread that it was given.
"""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Engine

from desk.domain.clock import local_time
from desk.domain.failures import Failure
from desk.machine import Machine
from desk.outbox.store import OutboxStore
from desk.region.catalogue import Catalogue
from desk.scan.readers import SetAside
from desk.settings import Settings
from desk.vault.aside import FilesUnknown
from desk.vault.files import FileVault
from desk.vault.marks import Marks
from desk.vault.profile import Names, open_profile
from desk.vault.trouble import ProfileDecision
from desk.visit.case import Cases, Sendings
from desk.visit.database import open_window_database
from desk.visit.failures import PagesMissing
from desk.visit.page_versions import PageVersions
from desk.visit.paper_records import PaperRecords
from desk.visit.retention import Retention
from desk.visit.store import VisitStore
from printing.queue import PrintQueue

PROFILE = Names(
    key="profile",
    database="window.db",
    ours=(
        "window.*",
        "files*",
        "profile.mark",
        "key.proof",
        "set-aside.txt",
        "calendar.json",
        "logs",
        "hall-desk-tmp-*",
    ),
)
"""What the parts of a window's profile are called; nothing else in its folder is touched."""


@dataclass(frozen=True, slots=True)
class WindowStores:
    """The stores of one window. All of them block."""

    engine: Engine
    visits: VisitStore
    versions: PageVersions
    files: FileVault
    outbox: OutboxStore
    catalogue: Catalogue
    cases: Cases
    papers: PaperRecords
    prints: PrintQueue
    retention: Retention
    marks: Marks
    aside: SetAside
    new: bool
    """Whether the profile was made just now."""
    at_start: tuple[Failure, ...]
    """What the clerk must know of what was found while the window was opened."""


def open_stores(
    settings: Settings, stack: ExitStack, machine: Machine, decision: ProfileDecision | None = None
) -> WindowStores:
    """Open the profile of `settings`; `stack` closes it. Raises what `open_profile` raises."""
    now = local_time(machine.now())
    profile = open_profile(
        settings.profile, PROFILE, open_window_database, now, decision, keys=machine.keys()
    )
    stack.callback(profile.close)
    engine, sealer, files = profile.engine, profile.sealer, profile.files
    outbox = OutboxStore(engine, sealer, machine.now)
    visits = VisitStore(engine, sealer, Sendings(outbox).sending, machine.now)
    versions, prints = PageVersions(visits), PrintQueue(engine, files, machine.now)
    retention = Retention(visits, versions, files, outbox, prints)

    at_start: list[Failure] = []
    try:
        retention.sweep()
    except FilesUnknown as failure:
        at_start.append(failure)
    if retention.missing_files:
        at_start.append(PagesMissing(count=retention.missing_files))
    retention.tend(acts_kept=timedelta(days=settings.acts_kept_days))
    prints.settle_interrupted()
    return WindowStores(
        engine=engine,
        visits=visits,
        versions=versions,
        files=files,
        outbox=outbox,
        catalogue=Catalogue(engine),
        cases=Cases(visits),
        papers=PaperRecords(visits, outbox, prints),
        prints=prints,
        retention=retention,
        marks=profile.marks,
        aside=SetAside(settings.profile / "set-aside.txt"),
        new=profile.new,
        at_start=tuple(at_start),
    )
