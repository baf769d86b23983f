"""Uploads as tus 1.0 describes them: creation, checksum, termination, expiration.

Beyond tus, and ours: ``Upload-Metadata`` carries the whole file's ``sha256`` (hex), its
``sheets`` and ``media_type``, and no name; a HEAD on a whole file answers with the
``Repr-Digest`` (RFC 9530) that the region worked out from the bytes it stored.
"""

import asyncio
import base64
import binascii
import hashlib
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC
from email.utils import format_datetime
from typing import BinaryIO
from weakref import WeakValueDictionary

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from desk.practice.clock import RegionClock
from desk.practice.files import Files, NewUpload, StoredUpload
from desk.practice.idempotency import Change, IdempotencyKeys
from desk.practice.messages import check_digest, digest_field
from desk.practice.oauth import Provider
from desk.practice.problems import RequestRefused

MAX_UPLOAD = 4 * 1024**3
"""The largest file that is taken, in bytes."""

EXTENSIONS = "creation,checksum,termination,expiration"
ALGORITHMS = "sha-256,sha256"
TUS = {"Tus-Resumable": "1.0.0"}
_PIECE = 1024 * 1024


class Uploads:
    """The endpoints under ``/files``."""

    def __init__(
        self,
        provider: Provider,
        keys: IdempotencyKeys,
        files: Files,
        clock: RegionClock,
        on_whole: Callable[[StoredUpload], None],
    ) -> None:
        self._provider = provider
        self._keys = keys
        self._files = files
        self._clock = clock
        self._on_whole = on_whole
        self._busy: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def options(self, request: Request) -> Response:
        """``OPTIONS /files``: what this server can do."""
        return Response(
            status_code=204,
            headers={
                **TUS,
                "Tus-Version": "1.0.0",
                "Tus-Max-Size": str(MAX_UPLOAD),
                "Tus-Extension": EXTENSIONS,
                "Tus-Checksum-Algorithm": ALGORITHMS,
            },
        )

    async def create(self, request: Request) -> Response:
        """``POST /files``: a place for a file of a known length."""
        await self._provider.signed_in(request)
        _check_version(request)
        size = _number(request, "upload-length")
        if size > MAX_UPLOAD:
            raise RequestRefused(413, headers=TUS)
        raw = request.headers.get("upload-metadata", "")
        sha256, sheets, media_type = _metadata(raw)

        def examine() -> Change:
            new = self._files.create(size, sha256, sheets, media_type)
            return lambda connection: _created(connection, new)

        if "idempotency-key" in request.headers:
            mark = f"{size}\n{raw}".encode()
            return await self._keys.once(request, mark, examine)
        return await run_in_threadpool(self._keys.unkeyed, examine)

    async def head(self, request: Request) -> Response:
        """``HEAD /files/{id}``: how much has arrived, and the digest of a whole file."""
        await self._provider.signed_in(request)
        _check_version(request)
        upload = await self._known(request)
        headers = {
            **_standing(upload),
            "Upload-Length": str(upload.size),
            "Cache-Control": "no-store",
        }
        if upload.whole:
            digest = await run_in_threadpool(self._files.digest, upload.id)
            headers["Repr-Digest"] = digest_field(digest)
        return Response(status_code=200, headers=headers)

    async def append(self, request: Request) -> Response:
        """``PATCH /files/{id}``: bytes from the offset on; all of them count, or none."""
        await self._provider.signed_in(request)
        _check_version(request)
        if request.headers.get("content-type") != "application/offset+octet-stream":
            raise RequestRefused(415, headers=TUS)
        offset = _number(request, "upload-offset")
        wanted = _checksum(request)
        async with self._alone(request.path_params["id"]):
            upload = await self._known(request)
            if offset != upload.offset:
                raise RequestRefused(409, headers={**TUS, "Upload-Offset": str(upload.offset)})
            file = await run_in_threadpool(self._files.open_at, upload)
            try:
                end, digest = await self._receive(request, upload, file)
                check_digest(request, digest)
                if wanted is not None and wanted != digest:
                    raise RequestRefused(460, "这一段内容在传输中有改变，请重新发送。", headers=TUS)
                await run_in_threadpool(self._files.keep, upload, file, end)
            finally:
                await run_in_threadpool(file.close)
            upload = await self._known(request)
            if upload.whole:
                await run_in_threadpool(self._on_whole, upload)
        return Response(status_code=204, headers=_standing(upload))

    async def terminate(self, request: Request) -> Response:
        """``DELETE /files/{id}``: the window needs this upload no longer."""
        await self._provider.signed_in(request)
        _check_version(request)
        async with self._alone(request.path_params["id"]):
            upload = await self._known(request)
            if upload.case_no:
                raise RequestRefused(409, "文件已归入办件，不能删除。", headers=TUS)
            await run_in_threadpool(self._files.delete, upload)
        return Response(status_code=204, headers=TUS)

    async def _receive(
        self, request: Request, upload: StoredUpload, file: BinaryIO
    ) -> tuple[int, bytes]:
        """Write what arrives, piece by piece; memory stays flat whatever the size.

        A piece whose connection breaks is lost: without its end it has no valid checksum, and the
        next append cuts it off.
        """
        running, end, piece = hashlib.sha256(), upload.offset, bytearray()

        def write(data: bytes) -> None:
            running.update(data)
            file.write(data)

        try:
            async for part in request.stream():
                end += len(part)
                if end > upload.size:
                    raise RequestRefused(413, "内容超过声明的长度。", headers=TUS)
                piece += part
                if len(piece) >= _PIECE:
                    await run_in_threadpool(write, bytes(piece))
                    piece.clear()
        except ClientDisconnect:
            raise RequestRefused(400, headers=TUS) from None
        await run_in_threadpool(write, bytes(piece))
        return end, running.digest()

    async def _known(self, request: Request) -> StoredUpload:
        upload = await run_in_threadpool(self._files.find, request.path_params["id"])
        if upload is None:
            raise RequestRefused(404, headers=TUS)
        if upload.case_no is None and upload.expires_at <= self._clock.now():
            raise RequestRefused(410, headers=TUS)
        return upload

    def _alone(self, file_id: str) -> asyncio.Lock:
        """One change of an upload at a time; a second one waits its turn."""
        lock = self._busy.get(file_id)
        if lock is None:
            lock = self._busy[file_id] = asyncio.Lock()
        return lock


