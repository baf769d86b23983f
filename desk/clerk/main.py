"""The composition root of the window: settings → services → shell; the only module that knows all
of them.

One event loop, Qt's, driven through qasync, so that coroutines, the region's client and widgets
share one thread and nothing on it ever waits.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from desk.clerk.background import BackgroundTasks
from desk.clerk.services import Services, open_services
from desk.clerk.shell.assembly import Assembly
from desk.domain.failures import Failure
from desk.qt.application import ended_by_signals, live
from desk.qt.trouble_window import TroubleWindow, decide
from desk.settings import FOLDER_PRINTER, Settings
from desk.vault.trouble import ProfileDecision
from printing.printers import Printer
from printing.printers.save_as_pdf import SaveAsPdf

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ClerkWindow:
    """A running window: its services and its shell."""

    services: Services
    assembly: Assembly


Drive = Callable[[ClerkWindow], Awaitable[int]]
"""Drives the window in place of a clerk; returns the exit status, and the window closes."""


def run(
    app: QApplication,
    settings: Settings,
    opening: QWidget,
    drive: Drive | None,
    on_ready: Callable[[ClerkWindow], None],
    *,
    decision: ProfileDecision | None = None,
) -> int:
    """Put the window in the place of `opening` and run it; see `desk.clerk.start.run_window`."""
    return live(app, _live(app, settings, opening, drive, on_ready, decision=decision))


async def _live(
    app: QApplication,
    settings: Settings,
    opening: QWidget,
    drive: Drive | None,
    on_ready: Callable[[ClerkWindow], None],
    *,
    decision: ProfileDecision | None,
) -> int:
    closed = asyncio.Event()
    async with AsyncExitStack() as stack:
        services = await _open(settings, opening, drive, stack, decision)
        found = _Printers(services)
        window = ClerkWindow(services, Assembly(services, found.known))
        shell = window.assembly.shell
        # its own signal: that of the last window would wait for any other open one
        shell.closed.connect(closed.set)
        if opening.isMaximized():
            shell.showMaximized()
        else:
            shell.setGeometry(opening.geometry())
            shell.show()
        await painted(shell)
        opening.close()
        on_ready(window)
        app.commitDataRequest.connect(lambda _manager: shell.close_now())
        with ended_by_signals(shell.close_now):
            return await _run_to_the_end(window, found, drive, closed)


async def _run_to_the_end(
    window: ClerkWindow, found: "_Printers", drive: Drive | None, closed: asyncio.Event
) -> int:
    """Run everything until the window closes; what was typed is stored before it ends."""
    async with BackgroundTasks(window.services, window.assembly) as background:
        background.begin()
        background.send(found.look())
        background.send(window.assembly.warm())
        try:
            status = await _worked(window, drive, closed)
        finally:  # interrupted, too
            await window.assembly.close()
            window.assembly.shell.close_now()
    return status


async def _open(
    settings: Settings,
    opening: QWidget,
    drive: Drive | None,
    stack: AsyncExitStack,
    decision: ProfileDecision | None,
) -> Services:
    """Open the services. A failure is shown to a person, who may decide how to go on."""
    while True:
        async with AsyncExitStack() as attempt:
            try:
                services = await open_services(settings, attempt, decision)
            except Failure as failure:
                log.error("the window was not opened: %s", failure)
                decision = await _asked(failure, opening) if drive is None else None
                if decision is None:
                    opening.close()
                    raise
                log.warning("a person decided about the profile: %s", decision.name)
            else:
                stack.push_async_exit(attempt.pop_all())
                return services


async def _asked(failure: Failure, opening: QWidget) -> ProfileDecision | None:
    """Show what is wrong in the place of `opening`, which comes back when it is to go on."""
    trouble = TroubleWindow(failure)
    trouble.show()
    opening.hide()
    decision = await decide(trouble)
    if decision is not None:
        opening.show()
    return decision


async def _worked(window: ClerkWindow, drive: Drive | None, closed: asyncio.Event) -> int:
    """Run until the window is closed, or until its driver has finished."""
    if drive is None:
        await closed.wait()
        return 0
    working = asyncio.ensure_future(drive(window))
    waiting = asyncio.ensure_future(closed.wait())
    await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if working.done():
        return working.result()
    working.cancel()
    return 1


class _Printers:
    """The printers of this window: the system's, and the folder that stands for one."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._folder = SaveAsPdf(
            services.settings.paper_folder, services.materials_step.intake.kept.saved
        )
        self._system: tuple[Printer, ...] = ()

    def known(self) -> Sequence[Printer]:
        """Those found so far, the usual one first; the folder is always there."""
        usual = self._services.settings.printer
        if usual == FOLDER_PRINTER:
            return (self._folder, *self._system)
        first = [printer for printer in self._system if printer.name == usual]
        rest = [printer for printer in self._system if printer.name != usual]
        return (*first, *rest, self._folder)

    async def look(self) -> None:
        """Ask the system, which may take its time, on a thread of its own.

        The usual printer is offered also when the system does not know it: printing then says
        that it is missing, and nothing is quietly printed somewhere else.
        """
        await self._folder.begin()
        qt_system = await asyncio.to_thread(import_module, "printing.printers.qt_system")
        names = list(await asyncio.to_thread(qt_system.printer_names))
        usual = self._services.settings.printer
        if usual not in ("", FOLDER_PRINTER, *names):
            names.append(usual)
        self._system = tuple(
            qt_system.QtSystemPrinter(name, self._services.process_pool) for name in names
        )


class _Painted(QObject):
    """Notes the first paint of a widget, or that it is closed before."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.seen = asyncio.Event()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.Close):
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.seen.set)
        return False


async def painted(widget: QObject) -> None:
    """Wait until `widget`, shown just now, has been painted for the first time, or is closed."""
    await _Painted(widget).seen.wait()
