"""Digests of what crosses the wire, as RFC 9530 writes them."""

import base64
import binascii
import hashlib
import re

_SHA256 = re.compile(r"(?:^|[,\s])sha-256=:([A-Za-z0-9+/=]*):")


def digest_field(sha256: bytes) -> str:
    """The value of a Content-Digest or Repr-Digest field for this SHA-256."""
    return f"sha-256=:{base64.b64encode(sha256).decode()}:"


def sha256_in(field: str) -> bytes | None:
    """The SHA-256 that a digest field states; None when it states none.

    Raises ValueError when it states one that cannot be read.
    """
    found = _SHA256.search(field)
    if found is None:
        return None
    try:
        sha256 = base64.b64decode(found[1], validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if len(sha256) != hashlib.sha256().digest_size:
        raise ValueError("not 32 bytes")
    return sha256
