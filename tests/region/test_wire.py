"""One exchange: addresses, digests, packing, certificates, and how late httpx is loaded."""

import asyncio
import gzip
import hashlib
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desk.region.contract import Clerk
from desk.region.digests import digest_field, sha256_in
from desk.region.error_answers import retry_seconds
from desk.region.problems import MAX_RETRY_S, RegionAnswerBroken, RegionNotTrusted
from desk.region.wire import RegionHttp
from tests.region.strange_server import StrangeServer, answer

CLERK = b'{"id":"1","name":"n","role":"r","field-of-tomorrow":[1]}'


@pytest.fixture
async def wire(strange: StrangeServer) -> AsyncIterator[RegionHttp]:
    """A wire to the strange server."""
    wire = RegionHttp(strange.url, deadline_s=5)
    yield wire
    await wire.close()


def digest(body: bytes) -> dict[str, str]:
    return {"Content-Digest": digest_field(hashlib.sha256(body).digest())}


async def test_fields_of_tomorrow_are_ignored(strange: StrangeServer, wire: RegionHttp) -> None:
    strange.always(answer(CLERK, headers=digest(CLERK)))
    assert (await wire.exchange("GET", "/me")).read(Clerk) == Clerk("1", "n", "r")


async def test_an_answer_that_was_changed_on_its_way_is_not_read(
    strange: StrangeServer, wire: RegionHttp
) -> None:
    strange.always(answer(CLERK.replace(b'"n"', b'"m"'), headers=digest(CLERK)))
    with pytest.raises(RegionAnswerBroken, match="Content-Digest differs"):
        await wire.exchange("GET", "/me")


async def test_a_digest_speaks_of_the_bytes_as_they_were_sent(
    strange: StrangeServer, wire: RegionHttp
) -> None:
    packed = gzip.compress(CLERK)
    strange.always(answer(packed, headers={"Content-Encoding": "gzip", **digest(packed)}))
    assert (await wire.exchange("GET", "/me")).body == CLERK


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (gzip.compress(bytes(64 * 1024 * 1024)), "gzip"),  # a bomb
        (gzip.compress(CLERK)[:-9], "gzip"),
        (CLERK, "gzip"),
        (CLERK, "br"),
    ],
    ids=["bomb", "cut", "not packed", "unknown"],
)
async def test_an_answer_that_cannot_be_unpacked_is_broken(
    strange: StrangeServer, wire: RegionHttp, body: bytes, encoding: str
) -> None:
    strange.always(answer(body, headers={"Content-Encoding": encoding}))
    with pytest.raises(RegionAnswerBroken):
        await wire.exchange("GET", "/me")


async def test_an_answer_without_end_is_given_up(strange: StrangeServer, wire: RegionHttp) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
    strange.always(head + bytes(33 * 1024 * 1024))
    with pytest.raises(RegionAnswerBroken, match="too large"):
        await wire.exchange("GET", "/me")


@pytest.mark.parametrize(
    "address",
    [
        "http://region.example/",
        "ftp://127.0.0.1/",
        "https://",
        "http://[::1",
        "//region.example/x",
        "http://10.0.0.1:99999999/",
    ],
)
async def test_nothing_is_sent_in_clear_over_a_network(wire: RegionHttp, address: str) -> None:
    with pytest.raises((RegionNotTrusted, RegionAnswerBroken)):
        await wire.exchange("GET", address)


async def test_a_certificate_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(self_signed(tmp_path))

    async def hear(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())
        writer.close()

    heard: list[bytes] = []
    server = await asyncio.start_server(hear, "127.0.0.1", 0, ssl=context)
    async with server:
        wire = RegionHttp(f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}")
        with pytest.raises(RegionNotTrusted):
            await wire.exchange("GET", "/me", bearer="secret")
        await wire.close()
    assert not heard


def self_signed(folder: Path) -> Path:
    """A certificate for this machine that only it vouches for, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "certificate.pem"
    file.write_bytes(pem)
    return file


def test_digest_fields_are_read_as_they_are_written() -> None:
    sha256 = hashlib.sha256(b"page").digest()
    assert sha256_in(digest_field(sha256)) == sha256
    assert sha256_in(f"sha-512=:AA==:, {digest_field(sha256)}") == sha256
    assert sha256_in("sha-512=:AA==:") is None
    for broken in ("sha-256=:AAAA:", "sha-256=:A:"):
        with pytest.raises(ValueError, match="not"):
            sha256_in(broken)


def test_a_time_to_come_back_is_understood_in_both_forms() -> None:
    now = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    assert retry_seconds("12") == 12
    assert retry_seconds("Tue, 24 Nov 2026 09:01:30 GMT", now) == 90
    assert retry_seconds("Tue, 24 Nov 2026 08:00:00 GMT", now) == 0
    assert retry_seconds("9" * 400) == MAX_RETRY_S
    assert retry_seconds("soon") == retry_seconds("") == retry_seconds("-1") == 5


def test_the_room_is_imported_without_httpx() -> None:
    services = "client, login, uploads, catalogue"
    code = f"import sys; from desk.region import {services}; print('httpx' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
