"""The one command ``desk``: the window by default, and everything that runs beside it.

Each subcommand imports what it needs when it runs, so that ``desk --help`` answers at once and
the window is painted early.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desk import __version__
from desk.core_dumps import no_core_files
from desk.domain.failures import Failure


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its status: 0 done, 1 failed, 2 wrong usage, 130 interrupted."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()
    no_core_files()
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["practice"]:
        # The region reads its own options; argparse cannot hand on words that begin with a dash.
        from desk.practice.serve import main as serve

        return serve(words[1:])
    options = _window_alone(words) or _parser(words).parse_args(words)
    try:
        status: int = options.run(options)
    except Failure as failure:
        print(failure.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # as a shell says it of a command that was interrupted
    return status


def _window_alone(words: Sequence[str]) -> argparse.Namespace | None:
    """The options of ``desk`` without a command; None when the whole parser has to read them.

    Making the parsers of all commands takes a tenth of the time in which a window is painted.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    _window_options(parser)
    parser.set_defaults(run=_window)
    try:
        options, others = parser.parse_known_args(words)
    except argparse.ArgumentError:
        return None
    return None if others else options


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    from desk.commands import hall

    parser = argparse.ArgumentParser(
        prog="desk", description="The desk at a window of a government service hall."
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="the version; where logs lie")
    _window_options(parser)
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    window = commands.add_parser("window", help="the clerk's window (the default)")
    _window_options(window)
    window.set_defaults(run=_window)

    demo = commands.add_parser("demo", help="a practice region, a practice hall and a window")
    demo.add_argument("--unattended", action="store_true", help="walk whole visits without a clerk")
    demo.add_argument("--visits", type=_positive, default=1, metavar="N", help="how many visits")
    demo.add_argument("--out", type=Path, metavar="DIR", help="where to leave papers and pictures")
    demo.add_argument("--pages", type=Path, metavar="DIR", help="your own files as the papers")
    demo.add_argument("--hall", default="", metavar="URL", help="the hall's queue: empty, or none")
    demo.add_argument("--serve", action="store_true", help="run the hall's server beside it")
    demo.add_argument("--language", choices=("zh_CN", "en"), default="zh_CN")
    demo.add_argument("--size", type=_size, default=(1440, 900), metavar="WxH")
    demo.add_argument(
        "--fault",
        action="append",
        default=[],
        type=_fault,
        metavar="JSON",
        help="let the practice region misbehave, as its POST /practice/faults",
    )
    demo.set_defaults(run=_demo)

    hall.add_to(commands, whole="hall" in words)

    server = commands.add_parser("hall-server", help="serve a hall to its windows, over HTTPS")
    _server_options(server)
    server.set_defaults(run=_hall_server)

    hall.add_enrol_to(commands)

    display = commands.add_parser("display", help="the hall's screen: calls, windows, waits")
    _display_options(display)
    display.set_defaults(run=_display)

    kiosk = commands.add_parser("kiosk", help="numbers and appointments, by touch")
    _kiosk_options(kiosk)
    kiosk.set_defaults(run=_kiosk)

    scanners = commands.add_parser("scanners", help="the scanners that this machine sees")
    scanners.set_defaults(run=_scanners)

    audit = commands.add_parser("audit", help="who did what at this window; names no citizen")
    audit.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    audit.add_argument("--profile", type=Path, metavar="DIR", help="folder of the window's data")
    audit.add_argument("--since", type=_day, metavar="DAY", help="from this day on: 2026-11-24")
    audit.add_argument("--clerk", default="", metavar="ID", help="of this clerk only")
    audit.add_argument("--json", action="store_true", help="one JSON object a line")
    audit.set_defaults(run=_audit)

    known = commands.add_parser("catalogue", help="matters known here; guides that cannot be used")
    known.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    known.add_argument("--profile", type=Path, metavar="DIR", help="folder of the window's data")
    known.add_argument("--json", action="store_true", help="one JSON object")
    known.set_defaults(run=_catalogue)

    commands.add_parser("practice", help="the practice region alone", add_help=False)
    return parser


