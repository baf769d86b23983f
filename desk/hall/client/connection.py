"""One connection to the hall's server: HTTP/1.1 over TLS, on whatever event loop runs.

h11 on asyncio's streams, for the window calls often and its loop draws: the same exchange costs
2.2 ms of CPU with httpx, 1.6 with httpcore, 0.35 here. The server's certificate is known
since the device was enrolled, and is compared before anything is sent; nobody else vouches for
it, and a PC whose clock is wrong still gets in.
"""

import asyncio
import hashlib
import hmac
import ssl
from collections.abc import AsyncIterator, Mapping

import h11

from desk.hall.client.addresses import name_of
from desk.hall.server_failures import ServerCertificateChanged

CONNECT_S = 3.0
"""How long one address may take to answer, in seconds."""

MAX_ANSWER = 64 * 1024 * 1024
"""The longest answer that is read, in bytes: a snapshot of a large hall is some megabytes."""

_READ = 64 * 1024


class NotConnected(Exception):
    """Nothing was sent: the server was not there."""


class ConnectionBroken(Exception):
    """Something was sent and no whole answer came."""


class Answer:
    """An answer as it came."""

    __slots__ = ("body", "headers", "status")

    def __init__(self, status: int, headers: Mapping[bytes, bytes], body: bytes) -> None:
        self.status = status
        self.headers = headers
        self.body = body


def make_context() -> ssl.SSLContext:
    """TLS 1.2 or later, without asking anybody about the certificate: `Connection` compares it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class Connection:
    """A connection that is open; one exchange at a time.

    `used` says that it had an answer before: the server may have closed it since, unheard.
    """

    def __init__(
        self,
        address: tuple[str, int],
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        fingerprint: bytes,
    ) -> None:
        self.address = address
        self.fingerprint = fingerprint
        self.used = False
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT)
        self._host = name_of(address)

    @classmethod
    async def open(
        cls, address: tuple[str, int], context: ssl.SSLContext, fingerprint: bytes | None
    ) -> "Connection":
        """Connect, and compare the server's certificate with `fingerprint` (its SHA-256).

        None takes any, which only enrolment does. Raises `NotConnected`, and
        `ServerCertificateChanged` before anything was sent.
        """
        host, port = address
        try:
            async with asyncio.timeout(CONNECT_S):
                reader, writer = await asyncio.open_connection(
                    host, port, ssl=context, limit=_READ, ssl_handshake_timeout=CONNECT_S
                )
        except (OSError, ssl.SSLError, TimeoutError) as error:
            raise NotConnected(_reason(error)) from error
        shown = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        seen = hashlib.sha256(shown).digest()
        if fingerprint is not None and not hmac.compare_digest(seen, fingerprint):
            writer.transport.abort()
            raise ServerCertificateChanged(server=name_of(address))
        return cls(address, reader, writer, seen)

    @property
    def usable(self) -> bool:
        """Whether another exchange can be made on it, as far as this end knows."""
        return not (
            self._writer.is_closing()
            or self._reader.at_eof()
            or self._reader.exception()
            or self._http.our_state is not h11.IDLE
        )

    async def exchange(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes = b""
    ) -> Answer:
        """Send a request and read its answer. Raises `ConnectionBroken`."""
        try:
            response = await self._ask(method, target, headers, body)
            parts, size = [], 0
            async for part in self._parts():
                parts.append(part)
                size += len(part)
                if size > MAX_ANSWER:
                    raise ConnectionBroken("too long an answer")
            if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
                self._http.start_next_cycle()
            else:
                self.close()
        except (OSError, h11.ProtocolError) as error:
            self.close()
            raise ConnectionBroken(_reason(error)) from error
        except BaseException:  # whatever came later would be taken for another's answer
            self.close()
            raise
        return Answer(response.status_code, dict(response.headers), b"".join(parts))

    async def stream(
        self, target: str, headers: Mapping[str, str], silence_s: float
    ) -> tuple[Answer, AsyncIterator[bytes]]:
        """Send a request whose answer goes on; its parts, as they come.

        An answer other than 200 comes whole. The parts raise `ConnectionBroken` when the
        connection breaks, and when nothing came for `silence_s` seconds.
        """
        try:
            async with asyncio.timeout(silence_s):
                response = await self._ask("GET", target, headers, b"")
                whole = b""
                if response.status_code != 200:
                    async for part in self._parts():
                        whole += part
        except (OSError, h11.ProtocolError, TimeoutError) as error:
            self.close()
            raise ConnectionBroken(_reason(error)) from error
        return Answer(response.status_code, dict(response.headers), whole), self._kept_up(silence_s)

    def close(self) -> None:
        """Close it at once."""
        self._writer.transport.abort()

    async def _kept_up(self, silence_s: float) -> AsyncIterator[bytes]:
        parts = self._parts()
        while True:
            try:
                async with asyncio.timeout(silence_s):
                    part = await anext(parts, None)
            except (OSError, h11.ProtocolError, TimeoutError) as error:
                self.close()
                raise ConnectionBroken(_reason(error)) from error
            if part is None:
                self.close()
                return
            yield part

    async def _ask(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> h11.Response:
        head = [("Host", self._host), *headers.items()]
        if body or method == "POST":
            head += [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        send = self._http.send
        sent = send(h11.Request(method=method, target=target, headers=head)) or b""
        if body:
            sent += send(h11.Data(data=body)) or b""
        self._writer.write(sent + (send(h11.EndOfMessage()) or b""))
        await self._writer.drain()
        while True:
            event = await self._event()
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise ConnectionBroken("closed by the server")

    async def _parts(self) -> AsyncIterator[bytes]:
        while True:
            event = await self._event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif isinstance(event, h11.EndOfMessage):
                return
            else:
                raise ConnectionBroken("closed by the server")

    async def _event(self) -> object:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            self._http.receive_data(await self._reader.read(_READ))
        return event


def _reason(error: BaseException) -> str:
    """Why, in a word, and never an address."""
    if isinstance(error, TimeoutError):
        return "no answer"
    if isinstance(error, ssl.SSLError):
        return error.reason or "TLS"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "no HTTP"
