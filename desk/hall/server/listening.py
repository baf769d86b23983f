"""The server's socket: TLS, and no connection that takes more than its share of time or room.

uvicorn speaks HTTP, by httptools, with which an answer costs the server a third less CPU than
with h11. Here it learns to give up on those who do not finish a handshake or the head of a
request, to cut one off at once, and to end in order.
"""

import asyncio
import logging
import os
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from types import FrameType
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from desk.hall.server.limits import Limits
from desk.hall.server_failures import CannotListen

HANDSHAKE_S = 10.0
"""How long the TLS handshake may take, in seconds."""

SHUTDOWN_S = 1.0
"""How long one that is told goodbye may take to answer, in seconds."""

MAX_HEAD = 16 * 1024
"""The longest head of a request, in bytes."""

END_S = 3
"""How long requests that are being answered may take when the server ends, in seconds."""

log = logging.getLogger(__name__)


class Gathering:
    """A transport that sends what is written in one turn of the event loop as one piece.

    uvicorn writes the head and the body of an answer one after the other: two TLS records and
    two calls into the system, which cost as much as all else of a small answer.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        """Send `data` at the end of this turn."""
        if not data:
            return
        if not self._waiting:
            self._loop.call_soon(self._send)
        self._waiting.append(data)

    def close(self) -> None:
        """Send what waits, then close."""
        self._send()
        self._transport.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _send(self) -> None:
        waiting, self._waiting = self._waiting, []
        if waiting and not self._transport.is_closing():
            self._transport.write(b"".join(waiting))


class Connections:
    """The connections that are open, by the client's address and port."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._open: dict[tuple[str, int], asyncio.Transport] = {}

    def __len__(self) -> int:
        return len(self._open)

    def abort(self, scope: Mapping[str, Any]) -> None:
        """Close the connection of a request at once; nothing more reaches the client."""
        transport = self._open.get(tuple(scope["client"] or ()))
        if transport is not None:
            transport.abort()

    def add(self, client: tuple[str, int], transport: asyncio.Transport) -> None:
        """Know a connection; one too many is closed at once."""
        if len(self._open) >= self.limits.connections:
            log.warning("a connection too many was closed: %d are open", len(self._open))
            transport.abort()
            return
        self._open[client] = transport

    def remove(self, client: tuple[str, int]) -> None:
        """Know a connection no longer."""
        self._open.pop(client, None)

    def protocol(self) -> type[HttpToolsProtocol]:
        """uvicorn's HTTP protocol for these connections."""
        known = self

        class Watched(HttpToolsProtocol):
            _head: asyncio.TimerHandle | None = None
            _head_size = 0

            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client:
                    known.add(self.client, transport)
                self.transport = Gathering(transport, self.loop)  # type: ignore[assignment]
                self._await_head()

            def data_received(self, data: bytes) -> None:
                super().data_received(data)
                if self._answers():
                    self._forget_head()
                    return
                self._await_head()
                self._head_size += len(data)
                if self._head_size > MAX_HEAD:
                    self.transport.abort()

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    known.remove(self.client)
                self._forget_head()
                super().connection_lost(exc)

            def _answers(self) -> bool:
                """Whether the head of a request is there, and its answer is not whole yet."""
                cycle: Any = self.cycle  # None before the first request
                return cycle is not None and not cycle.response_complete

            def _await_head(self) -> None:
                if self._head is None:
                    self._head = self.loop.call_later(known.limits.header_s, self._give_up)

            def _forget_head(self) -> None:
                self._head_size = 0
                if self._head is not None:
                    self._head.cancel()
                    self._head = None

            def _give_up(self) -> None:
                self._head = None
                if not self._answers() and not self.transport.is_closing():
                    self.transport.abort()

        return Watched


class Server(uvicorn.Server):
    """uvicorn's server with our sockets; ends on SIGTERM, or after `stop`.

    `on_start` runs on the event loop before the first request, `on_end` when no new ones are
    taken any more and those that are being answered still are.
    """

    def __init__(
        self,
        app: ASGIApp,
        connections: Connections,
        tls: ssl.SSLContext,
        *,
        on_start: Callable[[], Awaitable[None]],
        on_end: Callable[[], Awaitable[None]],
    ) -> None:
        self._tls = tls
        self._on_start = on_start
        self._on_end = on_end
        super().__init__(
            uvicorn.Config(
                app,
                http=connections.protocol(),
                ws="none",
                loop="asyncio",
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                timeout_keep_alive=int(connections.limits.idle_s),
                timeout_graceful_shutdown=END_S,
            )
        )

    def stop(self) -> None:
        """End soon; safe to call on any thread."""
        self.should_exit = True

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; a second signal ends at once."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen on `sockets`."""
        await self._on_start()
        loop = asyncio.get_running_loop()
        protocol = self.config.http_protocol_class

        def make() -> asyncio.Protocol:
            made: asyncio.Protocol = protocol(  # type: ignore[call-arg]
                config=self.config, server_state=self.server_state, app_state={}
            )
            return made

        self.servers = [
            await loop.create_server(
                make,
                sock=one,
                ssl=self._tls,
                ssl_handshake_timeout=HANDSHAKE_S,
                ssl_shutdown_timeout=SHUTDOWN_S,
                backlog=1_024,
            )
            for one in sockets or ()
        ]
        self.started = True

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take nothing new, answer what waits, end."""
        for server in self.servers:
            server.close()
        await self._on_end()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; port 0 takes a free one. Raises `CannotListen`.

    Its protocol is named, for asyncio turns Nagle's algorithm off only then; with it on, each
    answer waits 40 ms for the client's delayed acknowledgement.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, socket.IPPROTO_TCP)
        try:
            if os.name == "posix":  # on Windows it would let two servers share the port
                listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            if family == socket.AF_INET6 and host in ("::", ""):
                listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
            listener.bind(address)
        except BaseException:
            listener.close()
            raise
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CannotListen(address=f"{host}:{port}", reason=reason) from error
    return listener
