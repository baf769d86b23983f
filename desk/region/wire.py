"""One request and its answer: deadlines, digests, clocks, and failures in place of errors.

httpx is imported with the first request, on a thread, so that neither the window's first paint
nor the event loop waits for it.
"""

import asyncio
import hashlib
import ssl
import zlib
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from ipaddress import ip_address
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urljoin, urlsplit

import msgspec

from desk.domain.clock import utc_now
from desk.domain.personal import address_is_clean
from desk.region.contract import Message
from desk.region.digests import digest_field, sha256_in
from desk.region.error_answers import failure_of
from desk.region.problems import (
    AnswerLost,
    PersonalNumberInAddress,
    RegionAnswerBroken,
    RegionFailure,
    RegionNotTrusted,
    RegionSilent,
    RegionUnreachable,
)

if TYPE_CHECKING:
    import httpx

DEADLINE_S = 20.0
"""How long one exchange may take in all, in seconds, when the caller does not say."""

MAX_ANSWER = 4 * 1024 * 1024
"""The largest answer about one thing that is read, in bytes, packed or unpacked."""

MAX_PAGE = 32 * 1024 * 1024
"""The largest page of a list that is read, in bytes, packed or unpacked."""

_READ_ASIDE = 64 * 1024
"""An error answer larger than this, in bytes, is read on a thread."""

PART = 256 * 1024
"""Bodies are handed to the socket in parts of this size, so that progress is seen."""

_OPERATION_S = 10.0
_KEEP_ALIVE_S = 3.0  # shorter than servers usually wait: a connection they just closed is not used

M = TypeVar("M", bound=Message)


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """An answer as it came. Names in `headers` are in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The media type without its parameters; empty when none was given."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    def read(self, message: type[M]) -> M:
        """The body as `message`. Raises `RegionAnswerBroken`, which quotes nothing of it."""
        if not self.media_type.endswith("json"):
            raise RegionAnswerBroken(reason=self.media_type[:60] or "no media type")
        try:
            return msgspec.json.decode(self.body, type=message)
        except msgspec.ValidationError as error:
            raise RegionAnswerBroken(reason=f"not a {message.__name__}") from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise RegionAnswerBroken(reason="not JSON") from error


class RegionHttp:
    """A connection pool to one region.

    `base_url` must be HTTPS unless it names this very machine. `issuer_url` is where the hall's
    settings say that clerks sign in, when that is not the region itself. `now` is this PC's
    clock.
    """

    def __init__(
        self,
        base_url: str,
        *,
        issuer_url: str = "",
        deadline_s: float = DEADLINE_S,
        now: Callable[[], datetime] | None = None,
    ) -> None:
        self.base_url = base_url.rstrip("/") + "/"
        self._issuer_url = issuer_url
        self._deadline_s = deadline_s
        self._now = now or utc_now
        self._http: httpx.AsyncClient | None = None
        self._opening = asyncio.Lock()
        self.clock_skew_s: float | None = None
        """Seconds by which the region's clock is ahead of ours; None before the first answer."""

    async def exchange(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        sha256: bytes | None = None,
        also: frozenset[int] = frozenset(),
        bearer: str = "",
        deadline_s: float | None = None,
        on_sent: Callable[[int], None] | None = None,
        largest: int | None = None,
    ) -> HttpAnswer:
        """Send one request and return its answer when its status is 2xx or in `also`.

        `url` is absolute or relative to the region's address. `sha256` is the digest of `body`
        where the caller has it already. `bearer` goes to the region's own origin only. `on_sent` is
        called with how many bytes of the body were handed to the network. An answer of more than
        `largest` bytes (`MAX_ANSWER`) is not read. Raises `RegionFailure`, and nothing else, for
        whatever the network and the server do.
        """
        client = await self._client()
        import httpx  # `_client` has loaded it on a thread; here it only gives the names

        address = self.address(url)
        sent = self._headers(address, headers, body, sha256, bearer)
        content = None if body is None else _parts(body, on_sent)
        begun = self._now()
        try:
            async with asyncio.timeout(deadline_s or self._deadline_s):
                async with client.stream(
                    method, address, headers=sent, content=content
                ) as response:
                    head = {name.lower(): value for name, value in response.headers.items()}
                    raw = await _read(response, largest or MAX_ANSWER)
        except (TimeoutError, httpx.TimeoutException) as error:
            unreachable = isinstance(error, httpx.ConnectTimeout | httpx.PoolTimeout)
            raise (RegionUnreachable() if unreachable else RegionSilent()) from error
        except (httpx.ConnectError, httpx.ProxyError) as error:
            raise _not_connected(error) from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            raise AnswerLost() from error
        answer = _checked(response.status_code, head, raw, method, largest or MAX_ANSWER)
        if not 200 <= answer.status < 300 and answer.status not in also:
            raise await self._failure(answer)
        self._compare_clocks(begun, head.get("date", ""))
        return answer

    async def _failure(self, answer: HttpAnswer) -> RegionFailure:
        said = answer.status, answer.media_type, answer.body
        again = answer.headers.get("retry-after", "")
        if len(answer.body) <= _READ_ASIDE:
            return failure_of(*said, again, self._now())
        return await asyncio.to_thread(failure_of, *said, again, self._now())

    def address(self, url: str) -> str:
        """`url` made absolute, and checked.

        Raises `RegionNotTrusted` when it is neither HTTPS nor local, `PersonalNumberInAddress`
        when it would carry somebody's number into access logs.
        """
        try:
            address = urljoin(self.base_url, url)
            parts = urlsplit(address)
            host, _ = parts.hostname, parts.port
        except ValueError as error:
            raise RegionAnswerBroken(reason="no address") from error
        if "@" in parts.netloc or "\\" in address or not address.isprintable():
            raise RegionAnswerBroken(reason="no plain address")
        if not host or not (parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))):
            raise RegionNotTrusted()
        if not address_is_clean(parts.path, parts.query):
            raise PersonalNumberInAddress()
        return address

    def is_ours(self, address: str) -> bool:
        """Whether an absolute address has the region's own scheme, host and port."""
        return _origin(address) == _origin(self.base_url)

    def is_for_sign_in(self, address: str) -> bool:
        """Whether a clerk may sign in at this address, and tokens may be sent to it.

        That is the region's own origin, or the issuer's that the settings name; never one in
        clear, not even of this machine, when the region's own is HTTPS.
        """
        try:
            origin = _origin(self.address(address))
        except RegionFailure:
            return False
        if origin == _origin(self.base_url):
            return True
        clear = origin[0] != "https" and self.base_url.startswith("https:")
        return bool(self._issuer_url) and not clear and origin == _origin(self._issuer_url)

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def _client(self) -> "httpx.AsyncClient":
        async with self._opening:
            if self._http is None:
                self._http = await asyncio.to_thread(_open, self.base_url)
            return self._http

    def _headers(
        self,
        address: str,
        headers: Mapping[str, str] | None,
        body: bytes | None,
        sha256: bytes | None,
        bearer: str,
    ) -> dict[str, str]:
        sent = {
            "Accept": "application/json, application/problem+json",
            "Accept-Encoding": "gzip",
            "Date": format_datetime(self._now().astimezone(UTC), usegmt=True),
            **(headers or {}),
        }
        if bearer and self.is_ours(address):
            sent["Authorization"] = f"Bearer {bearer}"
        if body is not None:
            sent["Content-Length"] = str(len(body))
            sent["Content-Digest"] = digest_field(sha256 or hashlib.sha256(body).digest())
        return sent

    def _compare_clocks(self, begun: datetime, date_field: str) -> None:
        """The region's Date is cut to whole seconds and was written between asking and now."""
        try:
            theirs = parsedate_to_datetime(date_field)
        except ValueError:
            return
        if theirs.tzinfo is not None:
            middle = begun + (self._now() - begun) / 2
            self.clock_skew_s = (theirs - middle).total_seconds() + 0.5


