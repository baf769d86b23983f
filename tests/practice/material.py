"""A window's side of the wire, in the barest form: uploads and cases over plain HTTP."""

import base64
import hashlib
from itertools import count
from typing import Any

import httpx

from tests.practice_region import new_key, sha256_hex

LIANG = {"kind": "person", "name": "梁思源", "number": "450102198803162133"}
SOCIAL_CARD = "11450100MB000004330000000000004"
"""社会保障卡补领: 居民身份证 is held by the region, the application form is brought."""

TUS = {"Tus-Resumable": "1.0.0"}

_numbers = count(1)


def local_number() -> str:
    """A local number that no other test uses."""
    return f"NN01-3-20261124-{next(_numbers):04d}"


def page(words: str = "") -> bytes:
    """Bytes of a page file; what is in them is the region's business only as a digest."""
    return b"\xff\xd8\xff\xe0 a page as the scanner sent it " + words.encode() + b"\xff\xd9"


def metadata(data: bytes, sheets: int = 1, media_type: str = "image/jpeg") -> str:
    """Upload-Metadata for these bytes."""
    facts = {"sha256": sha256_hex(data), "sheets": str(sheets), "media_type": media_type}
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in facts.items())


def create(client: httpx.Client, data: bytes, **stated: Any) -> str:
    """Make a place for these bytes; returns its path."""
    headers = {
        **TUS,
        "Upload-Length": str(len(data)),
        "Upload-Metadata": metadata(data, **stated),
    }
    answer = client.post("/files", headers=headers)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def append(client: httpx.Client, path: str, piece: bytes, offset: int = 0) -> httpx.Response:
    """Send one piece from this offset on."""
    checksum = base64.b64encode(hashlib.sha256(piece).digest()).decode()
    headers = {
        **TUS,
        "Content-Type": "application/offset+octet-stream",
        "Upload-Offset": str(offset),
        "Upload-Checksum": f"sha-256 {checksum}",
    }
    return client.patch(path, content=piece, headers=headers)


def upload(client: httpx.Client, data: bytes, **stated: Any) -> dict[str, Any]:
    """Upload these bytes whole; returns the file as a case names it."""
    path = create(client, data, **stated)
    assert append(client, path, data).status_code == 204
    sheets = stated.get("sheets", 1)
    return {"id": path.rsplit("/", 1)[1], "sha256": sha256_hex(data), "sheets": sheets}


def held_id(client: httpx.Client, applicant: dict[str, str], matter: str) -> str:
    """The id of the first document that the region holds of this applicant."""
    query = {"applicant": applicant, "matter": matter, "consent": "visit-1/consent"}
    answer = client.post("/holdings/query", json=query, headers=new_key())
    assert answer.status_code == 200, answer.text
    return next(str(one["holding"]) for one in answer.json()["held"] if one["state"] == "held")


def social_card_case(client: httpx.Client, scan: bytes | None = None) -> dict[str, Any]:
    """A complete case: a replacement social security card for 梁思源, one scanned page."""
    return {
        "matter": SOCIAL_CARD,
        "version": 1,
        "applicant": LIANG,
        "form": {"contact_name": "梁思源", "contact_phone": "13800138000", "reason": "遗失"},
        "materials": [
            {"code": "01", "holding": held_id(client, LIANG, SOCIAL_CARD)},
            {"code": "02", "files": [upload(client, scan or page())]},
        ],
        "hall": "NN01",
        "window": "3",
        "visit": "visit-1",
        "local_no": local_number(),
        "clerk": "gx-0371",
    }


def submit(
    client: httpx.Client, case: dict[str, Any], key: dict[str, str] | None = None
) -> httpx.Response:
    """Submit a case, under a new key unless one is given."""
    return client.post("/cases", json=case, headers=key or new_key())
