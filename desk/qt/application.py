"""Qt's application and the event loop that Qt and asyncio share."""

import sys
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from desk.logs import watch_loop
from desk.qt.language import speak
from desk.qt.theme import apply_theme

T = TypeVar("T")


def application(language: str, *, themed: bool = True) -> QApplication:
    """This process's application, in `language` and, if `themed`, with our theme.

    It does not quit with its last window. A caller that paints something before the theme is
    needed calls `apply_theme` afterwards.
    """
    found = QApplication.instance()
    app = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    app.setApplicationName("hall-desk")
    app.setQuitOnLastWindowClosed(False)
    speak(app, language)
    if themed:
        apply_theme(app)
    return app


def _qt_says(kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Send Qt's own messages to our logs."""
    import logging

    levels = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }
    logging.getLogger("qt").log(levels.get(kind, logging.ERROR), "%s", words)


@contextmanager
def ended_by_signals(end: Callable[[], object]) -> Iterator[None]:
    """While inside, the signals that end a session (SIGTERM, SIGHUP) call `end`.

    It is called on the loop: a signal lands anywhere in Python, also inside of Qt.
    """
    import asyncio
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()

    def told(_signal: int, _frame: object) -> None:
        loop.call_soon_threadsafe(end)

    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), told) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


@contextmanager
def _interrupted(end: Callable[[], object]) -> Iterator[None]:
    """While inside, Ctrl+C calls `end` on the loop; pressed again it ends the process at once.

    Left to Python, the interrupt is raised inside of whatever Qt has just called, and lost there.
    """
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def told(_signal: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        end()

    before = signal.signal(signal.SIGINT, told)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def live(app: QApplication, life: Coroutine[Any, Any, T]) -> T:
    """Run `life` on Qt's loop to its end; an interrupt ends it in order.

    Raises KeyboardInterrupt after an interrupt.
    """
    import asyncio  # imported late: the first paint needs none of them
    import logging

    import qasync

    # its debug level logs the arguments of every call on a thread: citizens' data
    logging.getLogger("qasync").setLevel(logging.WARNING)
    loop = qasync.QEventLoop(app)
    watch_loop(loop)
    qInstallMessageHandler(_qt_says)
    asyncio.set_event_loop(loop)
    with loop:
        task = loop.create_task(life)
        interrupted = False

        def end() -> None:
            nonlocal interrupted
            interrupted = True
            loop.call_soon_threadsafe(task.cancel)

        try:
            with _interrupted(end):
                result: T = loop.run_until_complete(task)
        except asyncio.CancelledError:
            if interrupted:
                raise KeyboardInterrupt from None
            raise
    return result
