"""Sealed columns: small pieces of personal data, encrypted before they reach the database.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the place where a piece belongs is
authenticated with it, so that one row's name cannot be moved into another row. What must be
found again is looked up by HMAC-SHA256. Both keys are derived by HKDF (RFC 5869).
"""

import hashlib
import hmac
import secrets
from typing import Any, ClassVar, TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desk.domain.failures import QT_TRANSLATE_NOOP, Failure

T = TypeVar("T")
_VERSION = b"\x01"
_NONCE = 12


class Tampered(Failure):
    """Stored data was changed, moved or cut off, or belongs to another key."""

    code: ClassVar[str] = "VLT-01"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "Stored data is not what was stored")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "A file of this profile was changed or damaged; it was not used."
    )
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "Take the affected page or entry in again, and tell support."
    )


def derive_key(key: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """Derive 32 bytes for one purpose; `key` cannot be recovered from them."""
    return HKDF(SHA256(), 32, salt, f"hall-desk {purpose}".encode()).derive(key)


class Sealer:
    """Seals and opens small pieces under one key of 32 bytes; safe to share between threads."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(derive_key(key, "sealing"))
        self._lookup_key = derive_key(key, "lookup")

    def seal(self, plain: bytes, context: str) -> bytes:
        """Encrypt `plain` for the place named by `context` (table, column, row)."""
        nonce = secrets.token_bytes(_NONCE)
        return _VERSION + nonce + self._cipher.encrypt(nonce, plain, context.encode())

    def open(self, blob: bytes, context: str) -> bytes:
        """Decrypt what was sealed for `context`. Raises `Tampered`."""
        if blob[:1] != _VERSION:
            raise Tampered
        nonce, sealed = blob[1 : 1 + _NONCE], blob[1 + _NONCE :]
        try:
            return self._cipher.decrypt(nonce, sealed, context.encode())
        except (InvalidTag, ValueError):
            raise Tampered from None

    def seal_json(self, value: Any, context: str) -> bytes:
        """Seal a value that msgspec can encode (dataclasses, dates, dicts, tuples …)."""
        return self.seal(msgspec.json.encode(value), context)

    def open_json(self, blob: bytes, context: str, kind: type[T]) -> T:
        """Open what `seal_json` sealed, as `kind`. Raises `Tampered`."""
        try:
            return msgspec.json.decode(self.open(blob, context), type=kind)
        except msgspec.MsgspecError:
            raise Tampered from None  # its text may quote personal data

    def lookup(self, text: str) -> bytes:
        """The same 32 bytes for the same text, from which the text cannot be guessed."""
        return hmac.new(self._lookup_key, text.encode(), hashlib.sha256).digest()
