"""The words and options of ``desk hall``; nothing heavy is loaded to read or explain them.

Options that all commands share may stand before the action's word as well as behind it.
"""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from pathlib import Path

STATUS = """exit status: 0 done (nobody waiting is done, too), 1 failed on this machine, 2 wrong
usage, 3 refused by the hall's rules, 4 the hall was not reached or is busy; all but 0 come with a
sentence on standard error, and with --json also as {"error": {"code": …, "sentence": …}} on
standard output"""

PERSON, WINDOW, COMMAND = 64, 8, 64
"""The most characters of a person's, a window's and a command's id."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", whole: bool) -> None:
    """Add ``hall`` to the commands of ``desk``; its actions only when `whole`."""
    shared = _shared()
    hall = commands.add_parser(
        "hall",
        help="everything in a hall from the command line: take, call, finish, status …",
        description="Drive a hall from scripts and other systems.",
        epilog=STATUS,
        parents=[shared],
        allow_abbrev=False,
    )
    if not whole:
        return
    actions = hall.add_subparsers(title="actions", metavar="ACTION", required=True)

    def action(
        name: str, part: str, says: str, function: str | None = None
    ) -> argparse.ArgumentParser:
        added = actions.add_parser(
            name,
            help=says,
            description=f"{says[0].upper()}{says[1:]}.",
            parents=[shared],
            allow_abbrev=False,
        )
        added.set_defaults(
            run=partial(_run, part, function or name.replace("-", "_")), wrong_usage=added.error
        )
        return added

    _halls(action)
    _citizens(action)
    _windows(action)
    _looking(action)
    _devices(action)


Action = Callable[..., argparse.ArgumentParser]


def _halls(action: Action) -> None:
    init = action("init", "halls", "make a hall at URL: its tables, and on PostgreSQL its roles")
    init.add_argument("url", metavar="URL")
    init.add_argument("--sample", action="store_true", help="with four services and windows 1-16")
    init.add_argument(
        "--code",
        dest="hall_code",
        metavar="TEXT",
        type=_word(8),
        default="NN01",
        help="the hall's code (NN01)",
    )
    init.add_argument(
        "--name",
        dest="hall_name",
        metavar="TEXT",
        type=_word(100),
        default="南宁市民中心",
        help="the hall's name",
    )
    init.add_argument(
        "--set-up", type=Path, metavar="FILE", help="with the services and windows of this file"
    )

    upgrade = action("upgrade", "halls", "bring the hall at URL up to this program's version")
    upgrade.add_argument("url", metavar="URL")

    set_up = action("set-up", "halls", "set up services and windows as a TOML file says")
    set_up.add_argument("file", type=Path, metavar="FILE")

    password = action(
        "password", "halls", "keep the password for URL, asked for or from standard input"
    )
    password.add_argument("url", metavar="URL")


def _citizens(action: Action) -> None:
    take = action("take", "tickets", "give a number for a service")
    take.add_argument("service", metavar="SERVICE", type=_word(16))
    take.add_argument("--priority", action="store_true", help="for a citizen with priority")
    _kiosk(take)

    book = action("book", "booking", "book an appointment")
    book.add_argument("service", metavar="SERVICE", type=_word(16))
    book.add_argument(
        "--at",
        type=_moment,
        required=True,
        metavar="WHEN",
        help="like '2026-11-25 10:50', in the hall's time unless an offset follows",
    )
    book.add_argument(
        "--code", metavar="CODE", type=_six_digits, help="its six digits (made when left out)"
    )
    book.add_argument(
        "--id-card",
        action="store_true",
        help="for the holder of the identity number on standard input",
    )

    check_in = action("check-in", "tickets", "give the number of an appointment")
    which = check_in.add_mutually_exclusive_group(required=True)
    which.add_argument("code", metavar="CODE", nargs="?", type=_six_digits)
    which.add_argument(
        "--id-card", action="store_true", help="found by the identity number on standard input"
    )
    _kiosk(check_in)

    back = action("return", "tickets", "let a missed ticket wait again", "return_")
    back.add_argument("number", metavar="NUMBER", type=_word(12))


def _windows(action: Action) -> None:
    for name, says, named in (
        ("call", "call a number to the window", "this one out of its turn (default: the next)"),
        ("recall", "call the window's number once more", _HERE),
        ("serve", "note that the citizen has come to the window", _HERE),
        ("hold", "set a ticket aside", _HERE),
        (
            "resume",
            "go on with a ticket that was set aside",
            "which (default: the only one that the window has on hold)",
        ),
        ("no-show", "note that nobody came", _HERE),
        ("finish", "end the visit; a ticket that was only called is served first", _HERE),
        ("cancel", "take a ticket out of the queue", _HERE),
        ("transfer", "hand a ticket on; it keeps its place by arrival", _HERE),
    ):
        added = action(name, "tickets", says)
        added.add_argument("number", metavar="NUMBER", nargs="?", type=_word(12), help=named)
        if name == "transfer":
            added.add_argument("--to-service", metavar="SERVICE", type=_word(16))
            added.add_argument("--to-window", metavar="CODE", type=_word(WINDOW))

    action("open", "windows", "let the window take numbers", "open_")
    pause = action("pause", "windows", "call nobody to the window for a while")
    pause.add_argument(
        "--reason", metavar="TEXT", type=_word(40), default="", help="shown in the hall"
    )
    action("close", "windows", "call nobody to the window any more")
    action("close-day", "windows", "end the hall's day: no more numbers, who waits is told so")
    action("reopen", "windows", "give numbers again on a day that was closed by mistake")
    set_day = action(
        "set-day",
        "windows",
        "say what day it is, when the hall doubts its clock or went by a wrong one",
    )
    set_day.add_argument(
        "day", type=_day, metavar="YYYY-MM-DD", help="today, as the hall's clock shows it, too"
    )


_HERE = "which (default: the one that stands at the window)"


def _looking(action: Action) -> None:
    action("status", "looking", "show who waits for what, and what every window does")

    stats = action("stats", "figures", "show what a day of the hall was like")
    stats.add_argument("--day", type=_day, metavar="YYYY-MM-DD", help="(default: today)")
    stats.add_argument("--csv", type=Path, metavar="FILE", help="also as a table in this file")

    action("today", "looking", "show the figures of today and before in a window")

    events = action("events", "looking", "write the hall's history as JSON lines")
    events.add_argument(
        "--since", type=int, metavar="SEQ", help="only events after this one (default: all)"
    )
    events.add_argument(
        "--follow",
        action="store_true",
        help="go on with what happens (without --since: only with that)",
    )

    simulate = action(
        "simulate", "figures", "play days of a hall and prove them; in a hall of its own, or --hall"
    )
    simulate.add_argument(
        "--windows", type=_positive, metavar="N", help="how many work (all of --hall, or 12)"
    )
    simulate.add_argument("--days", type=_positive, default=1, metavar="N", help="(default: 1)")
    simulate.add_argument(
        "--load", type=float, default=0.9, metavar="SHARE", help="of the windows' time (0.9)"
    )
    simulate.add_argument("--seed", type=int, default=1, metavar="N", help="another day (1)")
    simulate.add_argument(
        "--speed",
        type=float,
        metavar="X",
        help="as fast as our clock (default: as fast as it goes)",
    )
    simulate.add_argument(
        "--processes", action="store_true", help="every window is a process, and they race"
    )

    say = action("say", "saying", "speak one announcement, to set up the loudspeakers")
    say.add_argument("number", metavar="NUMBER", type=_word(12))
    say.add_argument("at", metavar="CODE", type=_word(WINDOW), help="the window")
    say.add_argument("--voice", choices=("zh", "en"), default="zh", metavar="{zh,en}")
    say.add_argument("--wav", type=Path, metavar="FILE", help="into a file, not aloud")


def _devices(action: Action) -> None:
    enrol = action(
        "enrol",
        "devices",
        "give a one-time code for a device: --window CODE, or one of the options below",
        "enrol_device",
    )
    for role in ("kiosk", "display", "manager", "script"):
        enrol.add_argument(
            f"--{role}", metavar="NAME", type=_word(PERSON), help=f"for a {role} of this name"
        )
    enrol.add_argument(
        "--address", metavar="URL", default="", help="of the hall's server, as devices reach it"
    )

    action("devices", "devices", "list the devices that the hall's server lets in")

    revoke = action("revoke", "devices", "let a device in no longer")
    revoke.add_argument("device", metavar="ID", type=_word(16))


def add_enrol_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add ``enrol`` to the commands of ``desk``."""
    enrol = commands.add_parser("enrol", help="make this PC a device of a hall, by a code")
    enrol.add_argument(
        "server", metavar="URL", nargs="?", help="the hall's server, like https://hall:8443"
    )
    enrol.add_argument("code", metavar="CODE", help="as “desk hall enrol” gave it")
    enrol.add_argument(
        "--find", action="store_true", help="the one server that announces itself on this network"
    )
    enrol.add_argument("--json", action="store_true", help="answer in JSON")
    enrol.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    enrol.add_argument("--language", choices=("zh_CN", "en"), help="of what is said to people")
    enrol.set_defaults(run=partial(_run, "devices", "enrol"), wrong_usage=enrol.error)