def _created(connection: sqlite3.Connection, new: NewUpload) -> Response:
    new.insert(connection)
    headers = {
        **TUS,
        "Location": f"/files/{new.id}",
        "Upload-Expires": format_datetime(new.expires_at.astimezone(UTC), usegmt=True),
    }
    return Response(status_code=201, headers=headers)


def _standing(upload: StoredUpload) -> dict[str, str]:
    headers = {**TUS, "Upload-Offset": str(upload.offset)}
    if upload.case_no is None:
        expires = format_datetime(upload.expires_at.astimezone(UTC), usegmt=True)
        headers["Upload-Expires"] = expires
    return headers


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != TUS["Tus-Resumable"]:
        raise RequestRefused(412, "须使用 tus 1.0.0。", headers={**TUS, "Tus-Version": "1.0.0"})


def _number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if not re.fullmatch(r"[0-9]{1,15}", text):
        raise RequestRefused(400, f"须带 {name}。", headers=TUS)
    return int(text)


def _metadata(raw: str) -> tuple[str, int, str]:
    """Digest, sheets and media type out of Upload-Metadata."""
    fields: dict[str, str] = {}
    try:
        for pair in raw.split(","):
            name, _, value = pair.strip().partition(" ")
            fields[name] = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError):
        raise RequestRefused(400, "Upload-Metadata 无法读取。", headers=TUS) from None
    sha256, sheets = fields.get("sha256", ""), fields.get("sheets", "1")
    if not re.fullmatch(r"[0-9a-f]{64}", sha256) or not re.fullmatch(r"[0-9]{1,6}", sheets):
        raise RequestRefused(400, "Upload-Metadata 须含 sha256 与 sheets。", headers=TUS)
    return sha256, int(sheets), fields.get("media_type", "application/octet-stream")


def _checksum(request: Request) -> bytes | None:
    """The digest that Upload-Checksum states; None without one."""
    stated = request.headers.get("upload-checksum")
    if stated is None:
        return None
    algorithm, _, value = stated.partition(" ")
    if algorithm not in ALGORITHMS.split(","):
        raise RequestRefused(400, "Upload-Checksum 须为 sha-256。", headers=TUS)
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        raise RequestRefused(400, "Upload-Checksum 无法读取。", headers=TUS) from None
