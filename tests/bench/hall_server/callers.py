"""Windows in the closed loop through the hall's server."""

import asyncio
import http.client
import select
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

import msgspec

from desk.domain.tickets import Ticket
from desk.hall import requests
from desk.hall.adapters.device_store import Device, DeviceStore
from desk.hall.client.connection import make_context
from desk.hall.client.credentials import Credential
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role, credential_hash, new_credential
from desk.hall.server.certificates import made_identity

START_S = 60


class OurWindow:
    """The client as it ships, on an event loop of its own."""

    def __init__(self, window: str, address: str, devices: dict[str, Credential]) -> None:
        self._run = asyncio.new_event_loop().run_until_complete
        self._client = RemoteHall(address, devices[window])

    def call(self) -> Any:
        ticket = self._run(self._client.do(requests.CallNext(), person="clerk"))
        assert ticket is not None, "the row ran empty: fill in more tickets"
        return ticket

    def end(self, ticket: Any) -> None:
        self._run(self._client.do(requests.Cancel(ticket=ticket.id), person="clerk"))


class LightWindow:
    """The standard library's client, blocking, on one connection that stays open."""

    def __init__(self, window: str, address: str, devices: dict[str, Credential]) -> None:
        place = urlsplit(address)
        self._http = http.client.HTTPSConnection(
            place.hostname or "", place.port, context=make_context()
        )
        self._headers = {"Authorization": f"Bearer {devices[window].secret}"}

    def call(self) -> Any:
        ticket = self._do(requests.CallNext())
        assert ticket is not None, "the row ran empty: fill in more tickets"
        return ticket

    def end(self, ticket: Any) -> None:
        self._do(requests.Cancel(ticket=ticket.id))

    def _do(self, request: requests.AnyRequest) -> Ticket | None:
        body = msgspec.json.encode({"request": request, "person": "clerk"})
        self._http.request("POST", "/v1/do", body, self._headers)
        answer = self._http.getresponse()
        told = answer.read()
        assert answer.status == 200, told
        return msgspec.json.decode(told, type=Ticket | None)


@contextmanager
def server(url: str, folder: Path) -> Iterator[str]:
    """``desk hall-server`` over the hall at `url`; gives its address."""
    words = ["hall-server", "--hall", url, "--listen", "127.0.0.1:0", "--folder", str(folder)]
    process = subprocess.Popen(
        [sys.executable, "-m", "desk", *words], stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        ready, _, _ = select.select([process.stdout], [], [], START_S)
        address = process.stdout.readline().strip() if ready else ""
        assert address, "the hall's server did not start"
        yield address
    finally:
        process.terminate()
        process.wait(START_S)


def enrol(
    url: str, folder: Path, names: Sequence[str], role: Role = Role.WINDOW
) -> dict[str, Credential]:
    """Devices of these names; the server's certificate is made in `folder` for them."""
    fingerprint = made_identity(folder).fingerprint
    store = DeviceStore(url)
    found = {}
    for name in names:
        secret, device = new_credential(), token_hex(4)
        window = name if role is Role.WINDOW else None
        digest, now = credential_hash(secret), datetime.now(UTC)
        store.enrol(Device(device, digest, role, window, name, now, "the bench"))
        found[name] = Credential(device, secret, role, window, name, "NN01", "南宁", fingerprint)
    store.close()
    return found
