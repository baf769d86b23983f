"""The composition root of a kiosk: settings → hall, printer, keys → the screen.

A kiosk has a folder of its own in the profile, so that it can share a PC with a window: a small
print queue, in which every ticket's paper is stored before it is printed.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine

from desk.domain.clock import local_time, utc_now
from desk.domain.failures import Failure
from desk.kiosk.failures import NoHallSet
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.ticket_issuer import TicketIssuer
from desk.kiosk.ticket_printer import TicketPrinter, forget_earlier
from desk.kiosk.window import KioskWindow
from desk.logs import logging_to
from desk.processes import ProcessPool
from desk.qt.application import application, live
from desk.qt.theme.fonts import load_rare_fonts
from desk.qt.trouble_window import TroubleWindow, decide
from desk.settings import FOLDER_PRINTER, Settings
from desk.vault.files import FileVault
from desk.vault.keys import Keys
from desk.vault.private import close_to_others, private_process, private_temporary
from desk.vault.profile import Names, open_profile
from desk.vault.trouble import ProfileDecision
from desk.visit.database import open_window_database
from desk.worker_thread import WorkerThread
from printing import papers
from printing.printers import Printer
from printing.printers.save_as_pdf import SaveAsPdf
from printing.queue import PrintQueue

log = logging.getLogger(__name__)

FOLDER = "kiosk"
"""The kiosk's corner of the profile."""

PROFILE = Names(key=FOLDER, database="kiosk.db", proven=False)
"""What the parts of a kiosk's profile are called."""

HALL_KEY = "hall-appointments"
"""Name in the keyring of the hall's secret, by which holders of appointments are found."""

FORGET_EVERY_S = 3600.0
"""How often the papers of earlier days are looked for, in seconds."""


@dataclass(frozen=True, slots=True)
class KioskStore:
    """What a kiosk keeps on its disk, and the secrets that it works with."""

    engine: Engine
    files: FileVault
    prints: PrintQueue
    hall_key: bytes
    close: Callable[[], None]
    """Closes everything."""

    def forget(self) -> None:
        """Remove what is left of earlier days."""
        forget_earlier(self.engine, self.prints, self.files, local_time(utc_now()).date())


def open_store(profile: Path, decision: ProfileDecision | None = None) -> KioskStore:
    """Open the kiosk's corner of `profile`; blocking.

    `decision` is a person's about a profile that does not fit together. Raises
    `ProfileInUse`, `ProfileTrouble`, `KeyringMissing` and what else a store raises that cannot
    be opened.
    """
    folder = profile / FOLDER
    own = open_profile(folder, PROFILE, open_window_database, local_time(utc_now()), decision)
    leaving = ExitStack()
    leaving.callback(own.close)
    try:
        hall_key, prints = Keys().key(HALL_KEY), PrintQueue(own.engine, own.files)
        store = KioskStore(own.engine, own.files, prints, hall_key, leaving.close)
        close_to_others(folder)
        leaving.enter_context(private_temporary(folder))
        own.files.clear_unfinished()
        store.prints.settle_interrupted()
        store.forget()
    except BaseException:
        leaving.close()
        raise
    return store


def run_kiosk(
    settings: Settings,
    *,
    size: tuple[int, int] | None = None,
    decision: ProfileDecision | None = None,
) -> int:
    """Open the kiosk and run it until it is closed (Ctrl+Q); returns the exit status.

    It fills the screen; with `size` it is a window of that size, for trying it out. A kiosk
    that cannot be opened says why on the screen, and as a `Failure`. `decision` is what a
    person decided beforehand about a profile that does not fit together.
    """
    with private_process(), logging_to(settings.profile, "kiosk"):
        app = application(settings.language)
        return live(app, _live(app, settings, size, decision))


async def _live(
    app: QApplication,
    settings: Settings,
    size: tuple[int, int] | None,
    decision: ProfileDecision | None,
) -> int:
    closed = asyncio.Event()
    app.lastWindowClosed.connect(closed.set)
    async with AsyncExitStack() as stack:
        presenter = await _open(settings, stack, decision)
        closed.clear()
        window = KioskWindow(presenter, app)
        if size:
            window.resize(*size)
            window.show()
        else:
            window.showFullScreen()
        load_rare_fonts()
        await closed.wait()
        presenter.cancel()
        return 0


async def _open(
    settings: Settings, stack: AsyncExitStack, decision: ProfileDecision | None
) -> KioskPresenter:
    """Open the kiosk. What keeps it shut is shown to a person, who may decide how to go on."""
    while True:
        async with AsyncExitStack() as attempt:
            try:
                presenter = await open_kiosk(settings, attempt, decision)
            except Failure as failure:
                log.error("the kiosk was not opened: %s", failure)
                decision = await decide(TroubleWindow(failure))
                if decision is None:
                    raise
                log.warning("a person decided about the profile: %s", decision.name)
            else:
                stack.push_async_exit(attempt.pop_all())
                return presenter


async def open_kiosk(
    settings: Settings, stack: AsyncExitStack, decision: ProfileDecision | None = None
) -> KioskPresenter:
    """Everything of a kiosk but its window, at work; `stack` closes it in the opposite order.

    The hall may be away: the kiosk says so and looks for it. Raises `NoHallSet` and what
    `open_store` raises.
    """
    if not settings.hall_url:
        raise NoHallSet
    hall_thread, print_thread = WorkerThread("hall"), WorkerThread("print-queue")
    for worker_thread in (hall_thread, print_thread):
        stack.callback(worker_thread.close)
    store = await print_thread.run(open_store, settings.profile, decision)
    stack.push_async_callback(print_thread.run, store.close)
    process_pool = ProcessPool(warm=papers.warm)
    stack.callback(process_pool.close)
    process_pool.start()
    giving = TicketIssuer(settings.hall_url, hall_thread)
    stack.push_async_callback(giving.close)
    printer = TicketPrinter(
        await _printer(settings, process_pool),
        store.prints,
        print_thread,
        process_pool,
        public_url=settings.public_url,
        width_mm=settings.ticket_width_mm,
    )
    presenter = KioskPresenter(giving, printer, store.hall_key, language=settings.language)

    async def forget() -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY_S)
            await print_thread.run(store.forget)

    background = [
        asyncio.create_task(_kept_up(work))
        for work in (
            presenter.watch_printer,
            presenter.watch_hall,
            presenter.mind_the_time,
            forget,
        )
    ]
    stack.push_async_callback(_end, background, presenter)
    return presenter


async def _printer(settings: Settings, process_pool: ProcessPool) -> Printer:
    if settings.printer == FOLDER_PRINTER:
        folder = SaveAsPdf(settings.paper_folder)
        await folder.begin()
        return folder
    from printing.printers.qt_system import QtSystemPrinter

    return QtSystemPrinter(settings.printer, process_pool)


async def _kept_up(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """A task that must not end while the kiosk runs: it is logged and started again."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("an errand of the kiosk ended")
        await asyncio.sleep(1)


async def _end(background: list[asyncio.Task[None]], presenter: KioskPresenter) -> None:
    presenter.cancel()
    for errand in background:
        errand.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await presenter.settled()
