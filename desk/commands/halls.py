"""Making a hall, bringing it up to date, setting it up, and the password to its server."""

import sys
from getpass import getpass

from desk.commands.running import CommandAnswer, Invocation, on_hall
from desk.commands.set_up import SetUp, read_set_up
from desk.domain.failures import QT_TRANSLATE_NOOP
from desk.hall import sample
from desk.hall.queue import HallQueue

_MADE = QT_TRANSLATE_NOOP("Commands", "{name} is made: {services} services, {windows} windows")
_UPGRADED = QT_TRANSLATE_NOOP("Commands", "The hall's queue is of version {schema} now")
_SET_UP = QT_TRANSLATE_NOOP("Commands", "Set up: {services} services, {windows} windows")
_KEPT = QT_TRANSLATE_NOOP("Commands", "The keyring keeps the password")


def init(asked: Invocation) -> CommandAnswer:
    """Make a hall; everything it is to have is read first, so that it is whole or not there."""
    from desk.hall.store import create_hall

    options = asked.options
    services, windows = (sample.SERVICES, sample.WINDOWS) if options.sample else ((), ())
    wanted = SetUp(services, windows)
    if options.set_up is not None:
        wanted = read_set_up(options.set_up, over=wanted)
    create_hall(options.url, options.hall_code, options.hall_name, wanted.services, wanted.windows)
    line = asked.say(
        _MADE,
        name=options.hall_name,
        services=len(wanted.services),
        windows=len(wanted.windows),
    )
    hall = {"hall": options.hall_code, "name": options.hall_name}
    return CommandAnswer({**hall, **_codes(wanted)}, line)


def upgrade(asked: Invocation) -> CommandAnswer:
    """Bring a hall up to this program's version."""
    from desk.hall.store import SCHEMA, upgrade_hall

    upgrade_hall(asked.options.url)
    return CommandAnswer({"schema": SCHEMA}, asked.say(_UPGRADED, schema=SCHEMA))


@on_hall
def set_up(asked: Invocation, queue: HallQueue) -> CommandAnswer:
    """Services and windows as a file says; what it does not name stays as it is."""
    there = SetUp(queue.services(), queue.windows())
    wanted = read_set_up(asked.options.file, over=there)
    queue.arrange(wanted.services, wanted.windows, asked.person)
    line = asked.say(_SET_UP, services=len(wanted.services), windows=len(wanted.windows))
    return CommandAnswer(_codes(wanted), line)


def password(asked: Invocation) -> CommandAnswer:
    """Keep the password of a hall's server; it is asked for, never given as a word."""
    from desk.hall.adapters.server import keep_password

    given = getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    keep_password(asked.options.url, given)
    return CommandAnswer({"kept": True}, asked.say(_KEPT))


def _codes(wanted: SetUp) -> dict[str, list[str]]:
    return {
        "services": [service.code for service in wanted.services],
        "windows": [window.code for window in wanted.windows],
    }
