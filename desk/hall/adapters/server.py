"""Where a hall's PostgreSQL server is and how it may be reached: address, password, TLS.

An address names a user, one or more hosts and a database, in either of two ways::

    postgresql://USER@HOST,HOST:PORT/DATABASE?schema=NAME&sslrootcert=FILE
    postgresql+psycopg://USER@/DATABASE?host=HOST:PORT&host=HOST:PORT

With several hosts the one that takes writes is used. The password is in the keyring under the
address (`keep_password`), never in it; the libpq's password files and variables are not read.
Outside this machine nothing is sent before the server's certificate was verified.
"""

import getpass
import ipaddress
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote

from desk.hall.adapters.failures import HallOverheard, HallPasswordInAddress
from desk.hall.failures import HallKindUnknown

if TYPE_CHECKING:
    from desk.vault.keys import Keys

PORT = 5432

CONNECT_S = 2
"""How long one host may take to answer, in seconds (the least that the protocol's library has)."""

GONE_MS = 5_000
"""After how long a server that acknowledges nothing counts as gone, in milliseconds."""

SCHEMA = re.compile(r"[a-z_][a-z0-9_]{0,49}")
"""What may name a schema: nothing that would need quotes anywhere."""

STRICT = "verify-full"

BUNDLES = (
    Path("/etc/ssl/certs/ca-certificates.crt"),
    Path("/etc/pki/tls/certs/ca-bundle.crt"),
    Path("/etc/ssl/ca-bundle.pem"),
)
"""Where systems keep the authorities that they trust (the driver brings a library of its own,
which does not know)."""


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a hall: ``KIND://USER:PASSWORD@HOSTS/DATABASE?QUERY``.

    `database` is the path of a file where the kind is ``sqlite``; `hosts` are as they were
    written, with their ports.
    """

    kind: str
    user: str
    password: str | None
    hosts: tuple[str, ...]
    database: str
    query: tuple[tuple[str, str], ...]


_ADDRESS = re.compile(
    r"(?P<kind>\w+)(?:\+\w+)?://"
    r"(?:(?P<user>[^:@/?]*)(?::(?P<password>[^@/?]*))?@)?"
    r"(?P<hosts>[^/?]*)(?:/(?P<database>[^?]*))?(?:\?(?P<query>.*))?",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """An address taken apart. `schema` is None for the user's usual one."""

    user: str
    hosts: tuple[tuple[str, int], ...]
    database: str
    schema: str | None
    tls: dict[str, str]

    @property
    def name(self) -> str:
        """Who and where, without how: the name of the password in the keyring."""
        hosts = ",".join(f"[{h}]:{p}" if ":" in h else f"{h}:{p}" for h, p in self.hosts)
        return f"postgresql://{self.user}@{hosts}/{self.database}"

    def parameters(self) -> dict[str, Any]:
        """All that libpq needs to connect, but the password; nothing is left to variables."""
        return {
            "user": self.user,
            "host": ",".join(host for host, _ in self.hosts),
            "port": ",".join(str(port) for _, port in self.hosts),
            "dbname": self.database,
            "passfile": str(Path(__file__).with_name("no password file")),
            "gssencmode": "disable",
            "target_session_attrs": "read-write",
            "connect_timeout": CONNECT_S,
            "keepalives": 1,
            "keepalives_idle": 2,
            "keepalives_interval": 1,
            "keepalives_count": 3,
            "tcp_user_timeout": GONE_MS,
            "application_name": "hall-desk",
            "client_encoding": "UTF8",
            **self.tls,
        }


def read_address(url: str) -> Address:
    """Take a hall's address apart. Raises `HallKindUnknown` when it is none."""
    found = _ADDRESS.fullmatch(url)
    if found is None:
        raise HallKindUnknown(kind="no URL")
    password = found["password"]
    return Address(
        kind=found["kind"],
        user=unquote(found["user"] or ""),
        password=None if password is None else unquote(password),
        hosts=tuple(unquote(host) for host in found["hosts"].split(",") if host),
        database=unquote(found["database"] or ""),
        query=tuple(parse_qsl(found["query"] or "", keep_blank_values=True)),
    )


def server_of(address: Address) -> PostgresServer:
    """Where the server of an address is and how it is reached.

    Raises `HallKindUnknown`, `HallPasswordInAddress`, `HallOverheard`.
    """
    words: dict[str, list[str]] = {}
    for name, value in address.query:
        words.setdefault(name, []).append(value)
    if address.password is not None or "password" in words:
        raise HallPasswordInAddress
    if not address.database:
        raise HallKindUnknown(kind="postgresql without a database")
    hosts = _hosts(address.hosts or words.pop("host", []), words.pop("port", []))
    schema = words.pop("schema", [""])[-1]
    if schema and not SCHEMA.fullmatch(schema):
        raise HallKindUnknown(kind=f"schema {schema}")
    tls: dict[str, str] = {}
    for name in ("sslmode", "sslrootcert"):
        if name in words:
            tls[name] = words.pop(name)[-1]
    if words:
        raise HallKindUnknown(kind=f"postgresql with {', '.join(sorted(words))}")
    return PostgresServer(
        user=address.user or getpass.getuser(),
        hosts=hosts,
        database=address.database,
        schema=schema or None,
        tls=_tls(hosts, tls),
    )


def password_for(url: str) -> str | None:
    """The password that the keyring holds for the address, or None.

    Raises what `server_of` raises, `KeyringMissing` and `KeyringRefused`.
    """
    return _keyring().secret(_server(url).name)


def keep_password(url: str, password: str) -> None:
    """Give the keyring the password for the address; raises as `password_for`."""
    _keyring().keep_secret(_server(url).name, password)


def forget_password(url: str) -> None:
    """Take the password for the address out of the keyring; raises as `password_for`."""
    _keyring().forget_secret(_server(url).name)


def _keyring() -> "Keys":
    from desk.vault.keys import Keys  # slow to load, and a hall in a file needs none

    return Keys()


def _server(url: str) -> PostgresServer:
    address = read_address(url)
    if address.kind != "postgresql":
        raise HallKindUnknown(kind=f"{address.kind} has no password")
    return server_of(address)


def _hosts(named: Iterable[str], ports: Sequence[str]) -> tuple[tuple[str, int], ...]:
    try:
        port = int(ports[-1]) if ports else PORT
        return tuple(_host(host, port) for host in named or ("localhost",))
    except ValueError as error:
        raise HallKindUnknown(kind="no host and port") from error


def _host(text: str, port: int) -> tuple[str, int]:
    if text.startswith("/"):
        return text, port
    found = re.fullmatch(r"(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?", text)
    if found is None:
        return str(ipaddress.ip_address(text)), port
    bracketed, plain, own = found.groups()
    return bracketed or plain or "localhost", int(own or port)


def _tls(hosts: tuple[tuple[str, int], ...], asked: dict[str, str]) -> dict[str, str]:
    if all(is_here(host) for host, _ in hosts):
        return {"sslmode": "prefer", **asked}
    if asked.get("sslmode", STRICT) != STRICT:
        raise HallOverheard(mode=asked["sslmode"])
    return {"sslmode": STRICT, "sslrootcert": asked.get("sslrootcert", _authorities())}


def is_here(host: str) -> bool:
    """Whether a host is this machine, by its name alone."""
    if host.startswith(("/", "@")) or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _authorities() -> str:
    import ssl  # slow to load, and a hall in a file needs none

    told = ssl.get_default_verify_paths().cafile
    found = [path for path in (*((Path(told),) if told else ()), *BUNDLES) if path.is_file()]
    return str(found[0]) if found else "system"
