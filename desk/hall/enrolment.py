"""Enrolling a device at the hall's server by a one-time code, each side proving that it knows it.

The device trusts no certificate yet. It connects, sees the certificate's fingerprint F, and
sends ``HMAC(K, "client" F nonce)`` with K made from the code; the code itself is never sent. The
server checks that with its own F, and answers ``HMAC(K, "server" F nonce sealed)`` and the
device's credential sealed under K. A machine in between has another F: it can neither pass the
device's proof on nor make the server's, and what it hears does not give the code away: the
first group of the code tells which one is meant, the other two are 40 bits behind scrypt,
good for ten minutes.
"""

import hashlib
import hmac
import secrets
from datetime import timedelta
from enum import StrEnum
from typing import Annotated

import msgspec

from desk.hall.server_failures import EnrolmentRefused, ServerNotProven

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: nothing in it is taken for something else."""

LENGTH, GROUP = 12, 4
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
"""Wrong proofs after which a code is no longer good."""

_MISREAD = str.maketrans("OIL", "011", "- \t")


class Role(StrEnum):
    """What a device is, and with it what it may do."""

    WINDOW = "window"
    KIOSK = "kiosk"
    DISPLAY = "display"
    MANAGER = "manager"
    SCRIPT = "script"


class EnrolRequest(msgspec.Struct, frozen=True):
    """What the device sends: the first group of the code, and its proof."""

    code: Annotated[str, msgspec.Meta(pattern=f"^[{ALPHABET}]{{{GROUP}}}\\Z")]
    nonce: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]
    proof: Annotated[bytes, msgspec.Meta(min_length=32, max_length=32)]


class EnrolAnswer(msgspec.Struct, frozen=True):
    """What the server answers; `sealed` holds an `Enrolled`."""

    proof: bytes
    sealed: bytes


class Enrolled(msgspec.Struct, frozen=True):
    """What a device is from now on, and the secret by which the server knows it."""

    device: str
    credential: str
    role: Role
    window: str | None
    name: str
    hall: str
    hall_name: str


def new_code() -> str:
    """A code as people read and type it: three groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
    """A code as somebody typed it, without its dashes. Raises `EnrolmentRefused`."""
    code = typed.upper().translate(_MISREAD)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        raise EnrolmentRefused
    return code


def code_id(code: str) -> str:
    """The part of a code that names it; it is sent and stored as it is."""
    return read_code(code)[:GROUP]


def code_key(code: str) -> bytes:
    """The key that both sides make from the code; takes a tenth of a second on purpose."""
    plain = read_code(code)
    salt = b"hall-desk enrolment 1 " + plain[:GROUP].encode()
    return hashlib.scrypt(
        plain.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=64 * 1024 * 1024, dklen=32
    )


def client_proof(key: bytes, fingerprint: bytes, nonce: bytes) -> bytes:
    """That the device knows the code and sees the certificate with this fingerprint."""
    return hmac.digest(key, b"client" + fingerprint + nonce, hashlib.sha256)


def answer_to(key: bytes, fingerprint: bytes, nonce: bytes, enrolled: Enrolled) -> EnrolAnswer:
    """The server's proof, and the credential that only the device can read."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    plain = msgspec.json.encode(enrolled)
    # the key is used for one answer only, and so is the nonce
    sealed = AESGCM(_sealing_key(key, nonce)).encrypt(bytes(12), plain, fingerprint)
    return EnrolAnswer(_server_proof(key, fingerprint, nonce, sealed), sealed)


def open_answer(key: bytes, fingerprint: bytes, nonce: bytes, answer: EnrolAnswer) -> Enrolled:
    """What the server sealed. Raises `ServerNotProven` when it does not know the code."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    proof = _server_proof(key, fingerprint, nonce, answer.sealed)
    if not hmac.compare_digest(proof, answer.proof):
        raise ServerNotProven
    try:
        plain = AESGCM(_sealing_key(key, nonce)).decrypt(bytes(12), answer.sealed, fingerprint)
        return msgspec.json.decode(plain, type=Enrolled)
    except (InvalidTag, ValueError) as error:
        raise ServerNotProven from error


def _server_proof(key: bytes, fingerprint: bytes, nonce: bytes, sealed: bytes) -> bytes:
    return hmac.digest(key, b"server" + fingerprint + nonce + sealed, hashlib.sha256)


def _sealing_key(key: bytes, nonce: bytes) -> bytes:
    return hmac.digest(key, b"seal" + nonce, hashlib.sha256)


def credential_hash(credential: str) -> str:
    """What the server keeps of a credential: SHA-256, in hex, of its 256 random bits."""
    return hashlib.sha256(credential.encode()).hexdigest()


def new_credential() -> str:
    """A device's secret."""
    return secrets.token_urlsafe(32)
