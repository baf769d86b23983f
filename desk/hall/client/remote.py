"""A hall behind its server, over HTTPS: requests that are settled, looks, what happens there."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec

from desk.domain.failures import Failure
from desk.domain.hall_statistics import DayStatistics
from desk.domain.tickets import Appointment, Event, HallOverview, HallSnapshot
from desk.hall.adapters.failures import HallAnswerLost
from desk.hall.client.addresses import addresses_of
from desk.hall.client.connection import (
    Answer,
    Connection,
    ConnectionBroken,
    NotConnected,
    make_context,
)
from desk.hall.client.credentials import Credential
from desk.hall.client.hall import HallClient
from desk.hall.client.mirror import OutOfStep
from desk.hall.failures import HallHistoryUnread, HallUnreachable
from desk.hall.messages import SEQ_HEADER, Position, Snapshot, TicketSeen, Told, WaitsTold
from desk.hall.requests import Request, answer_type
from desk.hall.server.problems import decode_problem
from desk.hall.server_failures import HallRefused, HallServerEnding, TooManyRequests
from desk.hall.state import Arrangement

A = TypeVar("A")
log = logging.getLogger(__name__)

START_S = 10.0
"""How long `RemoteHall.start` waits until the hall is known, in seconds."""

DEADLINE_S = 10.0
"""How long a request may take in all, asked again as often as needed, in seconds."""

AWAY_S = 3.0
"""As `DEADLINE_S`, while the hall is known to be away."""

AGAIN_S, AGAIN_AT_MOST_S = 0.2, 5.0
"""How long to wait before the next try: the first time, and at most, in seconds."""

TOLD_S = 2.0
"""How long to wait for news of what is known to have happened, in seconds."""

SILENCE_S = 40.0
"""A stream on which nothing comes for so long, not even a heartbeat, is broken, in seconds."""

_IDLE = 4
"""So many connections are kept for the next request."""


class _Backoff:
    """How long to wait before each try: longer each time, and never the same for all."""

    def __init__(self) -> None:
        self._tries = 0

    def reset(self) -> None:
        """It went well: begin anew."""
        self._tries = 0

    def next_s(self) -> float:
        """How long to wait before the next try, in seconds."""
        longest = min(AGAIN_AT_MOST_S, AGAIN_S * 2.0**self._tries)
        self._tries += 1
        return longest * random.uniform(0.5, 1.0)

    async def wait(self) -> None:
        """Wait before the next try."""
        await asyncio.sleep(self.next_s())


class RemoteHall(HallClient):
    """The hall behind the server at `url`, for the device that `credential` names.

    Its addresses are tried in turn, beginning with the one that answered last.
    """

    def __init__(self, url: str, credential: Credential) -> None:
        super().__init__()
        self.credential = credential
        self._addresses = addresses_of(url)
        self._context = make_context()
        self._first = 0
        self._idle: list[Connection] = []
        self._headers = {"Authorization": f"Bearer {credential.secret}"}
        self._following: asyncio.Task[None] | None = None
        self._known = asyncio.Event()
        self._reached = asyncio.Event()
        self._waiting: list[tuple[int, asyncio.Future[None]]] = []

    async def start(self) -> None:
        """As `HallClient.start`."""
        if self._following is None:
            self._following = asyncio.create_task(self._follow(), name="hall-client")
        try:
            async with asyncio.timeout(START_S):
                await self._known.wait()
        except TimeoutError:
            raise self.trouble or HallUnreachable(reason="no answer") from None

    async def close(self) -> None:
        """As `HallClient.close`."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait({self._following})
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    # requests

    async def do(
        self, request: Request[A], *, person: str | None = None, window: str | None = None
    ) -> A:
        """As `HallClient.do`."""
        said = {"request": request, "person": person, "window": window}
        body = msgspec.json.encode({name: value for name, value in said.items() if value})
        answer = await self._settled("POST", "/v1/do", body)
        decoded: A = self._decoded(answer, answer_type(type(request)))
        seq = answer.headers.get(SEQ_HEADER.lower().encode(), b"")
        if self.mirror.seq is not None and seq.isdigit():
            await self._heard_of(int(seq))
        return decoded

    async def catch_up(self) -> None:
        """As `HallClient.catch_up`."""
        position: Position = await self._get("/v1/position", Position)
        if not await self._heard_of(position.seq):
            raise self.trouble or HallUnreachable(reason="told nothing")
        self.mirror.set_clock(position.at)

    async def _heard_of(self, seq: int) -> bool:
        """Wait for what was told up to this event; whether it came in time."""
        if self.mirror.seq is not None and self.mirror.seq >= seq:
            return True
        heard = asyncio.get_running_loop().create_future()
        waiting = (seq, heard)
        self._waiting.append(waiting)
        try:
            async with asyncio.timeout(TOLD_S):
                await heard
        except TimeoutError:
            return False
        finally:
            self._waiting.remove(waiting)
        return True

    # looks

    async def overview(self) -> HallOverview:
        """The hall as everybody in it may see it, as the server has it now."""
        answer: HallOverview = await self._get("/v1/overview", HallOverview)
        return answer

    async def snapshot(self, window: str | None = None) -> HallSnapshot:
        """The hall as a window sees it, by default the device's own, as the server has it now."""
        query = f"?window={quote(window, safe='')}" if window else ""
        answer: HallSnapshot = await self._get(f"/v1/snapshot{query}", HallSnapshot)
        return answer

    async def arrangement(self) -> Arrangement:
        """The hall's services and windows, as the server has them now."""
        answer: Arrangement = await self._get("/v1/arrangement", Arrangement)
        return answer

    async def holder_of(self, identity_number: str) -> str:
        """As `HallClient.holder_of`."""
        body = msgspec.json.encode({"identity_number": identity_number})
        digest: str = self._decoded(await self._settled("POST", "/v1/holder", body), str)
        return digest

    async def ticket(self, named: str) -> TicketSeen:
        """As `HallClient.ticket`."""
        answer: TicketSeen = await self._get(f"/v1/tickets/{quote(named, safe='')}", TicketSeen)
        return answer

    async def history(self, since: int = 0) -> AsyncIterator[Event]:
        """As `HallClient.history`."""
        while events := await self._get(f"/v1/history?since={since}", list[Event]):
            for event in events:
                yield event
            since = events[-1].seq

    async def done(self, command: str) -> Event | None:
        """As `HallClient.done`."""
        answer: Event | None = await self._get(
            f"/v1/commands/{quote(command, safe='')}", Event | None
        )
        return answer

    async def figures(self, first: date, last: date) -> Sequence[DayStatistics]:
        """As `HallClient.figures`."""
        answer: Sequence[DayStatistics] = await self._get(
            f"/v1/figures?first={first}&last={last}", tuple[DayStatistics, ...]
        )
        return answer

    async def appointments(self, day: date | None = None) -> Sequence[Appointment]:
        """As `HallClient.appointments`."""
        query = f"?day={day}" if day else ""
        answer: Sequence[Appointment] = await self._get(
            f"/v1/appointments{query}", tuple[Appointment, ...]
        )
        return answer

    async def devices(self) -> Any:
        """Every device of the hall, as plain data."""
        answer: Any = await self._get("/v1/devices", list[Any])
        return answer

    async def make_code(self, role: str, name: str) -> str:
        """A one-time code for another device; a window's `name` is its code."""
        body = msgspec.json.encode({"role": role, "name": name})
        code: str = self._decoded(await self._settled("POST", "/v1/codes", body), str)
        return code

    async def revoke(self, device: str) -> None:
        """Let a device in no longer. Raises `NoSuchDevice`."""
        answer = await self._settled("DELETE", f"/v1/devices/{quote(device, safe='')}")
        if answer.status != 204:
            raise decode_problem(answer.body, answer.status)

    async def _get(self, target: str, kind: Any) -> Any:
        return self._decoded(await self._settled("GET", target), kind)

    def _decoded(self, answer: Answer, kind: Any) -> Any:
        if answer.status != 200:
            raise decode_problem(answer.body, answer.status)
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise HallRefused(reason="an answer that cannot be read") from error

    # what happens

    async def _follow(self) -> None:
        backoff = _Backoff()
        while True:
            try:
                await self._follow_once(backoff)
            except Failure as failure:
                self._tell_trouble(failure)
            except Exception:
                # this task is all that brings news: it goes on trying, and says that it cannot
                log.exception("what happens in the hall was not followed")
                self._tell_trouble(HallHistoryUnread())
            self._reached.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(backoff.next_s()):
                    await self._reached.wait()  # somebody's request found the hall back

    async def _follow_once(self, backoff: _Backoff) -> None:
        headers = self._headers | {"Accept": "text/event-stream"}
        if self.mirror.seq is not None:
            headers["Last-Event-ID"] = str(self.mirror.seq)
        connection = await self._open()
        try:
            answer, parts = await connection.stream("/v1/events", headers, SILENCE_S)
            if answer.status != 200:
                raise decode_problem(answer.body, answer.status)
            async for kind, data in events_of(parts):
                self._heard(kind, data)
                backoff.reset()
                if self.mirror.seq is not None:
                    self._tell_trouble(None)
        except ConnectionBroken as error:
            raise HallUnreachable(reason=str(error)) from error
        except OutOfStep:
            log.warning("what was told does not follow what is known here: it is told anew")
        finally:
            connection.close()

    def _heard(self, kind: str, data: bytes) -> None:
        """Know what was told; kinds that a newer server tells are passed over."""
        if kind == "change":
            self._tell_change(self.mirror.apply(msgspec.json.decode(data, type=Told)))
        elif kind == "waits":
            if self.mirror.take_waits(msgspec.json.decode(data, type=WaitsTold)):
                self._tell_change(())
        elif kind == "snapshot":
            self.mirror.take(msgspec.json.decode(data, type=Snapshot))
            self._known.set()
            self._tell_change(())
        self._tell_those_who_wait()

    def _tell_those_who_wait(self) -> None:
        known = self.mirror.seq
        for seq, heard in self._waiting:
            if known is not None and known >= seq and not heard.done():
                heard.set_result(None)

    # on the wire

    async def _settled(self, method: str, target: str, body: bytes = b"") -> Answer:
        """The answer to a request, asked again until there is one or the time is over."""
        sent, reason = False, ""
        backoff = _Backoff()
        try:
            async with asyncio.timeout(DEADLINE_S if self.trouble is None else AWAY_S):
                while True:
                    at_once = False
                    try:
                        connection = await self._connection()
                        answer = await connection.exchange(method, target, self._headers, body)
                        self._keep(connection)
                        self._reached.set()
                        if not _again(answer):
                            return answer
                        sent, reason = True, f"HTTP {answer.status}"
                    except ConnectionBroken as error:
                        # one that rested may have been closed by the server meanwhile
                        sent, reason, at_once = True, str(error), connection.used
                    except HallUnreachable as error:
                        reason = str(error.facts.get("reason", ""))
                    if not at_once:
                        await backoff.wait()
        except TimeoutError:
            if sent and method == "POST":
                raise HallAnswerLost(reason=reason or "no answer") from None
            raise HallUnreachable(reason=reason or "no answer") from None

    async def _connection(self) -> Connection:
        while self._idle:
            connection = self._idle.pop()
            if connection.usable:
                return connection
            connection.close()
        return await self._open()

    async def _open(self) -> Connection:
        """A new connection to the first address that answers. Raises `HallUnreachable`."""
        reason = ""
        for turn in range(len(self._addresses)):
            place = (self._first + turn) % len(self._addresses)
            try:
                connection = await Connection.open(
                    self._addresses[place], self._context, self.credential.fingerprint
                )
            except NotConnected as error:
                reason = str(error)
            else:
                self._first = place
                return connection
        raise HallUnreachable(reason=reason)

    def _keep(self, connection: Connection) -> None:
        connection.used = True
        if connection.usable and len(self._idle) < _IDLE:
            self._idle.append(connection)
        else:
            connection.close()


def _again(answer: Answer) -> bool:
    """Whether the same request is to be sent again, under its command id."""
    if answer.status not in (429, 500, 502, 503, 504):
        return False
    failure = decode_problem(answer.body, answer.status)
    return isinstance(failure, HallAnswerLost | HallServerEnding | TooManyRequests)


async def events_of(parts: AsyncIterator[bytes]) -> AsyncIterator[tuple[str, bytes]]:
    """The events of a stream: kind and data. A comment has neither."""
    waiting = b""
    async for part in parts:
        *whole, waiting = (waiting + part).split(b"\n\n")
        for event in whole:
            kind, data = "", b""
            for line in event.split(b"\n"):
                name, _, value = line.partition(b": ")
                if name == b"event":
                    kind = value.decode()
                elif name == b"data":
                    data = value
            yield kind, data
