"""The composition root of the hall's server: hall, devices, certificate → HTTPS."""

import asyncio
import gc
import logging
import socket
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from desk.hall.adapters.device_store import DeviceStore
from desk.hall.booking import kept_holder_key
from desk.hall.client.addresses import name_of
from desk.hall.discovery import announced
from desk.hall.follower import HallFollower
from desk.hall.queue import HallQueue
from desk.hall.server.app import make_app
from desk.hall.server.certificates import Identity, made_identity, own_identity
from desk.hall.server.devices import Devices
from desk.hall.server.limits import Limits
from desk.hall.server.listening import Connections, Server, listen
from desk.hall.server.pages import Pages
from desk.hall.server.service import HallService
from desk.hall.server_failures import CertificateBroken
from desk.hall.store import open_hall
from desk.logs import logging_to
from desk.vault.durable import make_folder
from desk.vault.private import private_process

PORT = 8443

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ServerOptions:
    """How a hall is served.

    `url` is the hall's database. `folder` is where the server's certificate and key are, made
    there when there are none; `certificate` and `key` are the hall's own, instead. With
    `announce` devices find it on the network (`desk.hall.discovery`).
    """

    url: str
    folder: Path
    host: str = "0.0.0.0"
    port: int = PORT
    certificate: Path | None = None
    key: Path | None = None
    limits: Limits = field(default_factory=Limits)
    announce: bool = False


def run_server(
    options: ServerOptions, on_ready: Callable[[str], None] = lambda _address: None
) -> int:
    """Serve a hall until SIGTERM or SIGINT; returns the exit status.

    `on_ready` is called with the server's address once it can be reached. Raises what `open_hall`
    raises, `CannotListen`, `CertificateBroken`, `DiscoveryMissing`, `DiskFull`, `DiskRefused`.
    """
    make_folder(options.folder)
    with private_process(), logging_to(options.folder, "server"), ExitStack() as stack:
        identity = _identity(options)
        queue = stack.enter_context(open_hall(options.url))
        archive = stack.enter_context(open_hall(options.url))
        store = DeviceStore(options.url)
        stack.callback(store.close)
        sock = stack.enter_context(listen(options.host, options.port))
        server = make_server(
            options, (queue, archive), store, identity, lambda: on_ready(_address(sock))
        )
        if options.announce:
            seen, place = queue.overview(), sock.getsockname()
            stack.enter_context(announced(seen.hall, seen.hall_name, options.host, place[1]))
        gc.collect()
        gc.freeze()  # what was loaded at the start is never litter
        asyncio.run(server.serve([sock]))
    return 0


def make_server(
    options: ServerOptions,
    halls: tuple[HallQueue, HallQueue],
    store: DeviceStore,
    identity: Identity,
    on_ready: Callable[[], None],
) -> Server:
    """The server with everything behind it; `serve` runs it.

    `halls` are two connections to the hall: one for what is asked of it all the time, one for
    looks that take long.
    """
    queue, archive = halls
    connections = Connections(options.limits)
    seen = queue.overview()
    devices = Devices(
        store,
        (seen.hall, seen.hall_name),
        lambda device: service.hub.close_those_of(device),  # noqa: PLW0108
    )
    # `service` is there before any device can be revoked
    service = HallService(
        queue,
        archive,
        devices,
        options.limits,
        fingerprint=identity.fingerprint,
        holder_key=kept_holder_key(options.folder),
    )
    follower = HallFollower(options.url, lambda _: service.batches.look())

    async def start() -> None:
        await devices.start()
        await service.start()
        follower.start(service.hub.seq)
        asyncio.get_running_loop().call_soon(on_ready)

    async def end() -> None:
        await service.close()
        await devices.close()
        await asyncio.to_thread(follower.stop)

    return Server(
        make_app(service, connections, Pages(service, connections).routes()),
        connections,
        identity.context(),
        on_start=start,
        on_end=end,
    )


def _identity(options: ServerOptions) -> Identity:
    if options.certificate is None and options.key is None:
        return made_identity(options.folder)
    if options.certificate is None or options.key is None:
        raise CertificateBroken(reason="one of the two files is missing")
    return own_identity(options.certificate, options.key)


def _address(sock: socket.socket) -> str:
    host, port = sock.getsockname()[:2]
    if host in ("0.0.0.0", "::"):
        host = socket.gethostname()
    return f"https://{name_of((host, port))}"
