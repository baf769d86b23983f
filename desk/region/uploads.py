"""Uploads to the region by tus 1.0: creation, checksum, and resuming after a broken link.

Beyond tus, as the contract has it: ``Upload-Metadata`` carries the SHA-256 of the whole file,
and a HEAD on the whole file answers with the ``Repr-Digest`` that the region worked out from
the bytes it stored. No file name is ever sent. The last segment of an upload's address is the
file's id at the region.
"""

import asyncio
import base64
import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from desk.region.client import RegionClient, key_header, new_key
from desk.region.contract import StoredFile
from desk.region.digests import sha256_in
from desk.region.problems import BodyAltered, DigestDiffers, NotAtRegion, RegionAnswerBroken
from desk.region.wire import DEADLINE_S, HttpAnswer

SMALLEST_PIECE = 1024 * 1024
LARGEST_PIECE = 4 * 1024 * 1024
"""One PATCH carries between these many bytes; a piece that breaks off is sent again whole."""

QUICK_S = 2.0
"""A piece that took no longer lets the next one be twice as large."""

SLOWEST_BYTES_S = 16 * 1024
"""The slowest link, in bytes a second, that a piece's deadline allows for."""

MAX_STUMBLES = 5
"""So many pieces in a row may be refused (checksum, offset) before the upload gives up."""

_TUS = {"Tus-Resumable": "1.0.0"}
_OFFSET_DIFFERS = 409
_ADDRESS_ID = re.compile(r"[A-Za-z0-9._~%:+=@-]{1,200}")

Read = Callable[[int], Iterable[bytes]]
"""Gives the file's bytes from an offset on; may block, and is asked on a thread."""


@dataclass(frozen=True, slots=True)
class UploadFile:
    """What is uploaded: `sha256` in hex over all bytes, `size` in bytes, `sheets` in pages."""

    sha256: str
    size: int
    sheets: int
    media_type: str
    read: Read


async def _keep_nothing(_url: str) -> None:
    pass


def _tell_nobody(_sent: int, _size: int) -> None:
    pass


async def upload(
    client: RegionClient,
    file: UploadFile,
    *,
    url: str | None = None,
    key: str | None = None,
    on_url: Callable[[str], Awaitable[None]] = _keep_nothing,
    on_progress: Callable[[int, int], None] = _tell_nobody,
) -> StoredFile:
    """Bring a file to the region and return it as the region has it.

    `url` is the address that `on_url` was given in an earlier try; the upload goes on where the
    region's count stands, and begins anew when the region has dropped it. `key` names the creation,
    so that a lost answer leaves no orphan. `on_url` is awaited before the first byte is sent: keep
    the address durably there. `on_progress` is called with the bytes sent and the bytes in all.

    Raises `DigestDiffers` when the region's digest of its bytes is not `file.sha256`, a
    passing `RegionFailure` after which the same call may be made again, or another one.
    """
    if url and not client.wire.is_ours(url):
        url = None  # the region has moved to another address since
    offset = await _offset(client, file, url) if url else None
    if url is None or offset is None:
        url = await _create(client, file, key if url is None and key else new_key())
        await on_url(url)
        offset = await _offset(client, file, url)
        if offset is None and key:  # the key was answered with an upload dropped since
            url = await _create(client, file, new_key())
            await on_url(url)
            offset = await _offset(client, file, url)
        if offset is None:
            raise NotAtRegion()
    on_progress(offset, file.size)
    await _Sending(client, file, url, on_progress).go_on(offset)
    return await _confirm(client, file, url)


async def _create(client: RegionClient, file: UploadFile, key: str) -> str:
    facts = {
        "sha256": file.sha256,
        "sheets": str(file.sheets),
        "media_type": file.media_type,
    }
    metadata = ",".join(
        f"{name} {base64.b64encode(fact.encode()).decode()}" for name, fact in facts.items()
    )
    headers = {
        **_TUS,
        **key_header(key),
        "Upload-Length": str(file.size),
        "Upload-Metadata": metadata,
    }
    answer = await client.call("POST", "/files", headers=headers, body=b"")
    address = client.wire.address(answer.headers.get("location", ""))
    if not client.wire.is_ours(address) or not _ADDRESS_ID.fullmatch(_id(address)):
        raise RegionAnswerBroken(reason="Location")
    return address


async def _offset(client: RegionClient, file: UploadFile, url: str) -> int | None:
    """How many bytes the region has; None when it knows the upload no longer."""
    try:
        answer = await client.call("HEAD", url, headers=_TUS)
    except NotAtRegion:
        return None
    return _stated_offset(answer, file)