def _kiosk(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--kiosk", metavar="NAME", type=_word(PERSON), help="the kiosk that gives it"
    )


def _shared() -> argparse.ArgumentParser:
    # what is not given is left out, so that the words before the action are not overwritten
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared = parser.add_argument_group("on which hall, as whom")
    shared.add_argument(
        "--hall", dest="hall_url", metavar="URL", help="the hall (default: the settings' hall_url)"
    )
    shared.add_argument(
        "--window",
        metavar="CODE",
        type=_word(WINDOW),
        help="the window that acts (default: the settings')",
    )
    shared.add_argument(
        "--person", metavar="ID", type=_word(PERSON), help="who acts (default: the system's user)"
    )
    shared.add_argument(
        "--command-id",
        metavar="ID",
        type=_word(COMMAND),
        help="a command given again under its id is not carried out again",
    )
    shared.add_argument("--json", action="store_true", help="answer in JSON")
    shared.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    shared.add_argument("--language", choices=("zh_CN", "en"), help="of what is said to people")
    return parser


def _run(part: str, name: str, options: argparse.Namespace) -> int:
    from desk.commands.running import run

    return run(part, name, options)


def _word(longest: int) -> Callable[[str], str]:
    """A type of options: printable text of at most `longest` characters."""

    def read(text: str) -> str:
        if not text.strip() or not text.isprintable() or len(text) > longest:
            raise argparse.ArgumentTypeError(f"1 to {longest} printable characters are needed")
        return text

    return read


def _six_digits(text: str) -> str:
    if not (len(text) == 6 and text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text} is not six digits")
    return text


def _moment(text: str) -> datetime:
    try:
        if len(text) > len("2026-11-25"):
            return datetime.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text} is not like 2026-11-25 10:50")


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not like 2026-11-25") from None
