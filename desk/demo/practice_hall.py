"""The demo's hall: a new one, or an existing one that holds only the demo's tickets."""

from typing import ClassVar

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.hall import sample
from desk.hall.failures import HallAlreadyThere, WindowUnknown
from desk.hall.queue import HallQueue
from desk.hall.state import CLOSED
from desk.hall.store import create_hall, open_hall
from desk.vault.keys import KeyringMissing

WINDOW = "3"
"""Where the demo's clerk sits."""

WINDOWS = sample.WINDOWS[:6]
"""The windows of a hall that the demo makes."""

GIVER = "demo"
"""The person who gives the demo's tickets, which distinguishes them from others."""


class HallOfOthers(Failure):
    """Somebody else gave tickets or booked in the hall that was named."""

    code: ClassVar[str] = "DEM-03"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The hall there holds tickets that are not the demo's"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "It may be a hall where people wait, so it was left as it is."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name an empty hall, or a place where there is none yet."
    )


class HallUnfit(Failure):
    """The clerk's window in the hall that was named cannot serve all of the demo's citizens."""

    code: ClassVar[str] = "DEM-04"
    title: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Window {window} of the hall there does not serve {service}"
    )
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "The demo's citizens come for all services of the sample hall."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Name a hall made by “desk hall init URL --sample”, or a place without one."
    )


def prepare_hall(url: str) -> None:
    """Make the hall at `url`, or make sure that it is the demo's to use, and free its windows.

    What an earlier demo left waiting is cancelled. Raises `HallOfOthers`, `WindowUnknown`,
    `HallUnfit`, and what `create_hall` and `open_hall` raise.
    """
    try:
        create_hall(url, sample.CODE, sample.NAME, sample.SERVICES, WINDOWS)
    except HallAlreadyThere:
        with open_hall(url) as hall:
            _require_ours(hall)
            _clear(hall)


def bring_password(url: str) -> str | None:
    """The hall's password out of this person's keyring, before the demo has one of its own."""
    from desk.hall.adapters.server import password_for, read_address

    if read_address(url).kind != "postgresql":
        return None
    try:
        return password_for(url)
    except KeyringMissing:
        return None  # the server says whether it wants one


def keep_password(url: str, password: str | None) -> None:
    """Give the demo's own keyring what `bring_password` brought."""
    if password is not None:
        from desk.hall.adapters import server

        server.keep_password(url, password)


def _require_ours(hall: HallQueue) -> None:
    if not hall.given_only_by(GIVER):
        raise HallOfOthers
    there = {service.code for service in hall.services()}
    window = next((one for one in hall.windows() if one.code == WINDOW), None)
    if window is None:
        raise WindowUnknown(window=WINDOW)
    for service in sample.SERVICES:
        if service.code not in there or window.rank(service.code) is None:
            raise HallUnfit(window=WINDOW, service=service.name)


def _clear(hall: HallQueue) -> None:
    """Cancel the tickets of earlier demos, and open our window."""
    for standing in hall.standings().values():
        if standing.state not in CLOSED:
            hall.cancel(standing.id, None, GIVER)
    hall.open_window(WINDOW, GIVER)
