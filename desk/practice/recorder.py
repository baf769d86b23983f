"""Records requests and answers, for tests.

Off unless the server is told to record; in memory only, and only the latest exchanges.
"""

import threading
import zlib
from collections import deque
from collections.abc import Iterable

import msgspec
from starlette.types import ASGIApp, Message, Receive, Scope, Send

KEPT = 2000
"""So many exchanges are kept."""


class Exchange(msgspec.Struct, frozen=True):
    """One request and its answer; bodies only where they are JSON or a form."""

    method: str
    path: str
    query: str
    request_headers: dict[str, str]
    request_body: str
    status: int
    answer_headers: dict[str, str]
    answer_body: str


class Recorder:
    """The latest exchanges, oldest first."""

    def __init__(self, on: bool) -> None:
        self.on = on
        self._lock = threading.Lock()
        self._kept: deque[Exchange] = deque(maxlen=KEPT)

    def add(self, exchange: Exchange) -> None:
        """Keep one more."""
        with self._lock:
            self._kept.append(exchange)

    def forget(self) -> None:
        """Drop what was recorded."""
        with self._lock:
            self._kept.clear()

    def exchanges(self) -> list[Exchange]:
        """Those that are kept."""
        with self._lock:
            return list(self._kept)


class RecorderMiddleware:
    """Notes every exchange on its way."""

    def __init__(self, app: ASGIApp, recorder: Recorder) -> None:
        self._app = app
        self._recorder = recorder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request; `/practice` itself is not recorded."""
        if (
            not self._recorder.on
            or scope["type"] != "http"
            or scope["path"].startswith("/practice/")
        ):
            await self._app(scope, receive, send)
            return
        request_headers = _texts(scope["headers"])
        asked, told = bytearray(), bytearray()
        status, answer_headers = 0, dict[str, str]()

        async def hear() -> Message:
            message = await receive()
            if _readable(request_headers):
                _note(asked, message)
            return message

        async def tell(message: Message) -> None:
            nonlocal status, answer_headers
            if message["type"] == "http.response.start":
                status, answer_headers = message["status"], _texts(message["headers"])
            elif _readable(answer_headers):
                _note(told, message)
            await send(message)

        try:
            await self._app(scope, hear, tell)
        finally:
            packed = answer_headers.get("content-encoding") == "gzip"
            self._recorder.add(
                Exchange(
                    method=scope["method"],
                    path=scope["path"],
                    query=scope["query_string"].decode("latin-1"),
                    request_headers=request_headers,
                    request_body=_text(asked),
                    status=status,
                    answer_headers=answer_headers,
                    answer_body=_text(_unpacked(told) if packed else told),
                )
            )


def _note(body: bytearray, message: Message) -> None:
    body += message.get("body", b"")


def _unpacked(body: bytearray) -> bytes:
    """What can be unpacked: an answer that was cut off is noted as far as it came."""
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS).decompress(body)


def _text(body: bytes | bytearray) -> str:
    return body.decode("utf-8", "replace")


def _texts(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    texts = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in headers}
    if "authorization" in texts:
        texts["authorization"] = texts["authorization"].partition(" ")[0] + " (hidden)"
    return texts


def _readable(headers: dict[str, str]) -> bool:
    kind = headers.get("content-type", "")
    return "json" in kind or "x-www-form-urlencoded" in kind
