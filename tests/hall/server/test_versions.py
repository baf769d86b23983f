"""Windows and servers of different versions understand each other.

`recorded` holds what a server and a window of protocol 1 said. It is never made anew: what they say
must be understood as long as they are around.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from desk.domain.failures import Failure
from desk.domain.tickets import Event, HallOverview, HallSnapshot, TicketMove
from desk.hall import requests
from desk.hall.client.mirror import HallMirror
from desk.hall.enrolment import Role
from desk.hall.failures import TicketUnknown
from desk.hall.messages import About, Snapshot, TicketSeen, Told, WaitsTold
from desk.hall.server.authority import Asked
from desk.hall.server.problems import HallProblem, decode_problem
from desk.hall.server_failures import HallRefused, RequestNotUnderstood
from tests.hall.halls import on_a_file
from tests.hall.server.running import RunningServer

RECORDED = Path(__file__).parent / "recorded"
KINDS: dict[str, Any] = {
    "about.json": About,
    "history.json": list[Event],
    "overview.json": HallOverview,
    "problem.json": HallProblem,
    "snapshot.json": Snapshot,
    "ticket.json": TicketSeen,
    "waits.json": WaitsTold,
    "window.json": HallSnapshot,
}


def newer(value: Any) -> Any:
    """A message as a later version may say it: with more fields everywhere."""
    if isinstance(value, dict):
        grown = {name: newer(inner) for name, inner in value.items()}
        # what is told by code or name (services, waits …) has no fields that could be more
        return grown | {"of_a_later_version": {"really": True}} if "at" in value else grown
    return [newer(inner) for inner in value] if isinstance(value, list) else value


def lines(name: str) -> list[bytes]:
    return (RECORDED / name).read_bytes().splitlines()


def test_everything_that_was_recorded_is_read() -> None:
    names = {path.name for path in RECORDED.iterdir()}
    assert names == {*KINDS, "changes.jsonl", "requests.jsonl"}


@pytest.mark.parametrize("name", KINDS)
def test_an_older_server_s_messages_are_read(name: str) -> None:
    msgspec.json.decode((RECORDED / name).read_bytes(), type=KINDS[name])


@pytest.mark.parametrize("name", KINDS)
def test_a_newer_server_s_messages_are_read(name: str) -> None:
    grown = newer(msgspec.json.decode((RECORDED / name).read_bytes()))
    msgspec.json.decode(msgspec.json.encode(grown), type=KINDS[name])


@pytest.mark.parametrize("grow", [lambda same: same, newer], ids=["older", "newer"])
def test_a_window_goes_on_from_what_another_version_tells(grow: Any) -> None:
    mirror = HallMirror()
    told = grow(msgspec.json.decode((RECORDED / "snapshot.json").read_bytes()))
    mirror.take(msgspec.json.decode(msgspec.json.encode(told), type=Snapshot))
    assert mirror.at_window("3") is not None
    for line in lines("changes.jsonl"):
        grown = msgspec.json.encode(grow(msgspec.json.decode(line)))
        mirror.apply(msgspec.json.decode(grown, type=Told))
    assert mirror.find("E001") is not None
    assert [window.code for window in mirror.windows()][-1] == "9"


def test_a_move_of_a_newer_version_is_passed_over() -> None:
    mirror = HallMirror()
    mirror.take(msgspec.json.decode((RECORDED / "snapshot.json").read_bytes(), type=Snapshot))
    line = lines("changes.jsonl")[0].replace(b'"arranged"', b'"levitated"')
    (event,) = mirror.apply(msgspec.json.decode(line, type=Told))
    assert event.move == TicketMove.UNKNOWN
    mirror.apply(msgspec.json.decode(lines("changes.jsonl")[1], type=Told))
    assert mirror.find("E001") is not None


def test_an_older_window_s_requests_are_understood() -> None:
    for line in lines("requests.jsonl"):
        asked = msgspec.json.decode(line, type=Asked)
        assert (asked.person, asked.window) == ("clerk", "3")


@on_a_file
async def test_a_newer_window_is_told_what_is_not_understood(server: RunningServer) -> None:
    window = server.client()

    class Levitate(requests.Request[None], frozen=True, kw_only=True, tag="levitate"):
        """Of a later version."""

    with pytest.raises(RequestNotUnderstood) as refused:
        await window.do(Levitate(), person="clerk")
    assert "request.do" in str(refused.value)
    await window.close()


def test_a_failure_of_a_newer_server_is_told_by_its_code() -> None:
    known = decode_problem((RECORDED / "problem.json").read_bytes(), 404)
    assert isinstance(known, TicketUnknown)
    told: Failure = decode_problem(b'{"code":"HAL-99","title":"?","status":409,"facts":{}}', 409)
    assert isinstance(told, HallRefused)
    assert "HAL-99" in str(told)
    assert isinstance(decode_problem(b"<html>", 502), HallRefused)


def test_roles_are_as_they_were() -> None:
    assert {role.value for role in Role} >= {"window", "kiosk", "display", "manager", "script"}
