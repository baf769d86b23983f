"""Where a hall's server is: ``https://HOST:PORT``, or several that are tried in turn."""

from urllib.parse import urlsplit

from desk.hall.adapters.server import is_here
from desk.hall.failures import HallKindUnknown

PORT = 8443
"""The port of an address that names none."""


def is_server(url: str) -> bool:
    """Whether a hall's address names a server rather than a database."""
    return url.lower().startswith("https://")


def addresses_of(url: str) -> tuple[tuple[str, int], ...]:
    """The hosts and ports of ``https://one:8443,two:8443``. Raises `HallKindUnknown`."""
    _, _, rest = url.partition("://")
    hosts, slash, path = rest.partition("/")
    if not is_server(url) or (slash and path) or not hosts or not hosts.isprintable():
        raise HallKindUnknown(kind="no address of a server")
    return tuple(_address(host.strip()) for host in hosts.split(","))


def is_elsewhere(url: str) -> bool:
    """Whether a hall's address names a server of another machine, whose clock is its own."""
    return is_server(url) and not all(is_here(host) for host, _ in addresses_of(url))


def name_of(address: tuple[str, int]) -> str:
    """An address as people read it, and by which the keyring knows the server."""
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _address(text: str) -> tuple[str, int]:
    try:
        parts = urlsplit(f"//{text}")
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise HallKindUnknown(kind="no host and port") from error
    if not host or parts.username is not None or parts.query or parts.fragment:
        raise HallKindUnknown(kind="no host and port")
    return host, port or PORT
