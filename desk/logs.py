"""Diagnostic logs of the window, the kiosk and the display: files that rotate, for support.

They lie in the profile's folder ``logs``, a file for each program, at most `KEPT` of `SIZE`
bytes, readable by their user alone. They hold no personal data: of a failure its code and plain
numbers, of any other exception its type and where it was raised, of a path a digest; and whatever
looks like an identity or telephone number is taken out.

What ends the program unforeseen lands there too: on the main thread, on others, on the event
loop, in Qt (`desk.qt.application`) and, as a trace of the interpreter, in native code.

It begins before the first paint, so what it needs only later is imported later: asyncio, hashlib.
"""

from __future__ import annotations

import errno
import faulthandler
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path, PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from desk.domain.failures import Failure

if TYPE_CHECKING:
    import asyncio

SIZE = 2_000_000
KEPT = 5
FOLDER = "logs"

_OURS = ("desk", "printing", "qt", "asyncio", "py.warnings", "root")
_PLAIN_FACTS = frozenset(
    ("number", "window", "state", "service", "status", "code", "until", "numbers", "version")
)
"""Facts of failures that are not personal: numbers of tickets and windows, states, versions."""

_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)")
log = logging.getLogger(__name__)


def folder_of(profile: Path) -> Path:
    """Where the logs of this profile lie."""
    return profile / FOLDER


_now: list[Path] = []


def current_log() -> Path | None:
    """Where this process logs now; None when it keeps no log."""
    return _now[-1] if _now else None


@contextmanager
def logging_to(profile: Path, program: str) -> Iterator[Path]:
    """Log into ``PROFILE/logs/PROGRAM.log`` while inside; gives that path.

    A folder that cannot be written keeps no program from running: it then logs nowhere.
    """
    path = folder_of(profile) / f"{program}.log"
    try:
        handler, crashes = _open(path)
    except OSError as error:
        log.warning("no log is kept: %s", error)
        yield path
        return
    root = logging.getLogger()
    level, hooks = root.level, (sys.excepthook, threading.excepthook)
    # handlers that were there before get no more than before
    others = {other: other.level for other in root.handlers}
    for other, least in others.items():
        other.setLevel(max(least, level))
    root.addHandler(handler)
    root.setLevel(min(root.level or logging.WARNING, logging.INFO))
    logging.captureWarnings(capture=True)
    sys.excepthook = _unforeseen
    threading.excepthook = _unforeseen_on_thread
    faulthandler.enable(crashes)
    log.info("%s begins, process %d", program, os.getpid())
    _now.append(path)
    try:
        yield path
    finally:
        _now.remove(path)
        log.info("%s ends", program)
        sys.excepthook, threading.excepthook = hooks
        logging.captureWarnings(capture=False)
        if faulthandler.is_enabled():
            faulthandler.enable(sys.__stderr__) if sys.__stderr__ else faulthandler.disable()
        root.removeHandler(handler)
        root.setLevel(level)
        for other, least in others.items():
            other.setLevel(least)
        handler.close()
        crashes.close()


def watch_loop(loop: asyncio.AbstractEventLoop) -> None:
    """Log exceptions of callbacks and tasks of `loop` that were not handled."""

    def unforeseen(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        logging.getLogger("asyncio").error(
            "%s", context.get("message", "unhandled"), exc_info=error
        )

    loop.set_exception_handler(unforeseen)


class Scrubbed(logging.Formatter):
    """A line for support, without anything of a citizen."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The record in words; its own arguments stay as they are for other handlers."""
        clean = logging.makeLogRecord(record.__dict__)
        clean.exc_text = None
        if isinstance(record.msg, BaseException):
            clean.msg = _harmless(record.msg)
        if isinstance(record.args, tuple):
            clean.args = tuple(_harmless(value) for value in record.args)
        elif record.args:
            clean.args = {name: _harmless(value) for name, value in record.args.items()}
        return _PERSONAL.sub("‹number›", super().format(clean))

    def formatException(self, ei: Any) -> str:
        """Where it was raised and of what type; never what it says, which may quote anything."""
        lines: list[str] = []
        error: BaseException | None = ei[1]
        while error is not None:
            lines.append(f"Traceback of {_harmless(error)}")
            lines += _frames(error.__traceback__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)


class _OursFirst(logging.Filter):
    """All of our own from INFO on, of others what is at least a warning."""

    def filter(self, record: logging.LogRecord) -> bool:
        ours = record.name.split(".")[0] in _OURS
        return record.levelno >= (logging.INFO if ours else logging.WARNING)


def _open(path: Path) -> tuple[RotatingFileHandler, TextIO]:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.chmod(0o700)
    handler = _PrivateFile(path, maxBytes=SIZE, backupCount=KEPT - 1, encoding="utf-8")
    handler.setFormatter(Scrubbed())
    handler.addFilter(_OursFirst())
    crashes = path.with_suffix(".crash")
    if crashes.exists() and crashes.stat().st_size > SIZE:
        crashes.unlink()
    return handler, open(crashes, "a", encoding="utf-8", opener=_private)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


class _PrivateFile(RotatingFileHandler):
    def _open(self) -> Any:
        stream = open(  # noqa: SIM115 - the handler closes it
            self.baseFilename, self.mode, encoding=self.encoding, opener=_private
        )
        with suppress(OSError):
            Path(self.baseFilename).chmod(0o600)
        return stream


def _harmless(value: object) -> object:
    """A value as it may be logged: itself, or what is left of it."""
    if isinstance(value, Failure):
        facts = {
            name: fact
            for name, fact in value.facts.items()
            if isinstance(fact, int) or name in _PLAIN_FACTS
        }
        told = " ".join(f"{name}={fact}" for name, fact in facts.items())
        return f"[{value.code}] {type(value).__name__} {told}".rstrip()
    if isinstance(value, OSError) and value.errno is not None:
        return f"{type(value).__name__} {errno.errorcode.get(value.errno, value.errno)}"
    if isinstance(value, BaseException):
        return type(value).__name__
    if isinstance(value, PurePath):
        import hashlib

        digest = hashlib.sha256(str(value).encode("utf-8", "surrogateescape")).hexdigest()
        return f"‹path {digest[:8]}{value.suffix.lower()[:6]}›"
    return value


def _frames(traceback: TracebackType | None) -> list[str]:
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        frames.append(f"  {code.co_filename}:{traceback.tb_lineno} {code.co_qualname}")
        traceback = traceback.tb_next
    return frames


def _unforeseen(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        log.critical("the program ended unforeseen", exc_info=(kind, error, traceback))
    sys.__excepthook__(kind, error, traceback)


def _unforeseen_on_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None:
        name = told.thread.name if told.thread else "a thread"
        info = (told.exc_type, told.exc_value, told.exc_traceback)
        log.critical("%s ended unforeseen", name, exc_info=info)
