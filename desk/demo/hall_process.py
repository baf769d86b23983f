"""The hall's server as a process beside the demo, ended with it."""

import asyncio
from pathlib import Path
from typing import ClassVar

from desk.demo.child_process import ChildProcess
from desk.domain.failures import QT_TRANSLATE_NOOP, Failure
from desk.hall.adapters.device_store import DeviceStore
from desk.hall.client.credentials import enrol, keep_credential
from desk.hall.enrolment import Role
from desk.hall.server.devices import make_code


class HallServerNotStarted(Failure):
    """The hall's server did not say that it is ready."""

    code: ClassVar[str] = "DEM-08"
    title: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The hall's server did not start")
    meaning: ClassVar[str] = QT_TRANSLATE_NOOP("Failure", "The demo cannot run without it.")
    next_step: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Failure", "See what it wrote to the console, then start the demo again."
    )


class HallServerProcess:
    """Runs ``desk hall-server`` for the hall at `url` until it is stopped.

    `address` is what devices are given. `folder` holds the certificate and the log. The server has
    the keyring of whoever started it, where the database's password is. Raises
    `HallServerNotStarted`.
    """

    def __init__(self, url: str, folder: Path) -> None:
        self._url = url
        words = ["--hall", url, "--listen", "127.0.0.1:0", "--folder", str(folder)]
        self._process = ChildProcess(["hall-server", *words])
        self.address = self._process.first_line
        if not self.address:
            self.stop()
            raise HallServerNotStarted

    def enrol(self, role: Role, name: str, address: str = "") -> None:
        """Make this process a device of the hall, by a one-time code; blocking.

        A window's `name` is its code. `address` is another way to the server, by which the device
        then knows it. Raises as `desk.hall.client.credentials.enrol`.
        """
        address = address or self.address
        store = DeviceStore(self._url)
        try:
            code = make_code(store, role, name, "demo")
        finally:
            store.close()
        keep_credential(address, asyncio.run(enrol(address, code)))

    def stop(self) -> None:
        """End the server; what waits is answered first."""
        self._process.stop()
