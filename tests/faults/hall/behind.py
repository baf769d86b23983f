"""The race through a hall's servers: every window and kiosk is a device that asks one over HTTPS.

The servers are ``desk hall-server`` as it ships, over one hall. With `kills` one of them is killed
(SIGKILL) every now and then and started again; whoever asked it asks again, there or elsewhere.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

from desk.hall.adapters.device_store import Device, DeviceStore
from desk.hall.client.blocking import BlockingHall
from desk.hall.client.credentials import Credential
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role, credential_hash, new_credential
from desk.hall.server.certificates import made_identity
from tests.faults.hall.clerks import Orders, at_a_kiosk, at_a_window
from tests.faults.hall.place import Place
from tests.hall.server.process import ServerProcess
from tests.postgres import shared_keyring

KILL_EVERY_S = 4.0


class Servers:
    """Running servers over one hall, and the devices that they let in."""

    def __init__(self, hall: Place, count: int) -> None:
        self.kills = 0
        self._store = DeviceStore(hall.url)
        self._folder = hall.folder / "server"
        self._fingerprint = made_identity(self._folder).fingerprint
        self._running = [ServerProcess(hall.url, self._folder) for _ in range(count)]
        self._stopped = threading.Event()
        self._killing: threading.Thread | None = None

    @property
    def address(self) -> str:
        """All of them, as a device is given it."""
        return ",".join(one.address.removeprefix("https://") for one in self._running)

    def device(self, role: Role, name: str, number: int) -> tuple[str, Credential]:
        """A device, and its address: each begins with another server."""
        secret = new_credential()
        window = name if role is Role.WINDOW else None
        digest, now = credential_hash(secret), datetime.now(UTC)
        self._store.enrol(Device(f"{role}-{name}"[:16], digest, role, window, name, now, "race"))
        first = number % len(self._running)
        places = self.address.split(",")
        address = ",".join(places[first:] + places[:first])
        return f"https://{address}", Credential(
            "", secret, role, window, name, "", "", self._fingerprint
        )

    def begin_killing(self) -> None:
        """Kill one after the other, each now and then, until `close`."""
        self._killing = threading.Thread(target=self._kill, daemon=True)
        self._killing.start()

    def _kill(self) -> None:
        while not self._stopped.wait(KILL_EVERY_S):
            victim = self._running[self.kills % len(self._running)]
            victim.kill()
            victim.start()
            self.kills += 1

    def close(self) -> None:
        """End them all in order."""
        self._stopped.set()
        if self._killing is not None:
            self._killing.join()
        self._store.close()
        for one in self._running:
            one.stop()


@contextmanager
def servers(hall: Place, count: int, *, kills: bool) -> Iterator[Servers]:
    """So many servers over the hall, of which one is killed now and then."""
    with shared_keyring(hall.keyring), ExitStack() as stack:
        running = Servers(hall, count)
        stack.callback(running.close)
        if kills:
            running.begin_killing()
        yield running


def window_behind(orders: Orders, left: Any, address: str, credential: Credential) -> None:
    """A process: a clerk whose window is a device of the hall's servers."""
    with _hall(address, credential) as queue:
        at_a_window(orders, left, queue=queue)


def kiosk_behind(
    orders: Orders,
    tickets: int | None,
    appointments: tuple[str, ...],
    address: str,
    credential: Credential,
) -> None:
    """A process: a kiosk that is a device of the hall's servers."""
    with _hall(address, credential) as queue:
        at_a_kiosk(orders, tickets, appointments, queue=queue)


@contextmanager
def _hall(address: str, credential: Credential) -> Iterator[BlockingHall]:
    client = RemoteHall(address, credential)
    with asyncio.Runner() as runner, BlockingHall(client, runner) as hall:
        yield hall
