"""The composition root of a kiosk: settings → services → the screen, and what runs beside it."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from PySide6.QtWidgets import QApplication

from desk.domain.failures import Failure
from desk.kiosk.presenter import KioskPresenter
from desk.kiosk.services import open_services
from desk.kiosk.window import KioskWindow
from desk.logs import logging_to
from desk.qt.application import application, live
from desk.qt.theme.fonts import load_rare_fonts
from desk.qt.trouble_window import TroubleWindow, decide
from desk.settings import Settings
from desk.vault.private import private_process
from desk.vault.trouble import ProfileDecision

log = logging.getLogger(__name__)

FORGET_EVERY_S = 3600.0
"""How often the papers of earlier days are looked for, in seconds."""


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
    """Open the services and start the background tasks."""
    services = await open_services(settings, stack, decision)
    presenter = services.presenter

    async def forget() -> None:
        while True:
            await asyncio.sleep(FORGET_EVERY_S)
            await services.print_thread.run(services.store.forget)

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


async def _kept_up(work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """A task that must not end while the kiosk runs: it is logged and started again."""
    while True:
        try:
            await work()
        except Exception:
            log.exception("a background task of the kiosk ended")
        await asyncio.sleep(1)


async def _end(background: list[asyncio.Task[None]], presenter: KioskPresenter) -> None:
    presenter.cancel()
    for task in background:
        task.cancel()
    await asyncio.gather(*background, return_exceptions=True)
    await presenter.settled()
