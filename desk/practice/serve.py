"""The practice region as a process: ``desk practice --folder DIR --port 0``.

Prints one line of JSON on stdout when it is ready, ``{"url": …, "key": …}``, and ends on
SIGTERM and as soon as its stdin closes, so that it never outlives the process that started it.
"""

import argparse
import asyncio
import json
import os
import secrets
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import msgspec
import uvicorn
from starlette.types import Scope
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk.practice.app import Region, make_app
from desk.practice.faults import Fault


class _Connections:
    """The open connections, so that a fault can cut one."""

    def __init__(self) -> None:
        self._open: dict[tuple[str, int], asyncio.BaseTransport] = {}

    def protocol(self) -> type[H11Protocol]:
        """uvicorn's HTTP protocol, telling us of its connections."""
        known = self._open

        class Watched(H11Protocol):
            def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
                super().connection_made(transport)
                if self.client:
                    known[self.client] = transport

            def connection_lost(self, exc: Exception | None) -> None:
                if self.client:
                    known.pop(self.client, None)
                super().connection_lost(exc)

        return Watched

    def cut(self, scope: Scope) -> None:
        """Close the connection of this request at once; nothing more reaches the client."""
        transport = self._open.get(tuple(scope["client"]))
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()


class _Server(uvicorn.Server):
    """Says on stdout when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: dict[str, str]) -> None:
        super().__init__(config)
        self._ready = ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End in order; a second signal ends at once."""
        self.force_exit = self.should_exit
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        print(json.dumps(self._ready), flush=True)


def serve(
    folder: Path,
    host: str = "127.0.0.1",
    port: int = 0,
    *,
    record: bool = False,
    stay: bool = False,
    faults: Sequence[Fault] = (),
) -> int:
    """Serve a practice region until told to end; returns the exit status.

    Port 0 takes a free one. `record` keeps exchanges for tests; `stay` goes on when stdin
    closes; `faults` are in force from the start.
    """
    key = secrets.token_urlsafe(16)
    region = Region(folder, key, record=record)
    for fault in faults:
        region.switches.begin(fault)
    connections = _Connections()
    config = uvicorn.Config(
        make_app(region, connections.cut),
        http=connections.protocol(),
        ws="none",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        access_log=False,
        date_header=False,
        server_header=False,
        timeout_graceful_shutdown=2,
    )
    listener = _listen(host, port)
    url = f"http://{host}:{listener.getsockname()[1]}"
    server = _Server(config, {"url": url, "key": key})
    if not stay:
        _end_with_stdin(server)
    try:
        server.run(sockets=[listener])
    finally:
        listener.close()
        region.database.close()
    return 0


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket. Its protocol is named, for asyncio turns Nagle's algorithm off only
    then; with it on, each answer waits 40 ms for the client's delayed acknowledgement."""
    family, kind, _, _, address = socket.getaddrinfo(
        host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, socket.IPPROTO_TCP)
    if os.name == "posix":  # on Windows it would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(address)
    return listener


def _end_with_stdin(server: uvicorn.Server) -> None:
    """End the server when stdin is closed."""
    if sys.stdin is None or sys.stdin.isatty():
        return
    descriptor = sys.stdin.fileno()

    def wait() -> None:
        while os.read(descriptor, 4096):
            pass
        server.should_exit = True

    threading.Thread(target=wait, name="stdin", daemon=True).start()


def fault_of(text: str) -> Fault:
    """The fault that a word on the command line names. Raises `argparse.ArgumentTypeError`."""
    try:
        return msgspec.json.decode(text, type=Fault)
    except msgspec.MsgspecError as error:
        raise argparse.ArgumentTypeError(f"{text!r}: {error}") from None


def main(arguments: Sequence[str] | None = None) -> int:
    """The command ``desk practice``."""
    parser = argparse.ArgumentParser(
        prog="desk practice", description="A practice region, for training, demos and tests."
    )
    parser.add_argument("--folder", type=Path, required=True, metavar="DIR", help="its data")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument("--record", action="store_true", help="keep requests and answers")
    parser.add_argument("--stay", action="store_true", help="go on when stdin closes")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="JSON",
        type=fault_of,
        help="misbehave from the start, as POST /practice/faults",
    )
    given = parser.parse_args(arguments)
    return serve(
        given.folder,
        given.host,
        given.port,
        record=given.record,
        stay=given.stay,
        faults=given.fault,
    )
