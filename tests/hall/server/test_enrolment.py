"""A device becomes known by a one-time code; whoever stands in between learns nothing of use."""

import asyncio
import secrets
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import keyring
import pytest

from desk.hall import requests
from desk.hall.adapters.device_store import DeviceStore
from desk.hall.client.credentials import credential_for, enrol, forget_credential, keep_credential
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import GOOD_FOR, TRIES, Role, new_code, read_code
from desk.hall.server.certificates import made_identity
from desk.hall.server.devices import make_code
from desk.hall.server_failures import (
    CertificateBroken,
    EnrolmentRefused,
    NotEnrolled,
    ServerNotProven,
)
from desk.vault.memory import MemoryKeyring
from tests.hall.halls import on_a_file
from tests.hall.server.running import RunningServer


@pytest.fixture
def store(server: RunningServer) -> DeviceStore:
    return DeviceStore(server.url)


async def test_a_device_is_enrolled_by_its_code(server: RunningServer, store: DeviceStore) -> None:
    code = make_code(store, Role.WINDOW, "3", "the tests")
    credential = await enrol(server.address, code.lower().replace("-", " "))
    assert (credential.role, credential.window, credential.hall) == (Role.WINDOW, "3", "NN01")
    client = RemoteHall(server.address, credential)
    assert await client.do(requests.CallNext(), person="clerk") is None
    await client.close()


@on_a_file
async def test_a_code_is_good_once(server: RunningServer, store: DeviceStore) -> None:
    code = make_code(store, Role.KIOSK, "door", "the tests")
    await enrol(server.address, code)
    with pytest.raises(EnrolmentRefused):
        await enrol(server.address, code)


@on_a_file
async def test_a_code_is_good_for_ten_minutes(server: RunningServer, store: DeviceStore) -> None:
    long_ago = datetime.now(UTC) - GOOD_FOR - timedelta(seconds=1)
    code = make_code(store, Role.KIOSK, "door", "the tests", long_ago)
    with pytest.raises(EnrolmentRefused):
        await enrol(server.address, code)


@on_a_file
async def test_five_wrong_tries_end_a_code(server: RunningServer, store: DeviceStore) -> None:
    code = make_code(store, Role.KIOSK, "door", "the tests")
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    for _ in range(TRIES):
        with pytest.raises(EnrolmentRefused):
            await enrol(server.address, wrong)
    with pytest.raises(EnrolmentRefused):
        await enrol(server.address, code)


@on_a_file
async def test_one_pc_is_one_window(server: RunningServer, store: DeviceStore) -> None:
    first = await enrol(server.address, make_code(store, Role.WINDOW, "3", "the tests"))
    second = await enrol(server.address, make_code(store, Role.WINDOW, "3", "the tests"))
    active = [device.id for device in store.devices() if device.revoked_at is None]
    assert active == [second.device]
    assert first.device != second.device


@on_a_file
async def test_whoever_stands_in_between_gets_nothing(
    server: RunningServer, store: DeviceStore, tmp_path: Path
) -> None:
    code = make_code(store, Role.MANAGER, "boss", "the tests")
    async with _between(server, tmp_path) as (address, heard):
        with pytest.raises(EnrolmentRefused):
            await enrol(address, code)
    assert store.devices() == []
    plain = read_code(code).encode()
    assert plain[4:] not in b"".join(heard)  # the first group only names the code
    await enrol(server.address, code)


@on_a_file
async def test_a_server_that_does_not_know_the_code_is_found_out(
    server: RunningServer, tmp_path: Path
) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        body = b'{"proof":"%s","sealed":"%s"}' % (b"A" * 44, b"B" * 44)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
        await writer.drain()

    tls = made_identity(tmp_path / "forged").context()
    forged = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    port = forged.sockets[0].getsockname()[1]
    with pytest.raises(ServerNotProven):
        await enrol(f"https://127.0.0.1:{port}", new_code())
    forged.close()


@on_a_file
async def test_the_keyring_keeps_a_credential_for_each_role(server: RunningServer) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(MemoryKeyring())
    try:
        window, display = server.enrolled(Role.WINDOW, "3"), server.enrolled(Role.DISPLAY, "hall")
        both = f"{server.address},127.0.0.1:1"
        with pytest.raises(NotEnrolled):
            credential_for(both)
        keep_credential(server.address, window)
        keep_credential(server.address, display)
        assert credential_for(both, (Role.DISPLAY,)) == display
        assert credential_for(both) == window
        forget_credential(server.address, Role.WINDOW)
        assert credential_for(both) == display
        assert window.secret not in repr(window)
    finally:
        keyring.set_keyring(before)


@pytest.mark.parametrize("typed", ["", "ABCD-EFGH", "ABCD-EFGH-JKMU", "ABCD-EFGH-JKM\n0X", "…"])
def test_what_is_no_code_is_not_sent(typed: str) -> None:
    with pytest.raises(EnrolmentRefused):
        read_code(typed)


def test_letters_that_look_like_digits_are_read_as_these() -> None:
    assert read_code("oil0-1abc-dEfG") == "01101ABCDEFG"[:12]


def test_the_certificate_and_its_key_are_for_their_owner_alone(tmp_path: Path) -> None:
    identity = made_identity(tmp_path / "server")
    assert identity.key.stat().st_mode & 0o777 == 0o600
    assert identity.key.parent.stat().st_mode & 0o777 == 0o700
    assert made_identity(tmp_path / "server").fingerprint == identity.fingerprint


def test_a_start_that_was_cut_short_is_begun_again(tmp_path: Path) -> None:
    first = made_identity(tmp_path / "server")
    first.certificate.unlink()
    second = made_identity(tmp_path / "server")
    second.context()
    assert second.fingerprint != first.fingerprint
    second.key.unlink()
    with pytest.raises(CertificateBroken):
        made_identity(tmp_path / "server")


@asynccontextmanager
async def _between(server: RunningServer, folder: Path) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A proxy with a certificate of its own that reads and passes on everything."""
    heard: list[bytes] = []
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while part := await reader.read(65536):
            heard.append(part)
            writer.write(part)
            await writer.drain()
        writer.close()

    async def connect(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner = await asyncio.open_connection("127.0.0.1", server.port, ssl=trusting)
        await asyncio.gather(pump(reader, inner[1]), pump(inner[0], writer), return_exceptions=True)

    tls = made_identity(folder / f"between-{secrets.token_hex(4)}").context()
    proxy = await asyncio.start_server(connect, "127.0.0.1", 0, ssl=tls)
    try:
        yield f"https://127.0.0.1:{proxy.sockets[0].getsockname()[1]}", heard
    finally:
        proxy.close()