def _stated_offset(answer: HttpAnswer, file: UploadFile) -> int:
    text = answer.headers.get("upload-offset", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 15) or int(text) > file.size:
        raise RegionAnswerBroken(reason="Upload-Offset")
    return int(text)


@dataclass(frozen=True, slots=True)
class _Sending:
    """The bytes of one upload on their way."""

    client: RegionClient
    file: UploadFile
    url: str
    on_progress: Callable[[int, int], None]

    async def go_on(self, offset: int) -> None:
        """Send from `offset` to the end; ask for the region's count again after an error."""
        stumbles = 0
        while True:
            arrived = await self._run(offset)
            if arrived == self.file.size:
                return
            stumbles = 1 if arrived > offset else stumbles + 1
            if stumbles >= MAX_STUMBLES:
                raise BodyAltered()
            standing = await _offset(self.client, self.file, self.url)
            if standing is None:
                raise NotAtRegion()
            offset = standing

    async def _run(self, offset: int) -> int:
        """Send pieces until the end or an error; returns the offset reached.

        While one piece is under way the next one is read.
        """
        pieces = _Pieces(self.file, offset)
        want = SMALLEST_PIECE
        try:
            coming = pieces.ask(want)
            while offset < self.file.size:
                piece = await coming
                coming = pieces.ask(want)
                begun = time.monotonic()
                if not await self._append(offset, piece):
                    break
                offset += len(piece.data)
                quick = time.monotonic() - begun <= QUICK_S
                want = min(want * 2, LARGEST_PIECE) if quick else SMALLEST_PIECE
        finally:
            await pieces.close()
        return offset

    async def _append(self, offset: int, piece: "_Piece") -> bool:
        """Append one piece; False when the region counts or reads otherwise."""
        headers = {
            **_TUS,
            "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {base64.b64encode(piece.sha256).decode()}",
        }
        try:
            answer = await self.client.call(
                "PATCH",
                self.url,
                headers=headers,
                body=piece.data,
                sha256=piece.sha256,
                also=frozenset({_OFFSET_DIFFERS}),
                deadline_s=DEADLINE_S + len(piece.data) / SLOWEST_BYTES_S,
                on_sent=lambda sent: self.on_progress(offset + sent, self.file.size),
            )
        except BodyAltered:
            return False
        if answer.status == _OFFSET_DIFFERS:
            return False
        if _stated_offset(answer, self.file) != offset + len(piece.data):
            raise RegionAnswerBroken(reason="Upload-Offset")
        return True


@dataclass(frozen=True, slots=True)
class _Piece:
    data: bytes
    sha256: bytes


class _Pieces:
    """Reads a file from an offset on, piece by piece, on a thread, with each piece's digest."""

    def __init__(self, file: UploadFile, offset: int) -> None:
        self._file = file
        self._left = file.size - offset
        self._source: Iterator[bytes] = iter(())
        self._offset = offset
        self._begun = False
        self._rest = b""
        self._asked: asyncio.Task[_Piece] | None = None

    def ask(self, want: int) -> "asyncio.Task[_Piece]":
        """Begin to read the next `want` bytes, fewer at the end."""
        want, self._left = min(want, self._left), max(self._left - want, 0)
        self._asked = asyncio.create_task(asyncio.to_thread(self._read, want))
        return self._asked

    def _read(self, want: int) -> _Piece:
        if not self._begun:
            self._source, self._begun = iter(self._file.read(self._offset)), True
        parts, have = [self._rest], len(self._rest)
        while have < want:
            part = next(self._source, b"")
            if not part:
                raise DigestDiffers()  # the file here is shorter than it was
            parts.append(part)
            have += len(part)
        whole = b"".join(parts)
        self._rest = whole[want:]
        data = whole[:want]
        return _Piece(data, hashlib.sha256(data).digest())

    async def close(self) -> None:
        """Wait for the read under way, and discard it."""
        if self._asked is not None:
            await asyncio.gather(self._asked, return_exceptions=True)


async def _confirm(client: RegionClient, file: UploadFile, url: str) -> StoredFile:
    """Compare the region's digest of its bytes with ours."""
    answer = await client.call("HEAD", url, headers=_TUS)
    if _stated_offset(answer, file) != file.size:
        raise RegionAnswerBroken(reason="Upload-Offset")
    try:
        theirs = sha256_in(answer.headers.get("repr-digest", ""))
    except ValueError as error:
        raise RegionAnswerBroken(reason="Repr-Digest") from error
    if theirs is None:
        raise RegionAnswerBroken(reason="no Repr-Digest")
    if theirs.hex() != file.sha256:
        raise DigestDiffers()
    return StoredFile(id=_id(url), sha256=theirs.hex(), size=file.size, sheets=file.sheets)


def _id(url: str) -> str:
    return urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1]
