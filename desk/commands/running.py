"""What all commands share: the hall, the requester, the answer, and the exit status.

A command answers on standard output: a line for people, or with ``--json`` one JSON document
in UTF-8. When it cannot do what was asked it says why on standard error (with ``--json`` on
standard output, too), and its exit status tells the kind.
"""

import argparse
import gc
import getpass
import io
import os
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from desk.commands.words import CommandWords, language
from desk.domain.failures import Failure
from desk.settings import SettingsBroken, load_told

if TYPE_CHECKING:
    from desk.hall.queue import HallQueue

DONE, FAILED, WRONG_USAGE, REFUSED, AWAY, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""Exit status. `FAILED`: this machine (its disk, its sound), or a simulation that went wrong.
`AWAY`: the hall was not reached, or kept busy; nothing was refused."""

AGAIN_S = 0.5
"""How long to wait before asking a hall again that went away in the middle, in seconds."""


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """What a command has to say: `data` for programs, `line` for people.

    `failed` tells that what was done did not turn out well.
    """

    data: Any
    line: str
    failed: bool = False


class Invocation:
    """A command as it was given: its own `options`, and what all commands share.

    `window` is empty when neither the command nor the settings name one. `command` is the id by
    which a repeated wish is recognised, `repeated` whether it may have been carried out before.
    """

    def __init__(self, options: argparse.Namespace) -> None:
        given = {name: getattr(options, name, None) for name in ("hall_url", "window", "language")}
        settings, told = load_told(getattr(options, "settings", None), given=given)
        self.options = options
        self.settings = settings
        self.hall_url = settings.hall_url
        self.window = settings.window if "window" in told else ""
        self.words = CommandWords(language(settings.language if "language" in told else ""))
        self.person: str = getattr(options, "person", None) or _user()
        self.command: str = getattr(options, "command_id", None) or uuid.uuid4().hex
        self.repeated = hasattr(options, "command_id")
        self.holder: str | None = None

    def say(self, text: str, **facts: object) -> str:
        """A line for people in the language that was asked for."""
        return self.words.say(text, **facts)


def run(part: str, name: str, options: argparse.Namespace) -> int:
    """Run the command `name` of the module `part`; returns the exit status."""
    words = CommandWords(language(""))
    collecting = gc.isenabled()
    gc.disable()  # a command ends before garbage counts: this saves a tenth of the time
    try:
        asked = Invocation(options)
        words = asked.words
        command: Callable[[Invocation], CommandAnswer | None] = getattr(
            import_module(f"desk.commands.{part}"), name
        )
        answer = command(asked)
        if answer is not None:
            tell(options, answer)
            return FAILED if answer.failed else DONE
    except Failure as failure:
        return _refuse(failure, options, words)
    except BrokenPipeError:  # the reader closed the pipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        if collecting:
            gc.enable()
    return DONE


def tell(options: argparse.Namespace, answer: CommandAnswer) -> None:
    """Write an answer out."""
    if as_json(options):
        write_json(answer.data)
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        # a terminal that has no Chinese must not make a failure of what is done
        sys.stdout.reconfigure(errors="replace")
    print(answer.line, flush=True)


def as_json(options: argparse.Namespace) -> bool:
    """Whether a program reads the answers."""
    return getattr(options, "json", False)


def write_json(data: Any) -> None:
    """One JSON document on a line of its own, in UTF-8 whatever the terminal speaks."""
    sys.stdout.flush()
    sys.stdout.buffer.write(msgspec.json.encode(data) + b"\n")
    sys.stdout.buffer.flush()


def complain(failure: Failure, words: CommandWords) -> None:
    """Report the failure on standard error, and as JSON if asked."""
    print(f"[{failure.code}] {words.sentence(failure)}", file=sys.stderr, flush=True)


def _refuse(failure: Failure, options: argparse.Namespace, words: CommandWords) -> int:
    if as_json(options):
        write_json({"error": {"code": failure.code, "sentence": words.sentence(failure)}})
    complain(failure, words)
    return exit_status(failure)


def exit_status(failure: Failure) -> int:
    """How a command ends that failed this way."""
    from desk.commands import failures as ours
    from desk.hall import failures as hall
    from desk.hall import file_failures as file
    from desk.hall.adapters import failures as server

    wrong = (
        SettingsBroken,
        ours.HallNotNamed,
        ours.WindowNotNamed,
        ours.SetUpBroken,
        ours.DeviceNotNamed,
    )
    broken = (
        file.HallMissing,
        file.NoHallInFile,
        file.HallFileDamaged,
        file.HallFileRefused,
        file.HallDiskFull,
        hall.HistoryDamaged,
        ours.NoKeyForCards,
    )
    away = (
        hall.HallUnreachable,
        hall.HallBusy,
        hall.HallTooOld,
        hall.HallTooNew,
        hall.HallKindUnknown,
        server.HallPasswordInAddress,
        server.HallPasswordRefused,
        server.HallOverheard,
        server.HallCertificateRefused,
        server.HallServerTooOld,
    )
    if isinstance(failure, wrong):
        return WRONG_USAGE
    if isinstance(failure, broken):
        return FAILED
    # a keyring is slow to load, so its failures are known by their codes
    if isinstance(failure, away) or failure.code.startswith("KEY-"):
        return AWAY
    room = type(failure).__module__.split(".")[1]
    return REFUSED if room in ("hall", "commands", "simulate") else FAILED


def open_queue(url: str) -> AbstractContextManager["HallQueue"]:
    """The hall at `url`, in its database or behind its server. Raises why it cannot be asked."""
    if url.lower().startswith("https://"):
        from desk.hall.client.blocking import blocking_hall

        return blocking_hall(url)
    from desk.hall.store import open_hall

    return open_hall(url)


def on_hall(
    command: Callable[[Invocation, Any], CommandAnswer],
) -> Callable[[Invocation], CommandAnswer]:
    """Make a command of a function that needs the open hall.

    When the hall goes away in the middle, the command is given once more under its id: what was
    carried out is not carried out again, and its answer is the one that was lost.
    """

    def opened(asked: Invocation) -> CommandAnswer:
        from desk.commands.failures import HallNotNamed
        from desk.hall.failures import HallUnreachable

        if not asked.hall_url:
            raise HallNotNamed
        with open_queue(asked.hall_url) as queue:
            try:
                return command(asked, queue)
            except HallUnreachable as failure:
                lost = failure
        time.sleep(AGAIN_S)
        asked.repeated = True
        try:
            with open_queue(asked.hall_url) as queue:
                return command(asked, queue)
        except HallUnreachable:
            raise lost from None

    return opened


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may know no name for its user
        return "unknown"
