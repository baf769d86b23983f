"""The services of a kiosk: everything but what is on its screen.

A kiosk has a folder of its own in the profile, so that it can share a PC with a window: a small
print queue, in which every ticket's paper is stored before it is printed.
"""

from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field

from sqlalchemy import Engine

from desk.domain.clock import Clock, local_time
from desk.hall.client import HallClient, Role, open_hall_client
from desk.kiosk.cards import IdCardReader
from desk.kiosk.failures import NoHallSet
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.ticket_issuer import TicketIssuer
from desk.kiosk.ticket_printer import TicketPrinter, forget_earlier
from desk.kiosk.timeouts import Timeouts
from desk.machine import Machine
from desk.processes import ProcessPool
from desk.settings import FOLDER_PRINTER, Settings
from desk.vault.files import FileVault
from desk.vault.profile import Names, open_profile
from desk.vault.trouble import ProfileDecision
from desk.visit.database import open_window_database
from desk.worker_thread import WorkerThread
from printing import papers
from printing.printers import Printer
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PrintQueue

FOLDER = "kiosk"
"""The kiosk's folder in the profile."""

PROFILE = Names(key=FOLDER, database="kiosk.db", proven=False)
"""What the parts of a kiosk's profile are called."""


@dataclass(frozen=True, slots=True)
class KioskMachine(Machine):
    """What a kiosk gets from its machine.

    `printer` and `reader` are its devices where they are not found by the settings; `times` are
    those of its pages. `process_pool` makes papers; one that is given is left running.
    """

    printer: Printer | None = None
    reader: IdCardReader | None = None
    times: Timeouts = field(default_factory=Timeouts)
    process_pool: ProcessPool | None = None


@dataclass(frozen=True, slots=True)
class KioskStore:
    """What a kiosk keeps on its disk. Blocking."""

    engine: Engine
    files: FileVault
    prints: PrintQueue
    now: Clock

    def forget(self) -> None:
        """Remove what is left of earlier days."""
        forget_earlier(self.engine, self.prints, self.files, local_time(self.now()).date())


def open_store(
    settings: Settings, stack: ExitStack, machine: Machine, decision: ProfileDecision | None = None
) -> KioskStore:
    """Open the kiosk's folder of the profile; `stack` closes it. Blocking.

    `decision` is a person's about a profile that does not fit together. Raises
    `ProfileInUse`, `ProfileTrouble`, `KeyringMissing` and what else a store raises that cannot
    be opened.
    """
    folder, now, keys = settings.profile / FOLDER, local_time(machine.now()), machine.keys()
    profile = open_profile(folder, PROFILE, open_window_database, now, decision, keys=keys)
    stack.callback(profile.close)
    prints = PrintQueue(profile.engine, profile.files, machine.now)
    store = KioskStore(profile.engine, profile.files, prints, machine.now)
    profile.files.clear_unfinished()
    prints.settle_interrupted()
    store.forget()
    return store


@dataclass(frozen=True, slots=True)
class KioskServices:
    """A kiosk without its window: its presenter and its services."""

    store: KioskStore
    hall: HallClient
    issuer: TicketIssuer
    presenter: KioskPresenter
    print_thread: WorkerThread


async def open_services(
    settings: Settings,
    stack: AsyncExitStack,
    decision: ProfileDecision | None = None,
    machine: KioskMachine | None = None,
) -> KioskServices:
    """Open everything of a kiosk but its window; `stack` closes it in the opposite order.

    The hall may be away: the kiosk says so and looks for it. Raises `NoHallSet` and what
    `open_store` and `open_hall_client` raise.
    """
    if not settings.hall_url:
        raise NoHallSet
    machine = machine or KioskMachine()
    print_thread = WorkerThread("print-queue")
    stack.callback(print_thread.close)
    blocking = ExitStack()
    stack.push_async_callback(print_thread.run, blocking.close)
    store = await print_thread.run(open_store, settings, blocking, machine, decision)
    process_pool = machine.process_pool
    if process_pool is None:
        process_pool = ProcessPool(warm=papers.warm)
        stack.callback(process_pool.close)
        process_pool.start()
    url, clock, keys = settings.hall_url, machine.hall_clock, machine.keys
    hall = await print_thread.run(
        lambda: open_hall_client(url, (Role.KIOSK,), clock=clock, keys=keys)
    )
    stack.push_async_callback(hall.close)
    issuer = TicketIssuer(hall)
    printer = TicketPrinter(
        machine.printer or await _printer(settings, process_pool),
        store.prints,
        print_thread,
        process_pool,
        public_url=settings.public_url,
        width_mm=settings.ticket_width_mm,
    )
    presenter = KioskPresenter(
        issuer,
        printer,
        reader=machine.reader,
        times=machine.times,
        now=machine.steady,
        language=settings.language,
    )
    return KioskServices(store, hall, issuer, presenter, print_thread)


async def _printer(settings: Settings, process_pool: ProcessPool) -> Printer:
    if settings.printer == FOLDER_PRINTER:
        folder = SaveAsPdf(settings.paper_folder)
        await folder.begin()
        return folder
    from printing.printers.qt_system import QtSystemPrinter

    return QtSystemPrinter(settings.printer, process_pool)