def _open(base_url: str) -> "httpx.AsyncClient":
    import anyio
    import httpx

    anyio.run(_load)
    if base_url.startswith("https:"):
        trust = ssl.create_default_context()  # the system's store: a province has its own CA
    else:
        trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    return httpx.AsyncClient(
        verify=trust,
        timeout=_OPERATION_S,
        limits=httpx.Limits(max_connections=8, keepalive_expiry=_KEEP_ALIVE_S),
        # this machine is never behind the hall's proxy
        mounts={f"all://{host}": None for host in ("127.0.0.1", "localhost", "[::1]")},
    )


async def _load() -> None:
    """Load what the first request would load on the event loop, where it took 80 ms."""
    from anyio import Event, Lock, Semaphore, connect_tcp, fail_after  # noqa: F401

    Event()


async def _parts(body: bytes, on_sent: Callable[[int], None] | None) -> AsyncIterator[bytes]:
    view = memoryview(body)
    for start in range(0, len(body), PART):
        yield bytes(view[start : start + PART])
        if on_sent:
            on_sent(min(start + PART, len(body)))


async def _read(response: "httpx.Response", largest: int) -> bytes:
    """The body as it was sent, packed or not: Content-Digest speaks of exactly these bytes."""
    parts, size = [], 0
    async for part in response.aiter_raw():
        size += len(part)
        if size > largest:
            raise RegionAnswerBroken(reason="too large")
        parts.append(part)
    return b"".join(parts)


def _checked(
    status: int, head: Mapping[str, str], raw: bytes, method: str, largest: int
) -> HttpAnswer:
    if method == "HEAD":
        return HttpAnswer(status, head, b"")
    try:
        stated = sha256_in(head.get("content-digest", ""))
    except ValueError as error:
        raise RegionAnswerBroken(reason="Content-Digest") from error
    if stated is not None and stated != hashlib.sha256(raw).digest():
        raise RegionAnswerBroken(reason="Content-Digest differs")
    return HttpAnswer(status, head, _unpacked(head.get("content-encoding", ""), raw, largest))


def _unpacked(encoding: str, raw: bytes, largest: int) -> bytes:
    if encoding in ("", "identity") or not raw:
        return raw
    if encoding != "gzip":
        raise RegionAnswerBroken(reason="Content-Encoding")
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        body = unpacker.decompress(raw, largest)
    except zlib.error as error:
        raise RegionAnswerBroken(reason="gzip") from error
    if not unpacker.eof:
        raise RegionAnswerBroken(reason="gzip, cut off or too large")
    return body


def _not_connected(error: BaseException) -> RegionFailure:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return RegionNotTrusted()
        cause = cause.__cause__ or cause.__context__
    return RegionUnreachable()


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _origin(address: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(address)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return parts.scheme, parts.hostname, port


def host_of(address: str) -> str:
    """The host of an address, for people; shortened, and without anything else of it."""
    try:
        return (urlsplit(address).hostname or "—")[:60]
    except ValueError:
        return "—"
