"""The server's certificate and key: the hall's own, or made at the first start.

A certificate that is made here names this machine, and is good for ten years. Nobody has to
vouch for it: devices learn it when they are enrolled, and then trust exactly that one.
"""

import contextlib
import hashlib
import ipaddress
import socket
import ssl
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desk.hall.server_failures import CertificateBroken
from desk.vault.durable import make_folder, write_durably
from desk.vault.private import close_to_others

if TYPE_CHECKING:
    from cryptography.x509 import GeneralName

CERTIFICATE, KEY = "server.pem", "server-key.pem"
"""What the files that are made here are called."""

GOOD_FOR = timedelta(days=3652)

_FIRST, _LAST = (f"-----{word} CERTIFICATE-----" for word in ("BEGIN", "END"))


@dataclass(frozen=True, slots=True)
class Identity:
    """Where the server's certificate and key lie; `fingerprint` is the certificate's SHA-256."""

    certificate: Path
    key: Path
    fingerprint: bytes

    def context(self) -> ssl.SSLContext:
        """What TLS needs of it, version 1.2 or later. Raises `CertificateBroken`."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key, password=_no_password)
        except (OSError, ssl.SSLError, ValueError) as error:
            raise CertificateBroken(reason=_reason(error)) from error
        return context


def own_identity(certificate: Path, key: Path) -> Identity:
    """The hall's own certificate and key, PEM both. Raises `CertificateBroken`."""
    try:
        text = certificate.read_text("ascii")
        begin, end = text.index(_FIRST), text.index(_LAST, text.index(_FIRST))
        encoded = ssl.PEM_cert_to_DER_cert(text[begin : end + len(_LAST)])
    except (OSError, ValueError) as error:
        raise CertificateBroken(reason=_reason(error)) from error
    return Identity(certificate, key, hashlib.sha256(encoded).digest())


def made_identity(folder: Path) -> Identity:
    """The certificate and key in `folder`, made there when there is none.

    Raises `CertificateBroken`, `DiskFull`, `DiskRefused`.
    """
    certificate, key = folder / CERTIFICATE, folder / KEY
    make_folder(folder)
    close_to_others(folder, known=(CERTIFICATE, KEY), deep=False)
    if certificate.exists() and not key.exists():
        raise CertificateBroken(reason="the key is missing")
    if not certificate.exists():  # a key alone was left by a start that was cut short
        made, secret = make_certificate(names_of_this_machine())
        write_durably(key, secret)
        write_durably(certificate, made)
    return own_identity(certificate, key)


def make_certificate(names: Iterable[str], now: datetime | None = None) -> tuple[bytes, bytes]:
    """A new certificate and its key (ECDSA P-256), in PEM.

    `names` are host names and addresses.
    """
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Hall Desk server")])
    begins = (now or datetime.now(UTC)) - timedelta(days=1)  # a PC's clock may be behind
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + GOOD_FOR)
        .add_extension(
            x509.SubjectAlternativeName([_general_name(one) for one in sorted(set(names))]),
            critical=False,
        )
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return made.public_bytes(serialization.Encoding.PEM), secret


def names_of_this_machine() -> set[str]:
    """The names and addresses by which this machine may be reached."""
    names = {"localhost", "127.0.0.1", "::1"}
    with contextlib.suppress(OSError):
        host = socket.gethostname()
        names |= {host, socket.getfqdn()}
        names |= {str(found[4][0]) for found in socket.getaddrinfo(host, None)}
    return {name.split("%")[0] for name in names if name and name.isascii()}


def _general_name(name: str) -> "GeneralName":
    from cryptography import x509

    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _no_password() -> str:
    raise ValueError("the key has a password")


def _reason(error: Exception) -> str:
    if isinstance(error, ssl.SSLError):
        return error.reason or "SSL"
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return "no certificate in PEM" if "substring" in str(error) else str(error)[:60]