class _Version(argparse.Action):
    """Say the version, and where this machine's window keeps its logs."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> None:
        from desk.logs import folder_of
        from desk.settings import Settings

        print(f"hall-desk {__version__}\nlogs: {folder_of(Settings().profile)}")
        parser.exit()


def _window_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of this window's data")
    parser.add_argument("--hall-url", metavar="URL", help="the hall's queue")
    parser.add_argument("--region-url", metavar="URL", help="the regional platform")
    parser.add_argument("--window", metavar="CODE", help="the code of this window")
    parser.add_argument("--language", choices=("zh_CN", "en"))
    _profile_options(parser)


def _profile_options(parser: argparse.ArgumentParser) -> None:
    """A person's decision about a profile that was not opened; without a screen, too."""
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument(
        "--accept-profile",
        action="store_true",
        help="go on with a profile that is older than it was, or of which a part is missing",
    )
    ways.add_argument(
        "--new-profile",
        action="store_true",
        help="move the profile that is there aside and begin with a new one",
    )


def _decision(options: argparse.Namespace) -> Any:
    if not (options.accept_profile or options.new_profile):
        return None
    from desk.vault.trouble import ProfileDecision  # loads what the first paint does not need

    return ProfileDecision.ACCEPT if options.accept_profile else ProfileDecision.BEGIN_ANEW


def _server_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--hall", dest="hall_url", metavar="URL", help="the hall's database")
    parser.add_argument(
        "--listen",
        type=_host_and_port,
        default=("0.0.0.0", 8443),
        metavar="HOST:PORT",
        help="where to be reached (0.0.0.0:8443); port 0 takes a free one",
    )
    parser.add_argument(
        "--folder", type=Path, metavar="DIR", help="where the server's certificate and logs lie"
    )
    parser.add_argument(
        "--certificate", type=Path, metavar="FILE", help="the hall's own certificate (PEM)"
    )
    parser.add_argument("--key", type=Path, metavar="FILE", help="and its key (PEM)")
    parser.add_argument(
        "--announce", action="store_true", help="let devices find it on this network (DNS-SD)"
    )


def _display_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--hall-url", metavar="URL", help="the hall's queue")
    parser.add_argument("--language", choices=("zh_CN", "en"))
    parser.add_argument(
        "--floor", default="", metavar="TEXT", help="written beside the hall's name"
    )
    parser.add_argument(
        "--services", type=_codes, default=(), metavar="A,B", help="show the waits for these only"
    )
    parser.add_argument(
        "--windows", type=_codes, default=(), metavar="1,2", help="show and speak their calls only"
    )
    parser.add_argument("--windowed", action="store_true", help="not the whole screen")
    parser.add_argument("--size", type=_size, metavar="WxH", help="in a window of this size")
    parser.add_argument("--silent", action="store_true", help="show calls, do not speak them")


def _kiosk_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", type=Path, metavar="FILE", help="settings file (TOML)")
    parser.add_argument("--profile", type=Path, metavar="DIR", help="folder of this kiosk's data")
    parser.add_argument("--hall-url", metavar="URL", help="the hall's queue")
    parser.add_argument("--printer", metavar="NAME", help="the ticket printer; “pdf” is a folder")
    parser.add_argument("--language", choices=("zh_CN", "en"), help="until a citizen chooses")
    _profile_options(parser)
    parser.add_argument("--windowed", action="store_true", help="not the whole screen")
    parser.add_argument("--size", type=_size, metavar="WxH", help="in a window of this size")


def _window(options: argparse.Namespace) -> int:
    from desk.settings import load

    given: dict[str, Any] = {
        name: getattr(options, name)
        for name in ("profile", "hall_url", "region_url", "window", "language")
    }
    settings = load(options.settings, given=given)
    from desk.clerk.start import run_window

    return run_window(settings, decision=_decision(options))


