"""Starting the window: the frame first, then everything else.

Loading the services takes several times as long as painting a window, and seconds on an old hall
PC. So the frame is painted as soon as Qt can, and the rest is loaded on a thread while it is shown.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from desk.clerk.shell.opening import OpeningWindow
from desk.logs import logging_to
from desk.qt.application import application
from desk.qt.screen import NoScreen, has_screen
from desk.qt.theme import apply_theme, load_opening_font
from desk.settings import Settings
from desk.vault.private import private_process

if TYPE_CHECKING:
    from desk.clerk.main import ClerkWindow, Drive
    from desk.vault.trouble import ProfileDecision


def run_window(
    settings: Settings,
    *,
    drive: Drive | None = None,
    on_painted: Callable[[], None] = lambda: None,
    on_ready: Callable[[ClerkWindow], None] = lambda _window: None,
    size: tuple[int, int] | None = None,
    decision: ProfileDecision | None = None,
) -> int:
    """Open the clerk's window and run it until it is closed; returns the exit status.

    `on_painted` is called at the first paint, `on_ready` once the window takes the clerk's first
    key; `drive` works it in place of a clerk. A window that cannot be opened says why on the
    screen, and raises a `Failure`. `decision` is what a person decided beforehand about a profile
    that does not fit together.
    """
    if not has_screen():
        raise NoScreen
    with private_process(), logging_to(settings.profile, "window"):
        return _run(settings, drive, on_painted, on_ready, size, decision=decision)


def _run(
    settings: Settings,
    drive: Drive | None,
    on_painted: Callable[[], None],
    on_ready: Callable[[ClerkWindow], None],
    size: tuple[int, int] | None,
    *,
    decision: ProfileDecision | None,
) -> int:
    app = application(settings.language, themed=False)
    load_opening_font()
    opening = OpeningWindow(settings.window)
    if size:
        opening.resize(*size)
        opening.show()
    else:
        opening.showMaximized()
    while not opening.painted:
        app.processEvents()
    on_painted()
    apply_theme(app)
    opening.show_icon()
    _load_the_rest(app)
    from desk.clerk.main import run

    return run(app, settings, opening, drive, on_ready, decision=decision)


def _load_the_rest(app: QApplication) -> None:
    """Import the services on a thread, so that the window can be moved and covered meanwhile."""

    def load() -> None:
        import desk.clerk.main  # noqa: F401

    loading = threading.Thread(target=load, name="loading")
    loading.start()
    while loading.is_alive():
        app.processEvents()
        time.sleep(0.005)
