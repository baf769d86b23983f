"""Failures as they travel: problem details (RFC 9457) with the failure's code and facts.

The client makes the same failure of them, in the clerk's language; a code that it does not know
comes out as `HallRefused`.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from desk.domain.failures import Failure
from desk.hall import failures as hall
from desk.hall import server_failures as server
from desk.hall.adapters import failures as database

MEDIA_TYPE = "application/problem+json"

_STATUS: dict[type[Failure], int] = {
    server.DeviceUnknown: 401,
    server.NotAllowed: 403,
    server.WindowNotYours: 403,
    server.EnrolmentRefused: 403,
    server.RequestNotUnderstood: 422,
    server.TooManyRequests: 429,
    server.HallServerFault: 500,
    server.NoSuchDevice: 404,
    hall.TicketUnknown: 404,
    hall.HallUnreachable: 503,
    hall.HallBusy: 503,
    hall.HistoryDamaged: 500,
    database.HallAnswerLost: 503,
}
"""The HTTP status of a failure, by the nearest of its classes; 409 for all others."""


class HallProblem(msgspec.Struct, frozen=True):
    """A failure as problem details; `title` is English and for logs only."""

    code: str
    title: str = ""
    status: int = 409
    facts: dict[str, str | int] = {}


def status_of(failure: Failure) -> int:
    """The HTTP status that goes with a failure."""
    return next((_STATUS[kind] for kind in type(failure).__mro__ if kind in _STATUS), 409)


def encode_problem(failure: Failure) -> tuple[int, bytes]:
    """The status and the body of the answer that tells of `failure`."""
    status = status_of(failure)
    return status, msgspec.json.encode(
        HallProblem(failure.code, failure.title, status, failure.facts)
    )


def decode_problem(body: bytes, status: int) -> Failure:
    """The failure that an answer tells of; of one that is no problem only its status is known."""
    try:
        problem = msgspec.json.decode(body, type=HallProblem)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return server.HallRefused(reason=f"HTTP {status}")
    kind = known_failures().get(problem.code)
    if kind is None:
        return server.HallRefused(reason=problem.code[:20])
    return kind(**problem.facts)


def known_failures() -> dict[str, type[Failure]]:
    """Every failure of a hall by its code."""
    return {kind.code: kind for kind in _all(Failure) if kind.code.startswith(("HAL-", "HSV-"))}


def _all(kind: type[Failure]) -> Iterator[type[Failure]]:
    for below in kind.__subclasses__():
        yield below
        yield from _all(below)


def detail_of(error: Exception) -> str:
    """What to say of a message that cannot be read: where, and never what stood there."""
    told: Any = str(error)
    return told.split(" - at ")[-1].strip("`$.")[:60] if " - at " in told else "JSON"