def _demo(options: argparse.Namespace) -> int:
    from desk.demo.run import DemoOptions, run_demo
    from desk.qt.screen import has_screen

    if not has_screen():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    width, height = options.size
    return run_demo(
        DemoOptions(
            unattended=options.unattended,
            visits=options.visits,
            out=options.out,
            pages=options.pages,
            language=options.language,
            width=width,
            height=height,
            faults=tuple(options.fault),
            hall_url=options.hall,
            serve=options.serve,
        )
    )


def _hall_server(options: argparse.Namespace) -> int:
    from desk.commands.failures import HallNotNamed
    from desk.hall.server.main import ServerOptions, run_server
    from desk.settings import load

    settings = load(options.settings, given={"hall_url": options.hall_url})
    if not settings.hall_url:
        raise HallNotNamed
    host, port = options.listen
    return run_server(
        ServerOptions(
            settings.hall_url,
            options.folder or settings.profile / "server",
            host,
            port,
            options.certificate,
            options.key,
            announce=options.announce,
        ),
        lambda address: print(address, flush=True),
    )


def _display(options: argparse.Namespace) -> int:
    from desk.settings import load

    settings = load(
        options.settings, given={"hall_url": options.hall_url, "language": options.language}
    )
    from desk.qt.screen import NoScreen, has_screen

    if not has_screen():
        raise NoScreen
    from desk.display.main import DisplayOptions, run_display

    return run_display(
        settings,
        DisplayOptions(
            floor=options.floor,
            services=options.services,
            windows=options.windows,
            windowed=options.windowed or options.size is not None,
            size=options.size or (1280, 720),
            silent=options.silent,
        ),
    )


def _kiosk(options: argparse.Namespace) -> int:
    from desk.settings import load

    given = {
        name: getattr(options, name) for name in ("profile", "hall_url", "printer", "language")
    }
    settings = load(options.settings, given=given)
    from desk.qt.screen import NoScreen, has_screen

    if not has_screen():
        raise NoScreen
    from desk.kiosk.main import run_kiosk

    trial = (540, 960) if options.windowed else None
    return run_kiosk(settings, size=options.size or trial, decision=_decision(options))


def _audit(options: argparse.Namespace) -> int:
    from desk.commands.audit import audit
    from desk.logs import folder_of
    from desk.settings import load

    profile = load(options.settings, given={"profile": options.profile}).profile
    if sys.stderr.isatty():
        print(f"logs: {folder_of(profile)}", file=sys.stderr)
    return audit(profile, since=options.since, clerk=options.clerk, as_json=options.json)


def _catalogue(options: argparse.Namespace) -> int:
    from desk.commands.catalogue import catalogue
    from desk.settings import load

    profile = load(options.settings, given={"profile": options.profile}).profile
    return catalogue(profile, as_json=options.json)


def _scanners(options: argparse.Namespace) -> int:
    """Print a line a scanner: its name, a tab, its maker and model. Raises `NoScanner`."""
    import asyncio

    from desk.scan.failures import NoScanner
    from desk.scan.sane import find_scanners

    found = asyncio.run(find_scanners())
    if not found:
        raise NoScanner
    for scanner in found:
        print(f"{scanner.id}\t{scanner.label}")
    return 0


def _fault(text: str) -> str:
    """A fault of the practice region, which reads it again in its own process."""
    from desk.practice.serve import fault_of

    fault_of(text)
    return text


def _host_and_port(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not port.isdigit() or int(port) > 65_535:
        raise argparse.ArgumentTypeError(f"{text} is not like 0.0.0.0:8443")
    return host.strip("[]") or "0.0.0.0", int(port)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not 1 or more")
    return number


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not like 2026-11-24") from None


def _codes(text: str) -> tuple[str, ...]:
    return tuple(code.strip() for code in text.split(",") if code.strip())


def _size(text: str) -> tuple[int, int]:
    try:
        width, height = (int(part) for part in text.lower().split("x"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not like 1366x768") from None
    return width, height
