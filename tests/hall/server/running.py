"""A hall's server for tests: the real one on a socket of this machine, on a thread of its own."""

import asyncio
import secrets
import threading
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from desk.hall import open_hall
from desk.hall.adapters.device_store import Device, DeviceStore
from desk.hall.client.credentials import Credential
from desk.hall.client.remote import RemoteHall
from desk.hall.enrolment import Role, credential_hash, new_credential
from desk.hall.server.certificates import Identity, made_identity
from desk.hall.server.limits import Limits
from desk.hall.server.listening import Server, listen
from desk.hall.server.main import ServerOptions, make_server

START_S = 20

UNLIMITED = Limits(
    device_rate=1e6,
    device_burst=1e6,
    address_rate=1e6,
    address_burst=1e6,
    device_requests=1_000,
    device_streams=1_000,
)


class RunningServer:
    """A server over the hall at `url`; may be stopped and started again on the same port."""

    def __init__(self, url: str, folder: Path, limits: Limits = UNLIMITED) -> None:
        self.url = url
        self.port = 0
        self._folder = folder
        self._limits = limits
        self._server: Server | None = None
        self._thread: threading.Thread | None = None
        self.identity: Identity = made_identity(folder)
        self.start()

    @property
    def address(self) -> str:
        """What a device is given as the hall's address."""
        return f"https://127.0.0.1:{self.port}"

    def start(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(START_S), "the hall's server did not start"

    def stop(self) -> None:
        """End it in order, as SIGTERM does."""
        if self._server is not None and self._thread is not None:
            self._server.stop()
            self._thread.join(START_S)
            assert not self._thread.is_alive(), "the hall's server did not end"

    def _serve(self, ready: threading.Event) -> None:
        with ExitStack() as stack:
            halls = [stack.enter_context(open_hall(self.url)) for _ in range(2)]
            store = DeviceStore(self.url)
            sock = stack.enter_context(listen("127.0.0.1", self.port))
            self.port = sock.getsockname()[1]
            options = ServerOptions(self.url, self._folder, limits=self._limits)
            self._server = make_server(
                options, (halls[0], halls[1]), store, self.identity, ready.set
            )
            asyncio.run(self._server.serve([sock]))

    def enrolled(self, role: Role, name: str) -> Credential:
        """A device that was enrolled; a window's name is its code.

        Written into the table: the way with a code has tests of its own. A server that runs
        knows it within some seconds, one that is started later at once.
        """
        secret, device = new_credential(), secrets.token_hex(4)
        window = name if role is Role.WINDOW else None
        store = DeviceStore(self.url)
        store.enrol(
            Device(
                device, credential_hash(secret), role, window, name, datetime.now(UTC), "the tests"
            )
        )
        store.close()
        return Credential(
            device, secret, role, window, name, "NN01", "南宁", self.identity.fingerprint
        )

    def client(self, role: Role = Role.WINDOW, name: str = "3") -> RemoteHall:
        """A device's way to this server."""
        return RemoteHall(self.address, self.enrolled(role, name))
