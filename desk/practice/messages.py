"""Reading requests and writing answers: JSON, digests, conditions."""

import base64
import hashlib
import re
from typing import TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from desk.practice.problems import RequestRefused
from desk.region.contract import PROBLEM_DIGEST_DIFFERS, Message, ProblemField

MAX_JSON = 2 * 1024 * 1024
"""The largest JSON body that is read, in bytes."""

M = TypeVar("M", bound=Message)

_DIGEST = re.compile(r"sha-256=:([A-Za-z0-9+/]+={0,2}):")


def digest_field(sha256: bytes) -> str:
    """A digest as RFC 9530 writes it."""
    return f"sha-256=:{base64.b64encode(sha256).decode()}:"


def check_digest(request: Request, sha256: bytes) -> None:
    """Refuse a body whose Content-Digest differs; one that carries none passes."""
    stated = request.headers.get("content-digest")
    if stated is None:
        return
    match = _DIGEST.search(stated)
    if not match:
        raise RequestRefused(400, "Content-Digest 须为 sha-256。")
    if stated != digest_field(sha256) and match[1] != base64.b64encode(sha256).decode():
        raise RequestRefused(400, "内容在传输中有改变，请重新发送。", kind=PROBLEM_DIGEST_DIFFERS)


async def read_body(request: Request) -> bytes:
    """The whole body of a JSON request, its size and digest checked."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MAX_JSON:
            raise RequestRefused(413)
        parts.append(part)
    body = b"".join(parts)
    check_digest(request, hashlib.sha256(body).digest())
    return body


def decode(request: Request, body: bytes, message: type[M]) -> M:
    """The body as `message`; refuses other media types and wrong shapes with 415 and 400."""
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/json":
        raise RequestRefused(415, "请使用 application/json。")
    try:
        return msgspec.json.decode(body, type=message)
    except msgspec.ValidationError as error:
        words, _, path = str(error).partition(" - at `")
        fault = ProblemField(pointer=_pointer(path.rstrip("`")), detail=words)
        raise RequestRefused(400, "报文的结构不符合接口约定。", errors=(fault,)) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise RequestRefused(400, "报文不是 JSON，或嵌套过深。") from error


def _pointer(path: str) -> str:
    """msgspec's path of a fault, ``$.materials[0].code``, as a JSON pointer."""
    return "".join("/" + part for part in re.findall(r"[^.\[\]$]+", path))


def json_answer(
    message: Message, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A message as a JSON answer."""
    return Response(
        msgspec.json.encode(message), status, headers=headers, media_type="application/json"
    )


def tagged_answer(request: Request, message: Message) -> Response:
    """A single thing with its ETag; 304 when the client already has it."""
    body = msgspec.json.encode(message)
    # weak: the same tag stands for the packed answer and the plain one
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    known = [part.strip() for part in request.headers.get("if-none-match", "").split(",")]
    if tag in known or "*" in known:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, headers={"ETag": tag}, media_type="application/json")
