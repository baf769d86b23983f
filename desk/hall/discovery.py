"""Finding a hall's server on the local network, and being found there (DNS-SD over multicast).

Only where a hall allows it: the server announces itself when it is told to, with its address and
the hall's name, nothing else. What is found is not trusted for that: the enrolment's code proves
which server it is. The package `zeroconf` is optional.
"""

import contextlib
import ipaddress
import socket
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from desk.hall.server_failures import DiscoveryMissing, NoServerFound, SeveralServersFound

if TYPE_CHECKING:
    from zeroconf import Zeroconf

KIND = "_hall-desk._tcp.local."
LOOK_S = 3.0
"""How long it is listened for servers, in seconds."""


class FoundServer(msgspec.Struct, frozen=True):
    """A server that announces itself."""

    hall: str
    hall_name: str
    address: str


@contextlib.contextmanager
def announced(
    hall: str, hall_name: str, host: str, port: int, interfaces: Sequence[str] | None = None
) -> Iterator[None]:
    """Announce the server of a hall at `host` and `port` while inside.

    `interfaces` are addresses of this machine; all of them by default. Raises
    `DiscoveryMissing`.
    """
    zeroconf = _zeroconf(interfaces)
    try:
        from zeroconf import ServiceInfo

        machine = socket.gethostname().split(".")[0]
        zeroconf.register_service(
            ServiceInfo(
                KIND,
                f"{hall} {machine} {port}.{KIND}",
                port=port,
                parsed_addresses=_addresses(host),
                properties={"hall": hall, "name": hall_name},
                server=f"{machine}.local.",
            ),
            allow_name_change=True,
        )
        yield
    finally:
        zeroconf.close()


def found_servers(
    look_s: float = LOOK_S, interfaces: Sequence[str] | None = None
) -> list[FoundServer]:
    """The servers that announce themselves on this network; blocking. Raises `DiscoveryMissing`."""
    zeroconf = _zeroconf(interfaces)
    try:
        from zeroconf import ServiceBrowser

        listener = _Listener()
        ServiceBrowser(zeroconf, KIND, listener)  # type: ignore[arg-type]  # by its methods alone
        time.sleep(look_s)
        infos = [zeroconf.get_service_info(KIND, name) for name in sorted(listener.names)]
        return [_found(info) for info in infos if info is not None]
    finally:
        zeroconf.close()


def the_server(look_s: float = LOOK_S, interfaces: Sequence[str] | None = None) -> FoundServer:
    """The one server that there is on this network; blocking.

    Raises `NoServerFound`, `SeveralServersFound`, `DiscoveryMissing`.
    """
    found = found_servers(look_s, interfaces)
    if not found:
        raise NoServerFound
    if len({server.hall for server in found}) > 1:
        raise SeveralServersFound(found=", ".join(server.address for server in found))
    return found[0]


class _Listener:
    def __init__(self) -> None:
        self.names: set[str] = set()

    def add_service(self, _zeroconf: Any, _kind: str, name: str) -> None:
        self.names.add(name)

    def update_service(self, _zeroconf: Any, _kind: str, name: str) -> None:
        self.names.add(name)

    def remove_service(self, _zeroconf: Any, _kind: str, name: str) -> None:
        self.names.discard(name)


def _zeroconf(interfaces: Sequence[str] | None) -> "Zeroconf":
    try:
        from zeroconf import InterfaceChoice, Zeroconf
    except ImportError:
        raise DiscoveryMissing from None
    return Zeroconf(interfaces=InterfaceChoice.All if interfaces is None else list(interfaces))


def _addresses(host: str) -> list[str]:
    if host not in ("0.0.0.0", "::"):
        return [str(found[4][0]) for found in socket.getaddrinfo(host, None)][:1]
    found = {str(one[4][0]).split("%")[0] for one in socket.getaddrinfo(socket.gethostname(), None)}
    return sorted(one for one in found if not ipaddress.ip_address(one).is_loopback) or sorted(
        found
    )


def _found(info: Any) -> FoundServer:
    said = {
        (key or b"").decode("utf-8", "replace"): (value or b"").decode("utf-8", "replace")[:100]
        for key, value in info.properties.items()
    }
    host = next(iter(info.parsed_addresses()), "")
    place = f"[{host}]" if ":" in host else host
    return FoundServer(said.get("hall", ""), said.get("name", ""), f"https://{place}:{info.port}")
