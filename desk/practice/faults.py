"""Fault injection: the region misbehaves on purpose, for training and for tests.

A `Fault` applies to requests of its path and method, as many as its count says. It lies around the
whole application, so that what it does to a connection is what a real network does.
"""

import asyncio
import gzip
import threading
from collections.abc import Callable, MutableMapping
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.practice.problems import RequestRefused, problem_answer
from desk.region.contract import Message as Told

PRACTICE_HEADER = "X-Hall-Practice"
"""Header that marks every answer of a practice region."""

HTML_ANSWER = (
    b"<!doctype html><html><head><title>Sign in to the network</title></head>"
    b"<body><h1>Hall Wi-Fi</h1><p>Please sign in to go on. (practice)</p></body></html>"
)


class Fault(Told, frozen=True, omit_defaults=True):
    """One way to misbehave, on the next `count` requests under `path` (null: until cleared).

    `delay_ms` waits before the work; `slow_work_ms` waits while the key is being worked on.
    `status` (with `retry_after`, seconds) and `html` answer without working.
    `drop_after_work` does the work and cuts the connection; `truncate` cuts it half-way
    through the answer; `wrong_digest` answers with a Repr-Digest that is not the file's.
    `alter` does the work and answers with these fields of the JSON replaced: a platform that
    says what cannot be true.
    `hold_received` keeps new cases in state ``received``, for `hold_s` seconds or until the
    faults are cleared. `flip_byte` flips one byte in the stored file of that number (from 1,
    in the order of creation), at once or as soon as it is whole. `skew_clock_s` puts the
    region's clock wrong. The last two need neither path nor count.
    """

    path: str = "/"
    method: str = ""
    count: int | None = 1
    delay_ms: int = 0
    slow_work_ms: int = 0
    status: int = 0
    retry_after: int | None = None
    html: bool = False
    drop_after_work: bool = False
    truncate: bool = False
    wrong_digest: bool = False
    alter: dict[str, Any] | None = None
    hold_received: bool = False
    hold_s: float | None = None
    flip_byte: int | None = None
    skew_clock_s: float | None = None


class FaultList(Told, frozen=True, omit_defaults=True):
    """The faults that still wait for a request."""

    faults: tuple[Fault, ...] = ()


class FaultInjector:
    """The faults in force; asked from the loop and from worker threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[tuple[Fault, int | None]] = []

    def add(self, fault: Fault) -> None:
        """Let a fault wait for its requests."""
        with self._lock:
            self._faults.append((fault, fault.count))

    def clear(self) -> None:
        """Clear all faults."""
        with self._lock:
            self._faults.clear()

    def waiting(self) -> FaultList:
        """The remaining faults, each with its remaining count."""
        with self._lock:
            return FaultList(
                tuple(Fault(**{**_facts(fault), "count": left}) for fault, left in self._faults)
            )

    def take(self, method: str, path: str, wanted: Callable[[Fault], bool]) -> Fault | None:
        """The first fault of the `wanted` kind for this request, one of its count spent."""
        with self._lock:
            for place, (fault, left) in enumerate(self._faults):
                fits = path.startswith(fault.path) and fault.method in ("", method)
                if not (fits and wanted(fault)):
                    continue
                if left is not None and left <= 1:
                    del self._faults[place]
                elif left is not None:
                    self._faults[place] = (fault, left - 1)
                return fault
        return None

    async def work_slowly(self, request: Request) -> None:
        """Wait here when a fault asks for slow work."""
        fault = self.take(request.method, request.url.path, lambda f: f.slow_work_ms > 0)
        if fault:
            await asyncio.sleep(fault.slow_work_ms / 1000)


def _facts(fault: Fault) -> dict[str, Any]:
    return {name: getattr(fault, name) for name in fault.__struct_fields__}


def _at_the_door(fault: Fault) -> bool:
    return bool(
        fault.delay_ms
        or fault.status
        or fault.html
        or fault.drop_after_work
        or fault.truncate
        or fault.wrong_digest
        or fault.alter
    )


class FaultMiddleware:
    """Lies around the application and lets `FaultInjector` at each request.

    `cut` closes the client's connection at once; the server gives it (see `serve`).
    """

    def __init__(self, app: ASGIApp, weather: FaultInjector, cut: Callable[[Scope], None]) -> None:
        self._app = app
        self._weather = weather
        self._cut = cut

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; faults never apply to the switches themselves."""
        if scope["type"] != "http" or scope["path"].startswith("/practice/"):
            await self._app(scope, receive, send)
            return
        fault = self._weather.take(scope["method"], scope["path"], _at_the_door)
        if fault is None:
            await self._app(scope, receive, send)
            return
        if fault.delay_ms:
            await asyncio.sleep(fault.delay_ms / 1000)
        if fault.status or fault.html:
            await _instead(fault)(scope, receive, send)
            return
        spoiled = _Altered(fault.alter, send) if fault.alter else None
        await self._app(scope, receive, spoiled or _Spoiled(fault, scope, send, self._cut))


def _instead(fault: Fault) -> ASGIApp:
    headers = {PRACTICE_HEADER: "true"}
    if fault.html:
        return HTMLResponse(HTML_ANSWER, fault.status or 200, headers)
    if fault.retry_after is not None:
        headers["Retry-After"] = str(fault.retry_after)
    return problem_answer(RequestRefused(fault.status, headers=headers))


class _Spoiled:
    """Passes an answer on, altered as its fault says."""

    def __init__(
        self, fault: Fault, scope: Scope, send: Send, cut: Callable[[Scope], None]
    ) -> None:
        self._fault = fault
        self._scope = scope
        self._send = send
        self._cut = cut

    async def __call__(self, message: Message) -> None:
        if self._fault.drop_after_work:
            self._cut(self._scope)
            return
        if self._fault.wrong_digest and message["type"] == "http.response.start":
            _spoil_digest(message)
        if self._fault.truncate and message["type"] == "http.response.body":
            body = message.get("body", b"")
            await self._send({**message, "body": body[: len(body) // 2], "more_body": True})
            self._cut(self._scope)
            return
        await self._send(message)


class _Altered:
    """Passes a JSON answer on with some of its fields replaced."""

    def __init__(self, fields: dict[str, Any], send: Send) -> None:
        self._fields = fields
        self._send = send
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        self._body += message.get("body", b"")
        if message.get("more_body"):
            return
        headers = dict(self._start["headers"])
        if headers.get(b"content-encoding") == b"gzip":
            self._body = gzip.decompress(self._body)
        body = msgspec.json.encode({**msgspec.json.decode(self._body), **self._fields})
        for name in (b"content-encoding", b"content-digest"):
            headers.pop(name, None)
        headers[b"content-length"] = str(len(body)).encode()
        await self._send({**self._start, "headers": list(headers.items())})
        await self._send({"type": "http.response.body", "body": body})


def _spoil_digest(message: MutableMapping[str, Any]) -> None:
    message["headers"] = [
        (name, b"sha-256=:" + b"A" * 43 + b"=:" if name == b"repr-digest" else value)
        for name, value in message["headers"]
    ]
